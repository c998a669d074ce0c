"""What a target comes to in a period: its value as the book reads it, its plan, the light the rule gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.figures import FIGURES, Figure, Moment, Reading, find, known_codes, read_many
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.request_memo import held_anyway
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_steering import YEAR_PLAN
from soxa.law.numbers import count_text, quantity_text, share_text
from soxa.law.periods import Period
from soxa.steering.targets.amounts import amount_of, kind_of, number, text_of, threshold
from soxa.steering.targets.models import PlannedValue, Standing, Target
from soxa.values.cut_off import Moments, moments
from soxa.values.figures import ReportedFigure, value_text
from soxa.values.lights import BAD, GOOD, NOT_DUE, QUIET, WARN, Progress, light
from soxa.values.models import Measure, ReportedValue
from soxa.values.told import Told, number_of, points_text, printed_share, told

_PERCENT = 100


def _fault(value: Any) -> str:
    return (
        "" if str(value).isdecimal() and 1 <= int(value) < _PERCENT else str(_("Ghi số nguyên từ 1 đến 99."))
    )


YELLOW_SHARE = declare(
    Preference(
        "steering.yellow_share",
        gettext_lazy("Chỉ tiêu vàng khi đạt từ bao nhiêu phần trăm mức phải có (dưới đó là đỏ)"),
        80,
        "number",
        gettext_lazy(
            "Chưa thấy văn bản trung ương quy định; chỉ tiêu nào có ngưỡng riêng thì theo ngưỡng ấy."
        ),
        cite=YEAR_PLAN.at(""),
        confirmed=False,
        check=_fault,
    )
)
APPROVED = Q(filing=None) | Q(approved_on__isnull=False)
# plans written here, and plans that came with the reported values
Planned = tuple[list[PlannedValue], list[ReportedValue]]
LEVELS = {GOOD: Standing.GREEN, WARN: Standing.YELLOW, BAD: Standing.RED}


@dataclass(frozen=True)
class Plan:
    """A plan of a target: its number in the figure's own measure, as printed, its period, and who gave it."""

    number: Fraction | None
    text: str
    since: date
    until: date
    giver: str = ""
    of: int | None = None


@dataclass(frozen=True)
class Got:
    """A target read for a period: the value and the moment it is of, the plan it is held against, other plans, the level the rule gives."""

    target: Target
    moment: Moment
    number: Fraction | None
    text: str
    estimate: bool
    until: date
    plan: Plan | None
    others: tuple[Plan, ...]
    level: str
    kind: str = ""
    parts: str = ""
    path: str = ""

    @property
    def done(self) -> str:
        """How much of the plan is done, in per cent; empty for a share, which is compared in points, and without a plan."""
        return "" if self.kind == Measure.SHARE else self._compared

    @property
    def distance(self) -> str:
        """How far a share is from its plan, in points of per cent: "+2,65 điểm %"; empty for what is not a share."""
        return self._compared if self.kind == Measure.SHARE else ""

    @property
    def _compared(self) -> str:
        return compared(self.number, self.plan.number if self.plan else None, self.kind)


def compared(number: Fraction | None, plan: Fraction | None, kind: str) -> str:
    """A number beside its plan: of a share the points between them ("+2,65 điểm %"), else how much of the plan it is."""
    if number is None or plan is None:
        return ""
    if kind == Measure.SHARE:
        return points_text(printed_share(number) - printed_share(plan))
    return share_text(*(number / plan).as_integer_ratio()) if plan else ""


def still_to_reach(got: Got) -> str:
    """What is missing to the plan, as printed: "18 đảng viên", "0,21 điểm %"; empty where it is reached or cannot be told."""
    plan = got.plan.number if got.plan else None
    figure = figure_of(got.target.code)
    if got.number is None or plan is None or figure is None:
        return ""
    gap = plan - got.number if got.target.higher else got.number - plan
    if gap <= 0:
        return ""
    if got.kind == Measure.SHARE:
        points = abs(printed_share(plan) - printed_share(got.number))
        return _("{points} điểm %").format(points=quantity_text(points.normalize()))
    if isinstance(figure, Figure):
        return "" if figure.amount else f"{count_text(int(gap))} {figure.measure}"
    if got.kind == Measure.RATIO:
        return _met_still(gap, got.plan.of if got.plan else None, figure)
    value = Decimal(gap.numerator) / Decimal(gap.denominator)
    return value_text(ReportedValue(measure=figure.record, value=value))


def _met_still(gap: Fraction, of: int | None, figure: ReportedFigure) -> str:
    """Of a ratio how many more are to be met, where the plan says of how many."""
    more = gap * (of or 0)
    return f"{count_text(int(more))} {figure.measure}".strip() if more and more.denominator == 1 else ""


