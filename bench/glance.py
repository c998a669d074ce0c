"""The reported values that are glanced at: 200 measures of every commune by month over five years, made once, and their reading by hand."""

import sys
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

MEASURES, YEARS, LAST = 200, (2022, 2023, 2024, 2025, 2026), date(2026, 11, 20)
LINES = 6
CODE = "glance.{:03}"
# the commune's monthly numbers run from 30 to 109 of a plan of 100 a year: some of each light at every time of the year
_PLAN, _LEAST, _SPREAD = 100, 30, 80

Reading = tuple[dict[tuple[int, str], int], dict[int, Decimal], dict[tuple[int, date], Decimal]]
"""(commune, light) → measures; commune → last value of the first measure; (measure, end of a month) → the province's sum."""


def ensure_values(months: int = 12 * len(YEARS)) -> None:
    """Put the measures, their monthly values and yearly plans into the book that is open, unless they are there."""
    from django.db import connection, transaction

    from soxa.values.models import Measure

    if Measure.objects.filter(code=CODE.format(0)).exists():
        return
    sys.stderr.write(
        f"{connection.vendor}: making {MEASURES} measures of every commune over {months} months …\n"
    )
    with transaction.atomic():
        _make(months)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def communes() -> list[int]:
    """Communes of the province on the last day."""
    from soxa.kernel.units.tree import tree

    return [node.id for node in tree().of_kind("commune", LAST)]


def _make(months: int) -> None:
    from django.db import connection

    from soxa.kernel import journal
    from soxa.kernel.access import machine
    from soxa.law.periods import add_months
    from soxa.values.models import Measure

    Measure.objects.bulk_create(
        Measure(
            code=CODE.format(n), title=f"Chỉ tiêu đo {n}", folded=f"chi tieu do {n}", position=1000 + n,
            higher_is_better=n % 5 > 0, aggregation=Measure.SUM,
        )
        for n in range(MEASURES)
    )  # fmt: skip
    entry = journal.write(machine("bench"), "samples", "values", subject=("unit", "bench"), on=LAST)
    units = communes()
    with connection.cursor() as cursor:
        for year in YEARS:
            given = {"since": date(year, 1, 1), "until": date(year + 1, 1, 1), "sort": "plan", "month": 0}
            cursor.execute(_insert(units, str(_PLAN)), given | {"entry": entry.pk})
        first = date(YEARS[0], 1, 1)
        for month in range(months):
            since = add_months(first, month)
            given = {"since": since, "until": add_months(since, 1), "sort": "actual", "month": month}
            cursor.execute(_insert(units, _VALUE), given | {"entry": entry.pk})


_VALUE = f"{_LEAST} + (u.id * 31 + m.id * 17 + %(month)s * 7) %% {_SPREAD} + 0.25"


def _insert(units: list[int], value: str) -> str:
    return f"""
      INSERT INTO values_reportedvalue
        (measure_id, unit_id, since, until, sort, value, word, source, note, basis, looked_at, entry_id)
      SELECT m.id, u.id, %(since)s, %(until)s, %(sort)s, {value}, '', '', '', '', %(month)s < 0, %(entry)s
      FROM kernel_unit u CROSS JOIN values_measure m
      WHERE u.id IN ({", ".join(map(str, units))}) AND m.code LIKE 'glance.%%'
    """  # noqa: S608 – numbers of our own


# the last value of each measure of each commune, as each database finds it quickest: a step in the index for each, or one scan
_LAST = {
    "postgresql": """
      SELECT u.id AS unit_id, m.id AS measure_id, v.since, v.until, v.value
      FROM kernel_unit u CROSS JOIN values_measure m CROSS JOIN LATERAL (
        SELECT w.since, w.until, w.value FROM values_reportedvalue w
        WHERE w.unit_id = u.id AND w.measure_id = m.id AND w.replaced_by_id IS NULL AND w.sort = 'actual'
          AND w.until <= %(until)s
        ORDER BY w.until DESC LIMIT 1) v
      WHERE u.id IN ({units}) AND m.id IN ({measures})
    """,
    "sqlite": """
      SELECT v.unit_id, v.measure_id, v.since, MAX(v.until) AS until, v.value
      FROM values_reportedvalue v
      WHERE v.replaced_by_id IS NULL AND v.sort = 'actual' AND v.until <= %(until)s AND v.measure_id IN ({measures})
      GROUP BY v.unit_id, v.measure_id
    """,
}
_DAYS = {
    "postgresql": "({0} - {1})",
    "sqlite": "CAST(julianday({0}) - julianday({1}) AS INTEGER)",
}


