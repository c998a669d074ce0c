"""The main figures along time: what the book counts by month, what is reported by its own periods over two years."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from soxa.desk.trend import Point, drawing, trend, unchanged
from soxa.kernel.charts import NARROW, line
from soxa.kernel.figures import FIGURES, Moment
from soxa.law.numbers import quantity_text, share_value
from soxa.law.periods import Period, add_months
from soxa.values.counted import as_value
from soxa.values.counted import counted as counts_of
from soxa.values.figures import ReportedFigure, plain_value, value_text
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import as_printed
from soxa.values.summed import number_of, summed

# what the office looks at month by month, where the reader may
COUNTED = ("meetings.attendance", "tasks.on_time_share", "party.members", "documents.digitally_signed")
# what is reported and looked at along time, in this order; only those with a line of three points or more are drawn
REPORTED = (
    "budget.revenue", "budget.public_investment", "economy.production_value", "poverty.rate", "insurance.health",
    "one_stop.on_time", "one_stop.online", "waste.collected", "water.clean",
)  # fmt: skip
LEAST, MOST_LINES, YEARS, QUARTERS = 3, 6, 2, 8
MONTH, QUARTER, SUMMED, YEAR = "month", "quarter", "summed", "year"
_SHARES = (Measure.SHARE, Measure.RATIO)
_STEPS = {MONTH: 1, QUARTER: 3, SUMMED: 3, YEAR: 12}
_POINTS = {MONTH: 12, QUARTER: QUARTERS, SUMMED: QUARTERS, YEAR: 5}


@dataclass(frozen=True)
class Told:
    """One value in a line: its label, its number, as printed, whether it is an estimate."""

    label: str
    number: Any
    text: str
    estimated: bool = False


@dataclass(frozen=True)
class Trend:
    """A figure along time: how its points follow one another, in words, its drawing, and the numbers drawn."""

    figure: Any
    pace: str
    points: Sequence[Told]
    drawing: SafeString
    said: str = ""


def counted(moment: Moment, unit_id: int, codes: Sequence[str], *, width: int = NARROW) -> list[Trend]:
    """Figures of the book over twelve months."""
    found = []
    for code in codes:
        figure = FIGURES[code]
        points = trend(figure, moment, unit_id)
        if any(point.reading.value is not None for point in points):
            found.append(_counted(figure, points, width))
    return found


def _counted(figure: Any, points: list[Point], width: int) -> Trend:
    drawn = drawing(points, str(figure.title), width=width)
    told = [Told(point.label, point.reading.value, point.reading.text) for point in points]
    pace = _("cuối mỗi tháng, 12 tháng") if figure.is_stock else _("từng tháng, 12 tháng")
    return Trend(figure, pace, told, drawn, "" if drawn else unchanged(points))


@dataclass(frozen=True)
class _Value:
    """A value of one period, its own or put together from units below."""

    since: date
    until: date
    number: Decimal | None
    text: str
    estimated: bool = False


def reported(
    moment: Moment,
    unit_id: int,
    codes: Sequence[str] = REPORTED,
    *,
    width: int = NARROW,
    below: Sequence[int] = (),
) -> list[Trend]:
    """Measures that have a line to draw, of each the periods of which most were reported; three questions.

    What the unit did not report itself is put together from the units `below`, where the measure can be.
    """
    measures = {one.pk: one for one in Measure.objects.filter(code__in=codes)}
    first = add_months(moment.until, -12 * YEARS)
    values = _own(measures, unit_id, first, moment.until)
    _count(values, measures, unit_id)
    for key, some in _from_below(measures, below, first, moment.until).items():
        values.setdefault(key, some)
    order = {code: place for place, code in enumerate(codes)}
    found = [_reported(measures[key], some, width) for key, some in values.items()]
    return sorted((one for one in found if one), key=lambda one: order[one.figure.code])[:MOST_LINES]


def _own(measures: dict[int, Measure], unit_id: int, first: date, until: date) -> dict[int, list[_Value]]:
    rows: Any = ReportedValue.objects.filter(
        unit_id=unit_id, measure__in=measures, replaced_by=None, until__gt=first, until__lte=until
    )
    values: dict[int, list[_Value]] = defaultdict(list)
    # of an estimate and an actual for one period the actual comes last and stands
    for value in rows.exclude(sort=ReportedValue.PLAN).order_by("until", "-since", "-sort", "pk"):
        value.measure = measures[value.measure_id]
        values[value.measure_id].append(_value(value))
    return values


def _count(values: dict[int, list[_Value]], measures: dict[int, Measure], unit_id: int) -> None:
    """What the book counts itself takes the place of what was reported for the same period, in lines that may be drawn."""
    spans: dict[tuple[date, date], list[str]] = defaultdict(list)
    for key, some in values.items():
        for one in some if len(some) >= LEAST else ():
            spans[one.since, one.until].append(measures[key].code)
    by_code = {one.code: one for one in measures.values()}
    for (since, until), codes in spans.items():
        at = Moment.over(Period.between(since, until))
        for (code, _unit), count in counts_of(codes, [unit_id], at).items():
            measure = by_code[code]
            shown = _value(as_value(measure, unit_id, at, count))
            values[measure.pk] = [
                shown if (old.since, old.until) == (since, until) else old for old in values[measure.pk]
            ]


def _value(value: ReportedValue) -> _Value:
    number = plain_value(value)
    if value.measure.kind == Measure.RATIO:
        number = share_value(value.met or 0, value.of or 0)
    estimated = value.sort == ReportedValue.ESTIMATE
    return _Value(value.since, value.until, number, value_text(value), estimated)


def _from_below(
    measures: dict[int, Measure], units: Sequence[int], first: date, until: date
) -> dict[int, list[_Value]]:
    values: dict[int, list[_Value]] = defaultdict(list)
    for one in summed(list(measures.values()), units, first, until):
        measure = measures[one.measure_id]
        kept = number_of(measure, one)
        if kept is not None:
            number = as_printed(kept, measure.unit_word) if measure.kind == Measure.QUANTITY else kept
            text = quantity_text(number) + ("%" if measure.kind in _SHARES else f" {measure.unit_word}")
            if one.units < len(units):
                text = _("{text} ({units}/{all} đơn vị)").format(text=text, units=one.units, all=len(units))
            values[one.measure_id].append(_Value(one.since, one.until, number, text))
    return values


def _reported(measure: Measure, values: Sequence[_Value], width: int) -> Trend | None:
    by_pace: dict[str, dict[date, _Value]] = defaultdict(dict)
    for value in values:
        for pace in paces(value.since, value.until):
            if pace != SUMMED or not _grows(measure):
                by_pace[pace][value.until] = value
    if measure.kind == Measure.WORD or not by_pace:
        return None
    pace = max(by_pace, key=lambda one: (min(len(by_pace[one]), _POINTS[one]), one == SUMMED))
    ends = _ends(pace, by_pace[pace])
    if sum(1 for end in ends if end in by_pace[pace]) < LEAST:
        return None
    points = [_point(pace, end, by_pace[pace].get(end)) for end in ends]
    drawn = line(
        [(one.label, one.number) for one in points],
        title=measure.title,
        unit="%" if measure.kind in _SHARES else "",
        width=width,
    )
    return Trend(ReportedFigure(measure), _words(pace), points, drawn)


def _grows(measure: Measure) -> bool:
    """Whether the year's sum so far only grows through the year and begins anew: no line to read."""
    return measure.kind == Measure.QUANTITY and measure.aggregation != Measure.LAST


