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
_ENDED = "w.sort <> 'plan' AND w.until <= %(until)s"
_LAST = {  # names of our own
    "postgresql": f"""
      SELECT {{chosen}} FROM kernel_unit u CROSS JOIN values_measure m CROSS JOIN LATERAL (
        (SELECT w.* {_ONE} AND {_ENDED} ORDER BY w.until DESC FETCH FIRST 1 ROW WITH TIES){{more}}) v
      WHERE {{pairs}}
    """,  # noqa: S608
    "sqlite": f"""
      WITH p AS MATERIALIZED (
        SELECT u.id AS unit_id, m.id AS measure_id, COALESCE((
          SELECT MAX(w.until) {_ONE} AND {_ENDED}), %(until)s) AS last
        FROM kernel_unit u CROSS JOIN values_measure m WHERE {{pairs}})
      SELECT {{chosen}} FROM p JOIN {_TABLE} v ON v.unit_id = p.unit_id AND v.measure_id = p.measure_id
        AND v.replaced_by_id IS NULL AND v.until >= p.last
      WHERE {{more}}
    """,  # noqa: S608
}
# the last that was reported alone, or with it the plans and what is under way
_ALONE = {"postgresql": "", "sqlite": "v.until = p.last AND v.sort <> 'plan'"}
_WITH_OTHERS = {
    "postgresql": f"""
        UNION ALL
        (SELECT w.* {_ONE} AND w.until >= %(until)s AND (w.until > %(until)s OR w.sort = 'plan') AND w.since < %(until)s)""",
    "sqlite": "v.since < %(until)s",
}
_REPORTED = f"EXISTS (SELECT 1 FROM {_TABLE} w WHERE w.measure_id = m.id)"  # noqa: S608 – names of our own
_ORDER = "ORDER BY v.unit_id, v.measure_id, v.until, v.since DESC, v.id"


def _statement(
    chosen: str, units: Sequence[int], until: date, measures: Sequence[int] | None, more: dict[str, str]
) -> tuple[str, dict[str, Any]]:
    # of the catalogue many measures were never reported by anyone
    among = _REPORTED if measures is None else f"m.id IN ({_listed(measures)})"
    pairs = f"u.id IN ({_listed(units)}) AND {among}"
    sql = _LAST[connection.vendor].format(chosen=chosen, pairs=pairs, more=more[connection.vendor])
    return sql, {"until": until}


def _listed(keys: Sequence[int]) -> str:
    return ", ".join(str(int(key)) for key in keys) or "NULL"


def standing_values(
    units: Sequence[int], until: date, *, measures: Sequence[int] | None = None
) -> list[ReportedValue]:
    """Values that a page as of the day before `until` may need, unit by unit and measure by measure, as they are chosen from.

    Of each measure: those of the last period ended, those of periods under way, and the plans that reach so far.
    """
    sql, given = _statement("v.*", units, until, measures, _WITH_OTHERS)
    return list(ReportedValue.objects.raw(f"{sql} {_ORDER}", given))


def standing_rows(units: Sequence[int], until: date) -> list[tuple[Any, ...]]:
    """The same as bare rows of `COLUMNS`, for many units."""
    chosen = ", ".join(f'v."{name}"' for name in COLUMNS)
    sql, given = _statement(chosen, units, until, None, _WITH_OTHERS)
    return _rows(f"{sql} {_ORDER}", given)


def ended_spans(
    units: Sequence[int], until: date, *, measures: Sequence[int]
) -> set[tuple[int, int, date, date]]:
    """(unit, measure, since, until) of the last values of these units that ended before the day."""
    rows = _rows(*_statement("v.unit_id, v.measure_id, v.since, v.until", units, until, measures, _ALONE))
    if connection.vendor == "postgresql":
        return set(rows)
    return {(unit, measure, _day(since), _day(end)) for unit, measure, since, end in rows}


def _rows(sql: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def _day(cell: Any) -> date:
    """A day as the database hands it over: SQLite writes days as text."""
    return date.fromisoformat(cell) if isinstance(cell, str) else cell
