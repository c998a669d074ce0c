"""What waits for one reader among tasks: to take, to do, to answer, to chase; a task with nobody named is not skipped."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.kernel.access import HeldOffice, may
from soxa.kernel.calendar import working_calendar
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.calendar import Calendar
from soxa.law.periods import FOREVER
from soxa.tasks.clocks import accept_due, answer_due, why_due
from soxa.tasks.flow import FOLLOW, GIVE, TAKE
from soxa.tasks.models import DueDay, Extension, Holding, Report, Task
from soxa.tasks.rules import days_late
from soxa.tasks.takers import Serving, serving, who_takes
from soxa.tasks.words import OPEN

TASK, BOARD = "task", "board"


@dataclass(frozen=True)
class Call:
    """One thing that waits: title, detail, the verb, its last day, why it is that day, and which task (None: the board)."""

    title: str
    detail: str
    verb: str
    on: date
    why: tuple[str, ...] = ()
    task_id: int | None = None


def calls(reader: Any, today: date) -> list[Call]:
    """Everything among tasks that waits for the reader, in a fixed number of questions."""
    return [*to_do(reader, today), *to_answer(reader, today), *to_chase(reader, today)]


def _units(reader: Any, act: str) -> list[int]:
    """Units in which the reader himself holds an office that may take the act."""
    offices: tuple[HeldOffice, ...] = reader.held_offices()
    return sorted({held.unit_id for held in offices if held.role.may(act)})


def to_do(reader: Any, today: date) -> list[Call]:
    """Tasks of the reader's own units: named to him; named to nobody; or overdue, when he is the head."""
    units, own = _units(reader, TAKE), reader.person_id
    if not (units or own):
        return []
    mine = Q(unit_id__in=units) | (Q(person_id=own) if own else Q(pk__in=()))
    found = list(Task.objects.filter(mine, state__in=OPEN).select_related("person").order_by("due_on", "pk"))
    if not found:
        return []
    there = serving((one.unit_id for one in found), today)
    shown = [one for one in found if _concerns(one, own, there.get(one.unit_id, []), today)]
    holdings = {
        one.task_id: one for one in Holding.objects.filter(task__in=[one.pk for one in shown], until=FOREVER)
    }
    dues: dict[int, list[DueDay]] = {}
    for row in DueDay.objects.filter(task__in=[one.pk for one in shown]).order_by("since", "id"):
        dues.setdefault(row.task_id, []).append(row)
    calendar = working_calendar(today)
    return [
        _to_do(one, holdings[one.pk], dues.get(one.pk, []), there.get(one.unit_id, []), (today, calendar))
        for one in shown
    ]


def _concerns(task: Task, own: int | None, there: list[Serving], today: date) -> bool:
    """Whether the task is shown to this person of the unit."""
    if task.person_id in (None, own):
        return True
    head = next((one.person_id for one in there if one.takes), None)
    return head == own and days_late(task.due_on, today) > 0


def _to_do(
    task: Task, held: Holding, dues: list[DueDay], there: list[Serving], when: tuple[date, Calendar]
) -> Call:
    today, calendar = when
    taker = who_takes(task, there, today)
    where = task.person.full_name if task.person else tree().name(task.unit_id, today)
    parts = [where, _("hạn {due}").format(due=day_text(task.due_on)), taker]
    if held.inner_due_on:
        parts.insert(2, _("hạn nội bộ {due}").format(due=day_text(held.inner_due_on)))
    accept = accept_due(held.since, calendar)
    # whichever clock runs out first is the one that waits
    if task.state == Task.GIVEN and accept.on <= task.due_on:
        title, verb, on, why = _("Nhận việc: {task}"), _("Nhận việc"), accept.on, tuple(accept.why())
    else:
        title, verb = _("Nhiệm vụ: {task}"), _("Mở nhiệm vụ")
        inner = held.inner_due_on
        on = min(task.due_on, inner) if inner else task.due_on
        why = tuple(why_due(dues, calendar))
        if inner and inner == on:
            why = (
                _("Hạn nội bộ do đơn vị đặt; hạn của người giao là {due}.").format(due=day_text(task.due_on)),
                *why,
            )
    return Call(
        title.format(task=_short(task.content)), " · ".join(filter(None, parts)), verb, on, why, task.pk
    )


def to_answer(reader: Any, today: date) -> list[Call]:
    """Requests and reports that wait for the giver: shown to the person who gave, and to whoever follows tasks there."""
    givers, followers = _units(reader, GIVE), _units(reader, FOLLOW)
    if not givers:
        return []
    mine = Q(giver_person=None, giver_unit_id__in=givers) | Q(giver_unit_id__in=followers)
    if reader.person_id:
        mine |= Q(giver_person_id=reader.person_id)
    gave = Task.objects.filter(mine)
    asked = Extension.objects.filter(answered_on=None, task__in=gave.filter(state=Task.ACCEPTED))
    reported = Report.objects.filter(until=FOREVER, task__in=gave.filter(state=Task.REPORTED))
    calendar = working_calendar(today)
    found = [
        _answer(one.task, _("Trả lời xin gia hạn: {task}"), _("Trả lời"), one.asked_on, calendar)
        for one in asked.select_related("task").order_by("asked_on", "id")
    ]
    return found + [
        _answer(one.task, _("Xác nhận kết quả: {task}"), _("Xem kết quả"), one.since, calendar)
        for one in reported.select_related("task").order_by("since", "id")
    ]


def _answer(task: Task, title: str, verb: str, since: date, calendar: Calendar) -> Call:
    due = answer_due(since, calendar)
    detail = _("{unit} gửi ngày {day} · hạn của việc {due}").format(
        unit=tree().name(task.unit_id, since), day=day_text(since), due=day_text(task.due_on)
    )
    return Call(title.format(task=_short(task.content)), detail, verb, due.on, tuple(due.why()), task.pk)


def to_chase(reader: Any, today: date) -> list[Call]:
    """Everything overdue in sight as one call to the board, for whoever follows tasks."""
    if not may(reader, FOLLOW):
        return []
    seen: Any = Task.objects.seen_by(reader)
    late = list(
        seen.filter(state__in=OPEN, due_on__lt=today).order_by("due_on").values_list("due_on", "unit_id")
    )
    if not late:
        return []
    detail = _("Ở {units} đơn vị; mở bảng đôn đốc để lấy lời nhắc gửi từng đơn vị.").format(
        units=len({unit for _due, unit in late})
    )
    title = _("{count} nhiệm vụ quá hạn cần đôn đốc").format(count=len(late))
    why = (_("Hạn lâu nhất đã qua: {day}.").format(day=day_text(late[0][0])),)
    return [Call(title, detail, _("Đôn đốc"), late[0][0], why)]


def _short(text: str) -> str:
    return text if len(text) <= 140 else text[:139].rstrip() + "…"
