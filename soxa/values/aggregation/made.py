"""A value that was put together: from which rows, of which units, which of them told nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from soxa.values.aggregation.terms import Term, quotient, rounded
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import in_dong

_PERCENT, _SHARE_PLACES = Fraction(100), 2


class Kept(NamedTuple):
    """A reported value as a row of the table; `pk` is None for one that was put together itself."""

    pk: int | None
    measure_id: int
    unit_id: int
    since: date
    until: date
    sort: str
    value: Decimal | None
    met: int | None
    of: int | None
    numerator: Decimal | None
    denominator: Decimal | None
    filing_id: int | None = None
    approved_on: date | None = None

    @property
    def unapproved(self) -> bool:
        """Whether it stands in a filing that nobody approved yet."""
        return self.filing_id is not None and self.approved_on is None


COLUMNS = Kept._fields


@dataclass(frozen=True)
class Part:
    """One that was added up: the unit and the measure, its value, and what it brought to a quotient (None where that is not known)."""

    unit_id: int
    measure: Measure
    row: Kept
    term: Term | None = None
    unapproved: bool = False
    used: tuple[int, ...] = ()


@dataclass(frozen=True)
class Made:
    """What a measure of a unit comes to in a period by its parts.

    `value` is None unless every part is there: a sum of some of the villages is not the commune's. `so_far`: what those that
    are there come to. `missing`: units that told nothing; `lacking`: units whose value has no numerator and denominator.
    """

    measure: Measure
    unit_id: int
    since: date
    until: date
    parts: tuple[Part, ...]
    missing: tuple[int, ...] = ()
    lacking: tuple[int, ...] = ()
    by_measures: bool = False
    why: str = ""
    so_far: ReportedValue | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return not (self.missing or self.lacking or self.why) and self.so_far is not None

    @property
    def value(self) -> ReportedValue | None:
        """The value, once it is whole."""
        return self.so_far if self.whole else None

    @property
    def unapproved(self) -> bool:
        """Whether anything it was put together from was not approved yet."""
        return any(part.unapproved for part in self.parts)

    @property
    def used(self) -> tuple[int, ...]:
        """Keys of every reported value it was put together from."""
        return tuple(dict.fromkeys(key for part in self.parts for key in part.used))


def term_of(measure: Measure, row: Kept, weight: Kept | None) -> Term | None:
    """What a row brings to a quotient: its own numerator and denominator, else its value by the measure that weighs; None without either."""
    if row.numerator is not None and row.denominator is not None:
        return Term(Fraction(row.numerator), Fraction(row.denominator))
    if row.met is not None and row.of is not None:
        return Term(Fraction(row.met), Fraction(row.of))
    if row.value is not None and weight is not None and weight.value is not None:
        return Term.weighted(Fraction(row.value), Fraction(weight.value), _factor(measure))
    return None


def _factor(measure: Measure) -> Fraction:
    """By what numerator ÷ denominator is multiplied to be the value as kept."""
    if measure.kind == Measure.SHARE:
        return _PERCENT
    return Fraction(in_dong(measure.factor, measure.unit_word))


def put_together(made: Made, parts: Sequence[Part], terms: Sequence[Term]) -> ReportedValue | None:
    """What the parts come to, as a row that is in no table; None where a quotient has nothing below its line."""
    measure = made.measure
    facts: dict[str, Any] | None
    if measure.kind == Measure.RATIO:
        facts = {
            "met": sum(part.row.met or 0 for part in parts),
            "of": sum(part.row.of or 0 for part in parts),
        }
    elif terms:
        facts = _divided(measure, terms)
    else:
        facts = {"value": sum((part.row.value or Decimal(0) for part in parts), Decimal(0))}
    if facts is None:
        return None
    estimated = any(part.row.sort == ReportedValue.ESTIMATE for part in parts)
    sort = ReportedValue.ESTIMATE if estimated else ReportedValue.ACTUAL
    return ReportedValue(
        measure=measure, unit_id=made.unit_id, since=made.since, until=made.until, sort=sort, **facts
    )


def _divided(measure: Measure, terms: Sequence[Term]) -> dict[str, Any] | None:
    found = quotient(terms, _factor(measure))
    if found is None:
        return None
    above = sum((one.above for one in terms), Fraction(0))
    below = sum((one.below for one in terms), Fraction(0))
    places = _SHARE_PLACES if measure.kind == Measure.SHARE else measure.decimals
    facts: dict[str, Any] = {
        "value": rounded(found, places), "numerator": rounded(above), "denominator": rounded(below)
    }  # fmt: skip
    if measure.kind == Measure.SHARE and above.denominator == below.denominator == 1:
        facts |= {"met": int(above), "of": int(below)}
    return facts
