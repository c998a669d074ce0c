"""The grid of a filing: a line for each measure (or each unit below), with what stood before, the plan and what is written now."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.kernel.figures import Moment
from soxa.kernel.request_memo import held_anyway
from soxa.kernel.units.tree import Node, tree
from soxa.law.periods import Period
from soxa.values.aggregation.gather import catalogue
from soxa.values.counted import as_value, counted
from soxa.values.figures import plain_value, value_text
from soxa.values.filing import periods
from soxa.values.filing.models import FiledPaper, Filing
from soxa.values.models import Measure, ReportedValue
from soxa.values.planned import planned
from soxa.values.villages import CELL, VILLAGE, place_name, village_cells

PROVINCE, COMMUNE = "province", "commune"


@dataclass(frozen=True)
class Line:
    """One line: what is measured of whom, the value in force, what it is held against, and why it cannot be written.

    `estimate`: the estimate of the same period, where final values are filed. `counts`: what the book counts itself and takes in
    the place of what is filed here. `locked`: empty where one may write.
    """

    measure: Measure
    unit_id: int
    name: str
    now: ReportedValue | None = None
    estimate: ReportedValue | None = None
    before: ReportedValue | None = None
    year_before: ReportedValue | None = None
    plan: ReportedValue | None = None
    counts: ReportedValue | None = None
    papers: tuple[FiledPaper, ...] = ()
    locked: str = ""

    @property
    def key(self) -> str:
        """By which the fields of the line are named."""
        return f"{self.measure.pk}-{self.unit_id}"

    @property
    def unit_word(self) -> str:
        """Unit of measure as printed beside the field."""
        return "%" if self.measure.kind == Measure.SHARE else self.measure.unit_word

    @property
    def divided(self) -> bool:
        """Whether it may be typed as what is divided by what."""
        return self.measure.kind == Measure.RATIO or bool(self.measure.denominator_title)

    @property
    def text(self) -> str:
        """The value in force as printed; empty without one."""
        return self.said(self.now)

    @staticmethod
    def said(value: ReportedValue | None) -> str:
        """A value as printed; empty for none."""
        return value_text(value) if value else ""

    def bare(self, value: ReportedValue) -> str:
        """A value as printed without its unit, which stands at the head of the line."""
        return value_text(value).removesuffix(self.measure.unit_word).strip()


@dataclass(frozen=True)
class Grid:
    """All lines of a filing, how many are filled; `whole`: the unit's own value of a measure filed for the units below it."""

    filing: Filing
    lines: tuple[Line, ...]
    filled: int = 0
    whole: ReportedValue | None = None
    by_key: Mapping[str, Line] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {line.key: line for line in self.lines})

    @property
    def whole_text(self) -> str:
        """The unit's own value as printed; empty for none."""
        return Line.said(self.whole)

    @property
    def empty(self) -> list[Line]:
        """Lines that wait for a value and could be written."""
        return [line for line in self.lines if not line.now and not line.locked]


def measures_of(group: str, period: Period, unit_id: int) -> list[Measure]:
    """The measures of a catalogue that are reported for this kind of period by this unit, in their order."""
    kinds = {periods.kind_of(period)} if periods.kind_of(period) else {"season", "school"}
    around = set(tree().ancestors(unit_id, period.last_day)) | {unit_id}
    return [
        one
        for one in every_measure()
        if one.group == group
        and (not one.periods or kinds & set(one.periods))
        and (one.owner_id is None or one.owner_id in around)  # type: ignore[attr-defined]
        and (one.ended is None or one.ended > period.since)
    ]


def every_measure() -> list[Measure]:
    """Every measure of the book, in the order of the catalogue; asked once per request."""
    return list(catalogue().values())


def below(unit_id: int, period: Period) -> list[Node]:
    """The units that report a measure one by one: communes of a province, villages of a commune (else their cells)."""
    standing, day = tree(), period.last_day
    inside = standing.within(unit_id, day) - {unit_id}
    for kind in (COMMUNE, VILLAGE):
        found = [node for node in standing.of_kind(kind, day) if node.id in inside]
        if found:
            return sorted(found, key=lambda node: node.code)
    cells = village_cells(inside)
    return sorted((n for n in standing.of_kind(CELL, day) if n.id in cells), key=lambda node: node.code)


def _pairs(filing: Filing) -> list[tuple[Measure, int, str]]:
    """(measure, unit, what stands at the head of the line)."""
    unit_id: int = filing.unit_id  # type: ignore[attr-defined]
    if filing.measure is None:
        return [(one, unit_id, one.title) for one in measures_of(filing.group, filing.period, unit_id)]
    day = filing.period.last_day
    return [(filing.measure, n.id, place_name(n.id, day)) for n in below(unit_id, filing.period)]


