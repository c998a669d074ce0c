"""Reported values together: every measure of a unit with its plan, actual, share done and light, in one question."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.kernel.figures import Moment
from soxa.kernel.page import day_text
from soxa.law.numbers import quantity_text, share_text
from soxa.law.periods import Period
from soxa.values.aggregation.gather import catalogue, made_at
from soxa.values.aggregation.made import Made
from soxa.values.aggregation.words import gap_words
from soxa.values.counted import Counted, Counts, as_value, counted
from soxa.values.figures import ReportedFigure, chosen, nothing_text, value_text
from soxa.values.latest import standing_values
from soxa.values.lights import NOT_DUE, Light, Progress, light
from soxa.values.models import Measure, ReportedValue


@dataclass(frozen=True)
class Told:
    """A measure of one unit at one moment: what was reported, what was planned, and how the two stand.

    `ahead` is the value of a period that had begun and not ended: it is not of that moment, but it will come. `judged`:
    what people decided of this very value, which then stands and not the book's hint. `counted`: from what the book counted
    the value itself; `reported` is then what was typed for the same moment, which it takes the place of. `made`: what the
    value was put together from, or, without a value, what was told so far.
    """

    figure: ReportedFigure
    value: ReportedValue | None = None
    plan: ReportedValue | None = None
    ahead: ReportedValue | None = None
    judged: Light | None = None
    counted: Counted | None = None
    reported: ReportedValue | None = None
    made: Made | None = None

    @property
    def text(self) -> str:
        """The value as printed; in words when nothing was reported."""
        return value_text(self.value) if self.value else nothing_text(self.made)

    @property
    def gap(self) -> str:
        """What is missing to a value that is to be put together: "thiếu 3/11 thôn, tổ dân phố: …"; empty where nothing is."""
        return gap_words(self.made) if self.made and not self.value else ""

    @property
    def reported_text(self) -> str:
        """What was typed for the moment at which the book counted, as printed; empty where nothing was."""
        return value_text(self.reported) if self.reported else ""

    @property
    def reported_words(self) -> str:
        """What was reported beside what the book counts, in a sentence: that the two differ, or of which other period it is; empty for nothing."""
        if self.reported is None or self.value is None:
            return ""
        of_then = (self.reported.since, self.reported.until) == (self.value.since, self.value.until)
        said = {"text": self.reported_text, "period": period_title(self.reported)}
        if not of_then:
            return _("Đã báo cáo {text} cho {period}; sổ lấy số đếm được.").format(**said)
        if self.reported_text == self.text:
            return _("Đã báo cáo {text}, khớp với số sổ đếm.").format(**said)
        return _("Đã báo cáo {text}, khác số sổ đếm; sổ lấy số đếm được.").format(**said)

    @property
    def plan_text(self) -> str:
        """The plan as printed: "≥ 95%", "≤ 2,2%", "1.860 tỷ đồng"; empty without one."""
        if not self.plan:
            return ""
        text = value_text(self.plan)
        if self.figure.record.kind == Measure.SHARE:
            return f"≥ {text}" if self.figure.record.higher_is_better else f"≤ {text}"
        return text

    @property
    def estimated(self) -> bool:
        """Whether the value is an estimate."""
        return bool(self.value and self.value.sort == ReportedValue.ESTIMATE)

    @property
    def unapproved(self) -> bool:
        """Whether nobody approved the value yet."""
        return bool(self.value and self.value.unapproved)

    @property
    def period(self) -> str:
        """The period of the value, in words."""
        if self.value and self.counted:
            return _("hết ngày {day}").format(day=day_text(self.value.until - timedelta(days=1)))
        return period_title(self.value) if self.value else ""

    @property
    def _of_the_plan(self) -> ReportedValue | None:
        """The value, if it is of the plan's own time: last year's is not held against this year's plan."""
        value, plan = self.value, self.plan
        if value and plan and plan.since <= value.since and value.until <= plan.until:
            return value
        return None

    @property
    def done(self) -> str:
        """How much of the plan is done, in percent; empty where the two cannot be divided or a share is compared with a share."""
        value, plan = number_of(self._of_the_plan), number_of(self.plan)
        if value is None or plan is None or self.figure.record.kind in (Measure.SHARE, Measure.WORD):
            return ""
        scale = value.denominator * plan.denominator
        return share_text(int(value * scale), int(plan * scale))

    @property
    def distance(self) -> str:
        """How far a share is from its plan, in points of per cent: "−0,88 điểm %"; empty for what is not a share."""
        value, plan = number_of(self._of_the_plan), number_of(self.plan)
        if value is None or plan is None or self.figure.record.kind != Measure.SHARE:
            return ""
        return points_text(printed_share(value) - printed_share(plan))

    @property
    def light(self) -> Light | None:
        """How the value stands against the plan; None without a plan."""
        if self.judged:
            return self.judged
        if not self.plan or self.figure.record.kind == Measure.WORD:
            return None
        judged, elapsed = self._of_the_plan, Fraction(1)
        if judged is None and self.ahead:
            return NOT_DUE
        if judged and self.figure.record.kind == Measure.QUANTITY:
            elapsed = _elapsed(judged, self.plan)
        return light(
            Progress(
                number_of(judged), number_of(self.plan), elapsed, higher=self.figure.record.higher_is_better
            )
        )


def printed_share(number: Fraction) -> Decimal:
    """A share as it is printed, half up, so that what a reader subtracts himself agrees."""
    hundredths = abs(number) * 100
    exact = Decimal(int(hundredths + Fraction(1, 2))) / 100
    return exact if number >= 0 else -exact


