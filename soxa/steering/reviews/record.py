"""What the book knows of a resolution or a programme over a period: targets year by year, programmes, tasks, findings, shortcomings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from soxa.kernel.figures import FIGURES, Moment, address_of
from soxa.kernel.figures.row_sets import RowSet, fingerprint
from soxa.kernel.request_memo import held_anyway
from soxa.kernel.units.tree import tree
from soxa.law.numbers import share_text
from soxa.law.periods import Period
from soxa.steering.programmes import standing
from soxa.steering.programmes.models import Finding, ProgrammeItem, WorkProgramme
from soxa.steering.resolutions.models import Article, Resolution
from soxa.steering.reviews.lists import Carried, carried
from soxa.steering.reviews.models import Review, Shortcoming
from soxa.steering.targets.amounts import amount_of, kind_of, number, text_of
from soxa.steering.targets.models import Standing, Target
from soxa.steering.targets.reading import Got, figure_of, read_targets
from soxa.tasks.models import Task
from soxa.values.models import Measure
from soxa.values.told import points_text, printed_share

# counted by the figures of tasks, over the tasks of the subject alone
TASKS = {
    "tasks_given": "tasks.given", "tasks_on_time": "tasks.done_on_time", "tasks_late": "tasks.done_late",
    "tasks_open": "tasks.open", "tasks_overdue": "tasks.overdue",
}  # fmt: skip
# the facts of the rows behind a number, by the first word of its code; of tasks those of the figures above
FACTS = {
    "programmes": ("title", "since", "until"), "findings": ("content", "since", "put_right_on"),
    "before": ("content", "since", "due_on", "confirmed_on"), "stated": ("content", "since", "due_on"),
    "targets": ("target_id", "level", "text", "plan_text", "since"),
}  # fmt: skip
LEVELS = {
    "targets_green": Standing.GREEN, "targets_yellow": Standing.YELLOW, "targets_red": Standing.RED,
    "targets_not_due": Standing.NOT_DUE, "targets_no_value": Standing.NO_VALUE,
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A number of the table of targets: as printed, the page of the figure it is of, and the moment at which it was read."""

    text: str
    href: str = ""
    code: str = ""
    moment: Moment | None = None


@dataclass(frozen=True)
class Line:
    """One target over the years: what stood before, each period, the plan of the last, and how far it came."""

    title: str
    before: Cell
    cells: tuple[Cell, ...]
    plan: str
    against_plan: str
    change: str


@dataclass
class Record:
    """All that a review is written from; `counts` by code, each with the rows it was counted from."""

    review: Review
    on: date
    articles: list[Article]
    programmes: list[WorkProgramme]
    counts: dict[str, RowSet]
    periods: list[Period]
    lines: list[Line]
    left: list[Shortcoming]
    stated: list[Shortcoming]
    findings_left: list[Finding] = field(default_factory=list)

    def cells(self) -> Iterator[tuple[str, str, Cell]]:
        """(place, title, number) of every number of the table that was read from the book; see `FrozenCell.place`."""
        for order, line in enumerate(self.lines, start=1):
            for column, cell in enumerate((line.before, *line.cells)):
                if cell.moment is not None:
                    yield f"{order}-{column}", line.title, cell

    def count(self, code: str) -> int:
        """How many rows a count has."""
        return len(self.counts[code].rows)


@dataclass
class Counted:
    """What the numbers of a review's text are counted from, without the table of targets."""

    programmes: list[WorkProgramme]
    findings: list[Finding]
    told: Carried
    targets: list[Target]
    counts: dict[str, RowSet]


def counted_of(review: Review, on: date) -> Counted:
    """The counts of a review's subject to the end of a day, each with its rows."""
    texts = _texts(review)
    programmes = _programmes(review, texts, on)
    moment = Moment(on, review.since, on + timedelta(days=1))
    counts = {
        "programmes": _rows("programmes", WorkProgramme.objects.filter(pk__in=[one.pk for one in programmes]), on, *FACTS["programmes"]),
    }  # fmt: skip
    earlier = _earlier(review, texts, programmes)
    counts |= _tasks(review, programmes, earlier, moment)
    found = list(Finding.objects.filter(programme__in=programmes, since__lte=on, until__gt=review.since))
    counts |= _split("findings", Finding, found, on, *FACTS["findings"])
    told = carried(earlier, review.since, on)
    before = _rows("shortcomings", Shortcoming.objects.filter(pk__in=[one.pk for one in told.before]), on, *FACTS["before"])  # fmt: skip
    counts |= {
        f"before{part}": _of(before, {one.pk for one in rows})
        for part, rows in (("", told.before), ("_right", told.put_right), ("_left", told.left), ("_overdue", told.overdue))
    }  # fmt: skip
    counts["stated"] = _rows("shortcomings", review.shortcomings.all(), on, *FACTS["stated"])
    targets = _targets(review, texts)
    return Counted(programmes, found, told, targets, counts | _standings(targets, on))


