"""Targets as pages show them: where each stands by the last word on it, what turned since the word before, its plans and history."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations
from typing import Any, overload

from django.db.models import Case, Count, Exists, FilteredRelation, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.org.models import Office
from soxa.party.listed import Listed
from soxa.steering.targets.models import Assessment, Standing, Target
from soxa.steering.targets.reading import light_of
from soxa.values.lights import Light
from soxa.values.told import Told

# address word of a filter → level
LEVELS = {
    "xanh": Standing.GREEN, "vang": Standing.YELLOW, "do": Standing.RED, "chua-den-ky": Standing.NOT_DUE,
    "chua-co-so": Standing.NO_VALUE,
}  # fmt: skip
JUDGED = (Standing.GREEN, Standing.YELLOW, Standing.RED)
# as a sentence counts them
_SHORT = {
    Standing.GREEN: "xanh", Standing.YELLOW: "vàng", Standing.RED: "đỏ", Standing.NOT_DUE: "chưa đến kỳ",
    Standing.NO_VALUE: "chưa có số liệu",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A target, how it stands, and its level at the assessment before; None where it never stood."""

    target: Target
    standing: Standing | None
    before: str = ""

    @classmethod
    def of(cls, target: Any) -> "Row":
        """The row of a target as a board reads it."""
        return cls(target, getattr(target, "held", None), target.before)

    @property
    def light(self) -> tuple[str, Any]:
        """(kind of light, words)."""
        return light_of(self.standing.level) if self.standing else ("quiet", _("Chưa đánh giá"))

    @property
    def ownerless(self) -> bool:
        """Whether the one who answers for it holds no office any more."""
        return self.target.person_id is not None and not getattr(self.target, "served", True)  # type: ignore[attr-defined]

    @property
    def turned(self) -> bool:
        """Whether it stood at another of the three colours before."""
        level = self.standing.level if self.standing else ""
        return level in JUDGED and self.before in JUDGED and level != self.before

    @property
    def light_before(self) -> tuple[str, Any]:
        """(kind of light, words) of the assessment before."""
        return light_of(self.before)


class Rows(Sequence[Row]):
    """Targets with how each stands, in the order of a query: counted by the database, read as far as they are asked for."""

    def __init__(self, targets: Any, many: int) -> None:
        self._targets, self._many = targets, many

    def __len__(self) -> int:
        return self._many

    def __iter__(self) -> Iterator[Row]:
        return map(Row.of, self._targets)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        return list(map(Row.of, self._targets[at])) if isinstance(at, slice) else Row.of(self._targets[at])