def points_text(points: Decimal) -> str:
    """A distance of two shares: "+2,65 điểm %", "−0,88 điểm %", "0 điểm %"."""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return _("{points} điểm %").format(points=sign + quantity_text(abs(points).normalize()))


def number_of(value: ReportedValue | None) -> Fraction | None:
    """The value as an exact number; a ratio as its share; None for a word and for nothing."""
    if value is None:
        return None
    if value.measure.kind == Measure.RATIO and value.of:
        return Fraction(value.met or 0, value.of)
    return None if value.value is None else Fraction(value.value)


def _elapsed(value: ReportedValue, plan: ReportedValue) -> Fraction:
    """How much of the plan's time had passed when the value's period ended."""
    whole, passed = (plan.until - plan.since).days, (value.until - plan.since).days
    return Fraction(min(max(passed, 0), whole), whole)


def period_title(value: ReportedValue) -> str:
    """A value's period in words: the shortest way to write it that means the same days."""
    return Period.of_days(value.since, value.until).title(day_text)


def told(
    figures: Sequence[ReportedFigure], moment: Moment, unit_id: int, *, counting: Moment | None = None
) -> list[Told]:
    """Every measure of a unit at a moment, in a few questions; chosen as `ReportedFigure.together` chooses.

    `counting`: the moment of what the book counts itself, where the period is not over yet.
    """
    counting = counting or moment
    found: dict[int, list[ReportedValue]] = defaultdict(list)
    for value in _values_of([unit_id], moment):
        found[value.measure_id].append(value)  # type: ignore[attr-defined]
    counts = counted((one.code for one in figures), [unit_id], counting)
    made = made_at([one.record for one in figures], moment, [unit_id])
    return [
        _chosen(
            one,
            found[one.record.pk],
            moment,
            _counted(one, counts, counting, unit_id),
            made.get((one.record.pk, unit_id)),
        )
        for one in figures
    ]


def told_of(figure: ReportedFigure, moment: Moment, unit_ids: Sequence[int]) -> dict[int, Told]:
    """One measure of many units at a moment, in a few questions."""
    found: dict[int, list[ReportedValue]] = {unit: [] for unit in unit_ids}
    for value in _values_of(unit_ids, moment, [figure.record.pk]):
        found[value.unit_id].append(value)  # type: ignore[attr-defined]
    counts, made = counted([figure.code], unit_ids, moment), made_at([figure.record], moment, unit_ids)
    return {
        unit: _chosen(
            figure, values, moment, _counted(figure, counts, moment, unit), made.get((figure.record.pk, unit))
        )
        for unit, values in found.items()
    }


def _counted(
    figure: ReportedFigure, counts: Counts, moment: Moment, unit_id: int
) -> tuple[Counted, ReportedValue] | None:
    """What was counted and the value it is; None where nothing was."""
    one = counts.get((figure.code, unit_id))
    return (one, as_value(figure.record, unit_id, moment, one)) if one else None


def _chosen(
    figure: ReportedFigure,
    values: list[ReportedValue],
    moment: Moment,
    counts: tuple[Counted, ReportedValue] | None,
    made: Made | None,
) -> Told:
    for value in values:
        value.measure = figure.record
    reported, plan = _value(values, moment), _plan(values, moment)
    if counts is not None:
        return Told(figure, counts[1], plan, counted=counts[0], reported=reported)
    answer, parts = chosen(reported, made)
    return Told(figure, answer, plan, _ahead(values, moment), made=parts)


def _values_of(
    units: Sequence[int], moment: Moment, measures: Sequence[int] | None = None
) -> list[ReportedValue]:
    """The values to choose from; asked as of a day, only those that may be chosen are read."""
    if not moment.key:
        return standing_values(units, moment.until, measures=measures)
    rows = ReportedValue.objects.filter(
        _exactly(moment) | Q(sort=ReportedValue.PLAN), unit_id__in=units, replaced_by=None
    )
    if measures is not None:
        rows = rows.filter(measure_id__in=measures)
    return list(rows.order_by("until", "-since", "pk"))


def _exactly(moment: Moment) -> Q:
    return Q(since=moment.since, until=moment.until)


def _value(values: Iterable[ReportedValue], moment: Moment) -> ReportedValue | None:
    """The latest value; of one day an actual before an estimate."""
    best: ReportedValue | None = None
    for value in values:
        if value.sort == ReportedValue.PLAN or value.until > moment.until:
            continue
        if best is None or value.until > best.until or value.sort == ReportedValue.ACTUAL:
            best = value
    return best


def _ahead(values: Iterable[ReportedValue], moment: Moment) -> ReportedValue | None:
    """The value of the period under way that ends first."""
    reported = (value for value in values if value.sort != ReportedValue.PLAN)
    return next((one for one in reported if one.since < moment.until < one.until), None)


def _plan(values: Iterable[ReportedValue], moment: Moment) -> ReportedValue | None:
    """The plan of exactly the period, else of the year it begins in."""
    plans = [value for value in values if value.sort == ReportedValue.PLAN]
    exact = [one for one in plans if (one.since, one.until) == (moment.since, moment.until)]
    year = moment.since.year
    yearly = [one for one in plans if one.since.year == year and one.until.year == year + 1]
    return next(iter([*exact, *sorted(yearly, key=lambda one: one.since)]), None)


def measures() -> list[ReportedFigure]:
    """Every measure as a figure, in the order of the catalogue."""
    return [ReportedFigure(one) for one in catalogue().values()]


def tally(lines: Iterable[Told]) -> list[tuple[Light, int]]:
    """How many measures with a plan show each light, the good first."""
    counts = Counter(one.light.counted for one in lines if one.light)
    return [(shown, counts[shown]) for shown in Light.in_order() if counts[shown]]