def grid(filing: Filing, *, shown: bool = True) -> Grid:
    """The lines of a filing as the book holds them now: at most six questions, however many lines.

    `shown`: on a page, with its papers and with what the book counts itself, which is asked for once for each of three periods.
    """
    with held_anyway():
        return _grid(filing, shown=shown)


def _grid(filing: Filing, *, shown: bool) -> Grid:
    pairs = _pairs(filing)
    units = {unit for _measure, unit, _name in pairs} | {filing.unit_id}  # type: ignore[attr-defined]
    found = _values(filing, {one.pk: one for one, _unit, _name in pairs}, units)
    full = sum(_is_filled(filing, one.pk, unit, found) for one, unit, _name in pairs)
    asked = planned([one for one, *_rest in pairs], sorted(units), filing.period)
    known = _Known(found, asked, _counts(filing, pairs) if shown else {})
    locks = _Locks(filing, pairs)
    kept: dict[tuple[int, int], list[FiledPaper]] = defaultdict(list)
    if shown:
        rows: Any = FiledPaper.objects.filter(filing=filing)
        for one in rows.order_by("pk"):
            kept[one.measure_id, one.unit_id].append(one)
    lines = tuple(
        _line(filing, (measure, unit, name), known, locks, tuple(kept[measure.pk, unit]))
        for measure, unit, name in pairs
    )
    return Grid(filing, lines, full, _whole(filing, found))


Found = Mapping[tuple[int, int, Any, Any, str], ReportedValue]
# kind of filing → sorts of number by which a line of it is filled
FILLS = {
    Filing.ACTUAL: (ReportedValue.ACTUAL,), Filing.ESTIMATE: (ReportedValue.ACTUAL, ReportedValue.ESTIMATE)
}  # fmt: skip


def filled(filings: Iterable[Filing]) -> dict[int, tuple[int, int]]:
    """Of each filing how many lines are filled, and of how many: what its grid says; one question for all."""
    lines = {one.pk: (one, _pairs(one)) for one in filings}
    days, measures, units = Q(), set(), set()
    for one, pairs in lines.values():
        days |= Q(since=one.since, until=one.until)
        measures |= {measure.pk for measure, _unit, _name in pairs}
        units |= {unit for _measure, unit, _name in pairs}
    rows = ReportedValue.objects.filter(
        days, replaced_by=None, measure_id__in=sorted(measures), unit_id__in=sorted(units)
    )
    told = set(rows.values_list("measure_id", "unit_id", "since", "until", "sort")) if units else set()
    return {
        key: (sum(_is_filled(one, measure.pk, unit, told) for measure, unit, _name in pairs), len(pairs))
        for key, (one, pairs) in lines.items()
    }


def _is_filled(filing: Filing, measure_id: int, unit_id: int, told: Container[Any]) -> bool:
    return any((measure_id, unit_id, filing.since, filing.until, sort) in told for sort in FILLS[filing.sort])


def _values(filing: Filing, measures: Mapping[int, Measure], units: Iterable[int]) -> Found:
    """Values in force of the period, of those it is held against, and the plans; by measure, unit, days, sort."""
    period = filing.period
    asked = {period, periods.before(period), periods.year_before(period)}
    days = Q()
    for one in asked:
        days |= Q(since=one.since, until=one.until)
    year = Period.parse(str(period.since.year))
    plans = Q(sort=ReportedValue.PLAN, since=year.since, until=year.until)
    rows = ReportedValue.objects.filter(days | plans, replaced_by=None, unit_id__in=sorted(units))
    found = {}
    for row in rows.filter(measure_id__in=sorted(measures)).select_related("entry"):
        row.measure = measures[row.measure_id]
        found[row.measure_id, row.unit_id, row.since, row.until, row.sort] = row
    return found


def _line(
    filing: Filing, pair: tuple[Measure, int, str], known: "_Known", locks: "_Locks", papers: tuple[FiledPaper, ...]
) -> Line:  # fmt: skip
    measure, unit, name = pair

    def of(period: Period, *sorts: str) -> ReportedValue | None:
        held = (known.found.get((measure.pk, unit, period.since, period.until, sort)) for sort in sorts)
        return next((one for one in held if one), None)

    best = (ReportedValue.ACTUAL, ReportedValue.ESTIMATE)
    period, estimates = filing.period, filing.sort == Filing.ESTIMATE
    now = of(period, ReportedValue.ACTUAL)
    if estimates and (now is None or _of_another(now, filing)):
        now = of(period, ReportedValue.ESTIMATE) or now
    return Line(
        measure, unit, name, now,
        estimate=None if estimates else of(period, ReportedValue.ESTIMATE),
        before=known.counts.get((measure.pk, unit, periods.before(period))) or of(periods.before(period), *best),
        year_before=known.counts.get((measure.pk, unit, periods.year_before(period)))
        or of(periods.year_before(period), *best),
        counts=known.counts.get((measure.pk, unit, period)),
        plan=known.plan(measure, unit, period),
        papers=papers,
        locked=locks.why(measure, unit, now),
    )  # fmt: skip