def read_targets(
    targets: Sequence[Target], period: Period, unit_id: int, *, upto: date | None = None
) -> list[Got]:
    """Targets of one unit read for a period, in their order; a few questions however many there are.

    `upto`: the last day counted of what the book counts itself, where the period is not over yet.
    """
    when = moments(unit_id, period)
    if upto is not None and upto < when.party.on:
        when = Moments(period, upto, upto)
    with held_anyway():
        return _read(targets, when, unit_id)


def _read(targets: Sequence[Target], when: Moments, unit_id: int) -> list[Got]:
    period = when.period
    readings, reported = _readings(targets, when, unit_id)
    plans, typed = _plans(targets), _typed(targets, period, unit_id)
    hard = Fraction(int(value_of(YELLOW_SHARE, tuple(tree().ancestors(unit_id, period.last_day)))), _PERCENT)
    paths = _paths(targets, period, unit_id)
    found = [
        _got(
            target,
            readings.get(target.code),
            reported.get(target.code),
            (plans.get(target.pk, []), typed.get(target.code, [])),
            when,
            hard,
        )
        for target in targets
    ]
    return [_beside_path(one, paths.get(one.target.code)) for one in found]


def _readings(
    targets: Sequence[Target], when: Moments, unit_id: int
) -> tuple[dict[str, Reading], dict[str, Told]]:
    codes = dict.fromkeys(one.code for one in targets)
    known = [found for code in codes if (found := figure_of(code)) is not None]
    counted = [one for one in known if isinstance(one, Figure)]
    readings = read_many(counted, when.party, [unit_id])
    measures = [one for one in known if isinstance(one, ReportedFigure)]
    return (
        {one.code: readings[one.code, unit_id] for one in counted},
        {one.figure.code: one for one in told(measures, when.values, unit_id, counting=when.counted)},
    )


def _plans(targets: Iterable[Target]) -> dict[int, list[PlannedValue]]:
    found: dict[int, list[PlannedValue]] = {}
    for one in PlannedValue.objects.filter(target__in=list(targets), replaced_by=None):
        found.setdefault(one.target_id, []).append(one)  # type: ignore[attr-defined]
    return found


def _typed(targets: Iterable[Target], period: Period, unit_id: int) -> dict[str, list[ReportedValue]]:
    """Plans that came with the reported values, of periods that hold this one, by code."""
    found: dict[str, list[ReportedValue]] = {}
    rows = ReportedValue.objects.filter(
        APPROVED, measure__code__in=[one.code for one in targets], unit_id=unit_id, sort=ReportedValue.PLAN, replaced_by=None,
        since__lte=period.since, until__gte=period.until,
    )  # fmt: skip
    for one in rows.select_related("measure"):
        found.setdefault(one.measure.code, []).append(one)
    return found


def _paths(targets: Iterable[Target], period: Period, unit_id: int) -> dict[str, PlannedValue]:
    """What the term's targets ask of the year of a period, by code."""
    year = Period.parse(str(period.since.year))
    rows: Any = PlannedValue.objects.filter(
        target__unit_id=unit_id, target__span=Target.TERM, target__code__in=[one.code for one in targets],
        since=year.since, until=year.until, replaced_by=None, leads=True,
    )  # fmt: skip
    return {one.target.code: one for one in rows.select_related("target").order_by("target__since", "pk")}


def _beside_path(got: Got, path: PlannedValue | None) -> Got:
    if path is None or got.plan is None or (got.plan.since, got.plan.until) != (path.since, path.until):
        return got
    return replace(got, path=path_words(got.plan.number, path, got.target, figure_of(got.target.code)))


def path_words(number_planned: Fraction | None, path: PlannedValue, target: Target, figure: Any) -> str:
    """A year's plan held against what the term's path asks of that year: "thấp hơn lộ trình 0,2 điểm %"."""
    kind, text = kind_of(figure), text_of(amount_of(path), figure)
    asked = number(amount_of(path), kind)
    if number_planned is None or asked is None:
        return ""
    if number_planned == asked:
        return _("đúng lộ trình {text}").format(text=text)
    above = number_planned > asked
    said = _("cao hơn lộ trình {text}") if above else _("thấp hơn lộ trình {text}")
    if kind == Measure.SHARE:
        far = abs(printed_share(number_planned) - printed_share(asked))
        said = _("cao hơn lộ trình {points}") if above else _("thấp hơn lộ trình {points}")
        said = said.format(points=_("{points} điểm %").format(points=quantity_text(far.normalize())))
    said = said.format(text=text)
    return said if above == target.higher else _("{said} – chưa kịp lộ trình").format(said=said)