def _last(vendor: str, units: list[int], measures: list[int]) -> str:
    return _LAST[vendor].format(units=", ".join(map(str, units)), measures=", ".join(map(str, measures)))


def _lights(vendor: str, last: str) -> str:
    """Lights by commune: green from what the time passed asks for, yellow from four fifths of it; less is better the other way."""
    passed, whole = _DAYS[vendor].format("l.until", "p.since"), _DAYS[vendor].format("p.until", "p.since")
    more = f"""CASE WHEN l.value >= p.value OR l.value * {whole} >= p.value * {passed} THEN 'good'
      WHEN 5 * l.value * {whole} >= 4 * p.value * {passed} THEN 'warn' ELSE 'bad' END"""
    less = (
        "CASE WHEN l.value <= p.value THEN 'good' WHEN 4 * l.value <= 5 * p.value THEN 'warn' ELSE 'bad' END"
    )
    return f"""
      WITH l AS ({last})
      SELECT l.unit_id, CASE WHEN m.higher_is_better THEN {more} ELSE {less} END AS light, COUNT(*)
      FROM l JOIN values_measure m ON m.id = l.measure_id
      JOIN values_reportedvalue p ON p.unit_id = l.unit_id AND p.measure_id = l.measure_id
        AND p.sort = 'plan' AND p.replaced_by_id IS NULL AND p.since = %(since)s
      GROUP BY 1, 2
    """  # noqa: S608 – expressions of our own


def by_hand() -> Reading:
    """The same numbers as an engineer writes them: the last values for the lights, one index for the figure, one sum for the lines."""
    from django.db import connection

    from soxa.law.periods import add_months
    from soxa.values.models import Measure

    keys = dict(Measure.objects.filter(code__startswith="glance.").values_list("code", "pk"))
    units, one = communes(), keys[CODE.format(0)]
    until = date.fromordinal(LAST.toordinal() + 1)
    given = {"until": until, "since": date(until.year, 1, 1)}
    given |= {"first": add_months(until, -24)}
    vendor, lines = connection.vendor, ", ".join(str(keys[code]) for code in _codes())
    with connection.cursor() as cursor:
        cursor.execute(_lights(vendor, _last(vendor, units, list(keys.values()))), given)
        lights = {(unit, light): many for unit, light, many in cursor.fetchall()}
        cursor.execute(_last(vendor, units, [one]), given)
        last = {row[0]: _exact(row[4]) for row in cursor.fetchall()}
        cursor.execute(
            f"""
            SELECT measure_id, until, SUM(value) FROM values_reportedvalue
            WHERE measure_id IN ({lines}) AND sort = 'actual' AND replaced_by_id IS NULL AND until > %(first)s AND until <= %(until)s
            GROUP BY measure_id, until
            """,  # noqa: S608 – numbers of our own
            given,
        )
        sums = {(measure, _day(end)): _exact(value) for measure, end, value in cursor.fetchall()}
    return lights, last, sums


def _codes() -> list[str]:
    return [CODE.format(n) for n in range(LINES)]


def _exact(value: Any) -> Decimal:
    return Decimal(str(value)).normalize()


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def ours() -> Reading:
    """What the page of the province reads: its communes by light, one figure side by side, the main figures along time."""
    from soxa.desk.glance.beside import beside
    from soxa.desk.glance.communes import communes as by_light
    from soxa.kernel.figures import Moment, find
    from soxa.kernel.request_memo import held_request
    from soxa.kernel.units.tree import tree
    from soxa.law.periods import add_months
    from soxa.values.models import Measure
    from soxa.values.summed import number_of, summed

    at = Moment.at(LAST)
    with held_request():
        root = tree().roots()[0]
        found = by_light(at, root, steering=True, values=True)
        assert found
        lights: dict[tuple[int, str], int] = defaultdict(int)
        for line in found.lines:
            for light, many in line.hints.items():
                lights[line.node.id, light.level] += many
        last = {
            one.node.id: one.number.normalize()
            for one in beside(find(CODE.format(0)), at, root, kind="commune").lines
            if one.number is not None
        }
        measures = {one.pk: one for one in Measure.objects.filter(code__in=_codes())}
        told = summed(list(measures.values()), communes(), add_months(at.until, -24), at.until)
        sums = {
            (one.measure_id, one.until): number.normalize()
            for one in told
            if (number := number_of(measures[one.measure_id], one)) is not None
        }
    return dict(lights), last, sums
