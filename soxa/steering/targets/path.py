"""The path of a target through the years: what stood before, what each year is to come to, and what each year came to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from soxa.kernel.charts import NARROW, path
from soxa.kernel.figures import Figure, Moment, read_series
from soxa.kernel.page import day_text
from soxa.law.numbers import share_value
from soxa.law.periods import Period
from soxa.steering.targets.amounts import PERCENT, amount_of, kind_of, number, text_of
from soxa.steering.targets.models import PlannedValue, Target
from soxa.steering.targets.reading import APPROVED, compared, planned_text
from soxa.values.figures import ReportedFigure, value_text
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import DONG
from soxa.values.told import number_of

LONGEST = 15  # years of a path


@dataclass(frozen=True)
class Came:
    """What a year has come to: exact, as printed, whether estimated, and up to where when the year is not whole."""

    number: Fraction | None
    text: str
    estimate: bool = False
    upto: str = ""


@dataclass(frozen=True)
class Year:
    """One year of a path; `reached`: whether it already came to what the path asks of it, None where the two cannot be compared."""

    period: Period
    plan: PlannedValue | None
    plan_text: str
    planned: Fraction | None
    came: Came | None
    beside: str
    reached: bool | None = None

    @property
    def label(self) -> str:
        """The year."""
        return str(self.period.since.year)


@dataclass(frozen=True)
class Path:
    """A target's years, and what stood before them."""

    target: Target
    figure: Any
    baseline: Fraction | None
    baseline_text: str
    baseline_when: str
    years: tuple[Year, ...]

    @property
    def told(self) -> bool:
        """Whether there is more to show than one year's plan."""
        return self.baseline is not None or sum(year.plan is not None for year in self.years) > 1

    @property
    def unit(self) -> str:
        """The unit of measure that the chart leaves out; empty for per cent."""
        if kind_of(self.figure) in (Measure.SHARE, Measure.RATIO):
            return ""
        return str(getattr(self.figure, "measure", ""))

    def chart(self, *, width: int = NARROW) -> SafeString:
        """Plans as a dashed line, what came as a solid one; empty where fewer than two plans could be drawn."""
        if sum(year.planned is not None for year in self.years) + (self.baseline is not None) < 2:
            return SafeString("")
        first = [(self.baseline_label, self._shown(self.baseline), self._shown(self.baseline))]
        points = [
            (year.label, self._shown(year.planned), self._shown(year.came.number if year.came else None))
            for year in self.years
        ]
        unit = "" if self.unit else "%"
        names = (_("lộ trình"), _("thực hiện"))
        drawn = [*(first if self.baseline is not None else []), *points]
        return path(drawn, title=self.target.title, unit=unit, names=names, width=width)

    @property
    def baseline_label(self) -> str:
        """The year of what stood before."""
        held = self.target.baseline_until
        return str((held - timedelta(days=1)).year) if held else _("đầu kỳ")

    def _shown(self, exact: Fraction | None) -> Any:
        """A number as the chart writes it: money in its unit, a ratio in per cent."""
        if exact is None:
            return None
        if kind_of(self.figure) == Measure.RATIO:
            return share_value(*exact.as_integer_ratio())
        word = self.figure.record.unit_word if isinstance(self.figure, ReportedFigure) else ""
        return float(exact / int(DONG.get(word, 1)))


def years_of(target: Target) -> list[Period]:
    """The whole calendar years in which a target holds."""
    first = target.since.year + (target.since > date(target.since.year, 1, 1))
    years = [Period.parse(str(year)) for year in range(first, min(target.until.year, first + LONGEST + 1))]
    return [one for one in years if one.until <= target.until][:LONGEST]


def path_of(target: Target, figure: Any, today: date) -> Path:
    """The path of a target with what came of it by `today`; two questions."""
    return paths_of([target], {target.code: figure}, today)[0]


def paths_of(targets: Sequence[Target], figures: Mapping[str, Any], today: date) -> list[Path]:
    """The paths of targets of one unit, in their order; as many questions for all as for one."""
    years = sorted({year for one in targets for year in years_of(one)})
    plans: dict[int, dict[Any, PlannedValue]] = defaultdict(dict)
    for row in PlannedValue.objects.filter(target__in=list(targets), replaced_by=None, leads=True):
        plans[row.target_id][row.since, row.until] = row  # type: ignore[attr-defined]
    known = [figures[code] for code in dict.fromkeys(one.code for one in targets) if figures.get(code)]
    came = came_to(known, targets[0].unit_id, years, today) if targets else {}  # type: ignore[attr-defined]
    return [_path(one, figures.get(one.code), plans[one.pk], came) for one in targets]