def record_of(review: Review, on: date, *, table: bool = True) -> Record:
    """The record of a review's subject, counted to the end of a day; without its table where the words alone are asked."""
    found, periods = counted_of(review, on), _periods(review, on)
    with held_anyway():
        lines = _lines(review, found.targets, periods, on) if table else []
    return Record(
        review=review, on=on,
        articles=list(Article.objects.filter(resolution=review.resolution)) if review.resolution else [],
        programmes=found.programmes, counts=found.counts, periods=periods,
        lines=lines, left=found.told.left,
        stated=list(review.shortcomings.select_related("person").order_by("pk")),
        findings_left=[one for one in found.findings if one.until > on],
    )  # fmt: skip


def _rows(source: str, rows: QuerySet[Any], on: date, *facts: str, unit: str = "unit_id") -> RowSet:
    """The rows as they are, in one question: number, list and file are the same rows."""
    found = rows.order_by("pk").values_list("pk", unit, *facts)
    return RowSet(f"steering.review.{source}", {pk: (own, fingerprint(said, on)) for pk, own, *said in found})


def _of(told: RowSet, keys: set[int]) -> RowSet:
    """Those of the rows, told once, that a part of the number counts."""
    return RowSet(told.source, {key: row for key, row in told.rows.items() if key in keys})


def facts_of(code: str) -> tuple[str, ...]:
    """The facts by which a row behind a number is known again."""
    return FIGURES[TASKS[code]].source.facts if code in TASKS else FACTS[code.partition("_")[0]]


def _split(code: str, model: Any, rows: Sequence[Any], on: date, *facts: str) -> dict[str, RowSet]:
    """Rows of spells: all, those that ended by a day, those that still stood at its end."""
    ended, standing = {one.pk for one in rows if one.until <= on}, {one.pk for one in rows if one.until > on}
    told = _rows(code, model.objects.filter(pk__in=ended | standing), on, *facts)
    return {code: told, f"{code}_right": _of(told, ended), f"{code}_left": _of(told, standing)}


def _texts(review: Review) -> list[int]:
    """The text that is reviewed, and those of the unit and below that carry it out."""
    if review.resolution is None:
        return []
    unit_id: int = review.unit_id  # type: ignore[attr-defined]
    below = tree().within(unit_id, review.until - timedelta(days=1)) | {unit_id}
    children: dict[int | None, list[int]] = {}
    for key, above in Resolution.objects.filter(unit_id__in=below).values_list("pk", "above_id"):
        children.setdefault(above, []).append(key)
    found, waiting = [review.resolution.pk], [review.resolution.pk]
    while waiting:
        more = [key for key in children.get(waiting.pop(), []) if key not in found]
        found += more
        waiting += more
    return found


def _programmes(review: Review, texts: list[int], on: date) -> list[WorkProgramme]:
    """The programme that is reviewed with its parts, or those that carry the texts out; only what ran in the period."""
    ran = standing.ran(review.since, on)
    if review.programme is not None:
        subject = Q(pk=review.programme.pk) | Q(above=review.programme)
    else:
        subject = Q(resolution__in=texts) | Q(above__resolution__in=texts)
    return list(WorkProgramme.objects.filter(subject & ran).order_by("since", "pk").distinct())


def _tasks(
    review: Review, programmes: list[WorkProgramme], earlier: list[Shortcoming], moment: Moment
) -> dict[str, RowSet]:
    """Tasks by which the programmes' items were given, and the remedies of shortcomings before and now, as the figures of tasks count them."""
    items = ProgrammeItem.objects.filter(programme__in=programmes, task__isnull=False).values("task_id")
    own = Q(review=review) | Q(pk__in=[one.pk for one in earlier])
    remedies = Shortcoming.objects.filter(own, task__isnull=False).values("task_id")
    keys = set(Task.objects.filter(Q(pk__in=items) | Q(pk__in=remedies)).values_list("pk", flat=True))
    found = {}
    for code, name in TASKS.items():
        figure = FIGURES[name]
        source, counts = figure.source, figure.counts
        rows = source.rows().filter(task_id__in=keys)
        if figure.is_stock:
            rows = rows.filter(source.standing(moment.on))
        else:
            rows = rows.filter(**{f"{source.on}__gte": moment.since, f"{source.on}__lt": moment.until})
        found[code] = _rows(
            "tasks", rows.filter(counts(moment)) if counts else rows, moment.on, *source.facts
        )
    return found


