"""How a task stands on a day, in a light and a few words: "Quá hạn 3 ngày", "Hoàn thành đúng hạn"."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.units.tree import tree
from soxa.tasks.models import Task
from soxa.tasks.rules import days_late

GOOD, WARN, BAD, QUIET = "good", "warn", "bad", "quiet"
SOON = 7
OPEN = (Task.GIVEN, Task.ACCEPTED)


@dataclass(frozen=True)
class Light:
    """A level ("good", "warn", "bad", "quiet") and its words."""

    level: str
    words: str


def due_light(due: date, today: date) -> Light:
    """How long is left until a last day: "Quá hạn 3 ngày", "Đến hạn hôm nay", "Còn 2 ngày"."""
    if late := days_late(due, today):
        return Light(BAD, _("Quá hạn {days} ngày").format(days=late))
    if due == today:
        return Light(WARN, _("Đến hạn hôm nay"))
    left = (due - today).days
    return Light(WARN if left <= SOON else QUIET, _("Còn {days} ngày").format(days=left))


def light_of(task: Task, judged: date | None, today: date) -> Light:
    """The task's light; `judged` is the due day in force on the day it was reported done."""
    if task.state == Task.DONE:
        late = days_late(judged or task.due_on, task.finished_on or task.due_on)
        if late:
            return Light(WARN, _("Hoàn thành chậm {days} ngày").format(days=late))
        return Light(GOOD, _("Hoàn thành đúng hạn"))
    if task.state == Task.WITHDRAWN:
        return Light(QUIET, _("Đã rút"))
    if task.state == Task.REPORTED:
        return Light(QUIET, _("Chờ xác nhận"))
    return due_light(task.due_on, today)


def unit_word(unit_id: int, on: date) -> str:
    """The name of a unit on a day, its first letter raised."""
    name = tree().name(unit_id, on)
    return name[:1].upper() + name[1:]
