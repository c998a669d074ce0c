"""Programmes as pages show them: what runs and who is late, one with its items, the chain above and below it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.steering.programmes.models import Finding, ProgrammeItem, ServedTarget, WorkProgramme
from soxa.steering.programmes.work import given
from soxa.steering.resolutions.chains import chain
from soxa.steering.targets.models import Standing, Target
from soxa.steering.targets.reading import light_of as light_of_level
from soxa.tasks.models import DueDay, Report, Task
from soxa.tasks.rules import days_late
from soxa.tasks.words import BAD, GOOD, QUIET, WARN, Light, due_light
from soxa.tasks.words import light_of as light_of_task

ON_TIME, DONE_LATE, OVERDUE, OPEN, DROPPED = "on_time", "done_late", "overdue", "open", "dropped"


def seen(reader: Any) -> Any:
    """Every programme the reader reads."""
    rows: Any = WorkProgramme.objects.seen_by(reader)
    return rows


def page_of(task: Task, reader: Any) -> str:
    """The page of the programme that gave the task, where it lies in the reader's sight."""
    found = seen(reader).filter(items__task=task).values_list("pk", flat=True).first()
    return reverse("programme", args=[found]) if found else ""


def items_with_tasks(rows: Any) -> Any:
    """Items with their tasks, each with `judged`, the due day in force on the day its task was reported done."""
    finished = OuterRef("task__finished_on")
    dues = DueDay.objects.filter(task_id=OuterRef("task_id"), since__lte=finished, until__gt=finished)
    judged = Subquery(dues.order_by("-pk").values("due_on")[:1])
    return rows.select_related("task", "task__person", "person", "article").annotate(judged=judged)


def fate(item: Any, today: date) -> str:
    """How an item stands: done on time or late, overdue, open, dropped; `item` bears `judged`."""
    if item.dropped_on:
        return DROPPED
    task = item.task
    if task is not None and given(item):
        if task.done_on:
            return DONE_LATE if days_late(item.judged or task.due_on, task.finished_on) else ON_TIME
        return OVERDUE if task.state != Task.REPORTED and task.due_on < today else OPEN
    if item.done_on:
        return DONE_LATE if days_late(item.due_on, item.done_on) else ON_TIME
    return OVERDUE if item.due_on < today else OPEN


def light(item: Any, today: date) -> Light:
    """The light of an item; `item` bears `judged`."""
    if item.dropped_on:
        return Light(QUIET, _("Đã bỏ"))
    if given(item):
        return light_of_task(item.task, item.judged, today)
    if item.done_on:
        late = days_late(item.due_on, item.done_on)
        return (
            Light(WARN, _("Hoàn thành chậm {days} ngày").format(days=late))
            if late
            else Light(GOOD, _("Hoàn thành đúng hạn"))
        )
    return due_light(item.due_on, today)


@dataclass(frozen=True)
class Tally:
    """How the items of a programme stand, those dropped left out."""

    counts: Mapping[str, int] = field(default_factory=dict)
    ungiven: int = 0

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(many for how, many in self.counts.items() if how != DROPPED)

    @property
    def done(self) -> int:
        """How many are done, on time or late."""
        return self.counts.get(ON_TIME, 0) + self.counts.get(DONE_LATE, 0)

    @property
    def overdue(self) -> int:
        """How many are not done though their day has passed."""
        return self.counts.get(OVERDUE, 0)

    def told(self) -> list[tuple[str, int]]:
        """(word, how many) of each way to stand that occurs."""
        named = (
            (_("xong đúng hạn"), ON_TIME), (_("xong chậm"), DONE_LATE), (_("trong hạn"), OPEN), (_("quá hạn"), OVERDUE),
        )  # fmt: skip
        return [(word, self.counts[how]) for word, how in named if self.counts.get(how)]

    @property
    def light(self) -> Light:
        """In one light: late, done, or under way."""
        if self.overdue:
            return Light(BAD, _("{n} việc quá hạn").format(n=self.overdue))
        if self.total and self.done == self.total:
            return Light(GOOD, _("Xong các việc"))
        return Light(QUIET, _("Trong hạn") if self.total else _("Chưa có việc"))