def _earlier(review: Review, texts: list[int], programmes: list[WorkProgramme]) -> list[Shortcoming]:
    """Shortcomings of the unit that earlier reviews of the same thing stated when they were issued, and papers before the period."""
    same = Q(review__resolution__in=texts) if texts else Q(review__programme__in=programmes)
    told = same & Q(review__state=Review.ISSUED, review__until__lt=review.until)
    elsewhere = Q(review=None, since__lt=review.since)
    rows = Shortcoming.objects.filter(told | elsewhere, unit_id=review.unit_id)  # type: ignore[attr-defined]
    return list(rows.exclude(review=review).select_related("person").order_by("due_on", "pk"))


def _targets(review: Review, texts: list[int]) -> list[Target]:
    rows = Target.objects.filter(unit_id=review.unit_id)  # type: ignore[attr-defined]
    of = Q(served_by__programme=review.programme) if review.programme is not None else Q(resolution__in=texts)
    rows = rows.filter(of, since__lt=review.until, until__gt=review.since)
    return list(rows.distinct().order_by("position", "pk"))


def _standings(targets: list[Target], on: date) -> dict[str, RowSet]:
    rows = Standing.objects.filter(Standing.standing(on), target__in=targets)
    told, levels = _rows("targets", rows, on, *FACTS["targets"]), dict(rows.values_list("pk", "level"))
    return {"targets": told} | {
        code: _of(told, {key for key, found in levels.items() if found == level})
        for code, level in LEVELS.items()
    }


def _periods(review: Review, on: date) -> list[Period]:
    """The columns of the table: a half-year or a year by itself, else year by year as far as they have begun."""
    if review.kind in (Review.HALF, Review.YEAR):
        return [Period.of_days(review.since, review.until)]
    last = min(review.until - timedelta(days=1), on).year
    return [Period.parse(str(year)) for year in range(review.since.year, last + 1)]


def _lines(review: Review, targets: list[Target], periods: list[Period], on: date) -> list[Line]:
    unit_id: int = review.unit_id  # type: ignore[attr-defined]
    by_code: dict[str, list[Target]] = {}
    for one in targets:
        by_code.setdefault(one.code, []).append(one)
    if not by_code:
        return []
    before = Period.parse(str(periods[0].since.year - 1))
    got = [_read(by_code, period, unit_id, on) for period in periods]
    first = _read(by_code, before, unit_id, on)
    return [
        _line(code, rows, [year[code] for year in got], first[code], unit_id)
        for code, rows in by_code.items()
    ]


def _read(by_code: dict[str, list[Target]], period: Period, unit_id: int, on: date) -> dict[str, Got]:
    """Every target read for a period: that of the period where there is one, else any of the same figure."""

    def fits(one: Target) -> tuple[bool, bool]:
        return not (one.since <= period.since and period.until <= one.until), one.span != Target.YEAR

    chosen = [min(rows, key=fits) for rows in by_code.values()]
    return {one.target.code: one for one in read_targets(chosen, period, unit_id, upto=on)}


def _line(code: str, rows: list[Target], got: list[Got], first: Got, unit_id: int) -> Line:
    figure, last = figure_of(code), got[-1]
    kind = kind_of(figure)
    term = next((one for one in rows if text_of(amount_of(one, "baseline_"), figure)), None)
    if term is not None:
        amount = amount_of(term, "baseline_")
        base, before = number(amount, kind), Cell(text_of(amount, figure))
    else:
        base, before = first.number, _cell(first, unit_id)
    cells = tuple(_cell(one, unit_id) for one in got)
    plan = last.plan.text if last.plan else ""
    return Line(
        rows[0].title, before, cells, plan, last.done or last.distance, _change(base, last.number, kind)
    )


def _cell(got: Got, unit_id: int) -> Cell:
    if not got.text:
        return Cell("–")
    estimate = _(" (ước)") if got.estimate else ""
    code = got.target.code
    return Cell(got.text + estimate, address_of(figure_of(code), got.moment, unit_id), code, got.moment)


def _change(base: Fraction | None, now: Fraction | None, kind: str) -> str:
    """How far a number went from what stood before: in points for a share, else in per cent of it."""
    if base is None or now is None:
        return ""
    if kind == Measure.SHARE:
        return points_text(printed_share(now) - printed_share(base))
    return share_text(*(now / base).as_integer_ratio()) if base else ""