@dataclass(frozen=True)
class Board:
    """The targets of one unit on a day and the assessment that said it: how many stand at each level, "" where none was said.

    `ownerless`: of how many the person holds no office any more, by level too.
    """

    unit_id: int
    on: date
    assessment: Assessment | None
    counts: Counter[str]
    ownerless: Counter[str]

    def counted(self) -> list[tuple[str, str, int]]:
        """(level, word, how many) of each level that occurs, green first."""
        return _counted(self.counts)

    @property
    def judged(self) -> int:
        """How many targets the assessment speaks of."""
        return self.counts.total() - self.counts[""]

    @property
    def pressed(self) -> int:
        """How many are yellow or red."""
        return sum(self.counts[level] for level in Standing.PRESSING)

    @property
    def _targets(self) -> Any:
        return _told(self.unit_id, self.on).select_related("person", "lead_unit", "held__person")

    @property
    def _all(self) -> Any:
        return self._targets.annotate(before=_before(self.assessment))

    def asked(self, *, level: str = "", ownerless: bool = False) -> Rows:
        """The targets of one level, or those whose person holds no office any more; all where neither is asked."""
        rows, counts = self._all, self.ownerless if ownerless else self.counts
        rows = rows.filter(held__level=level) if level else rows
        return Rows(rows.filter(_GONE) if ownerless else rows, counts[level] if level else counts.total())

    @property
    def rows(self) -> Rows:
        """Every target."""
        return self.asked()

    def turned(self, most: int) -> tuple[list[Row], int]:
        """Targets whose colour is another than the time before: the first of them, and how many there are; one question."""
        way = Concat(_before(self.assessment), Value(">"), "held__level")
        ways = [f"{before}>{level}" for before, level in permutations(JUDGED, 2)]
        found = list(self._targets.annotate(way=way, all=Window(Count("pk"))).filter(way__in=ways)[:most])
        turned = [Row(one, one.held, one.way.partition(">")[0]) for one in found]
        return turned, found[0].all if found else 0

    @property
    def pressing(self) -> Rows:
        """Red ones, then yellow ones."""
        first = Case(When(held__level=Standing.RED, then=0), default=1)
        rows = self._all.filter(held__level__in=Standing.PRESSING)
        return Rows(rows.order_by(first, "position", "pk"), self.pressed)

    def of_resolution(self, key: int) -> Rows:
        """The targets that a text set; counted by one question."""
        rows = self._all.filter(resolution_id=key)
        return Rows(rows, rows.count())

    def judged_of(self, lines: Sequence[Told]) -> list[Told]:
        """Reported values as they were judged, where the assessment was of the very period of the value; one question."""
        codes = [line.figure.code for line in lines]
        rows: Any = Standing.objects.filter(_of(self.unit_id, self.on, "target__"), target__code__in=codes)
        told = rows.filter(Standing.standing(self.on)).order_by("target__position", "target_id")
        by_code = {one.target.code: one for one in told.select_related("target", "assessment")}
        return [self._judged(line, by_code.get(line.figure.code)) for line in lines]

    @staticmethod
    def _judged(line: Told, one: Standing | None) -> Told:
        case = one.assessment if one else None
        if one is None or case is None or line.value is None:
            return line
        same = (case.since, case.until) == (line.value.since, line.value.until)
        if line.counted:  # counted by the book day by day: judged as long as the count is what was judged
            same = one.text == line.text
        return replace(line, judged=Light(*light_of(one.level))) if same else line

    @property
    def when(self) -> str:
        """The period of the assessment in words."""
        return period_title(self.assessment) if self.assessment else ""


def _of(unit_id: int, on: date, prefix: str = "") -> Q:
    """Condition: a target of the year of a unit, in force on a day."""
    return Q(**{f"{prefix}unit_id": unit_id, f"{prefix}span": Target.YEAR}) & Target.standing(on, prefix)


def tally(standings: Iterable[Standing]) -> list[tuple[str, str, int]]:
    """(level, word, how many) of each level that occurs, green first."""
    return _counted(Counter(one.level for one in standings))


def tallies(cases: Iterable[Assessment]) -> dict[int, list[tuple[str, str, int]]]:
    """The tally of each assessment, in one question."""
    keys = [one.pk for one in cases]
    counts: dict[int, Counter[str]] = {key: Counter() for key in keys}
    rows: Any = Standing.objects.filter(assessment__in=keys).order_by()
    for key, level, many in rows.values_list("assessment_id", "level").annotate(many=Count("pk")):
        counts[key][level] = many
    return {key: _counted(found) for key, found in counts.items()}


def _counted(counts: Counter[str]) -> list[tuple[str, str, int]]:
    return [(level, _SHORT[level], counts[level]) for level, _words in Standing.LEVELS if counts[level]]


def period_title(case: Any) -> str:
    """The period of an assessment or of a plan in words."""
    return Period.of_days(case.since, case.until).title(day_text)


def board(unit_id: int, on: date) -> Board:
    """A unit's targets of the year in force on a day, by the last word on each; one question, the rows when they are asked for."""
    case = (
        "held__assessment_id",
        "held__assessment__counted_on",
        "held__assessment__since",
        "held__assessment__until",
    )
    told = _told(unit_id, on).order_by().values_list(*case, "held__level")
    counts, ownerless, last = Counter[str](), Counter[str](), None
    for *names, level, many, gone in told.annotate(many=Count("pk"), gone=Count("pk", filter=_GONE)):
        counts[level or ""] += many
        ownerless[level or ""] += gone
        if level and (last is None or (names[1], names[0]) > (last.counted_on, last.pk)):
            key, counted_on, since, until = names
            last = Assessment(pk=key, unit_id=unit_id, counted_on=counted_on, since=since, until=until)  # type: ignore[misc]
    return Board(unit_id, on, last, counts, ownerless)