def _got(
    target: Target,
    reading: Reading | None,
    line: Told | None,
    planned: Planned,
    when: Moments,
    hard: Fraction,
) -> Got:
    figure: Any = reading.figure if reading else line.figure if line else None
    kind = kind_of(figure)
    number, text, estimate, until = _value(reading, line, when)
    plan, others = _chosen(target, figure, *planned, when.period)
    found = light(_progress(target, number, plan, until, when, figure, hard))
    level = LEVELS.get(found.level, Standing.NOT_DUE if found == NOT_DUE else Standing.NO_VALUE)
    parts = _parts(kind, reading or (line.value if line else None))
    moment = when.party if reading else when.counted if line and line.counted else when.values
    return Got(target, moment, number, text, estimate, until, plan, tuple(others), level, kind, parts)


def _value(
    reading: Reading | None, line: Told | None, when: Moments
) -> tuple[Fraction | None, str, bool, date]:
    if reading is not None:
        if not reading.figure.share:
            return Fraction(reading.part or 0), reading.text, False, when.party.until
        share = Fraction((reading.part or 0) * _PERCENT, reading.whole) if reading.whole else None
        return share, reading.text, False, when.party.until
    if line is None or line.value is None:
        return None, "", False, when.values.until
    value = line.value
    text = value_text(value)
    if line.unapproved:
        text = _("{text} (chưa duyệt)").format(text=text)
    return number_of(value), text, line.estimated, value.until


def _parts(kind: str, told: Any) -> str:
    """Of a share what it is a share of: "203/8.417"."""
    met, of = (
        (told.part, told.whole)
        if isinstance(told, Reading)
        else (told.met, told.of)
        if told
        else (None, None)
    )
    return f"{count_text(met)}/{count_text(of)}" if kind == Measure.SHARE and of and met is not None else ""


def _chosen(
    target: Target, figure: Any, planned: list[PlannedValue], typed: list[ReportedValue], period: Period
) -> tuple[Plan | None, list[Plan]]:
    """The plan a target is held against in a period – the shortest that holds it, one written here before one typed with the values – and the others."""
    holding = [one for one in planned if one.since <= period.since and period.until <= one.until]
    leading = [_planned(one, target, figure) for one in holding if one.leads]
    with_values = [_reported(one, target) for one in typed]
    rows = leading + with_values
    rows.sort(key=lambda one: one.until - one.since)  # keeps the order of equals
    chosen = rows[0] if rows else None
    others = [_planned(one, target, figure) for one in holding if not one.leads]
    # a plan that came with the values and gave way to one written here is still a plan
    others += [one for one in with_values if chosen and one is not chosen and one.number != chosen.number]
    return chosen, others


def _planned(one: PlannedValue, target: Target, figure: Any) -> Plan:
    return Plan(
        number(amount_of(one), kind_of(figure)), planned_text(one, target, figure), one.since, one.until,
        one.get_giver_display(), one.of,  # type: ignore[attr-defined]
    )  # fmt: skip


def planned_text(one: PlannedValue, target: Target, figure: Any) -> str:
    """A plan as printed: "≥ 90%", "32", "23.000 triệu đồng"."""
    return _bounded(text_of(amount_of(one), figure), target, kind_of(figure))


def _reported(plan: ReportedValue, target: Target) -> Plan:
    text = _bounded(value_text(plan), target, plan.measure.kind)
    giver = plan.source or _("nhập cùng số liệu")
    return Plan(number_of(plan), text, plan.since, plan.until, giver, plan.of)


def _bounded(text: str, target: Target, kind: str) -> str:
    return f"{'≥' if target.higher else '≤'} {text}" if kind == Measure.SHARE else text


def _progress(
    target: Target, number: Fraction | None, plan: Plan | None, until: date, when: Moments, figure: Any, hard: Fraction
) -> Progress:  # fmt: skip
    elapsed, due = Fraction(1), True
    if plan and target.pace == Target.LINEAR:
        whole = (plan.until - plan.since).days
        elapsed = Fraction(min(max((until - plan.since).days, 0), whole), whole)
    if plan and target.pace == Target.AT_END:
        due = when.period.until >= plan.until
    floor = threshold(target.yellow_from, figure, plan.of if plan else None)
    return Progress(number, plan.number if plan else None, elapsed, target.higher, floor, hard, due)


def light_of(level: str) -> tuple[str, Any]:
    """(shape and colour, words) of a level."""
    shapes = {Standing.GREEN: GOOD, Standing.YELLOW: WARN, Standing.RED: BAD}
    return shapes.get(level, QUIET), dict(Standing.LEVELS)[level]


def figure_of(code: str) -> Any:
    """The figure of a code, None where nobody answers for it."""
    try:
        return find(code)
    except KeyError:
        return None


def measures(code: str) -> bool:
    """Whether a target can be measured by this code: a counted figure of the list or a reported measure, no line of a form."""
    return code in FIGURES or isinstance(figure_of(code), ReportedFigure)


def measurable() -> list[str]:
    """Codes by which a target can be measured; the catalogue is read once for all of them, in a request or not."""
    with held_anyway():
        return [code for code in known_codes() if measures(code)]
