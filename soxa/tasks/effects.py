"""What each step of a task writes: the spell that closes, the one that opens, and what is refused on the way."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import journal
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.tasks.models import DueDay, Evidence, Extension, Holding, Report, Task

Facts = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """Words of a person: kept in the rows of the task; the journal holds only their digest, as `str` of this."""

    text: str

    def __str__(self) -> str:
        return journal.digest(self.text)


@dataclass(frozen=True)
class Kept:
    """A file whose bytes are kept: its name, media type, size in bytes and digest."""

    name: str
    media_type: str
    size: int
    digest: str


class Files(tuple[Kept, ...]):
    """The files of a report; the journal holds their digests, as `str` of this."""

    def __str__(self) -> str:
        return " ".join(one.digest for one in self)


def signature(entry: Entry) -> str:
    """Who acts, as the task's rows keep it: "Ngô Thị Minh Tuyết, Chánh Văn phòng Đảng ủy"."""
    return ", ".join(part for part in (entry.actor, entry.office) if part)


def last_day(task: Task) -> date:
    """The latest day of anything written about the task so far."""
    days = [task.given_on, task.accepted_on or task.given_on]
    for rows in (task.holdings, task.dues, task.reports):
        days += [day for since, until in rows.values_list("since", "until") for day in (since, until)]
    days += [
        day
        for one in task.extensions.values_list("asked_on", "answered_on")
        for day in one
        if day is not None
    ]
    return max(day for day in days if day < FOREVER)


def on_or_after(task: Task, on: date) -> None:
    """Refused when a step is dated before what is already written."""
    if on < (last := last_day(task)):
        raise Refused(
            _("Ngày {day} sớm hơn ngày {last} của lần ghi trước về nhiệm vụ này.").format(
                day=day_text(on), last=day_text(last)
            )
        )


def office_in(unit_id: int, person_id: int, on: date) -> Office | None:
    """An office that the person holds in the unit on the day; None when there is none."""
    return Office.of_unit(unit_id, on).filter(person_id=person_id).first()


def accept(task: Task, facts: Facts, entry: Entry) -> None:
    """The unit says that it does the task."""
    on_or_after(task, facts["on"])
    task.accepted_on = facts["on"]


def name(task: Task, facts: Facts, entry: Entry) -> None:
    """The unit gives the task to one of its people; with that it has accepted it."""
    _pass_on(task, facts, entry, unit_id=task.unit_id)
    task.accepted_on = task.accepted_on or facts["on"]


def hand_on(task: Task, facts: Facts, entry: Entry) -> None:
    """The task goes to another unit, which accepts it anew; the giver's due day stays."""
    unit_id = facts["unit"]
    if unit_id == task.unit_id:
        raise Refused(
            _("Đơn vị này đang giữ nhiệm vụ. Muốn giao người trong đơn vị thì dùng “Giao người thực hiện”.")
        )
    node = tree().nodes.get(unit_id)
    if node is None or not node.stands(facts["on"]):
        raise Refused(_("Đơn vị nhận không hoạt động vào ngày này."))
    _pass_on(task, facts, entry, unit_id=unit_id)
    task.accepted_on = None


def _pass_on(task: Task, facts: Facts, entry: Entry, *, unit_id: int) -> None:
    on, person_id, inner = facts["on"], facts.get("person"), facts.get("inner_due")
    on_or_after(task, on)
    if person_id and office_in(unit_id, person_id, on) is None:
        raise Refused(_("Người này không giữ chức vụ trong đơn vị nhận vào ngày giao."))
    if inner and not on <= inner <= task.due_on:
        raise Refused(
            _("Hạn nội bộ phải từ ngày chuyển đến hết hạn của người giao ({due}).").format(
                due=day_text(task.due_on)
            )
        )
    close(task, on, Holding.HANDED_ON)
    note = facts.get("note")
    Holding.objects.create(
        task=task, unit_id=unit_id, person_id=person_id, since=on, opened_by=Holding.HANDED_ON,
        inner_due_on=inner, note=note.text if note else "", by=signature(entry), entry=entry,
    )  # fmt: skip
    task.unit_id, task.person_id = unit_id, person_id


def close(task: Task, on: date, why: str) -> Holding:
    """End the spell of whoever holds the task; the row."""
    held: Holding = task.holdings.get(until=FOREVER)
    held.until, held.closed_by = on, why
    held.save(update_fields=["until", "closed_by"])
    return held


def waiting(task: Task) -> Extension | None:
    """The request to extend that waits for an answer."""
    return task.extensions.filter(answered_on=None).first()


def nothing_waits(task: Task) -> str:
    """Why there is no request to answer; empty when one waits."""
    return "" if waiting(task) else _("Không có đề nghị gia hạn nào đang chờ trả lời.")


