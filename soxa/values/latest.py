"""Reported values as they stand on a day: the last that was reported, what is under way, and the plans.

The last value of a measure is found by its index, unit by unit and measure by measure: a book of 1.5 million values is not
read through for the 26,000 that stand on a day.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from soxa.values.models import ReportedValue

COLUMNS = ("unit_id", "measure_id", "since", "until", "sort", "value", "met", "of")
_TABLE = "values_reportedvalue"
_ONE = f"FROM {_TABLE} w WHERE w.unit_id = u.id AND w.measure_id = m.id AND w.replaced_by_id IS NULL"
# a step or two in the index for each measure of each unit, as each database has to be told: left to choose, PostgreSQL
# reads every value of the book, not knowing how few stand
_STANDING = {  # names of our own
    "postgresql": f"""
      SELECT {{chosen}} FROM kernel_unit u CROSS JOIN values_measure m CROSS JOIN LATERAL (
        (SELECT w.* {_ONE} AND w.sort <> 'plan' AND w.until <= %(until)s
          ORDER BY w.until DESC FETCH FIRST 1 ROW WITH TIES)
        UNION ALL
        (SELECT w.* {_ONE} AND w.until >= %(until)s AND (w.until > %(until)s OR w.sort = 'plan') AND w.since < %(until)s)) v
      WHERE {{pairs}}
    """,  # noqa: S608
    "sqlite": f"""
      WITH p AS MATERIALIZED (
        SELECT u.id AS unit_id, m.id AS measure_id, COALESCE((
          SELECT MAX(w.until) {_ONE} AND w.sort <> 'plan' AND w.until <= %(until)s), %(until)s) AS last
        FROM kernel_unit u CROSS JOIN values_measure m WHERE {{pairs}})
      SELECT {{chosen}} FROM p JOIN {_TABLE} v ON v.unit_id = p.unit_id AND v.measure_id = p.measure_id
        AND v.replaced_by_id IS NULL AND v.until >= p.last
      WHERE v.since < %(until)s
    """,  # noqa: S608
}
_REPORTED = f"EXISTS (SELECT 1 FROM {_TABLE} w WHERE w.measure_id = m.id)"  # noqa: S608 – names of our own
_ORDER = "ORDER BY v.unit_id, v.measure_id, v.until, v.since DESC, v.id"


def _statement(
    chosen: str, units: Sequence[int], until: date, measures: Sequence[int] | None
) -> tuple[str, dict[str, Any]]:
    # of the catalogue many measures were never reported by anyone
    among = _REPORTED if measures is None else f"m.id IN ({_listed(measures)})"
    pairs = f"u.id IN ({_listed(units)}) AND {among}"
    sql = _STANDING[connection.vendor].format(chosen=chosen, pairs=pairs)
    return f"{sql} {_ORDER}", {"until": until}


def _listed(keys: Sequence[int]) -> str:
    return ", ".join(str(int(key)) for key in keys) or "NULL"


def standing_values(
    units: Sequence[int], until: date, *, measures: Sequence[int] | None = None
) -> list[ReportedValue]:
    """Values that a page as of the day before `until` may need, unit by unit and measure by measure, as they are chosen from.

    Of each measure: those of the last period ended, those of periods under way, and the plans that reach so far.
    """
    return list(ReportedValue.objects.raw(*_statement("v.*", units, until, measures)))


def standing_rows(units: Sequence[int], until: date) -> list[tuple[Any, ...]]:
    """The same as bare rows of `COLUMNS`, for many units."""
    chosen = ", ".join(f'v."{name}"' for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(*_statement(chosen, units, until, None))
        return cursor.fetchall()


def ended_spans(
    units: Sequence[int], until: date, *, measures: Sequence[int]
) -> list[tuple[int, int, date, date]]:
    """(unit, measure, since, until) of the last values of these units that ended before the day, each once."""
    sql, given = _statement("v.unit_id, v.measure_id, v.since, v.until, v.sort", units, until, measures)
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows = cursor.fetchall()
    told = {
        (unit, measure, _day(since), _day(end))
        for unit, measure, since, end, sort in rows
        if sort != ReportedValue.PLAN
    }
    return sorted(row for row in told if row[3] <= until)


def _day(cell: Any) -> date:
    """A day as the database hands it over: SQLite writes days as text."""
    return date.fromisoformat(cell) if isinstance(cell, str) else cell