def _ends(pace: str, values: Iterable[date]) -> list[date]:
    """The ends of the periods from the first reported to the last, those between that were not reported too."""
    step, last = _STEPS[pace], max(values)
    ends = [add_months(last, -step * back) for back in range(_POINTS[pace] - 1, -1, -1)]
    return [end for end in ends if end >= min(values)]


def paces(since: date, until: date) -> list[str]:
    """How a period follows others of its kind: the first quarter is a quarter, and the year's sum so far."""
    if since.day != 1 or until.day != 1:
        return []
    months = (until.year - since.year) * 12 + until.month - since.month
    found = {1: [MONTH], 12: [YEAR]}.get(months, [])
    if months == 3 and since.month % 3 == 1:
        found = [QUARTER]
    if since.month == 1 and months % 3 == 0 and months <= 12:
        found = [*found, SUMMED]
    return found


def _words(pace: str) -> str:
    return {
        MONTH: _("từng tháng"), QUARTER: _("từng quý"), SUMMED: _("cộng dồn từ đầu năm"), YEAR: _("từng năm")
    }[pace]  # fmt: skip


def _point(pace: str, end: date, value: _Value | None) -> Told:
    last = add_months(end, -1)
    label = {
        MONTH: f"T{last.month}/{last:%y}",
        QUARTER: f"Q{(last.month + 2) // 3}/{last:%y}",
        SUMMED: f"{last.month}T/{last:%y}" if last.month < 12 else f"{last.year}",
        YEAR: f"{last.year}",
    }[pace]
    if value is None:
        return Told(label, None, _("Chưa có số liệu"))
    return Told(label, value.number, value.text, value.estimated)