def tally(items: Iterable[Any], today: date) -> Tally:
    """Counted item by item."""
    rows = list(items)
    ungiven = sum(1 for one in rows if waits_to_be_given(one))
    return Tally(Counter(fate(one, today) for one in rows), ungiven)


def waits_to_be_given(item: Any) -> bool:
    """Whether an item is to become a task and is none: a milestone never is."""
    closed = item.dropped_on or item.done_on or item.kind == ProgrammeItem.MILESTONE
    return not closed and not given(item)


@dataclass(frozen=True)
class Line:
    """A programme in a list, with how its items stand and everyone who answers for something in it."""

    programme: WorkProgramme
    tally: Tally
    people: frozenset[int]

    @property
    def light(self) -> Light:
        """How it stands: by its items while it runs, by its own word before and after."""
        one = self.programme
        if one.state == WorkProgramme.ADOPTED:
            return self.tally.light
        return Light(GOOD if one.state == WorkProgramme.CLOSED else QUIET, str(one.get_state_display()))  # type: ignore[attr-defined]


def lines(programmes: Sequence[WorkProgramme], today: date) -> list[Line]:
    """Programmes with their counts; one question for all."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for item in items_with_tasks(
        ProgrammeItem.objects.filter(programme__in=[one.pk for one in programmes])
    ).order_by():
        rows[item.programme_id].append(item)
    return [Line(one, tally(rows[one.pk], today), _people(one, rows[one.pk])) for one in programmes]


def _people(programme: WorkProgramme, items: Iterable[Any]) -> frozenset[int]:
    named = [programme.person_id]  # type: ignore[attr-defined]
    for one in items:
        named.append(one.task.person_id if given(one) else one.person_id)
    return frozenset(key for key in named if key)


@dataclass(frozen=True)
class Shown:
    """An item as the programme's page lists it; `task` is 0 outside the reader's sight, which hides what was reported too."""

    item: Any
    fate: str
    light: Light
    unit: str
    person: str
    due: date
    task: int
    result: str
    files: int
    waits: bool

    @property
    def moved(self) -> bool:
        """Whether the task's day is another than the programme set."""
        return bool(self.due != self.item.due_on)


def items(programme: WorkProgramme, reader: Any, today: date) -> list[Shown]:
    """The items of a programme in their order, with what was reported of their tasks; two questions."""
    return shown_items(ProgrammeItem.objects.filter(programme=programme).order_by("number"), reader, today)


def shown_items(found: Any, reader: Any, today: date, *, reported: bool = True) -> list[Shown]:
    """Items of a queryset in its order; with `reported` what was reported of their tasks, for one question more."""
    tasks: Any = Task.objects.seen_by(reader)
    opened = Exists(tasks.filter(pk=OuterRef("task_id")))
    rows = list(items_with_tasks(found).annotate(opened=opened))
    opens = {one.task_id for one in rows if one.opened and given(one)}
    reports: dict[int, Any] = {}
    if opens and reported:
        standing = Report.objects.filter(task__in=opens, until=FOREVER).annotate(papers=Count("files"))
        reports = {one.task_id: one for one in standing}
    return [_shown(one, opens, reports, today) for one in rows]


def _shown(item: Any, opens: set[int], reports: Mapping[int, Any], today: date) -> Shown:
    live = item.task if given(item) else None
    report = reports.get(item.task_id) if live else None
    person = live.person if live else item.person
    return Shown(
        item=item, fate=fate(item, today), light=light(item, today),
        unit=tree().name(live.unit_id if live else item.unit_id, today),
        person=person.full_name if person else "", due=item.due,
        task=item.task_id if live and item.task_id in opens else 0,
        result=report.text if report else item.result, files=report.papers if report else 0,
        waits=waits_to_be_given(item),
    )  # fmt: skip


@dataclass(frozen=True)
class Late:
    """How the items of one unit stand."""

    unit: str
    tally: Tally


