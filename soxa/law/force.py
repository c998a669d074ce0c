"""Values the law fixes, as dated rows: a number is asked for by the day of the act it governs, with its clause."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from soxa.law.citation import Citation
from soxa.law.periods import FOREVER, date_text


class NotInForce(LookupError):
    """A day before the law's first row that is known here, or after its last; its text is said to people."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """One amount in force from `since` up to but not including `until`.

    `confirmed` is False where the text in force was not seen: such a value is shown, labelled so, among the settings.
    """

    amount: Decimal | int | str
    since: date
    until: date = FOREVER
    cite: Citation
    confirmed: bool


@dataclass(frozen=True)
class Law:
    """A value of the law over time: `unit` is the Vietnamese unit of measure, `rows` are in order and do not overlap."""

    code: str
    title: str
    unit: str
    rows: tuple[Value, ...]

    def __post_init__(self) -> None:
        if not self.rows or any(row.since >= row.until for row in self.rows):
            raise ValueError(f"{self.code}: every value needs a day on which it is in force.")
        if any(after.since < before.until for before, after in pairwise(self.rows)):
            raise ValueError(
                f"{self.code}: two values are in force on one day, or the rows are out of order."
            )

    def on(self, day: date) -> Value:
        """The value in force on the day; NotInForce in Vietnamese words when there is none."""
        for row in self.rows:
            if row.since <= day < row.until:
                return row
        raise NotInForce(f"{self.title}: chưa có quy định áp dụng cho ngày {date_text(day)}.")

    def count_on(self, day: date) -> int:
        """The value in force on the day, as a whole number; TypeError when the law gives something else."""
        amount = self.on(day).amount
        if not isinstance(amount, int):
            raise TypeError(f"{self.code} is not a whole number.")
        return amount


LAWS: dict[str, Law] = {}
"""Every dated value by its code, in the order of declaration."""


def law(code: str, title: str, unit: str, *rows: Value) -> Law:
    """Declare a dated value and enter it in `LAWS`; a code used twice is a ValueError."""
    if code in LAWS:
        raise ValueError(f"The value {code} is declared twice.")
    LAWS[code] = Law(code, title, unit, rows)
    return LAWS[code]