@dataclass(frozen=True)
class _Known:
    """What the book holds for the lines of a filing: the values by measure, unit, days and sort; what targets ask; what it counts itself."""

    found: Found
    asked: Mapping[tuple[int, int], ReportedValue]
    counts: Mapping[tuple[int, int, Period], ReportedValue]

    def plan(self, measure: Measure, unit: int, period: Period) -> ReportedValue | None:
        """The plan of the shortest period that holds this one; of two for the same days the target's."""
        year = Period.parse(str(period.since.year))
        days = ((period.since, period.until), (year.since, year.until))
        typed = (self.found.get((measure.pk, unit, *span, ReportedValue.PLAN)) for span in days)
        plans = [one for one in (self.asked.get((measure.pk, unit)), *typed) if one]
        return min(plans, key=lambda one: one.until - one.since, default=None)


def _counts(
    filing: Filing, pairs: list[tuple[Measure, int, str]]
) -> dict[tuple[int, int, Period], ReportedValue]:
    """What the book counts of the lines itself, for the period and for those it is held against."""
    measures = {one.code: one for one, _unit, _name in pairs}
    units = sorted({unit for _one, unit, _name in pairs})
    period, found = filing.period, {}
    for at in dict.fromkeys((period, periods.before(period), periods.year_before(period))):
        moment = Moment.over(at)
        for (code, unit), one in counted(measures, units, moment).items():
            found[measures[code].pk, unit, at] = as_value(measures[code], unit, moment, one)
    return found


def _of_another(value: ReportedValue, filing: Filing) -> bool:
    return value.filing_id not in (None, filing.pk)  # type: ignore[attr-defined]


def _whole(filing: Filing, found: Found) -> ReportedValue | None:
    if filing.measure is None:
        return None
    key = (filing.measure.pk, filing.unit_id, filing.since, filing.until)  # type: ignore[attr-defined]
    return found.get((*key, ReportedValue.ACTUAL)) or found.get((*key, ReportedValue.ESTIMATE))


class _Locks:
    """Why a line may not be written: its value is another filing's, or another approved filing covers it."""

    def __init__(self, filing: Filing, pairs: list[tuple[Measure, int, str]]) -> None:
        self.filing = filing
        measures = {one.pk for one, _unit, _name in pairs}
        groups = {one.group for one, _unit, _name in pairs}
        units = {unit for _one, unit, _name in pairs}
        day = filing.period.last_day
        above = {up for unit in units for up in tree().ancestors(unit, day)} | units
        covering: Any = Filing.objects.filter(
            Q(measure=None, group__in=groups, unit_id__in=units) | Q(measure_id__in=measures, unit_id__in=above),
            since=filing.since, until=filing.until, sort=filing.sort, state=Filing.APPROVED,
        )  # fmt: skip
        # one that is not open is locked as it is
        self.covering = list(covering.exclude(pk=filing.pk)) if filing.state == Filing.OPEN else []
        self.above = {unit: set(tree().ancestors(unit, day)) for unit in units}

    def why(self, measure: Measure, unit: int, now: ReportedValue | None) -> str:
        """Empty where one may write."""
        if self.filing.state == Filing.APPROVED:
            return _("đã duyệt, đã khóa; sửa bằng Đính chính")
        if self.filing.state != Filing.OPEN:
            return _("đã trình; trả lại rồi mới sửa")
        if now is not None and _of_another(now, self.filing):
            return (
                _("đã duyệt ở bảng khác cùng kỳ") if now.approved_on else _("đang nhập ở bảng khác cùng kỳ")
            )
        covered = any(self._covers(one, measure, unit) for one in self.covering)
        return _("kỳ này đã duyệt, đã khóa ở bảng khác") if covered else ""

    def _covers(self, other: Filing, measure: Measure, unit: int) -> bool:
        over: int = other.unit_id  # type: ignore[attr-defined]
        if other.measure_id is None:  # type: ignore[attr-defined]
            return other.group == measure.group and over == unit
        return other.measure_id == measure.pk and over in self.above[unit]  # type: ignore[attr-defined]


def number_typed(value: ReportedValue | None) -> str:
    """The value as one types it, without its unit; empty for none, a ratio and a word."""
    number = plain_value(value) if value else None
    return plain_text(number)


def plain_text(number: Decimal | None) -> str:
    """A number as one types it: "13268", "54,43"."""
    if number is None:
        return ""
    written = f"{number.normalize():f}"
    return written.replace(".", ",")