def one_waits(task: Task) -> str:
    """Why no further request is taken; empty when none waits."""
    return _("Đề nghị gia hạn trước chưa được trả lời.") if waiting(task) else ""


def ask(task: Task, facts: Facts, entry: Entry) -> None:
    """Ask for a later due day; until it is granted the present one stands."""
    on_or_after(task, facts["on"])
    if facts["wanted"] <= task.due_on or facts["wanted"] <= facts["on"]:
        raise Refused(
            _("Hạn xin phải sau hạn hiện nay ({due}) và sau ngày xin.").format(due=day_text(task.due_on))
        )
    Extension.objects.create(
        task=task, asked_on=facts["on"], wanted_on=facts["wanted"], reason=facts["why"].text,
        asked_by=signature(entry), entry=entry,
    )  # fmt: skip


def grant(task: Task, facts: Facts, entry: Entry) -> None:
    """A new due day from this day on; on the days before, the old one was in force."""
    on, due = facts["on"], facts["due"]
    on_or_after(task, on)
    if due <= task.due_on or due < on:
        raise Refused(_("Hạn mới phải sau hạn hiện nay ({due}).").format(due=day_text(task.due_on)))
    asked = _answer(task, facts, entry)
    asked.granted_until = due
    asked.save(update_fields=["granted_until"])
    old = task.dues.get(until=FOREVER)
    old.until = on
    old.save(update_fields=["until"])
    DueDay.objects.create(task=task, since=on, due_on=due, reason=asked.reason, entry=entry)
    task.due_on = due


def refuse(task: Task, facts: Facts, entry: Entry) -> None:
    """The due day stays."""
    on_or_after(task, facts["on"])
    _answer(task, facts, entry)


def _answer(task: Task, facts: Facts, entry: Entry) -> Extension:
    asked = waiting(task)
    if asked is None:
        raise Refused(nothing_waits(task))
    said = facts.get("why")
    asked.answered_on, asked.answer = facts["on"], said.text if said else ""
    asked.answered_by = signature(entry)
    asked.save(update_fields=["answered_on", "answer", "answered_by"])
    return asked


def report(task: Task, facts: Facts, entry: Entry) -> None:
    """The result with its files; a request to extend that still waits is answered by it."""
    on_or_after(task, facts["on"])
    if waiting(task):
        _answer(task, {"on": facts["on"], "why": Said(_("Không cần nữa: đã báo cáo kết quả."))}, entry)
    made = Report.objects.create(
        task=task, since=facts["on"], text=facts["text"].text, by=signature(entry), entry=entry
    )
    for one in facts.get("papers") or ():
        Evidence.objects.create(
            report=made,
            name=one.name,
            media_type=one.media_type,
            size=one.size,
            digest=one.digest,
            entry=entry,
        )


def confirm(task: Task, facts: Facts, entry: Entry) -> None:
    """Done: whether on time is judged by the day of the report, which no waiting for the giver makes later."""
    on_or_after(task, facts["on"])
    standing = task.reports.get(until=FOREVER)
    standing.answered_by = signature(entry)
    standing.save(update_fields=["answered_by"])
    task.finished_on, task.done_on = standing.since, facts["on"]
    close(task, facts["on"], Holding.DONE)


def send_back(task: Task, facts: Facts, entry: Entry) -> None:
    """The report does not stand; the unit goes on, and the due day runs as before."""
    on_or_after(task, facts["on"])
    standing = task.reports.get(until=FOREVER)
    standing.until, standing.returned_why = facts["on"], facts["why"].text
    standing.answered_by = signature(entry)
    standing.save(update_fields=["until", "returned_why", "answered_by"])


def withdraw(task: Task, facts: Facts, entry: Entry) -> None:
    """The giver takes the task back."""
    on_or_after(task, facts["on"])
    if waiting(task):
        _answer(task, {"on": facts["on"], "why": Said(_("Nhiệm vụ đã được rút."))}, entry)
    task.withdrawn_on, task.withdrawn_why = facts["on"], facts["why"].text
    close(task, facts["on"], Holding.WITHDRAWN)


def carried(held: Holding, into_id: int, on: date, entry: Entry) -> Holding:
    """The holding, not yet saved, by which a successor goes on with what an ended unit held."""
    stays = held.person_id and office_in(into_id, held.person_id, on)
    return Holding(
        task_id=held.task_id, unit_id=into_id, person_id=held.person_id if stays else None,
        since=max(on, held.since), opened_by=Holding.REORGANISED,
        inner_due_on=held.inner_due_on, by=signature(entry), entry=entry,
    )  # fmt: skip