def by_unit(rows: Iterable[Shown], today: date) -> list[Late]:
    """Items by the unit that does them, those with the most overdue first."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for one in rows:
        if one.fate != DROPPED:
            groups[one.unit].append(one.item)
    found = [Late(unit, tally(held, today)) for unit, held in groups.items()]
    return sorted(found, key=lambda one: (-one.tally.overdue, -one.tally.total, one.unit))


def above(programme: WorkProgramme, reader: Any) -> list[WorkProgramme]:
    """The programmes of which it is a part, the highest first, as far as the reader reads them."""
    if programme.above_id is None:  # type: ignore[attr-defined]
        return []
    keys = chain(programme.pk, dict(WorkProgramme.objects.order_by().values_list("pk", "above_id")))
    found = {row.pk: row for row in seen(reader).filter(pk__in=keys)}
    return [found[key] for key in reversed(keys) if key in found]


def below(programme: WorkProgramme, reader: Any) -> list[tuple[WorkProgramme, int]]:
    """(programme, how deep) of the programmes that are parts of it, and of these."""
    children: dict[int | None, list[WorkProgramme]] = defaultdict(list)
    for one in seen(reader).exclude(above=None).order_by("since", "pk"):
        children[one.above_id].append(one)
    found: list[tuple[WorkProgramme, int]] = []
    waiting = [(one, 0) for one in reversed(children.pop(programme.pk, []))]
    while waiting:
        one, depth = waiting.pop()
        found.append((one, depth))
        waiting += [(child, depth + 1) for child in reversed(children.pop(one.pk, []))]
    return found


@dataclass(frozen=True)
class Served:
    """A target that a programme serves, and how it stands by the last word on it."""

    target: Target
    standing: Standing | None

    @property
    def light(self) -> tuple[str, Any]:
        """(kind of light, words)."""
        return light_of_level(self.standing.level) if self.standing else ("quiet", _("Chưa đánh giá"))


def served(programme: WorkProgramme, reader: Any, today: date) -> list[Served]:
    """The targets that a programme serves, as far as the reader reads them; two questions."""
    mine = ServedTarget.objects.filter(programme=programme).values("target_id")
    seen_targets: Any = Target.objects.seen_by(reader)  # type: ignore[attr-defined]
    targets = list(seen_targets.filter(pk__in=mine).order_by("unit_id", "position", "pk"))
    told: Any = Standing.objects.filter(target__in=[one.pk for one in targets])
    held = {one.target_id: one for one in told.filter(Standing.standing(today))} if targets else {}
    return [Served(one, held.get(one.pk)) for one in targets]


def tasks_to_link(item: ProgrammeItem, reader: Any, today: date, *, most: int = 300) -> list[tuple[int, str]]:
    """(key, words) of tasks in the reader's sight that belong to no item: those of the item's unit first, then the newest."""
    rows: Any = Task.objects.seen_by(reader).filter(item=None, withdrawn_on=None)
    near = rows.filter(Q(unit_id=item.unit_id)).order_by("-given_on", "-pk")[:most]  # type: ignore[attr-defined]
    others = rows.exclude(unit_id=item.unit_id).order_by("-given_on", "-pk")[:most]  # type: ignore[attr-defined]
    found = [*near, *others][:most]
    said = _("{content} ({unit}, giao {day:%d/%m/%Y})")
    return [
        (
            one.pk,
            said.format(content=one.content[:90], unit=tree().name(one.unit_id, today), day=one.given_on),
        )
        for one in found
    ]


def unfinished(programme: WorkProgramme, today: date) -> int:
    """How many items are not done."""
    found = tally(items_with_tasks(ProgrammeItem.objects.filter(programme=programme)), today)
    return found.total - found.done


@dataclass(frozen=True)
class Found:
    """A finding as the programme's page lists it."""

    finding: Finding
    unit: str
    light: Light


def findings(programme: WorkProgramme, today: date) -> list[Found]:
    """The findings of a programme in their order; one question, none where it has none to write."""
    if not programme.finds:
        return []
    rows = Finding.objects.filter(programme=programme).order_by("number")
    return [Found(one, tree().name(one.unit_id, today), finding_light(one, today)) for one in rows]


def finding_light(one: Finding, today: date) -> Light:
    """Put right on time or late, or how long is left."""
    if one.put_right_on is None:
        return due_light(one.due_on, today)
    late = days_late(one.due_on, one.put_right_on)
    return (
        Light(WARN, _("Khắc phục chậm {days} ngày").format(days=late))
        if late
        else Light(GOOD, _("Đã khắc phục"))
    )
