"""One task as its page shows it: both clocks with their reasons, who holds it, what was reported, and its history."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.calendar import working_calendar
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.tasks.clocks import accept_due, answer_due, why_due
from soxa.tasks.models import DueDay, Extension, Helper, Holding, Report, Task
from soxa.tasks.rules import due_in_force
from soxa.tasks.takers import serving, who_takes
from soxa.tasks.words import OPEN, Light, due_light, light_of

# within one day, what comes before what
_FIRST, _THEN, _LAST = 0, 1, 2


@dataclass(frozen=True)
class Clock:
    """One running clock: its name, its last day, how long is left, and the sentences that explain it."""

    title: str
    on: date
    light: Light
    why: tuple[str, ...]


@dataclass(frozen=True)
class Happening:
    """One line of the history."""

    day: date
    title: str
    sub: str = ""
    rank: int = _THEN
    files: tuple[Any, ...] = ()

    @property
    def when(self) -> str:
        """The day as offices write it."""
        return day_text(self.day)


@dataclass
class Portrait:
    """All that the page of a task shows."""

    task: Task
    today: date
    light: Light
    holdings: list[Holding]
    dues: list[DueDay]
    reports: list[Report]
    extensions: list[Extension]
    helpers: list[str]
    taker: str
    clocks: list[Clock] = field(default_factory=list)
    history: list[Happening] = field(default_factory=list)

    @property
    def held(self) -> Holding:
        """The spell of whoever holds the task, or held it last."""
        return self.holdings[-1]

    @property
    def asked(self) -> Extension | None:
        """The request that waits for an answer."""
        return next((one for one in self.extensions if one.answered_on is None), None)

    @property
    def report(self) -> Report | None:
        """The report that stands."""
        return next((one for one in self.reports if one.until == FOREVER), None)


def portrait(task: Task, today: date) -> Portrait:
    """The page's content in a fixed number of questions."""
    holdings = list(task.holdings.select_related("person").order_by("since", "id"))
    dues = list(task.dues.order_by("since", "id"))
    reports = list(task.reports.prefetch_related("files").order_by("since", "id"))
    extensions = list(task.extensions.order_by("asked_on", "id"))
    helpers = [
        tree().name(unit_id, today)
        for unit_id in Helper.objects.filter(task=task).order_by("id").values_list("unit_id", flat=True)
    ]
    rows = [(one.since, one.until, one.due_on) for one in dues]
    judged = due_in_force(rows, task.finished_on) if task.finished_on else None
    taker = who_takes(task, serving([task.unit_id], today)[task.unit_id], today) if task.state in OPEN else ""
    made = Portrait(
        task, today, light_of(task, judged, today), holdings, dues, reports, extensions, helpers, taker
    )
    made.clocks = _clocks(made)
    made.history = _history(made)
    return made


def _clocks(made: Portrait) -> list[Clock]:
    """The giver's day, and what runs beside it: accepting, the unit's own day, the giver's answer."""
    task, today, calendar = made.task, made.today, working_calendar(made.today)
    clocks = [Clock(_("Hạn của việc"), task.due_on, made.light, tuple(why_due(made.dues, calendar)))]
    if task.state in OPEN and (inner := made.held.inner_due_on):
        why = _("Đơn vị tự đặt khi phân công ngày {day}; hạn của người giao vẫn là {due}.").format(
            day=day_text(made.held.since), due=day_text(task.due_on)
        )
        clocks.append(Clock(_("Hạn nội bộ của đơn vị"), inner, due_light(inner, today), (why,)))
    if task.state == Task.GIVEN:
        due = accept_due(made.held.since, calendar)
        clocks.append(Clock(_("Hạn nhận việc"), due.on, due_light(due.on, today), tuple(due.why())))
    since = made.asked.asked_on if made.asked else made.report.since if made.report else None
    if since and task.state in (Task.ACCEPTED, Task.REPORTED):
        due = answer_due(since, calendar)
        clocks.append(Clock(_("Hạn người giao trả lời"), due.on, due_light(due.on, today), tuple(due.why())))
    return clocks


def _history(made: Portrait) -> list[Happening]:
    lines = [*_held_lines(made), *_asked_lines(made), *_reported_lines(made)]
    task = made.task
    if task.withdrawn_on:
        lines.append(Happening(task.withdrawn_on, _("Rút nhiệm vụ"), task.withdrawn_why, _LAST))
    return sorted(lines, key=lambda one: (one.day, one.rank))


def _held_lines(made: Portrait) -> list[Happening]:
    lines = []
    for one in made.holdings:
        where = tree().name(one.unit_id, one.since)
        whom = f"{one.person.full_name}, {where}" if one.person else where
        said = {
            Holding.GIVEN: _("Giao {whom}"),
            Holding.HANDED_ON: _("Chuyển {whom}"),
            Holding.REORGANISED: _("Do sắp xếp tổ chức, chuyển {whom}"),
        }[one.opened_by]
        parts = [
            one.by,
            one.note,
            _("hạn nội bộ {day}").format(day=day_text(one.inner_due_on)) if one.inner_due_on else "",
        ]
        rank = _FIRST if one.opened_by == Holding.GIVEN else _THEN
        lines.append(Happening(one.since, said.format(whom=whom), " · ".join(filter(None, parts)), rank))
    if made.task.accepted_on:
        lines.append(Happening(made.task.accepted_on, _("Đơn vị nhận việc")))
    return lines


def _asked_lines(made: Portrait) -> list[Happening]:
    lines = []
    for one in made.extensions:
        asked = _("Xin gia hạn đến {day}").format(day=day_text(one.wanted_on))
        lines.append(Happening(one.asked_on, asked, f"{one.asked_by} · {one.reason}"))
        if one.answered_on:
            said = (
                _("Cho gia hạn đến {day}").format(day=day_text(one.granted_until))
                if one.granted_until
                else _("Không gia hạn")
            )
            sub = " · ".join(filter(None, (one.answered_by, one.answer)))
            lines.append(Happening(one.answered_on, said, sub))
    return lines


def _reported_lines(made: Portrait) -> list[Happening]:
    lines = []
    for one in made.reports:
        files = tuple(one.files.all())
        lines.append(Happening(one.since, _("Báo cáo kết quả"), f"{one.by} · {one.text}", files=files))
        if one.until != FOREVER:
            sub = " · ".join(filter(None, (one.answered_by, one.returned_why)))
            lines.append(Happening(one.until, _("Trả lại để bổ sung"), sub))
        elif made.task.done_on:
            said = _("Xác nhận hoàn thành")
            lines.append(Happening(made.task.done_on, said, one.answered_by, _LAST))
    return lines
