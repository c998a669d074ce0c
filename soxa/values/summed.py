"""Reported values of many units added up period by period: of each unit the actual, where there is none its estimate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from soxa.values.models import Measure
from soxa.values.money import in_dong

_PARTS = ("value", "met", "of", "numerator", "denominator")
_ACTUAL_FIRST = ", ".join(
    f"COALESCE(MAX(CASE WHEN sort = 'actual' THEN {name} END), MAX({name})) AS {name}"
    for name in (f'"{part}"' for part in _PARTS)
)
_SUMS = ", ".join(f'SUM("{part}")' for part in _PARTS)
_SQL = f"""
  SELECT measure_id, since, until, COUNT(*), {_SUMS} FROM (
    SELECT unit_id, measure_id, since, until, {_ACTUAL_FIRST} FROM values_reportedvalue
    WHERE replaced_by_id IS NULL AND sort <> 'plan' AND measure_id IN ({{measures}}) AND unit_id IN ({{units}})
      AND until > %s AND until <= %s
    GROUP BY unit_id, measure_id, since, until) one
  GROUP BY measure_id, since, until ORDER BY measure_id, until
"""  # noqa: S608 – names of our own


@dataclass(frozen=True)
class Sum:
    """One period of one measure: how many units reported it, and their values and parts added up."""

    measure_id: int
    since: date
    until: date
    units: int
    value: Decimal | None
    part: Fraction | None
    whole: Fraction | None


def summed(measures: Sequence[Measure], unit_ids: Sequence[int], since: date, until: date) -> list[Sum]:
    """Sums of every period that ended after `since` and by `until`, measure by measure; one question."""
    if not measures or not unit_ids:
        return []
    sql = _SQL.format(measures=_marks(measures), units=_marks(unit_ids))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(one.pk for one in measures), *unit_ids, since, until])
        return [_sum(row) for row in cursor.fetchall()]


def _marks(keys: Iterable[Any]) -> str:
    return ", ".join("%s" for _key in keys)


def _sum(row: tuple[Any, ...]) -> Sum:
    measure, since, until, units, value, met, of, numerator, denominator = row
    part, whole = (numerator, denominator) if denominator else (met, of)
    return Sum(measure, _day(since), _day(until), units, _exact(value), _fraction(part), _fraction(whole))


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _exact(value: Any) -> Decimal | None:
    """What was kept to six decimals and added up, to six decimals again."""
    return None if value is None else Decimal(round(value * 10**6)).scaleb(-6).normalize()


def _fraction(value: Any) -> Fraction | None:
    exact = _exact(value)
    return None if exact is None else Fraction(exact)


def number_of(measure: Measure, found: Sum) -> Decimal | None:
    """What a sum comes to in the kept unit; None where the measure cannot be put together from units below."""
    if measure.aggregation in (Measure.SUM, Measure.LAST) and measure.kind == Measure.QUANTITY:
        return found.value
    if measure.aggregation == Measure.OF_PARTS and found.whole and found.part is not None:
        factor = (
            100
            if measure.kind in (Measure.RATIO, Measure.SHARE)
            else Fraction(in_dong(measure.factor, measure.unit_word))
        )
        return _rounded(found.part * factor / found.whole)
    return None


def _rounded(value: Fraction) -> Decimal:
    """To two decimals, half up; what is put together is never below zero."""
    return Decimal(int(value * 100 + Fraction(1, 2))).scaleb(-2)
