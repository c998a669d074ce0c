"""Acts and their clauses, and the mark by which a rule names the law it serves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from soxa.law.periods import date_text


@dataclass(frozen=True)
class Act:
    """A legal or Party act: what it is called, its number, and the days it is in force (`until` is not included).

    `issued`, `since` and `until` are None where no date is known or, for `until`, where the act still stands.
    `confirmed` is False where the text in force was not seen or a successor has been announced.
    """

    code: str
    number: str
    title_vi: str
    issued: date | None = None
    since: date | None = None
    until: date | None = None
    about: str = ""
    confirmed: bool = True

    def __str__(self) -> str:
        return f"{self.title_vi} {self.number}".strip()

    def full(self) -> str:
        """The act with its day of issue and its subject: "Quy định 294-QĐ/TW ngày 26/5/2025 về thi hành Điều lệ Đảng"."""
        issued = f" ngày {date_text(self.issued)}" if self.issued else ""
        about = f" về {self.about}" if self.about else ""
        return f"{self}{issued}{about}"

    def at(self, clause: str) -> "Citation":
        """One clause of the act, as the act words it: "Điều 28 khoản 1"; an empty clause cites the act as a whole."""
        return Citation(self, clause)

    def in_force(self, day: date) -> bool:
        """Whether the act applies on the day, as far as its dates are known."""
        begun = self.since or self.issued
        return (begun is None or begun <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Citation:
    """A clause of an act; printed "Điều 28 khoản 1, Luật Khiếu nại 02/2011/QH13"."""

    act: Act
    clause: str = ""

    def __str__(self) -> str:
        return f"{self.clause}, {self.act}" if self.clause else str(self.act)


CITED: dict[str, tuple[Citation, ...]] = {}
"""Every rule that names its law: "module.function" → the clauses it serves, in the order they were given."""

Rule = TypeVar("Rule", bound=Callable[..., Any])


def cites(*citations: Citation) -> Callable[[Rule], Rule]:
    """Mark a rule with the clauses it serves: kept in `rule.__cites__` and in `CITED`. At least one is required."""
    if not citations:
        raise TypeError("A rule that cites must name at least one clause.")

    def mark(rule: Rule) -> Rule:
        rule.__cites__ = citations  # type: ignore[attr-defined]
        CITED[f"{rule.__module__}.{rule.__qualname__}"] = citations
        return rule

    return mark