# the one who answers for it holds no office any more
_GONE = Q(person__isnull=False, served=False)


def _told(unit_id: int, on: date) -> Any:
    """A unit's targets of the year in force on a day, with `served` and the last word on each as `held`."""
    held = FilteredRelation("standings", condition=Standing.standing(on, "standings__"))
    return served(Target.objects.filter(_of(unit_id, on)).annotate(held=held), on)


def served(rows: Any, on: date) -> Any:
    """The targets with `served`: whether their person holds any office on a day."""
    offices = Office.objects.filter(Office.standing(on), person_id=OuterRef("person_id"))
    return rows.annotate(served=Exists(offices))


@dataclass(frozen=True)
class Stood:
    """How the target of one figure stood at the last assessment, for the page of the figure."""

    row: Standing

    @property
    def light(self) -> tuple[str, Any]:
        """(kind of light, words)."""
        return light_of(self.row.level)

    @property
    def when(self) -> str:
        """The period that was assessed."""
        return period_title(self.row.assessment)


def stood(code: str, unit_id: int, on: date) -> Stood | None:
    """The standing in force of a unit's target of a figure; None without one."""
    rows: Any = Standing.objects.filter(unit_id=unit_id, target__code=code).filter(Standing.standing(on))
    found = rows.select_related("target", "assessment").order_by("target__position", "pk").first()
    return Stood(found) if found else None


# of two assessments counted on one day that of the longer period is the later word (`effects.relay`)
_LATEST = ("-assessment__counted_on", "assessment__since", "-assessment_id")


def _before(last: Assessment | None) -> Any:
    """Level of a target at the latest decided assessment before one; "" where there was none."""
    if last is None:
        return Value("")
    rows: Any = Standing.objects.filter(target=OuterRef("pk"), assessment__state=Assessment.DECIDED)
    earlier = rows.filter(assessment__counted_on__lt=last.counted_on).order_by(*_LATEST)
    return Coalesce(Subquery(earlier.values("level")[:1]), Value(""))


def history(target: Target) -> list[Standing]:
    """How a target stood at every decided assessment, the latest first."""
    rows: Any = Standing.objects.filter(target=target, assessment__state=Assessment.DECIDED)
    return list(rows.select_related("assessment", "person").order_by("-assessment__counted_on", "-pk"))


def sheet(found: Board, shown: Iterable[Row], unit_id: int, on: date) -> Listed:
    """The targets as a list to print."""
    about = _("{unit} – {period}, tính đến {day}").format(
        unit=tree().name(unit_id, on), period=found.when or _("chưa đánh giá"), day=day_text(on)
    )
    columns = (
        _("TT"), _("Chỉ tiêu"), _("Kế hoạch"), _("Thực hiện"), _("So với kế hoạch"), _("Đánh giá"),
        _("Nguyên nhân, việc khắc phục"), _("Người chịu trách nhiệm, hạn"),
    )  # fmt: skip
    rows = [_line(row) for row in shown]
    return Listed(
        "chi-tieu", _("Chỉ tiêu và kết quả thực hiện"), about, columns, (0.04, 0.2, 0.12, 0.1, 0.1, 0.1, 0.2, 0.14), rows
    )  # fmt: skip


def _line(row: Row) -> tuple[str, ...]:
    one = row.standing
    if one is None:
        return str(row.target.position), row.target.title, "", "", "", str(row.light[1]), "", ""
    due = day_text(one.remedy_due) if one.remedy_due else ""
    return (
        str(row.target.position), row.target.title, " · ".join(filter(None, (one.plan_text, one.other_plan_text))),
        one.text, one.done, str(row.light[1]), " – ".join(filter(None, (one.reason, one.remedy))),
        ", ".join(filter(None, (one.person.full_name if one.person else "", due))),
    )  # fmt: skip