def _path(
    target: Target, figure: Any, plans: Mapping[Any, PlannedValue], came: Mapping[tuple[str, int], Came]
) -> Path:
    kind, baseline = kind_of(figure), amount_of(target, "baseline_")
    told = []
    for year in years_of(target):
        plan, got = plans.get((year.since, year.until)), came.get((target.code, year.since.year))
        planned = number(amount_of(plan), kind) if plan else None
        beside = compared(got.number if got else None, planned, kind)
        told.append(
            Year(
                year,
                plan,
                planned_text(plan, target, figure) if plan else "",
                planned,
                got,
                beside,
                _reached(target, got, planned),
            )
        )
    return Path(target, figure, number(baseline, kind), text_of(baseline, figure), _when(target), tuple(told))


def _reached(target: Target, got: Came | None, planned: Fraction | None) -> bool | None:
    if got is None or got.number is None or planned is None:
        return None
    return got.number >= planned if target.higher else got.number <= planned


def _when(target: Target) -> str:
    since, until = target.baseline_since, target.baseline_until
    if since is None or until is None:
        return ""
    if until - since == timedelta(days=1):
        return day_text(since)
    return Period.of_days(since, until).title(day_text)


def came_to(
    figures: Sequence[Any], unit_id: int, years: Sequence[Period], today: date
) -> dict[tuple[str, int], Came]:
    """What each year that has begun came to, by (code, year); a year that is not over by what is known so far."""
    begun = [one for one in years if one.since <= today]
    counted = [one for one in figures if isinstance(one, Figure)]
    measured = [one for one in figures if isinstance(one, ReportedFigure)]
    if not begun:
        return {}
    found = dict(_counted(counted, unit_id, begun, today)) if counted else {}
    return found | (_reported(measured, unit_id, begun) if measured else {})


def _counted(
    figures: Sequence[Figure], unit_id: int, years: Sequence[Period], today: date
) -> Iterable[tuple[tuple[str, int], Came]]:
    read = read_series(list(figures), [Moment.over(one, cut=today) for one in years], [unit_id])
    for year, found in zip(years, read, strict=True):
        for figure in figures:
            reading = found[figure.code, unit_id]
            exact: Fraction | None = Fraction(reading.part or 0)
            if figure.share:
                exact = Fraction((reading.part or 0) * PERCENT, reading.whole) if reading.whole else None
            upto = _("đến %(day)s") % {"day": day_text(today)} if today < year.last_day else ""
            yield (figure.code, year.since.year), Came(exact, reading.text, upto=upto)


def _reported(
    figures: Sequence[ReportedFigure], unit_id: int, years: Sequence[Period]
) -> dict[tuple[str, int], Came]:
    """The value of the year itself, else the latest of a part of it; an actual before an estimate."""
    rows: Any = ReportedValue.objects.filter(
        APPROVED, measure__in=[one.record for one in figures], unit_id=unit_id, since__gte=years[0].since,
        until__lte=years[-1].until, replaced_by=None,
    ).exclude(sort=ReportedValue.PLAN)  # fmt: skip
    best: dict[tuple[str, int], ReportedValue] = {}
    for value in rows.select_related("measure").order_by("until", "-since", "pk"):
        key = value.measure.code, value.since.year
        old = best.get(key)
        if value.until > date(value.since.year + 1, 1, 1):
            continue
        if old is None or value.until > old.until or _better(value, old):
            best[key] = value
    return {key: _came(value) for key, value in best.items()}


def _better(value: ReportedValue, old: ReportedValue) -> bool:
    """Of two that end on one day: the longer, then the actual."""
    if value.since != old.since:
        return value.since < old.since
    return value.sort == ReportedValue.ACTUAL


def _came(value: ReportedValue) -> Came:
    year = value.since.year
    whole = (value.since, value.until) == (date(year, 1, 1), date(year + 1, 1, 1))
    upto = "" if whole else Period.of_days(value.since, value.until).title(day_text)
    return Came(number_of(value), value_text(value), value.sort == ReportedValue.ESTIMATE, upto)


def baseline_proposed(target: Target, figure: Any, today: date) -> tuple[Period, Came] | None:
    """What the book has of the year before a target begins."""
    year = Period.parse(str((years_of(target) or [Period.parse(str(target.since.year))])[0].since.year - 1))
    came = came_to([figure], target.unit_id, [year], today).get((target.code, year.since.year))  # type: ignore[attr-defined]
    return (year, came) if came and came.number is not None else None
