"""Conclusions that become tasks: to whom each is given, and how those tasks stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.kernel.units.tree import tree
from soxa.law.words import spaced
from soxa.meetings.models import Conclusion, Meeting
from soxa.org.models import Office
from soxa.tasks.flow import Giver, Source, Wish, give
from soxa.tasks.lists import judged
from soxa.tasks.models import Task
from soxa.tasks.words import Light, light_of

KIND = "conclusion"

# a conclusion that nobody has as a task: never given, or the task was withdrawn
UNGIVEN = Q(task=None) | Q(task__withdrawn_on__isnull=False)


@dataclass(frozen=True)
class Shown:
    """A conclusion as the meeting's page lists it; `light` and `task` where it is a task, `task` 0 outside the reader's sight."""

    number: int
    text: str
    who: str
    due_on: date | None
    light: Light | None = None
    task: int = 0


def shown(meeting: Meeting, reader: Any, today: date) -> list[Shown]:
    """The conclusions of a meeting with how their tasks stand; two questions."""
    rows = list(Conclusion.objects.filter(meeting=meeting).select_related("person"))
    keys = [one.task_id for one in rows if one.task_id]
    tasks: Any = Task.objects.filter(pk__in=keys).annotate(judged=judged()) if keys else ()
    lights = {one.pk: light_of(one, one.judged, today) for one in tasks}
    seen: Any = Task.objects.seen_by(reader)
    opens = set(seen.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    return [
        Shown(
            one.number, one.text, one.person.full_name if one.person else "", one.due_on,
            lights.get(one.task_id), one.task_id if one.task_id in opens else 0,
        )
        for one in rows
    ]  # fmt: skip


def ready(meeting: Meeting) -> int:
    """How many conclusions have an owner and a day and are no task yet."""
    return Conclusion.objects.filter(
        UNGIVEN, meeting=meeting, person__isnull=False, due_on__isnull=False
    ).count()


def give_all(meeting: Meeting, actor: Actor, *, today: date) -> int:
    """Give every conclusion that has an owner and a day as a task, all or none; how many. Refused in words.

    The task goes to the owner in a unit where he holds an office; else, in a cell, to the cell, which then tells whose it is.
    """
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if locked.state != Meeting.CLOSED or locked.held_on is None:
            raise Refused(_("Kết thúc và gửi buổi họp rồi mới giao việc."))
        rows = list(
            Conclusion.objects.select_for_update(of=("self",))
            .filter(UNGIVEN, meeting=locked, person__isnull=False, due_on__isnull=False)
            .select_related("person")
        )
        if not rows:
            raise Refused(_("Không còn kết luận nào có người phụ trách và hạn mà chưa giao việc."))
        entry = record(
            ("meeting", "tasks"), reference(locked), actor, on=locked.held_on, unit_id=locked.unit_id,
            facts={"rows": len(rows)},
        )  # fmt: skip
        homes = _homes(locked, rows)
        for one in rows:
            one.task, one.entry = _given(locked, one, homes, actor, today), entry
            one.save(update_fields=["task", "entry"])
    return len(rows)


def _homes(meeting: Meeting, rows: Sequence[Conclusion]) -> dict[int, int]:
    """Owner → the unit he serves in on the day: the meeting's own first, then the nearest below and around it."""
    on = meeting.held_on or meeting.planned_on
    nodes, commune = tree().nodes, meeting.unit_id
    near = {commune} if nodes[commune].kind == "cell" else {commune, *tree().within(commune, on)}
    held = Office.objects.filter(
        Office.standing(on), person_id__in={one.person_id for one in rows}, unit_id__in=near
    )
    kinds = {"agency": 0, nodes[commune].kind: 1}
    found: dict[int, int] = {}
    for person, unit in sorted(
        held.values_list("person_id", "unit_id"), key=lambda row: kinds.get(nodes[row[1]].kind, 2)
    ):
        found.setdefault(person, unit)
    return found


def _given(meeting: Meeting, one: Conclusion, homes: dict[int, int], actor: Actor, today: date) -> Task:
    assert one.person is not None and one.due_on is not None and meeting.held_on is not None  # noqa: S101
    home = homes.get(one.person.pk)
    content = one.text if home else _("{text} (đồng chí {name} phụ trách)").format(text=one.text, name=one.person.full_name)  # fmt: skip
    wish = Wish(
        content=spaced(content),
        giver=Giver(meeting.unit_id, actor.office or actor.name),
        unit_id=home or meeting.unit_id,
        person_id=one.person.pk if home else None,
        given_on=meeting.held_on,
        due_on=one.due_on,
        source=Source(KIND, str(one.pk), _("Kết luận {n}, {meeting}").format(n=one.number, meeting=meeting.called)),
    )  # fmt: skip
    try:
        return give(wish, actor, today=today)
    except Refused as refused:
        raise Refused(_("Kết luận {n}: {why}").format(n=one.number, why=refused)) from refused


def page_of(task: Task, reader: Any) -> str:
    """The page of the meeting whose conclusion became the task, where it lies in the reader's sight."""
    seen: Any = Meeting.objects.seen_by(reader)
    found = seen.filter(conclusions__task=task).values_list("pk", flat=True).first()
    return reverse("meeting", args=[found]) if found else ""
