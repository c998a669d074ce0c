"""How many reported values of many units show each light on a day: what `told` says one by one, read in a few questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from soxa.kernel.figures import Moment
from soxa.values.aggregation.gather import catalogue, made_at
from soxa.values.counted import counted
from soxa.values.latest import standing_rows
from soxa.values.lights import NOT_DUE, Light, Progress, light
from soxa.values.models import Measure, ReportedValue

# values are kept to six decimals: so many times as much is whole, and whole numbers compare exactly
_WHOLE = 10**6
Row = tuple[Any, ...]


@dataclass(slots=True)
class _Pair:
    """What was reported of one measure of one unit: the value, the plan it is held against, whether one is under way."""

    value: Row | None = None
    plan: Row | None = None
    ahead: bool = False


def hints(unit_ids: Sequence[int], moment: Moment) -> dict[int, dict[Light, int]]:
    """Unit → light → how many of its reported measures with a plan show it at the end of the day."""
    kinds = catalogue()
    counts = counted((one.code for one in kinds.values()), unit_ids, moment)
    pairs = {
        key: _pair(rows, moment)
        for key, rows in groupby(standing_rows(unit_ids, moment.until), itemgetter(0, 1))
    }
    _put_together(pairs, kinds, unit_ids, moment)
    found: dict[int, dict[Light, int]] = {}
    for (unit, measure), pair in pairs.items():
        if one := counts.get((kinds[measure].code, unit)):
            pair.value, pair.ahead = (
                (unit, measure, moment.since, moment.until, "", one.value, one.met, one.of),
                False,
            )
        if shown := _light(kinds[measure], pair):
            lights = found.setdefault(unit, {})
            lights[shown.counted] = lights.get(shown.counted, 0) + 1
    return found


def _put_together(
    pairs: dict[tuple[int, int], _Pair], kinds: dict[int, Measure], unit_ids: Sequence[int], moment: Moment
) -> None:
    """Take what the units below come to where `figures.chosen` would; of what has a plan, for nothing else has a light."""
    planned = {measure for (_unit, measure), pair in pairs.items() if pair.plan}
    made = made_at([kinds[one] for one in sorted(planned)], moment, unit_ids)
    for (measure, unit), one in made.items():
        pair, value = pairs.get((unit, measure)), one.value
        if value is not None and pair and (pair.value is None or one.until > pair.value[3]):
            pair.value = (
                unit, measure, one.since, one.until, value.sort, value.value, value.met, value.of,
            )  # fmt: skip


def _pair(rows: Iterable[Row], moment: Moment) -> _Pair:
    """The rows of one measure of one unit, chosen from as `told` chooses: `_value`, `_plan`, `_ahead`."""
    pair, until = _Pair(), moment.until
    for row in rows:
        if row[4] == ReportedValue.PLAN:
            _keep_plan(pair, row, moment)
        elif row[3] > until:
            pair.ahead |= row[2] < until
        elif pair.value is None or row[3] > pair.value[3] or row[4] == ReportedValue.ACTUAL:
            pair.value = row
    return pair


def _keep_plan(pair: _Pair, row: Row, moment: Moment) -> None:
    """The plan of the year so far, else the year's; of several of a year the one that begins first."""
    days, year = (row[2], row[3]), moment.since.year
    kept = pair.plan and (pair.plan[2], pair.plan[3])
    if kept == (moment.since, moment.until):
        return
    yearly = (days[0].year, days[1].year) == (year, year + 1) and (kept is None or days[0] < kept[0])
    if yearly or days == (moment.since, moment.until):
        pair.plan = row


def _light(measure: Measure, pair: _Pair) -> Light | None:
    plan, value = pair.plan, pair.value
    if plan is None or measure.kind == Measure.WORD:
        return None
    if value is not None and not (plan[2] <= value[2] and value[3] <= plan[3]):
        value = None
    if value is None and pair.ahead:
        return NOT_DUE
    quantity = value is not None and measure.kind == Measure.QUANTITY
    elapsed = _elapsed(plan[2], plan[3], value[3]) if quantity and value is not None else _ALL
    reached, planned = _number(measure.kind, value), _number(measure.kind, plan)
    return light(Progress(reached, planned, elapsed, higher=measure.higher_is_better))


_ALL = Fraction(1)


@lru_cache(maxsize=256)
def _elapsed(since: date, until: date, reached: date) -> Fraction:
    """How much of the plan's time had passed when the value's period ended."""
    return Fraction((reached - since).days, (until - since).days)


def _number(kind: str, row: Row | None) -> Any:
    """A value as an exact number: so many millionths, of a ratio the share."""
    if row is None:
        return None
    *_, value, met, of = row
    if kind == Measure.RATIO and of:
        return Fraction(met or 0, of)
    return None if value is None else round(value * _WHOLE)
