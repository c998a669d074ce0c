"""Đôn đốc: what is overdue, by the unit that holds it, with the words to send to that unit; and the same as a paper."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.calendar import working_calendar
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import Appendix, Block, Head, Heading, Paper, Paragraph, Signature, Table, Text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text, in_sentence
from soxa.tasks.models import Task
from soxa.tasks.rules import days_late
from soxa.tasks.takers import Serving, serving, who_takes
from soxa.tasks.words import OPEN, unit_word

ANSWER_WITHIN = 2  # working days that a reminder leaves for an answer


@dataclass(frozen=True)
class Overdue:
    """One overdue task: how many days, who is to do it, and in words who should when nobody is named."""

    task: Task
    days: int
    person: str
    taker: str


@dataclass(frozen=True)
class Chased:
    """One unit with its overdue tasks, the longest overdue first, and the reminder to paste into a message."""

    unit_id: int
    code: str
    name: str
    head: str
    rows: tuple[Overdue, ...]
    reminder: str

    @property
    def longest(self) -> int:
        """Days by which the oldest is late."""
        return self.rows[0].days


def board(reader: Any, today: date, *, sender: str = "") -> list[Chased]:
    """Units with overdue tasks in the reader's sight, the one with the most first; two questions."""
    seen: Any = Task.objects.seen_by(reader)
    found = seen.filter(state__in=OPEN, due_on__lt=today).select_related("person").order_by("due_on", "pk")
    by_unit: dict[int, list[Task]] = defaultdict(list)
    for task in found:
        by_unit[task.unit_id].append(task)
    there = serving(by_unit, today) if by_unit else {}
    units = [
        _chased(unit_id, rows, there.get(unit_id, []), today, sender) for unit_id, rows in by_unit.items()
    ]
    return sorted(units, key=lambda one: (-len(one.rows), -one.longest, one.code))


def _chased(unit_id: int, tasks: list[Task], there: list[Serving], today: date, sender: str) -> Chased:
    rows = tuple(
        Overdue(
            task,
            days_late(task.due_on, today),
            task.person.full_name if task.person else "",
            who_takes(task, there, today),
        )
        for task in tasks
    )
    fitting = [one for one in there if one.takes]
    head = f"{fitting[0].name}, {fitting[0].title}" if fitting else ""
    name = unit_word(unit_id, today)
    said = "\n".join(_reminder(name, head, rows, today, sender))
    return Chased(unit_id, tree().nodes[unit_id].code, name, head, rows, said)


def _reminder(name: str, head: str, rows: tuple[Overdue, ...], today: date, sender: str) -> list[str]:
    answer = working_calendar(today).working_days_after(today, ANSWER_WITHIN)
    to = _("Kính gửi: {unit} (đồng chí {head})") if head else _("Kính gửi: {unit}")
    lines = [
        to.format(unit=name, head=head),
        _("Đến hết ngày {day}, đơn vị còn {count} nhiệm vụ quá hạn:").format(
            day=day_text(today), count=in_sentence(len(rows))
        ),
    ]
    for place, one in enumerate(rows, 1):
        source = (
            _(" (căn cứ: {source})").format(source=one.task.source_title) if one.task.source_title else ""
        )
        lines.append(
            _("{place}. {content} – hạn {due}, quá hạn {days} ngày{source}.").format(
                place=place,
                content=one.task.content.rstrip("."),
                due=day_text(one.task.due_on),
                days=count_text(one.days),
                source=source,
            )  # fmt: skip
        )
    lines.append(
        _(
            "Đề nghị đơn vị thực hiện và báo cáo kết quả trong sổ, hoặc xin gia hạn và nêu rõ lý do, chậm nhất ngày {day}."
        ).format(day=day_text(answer))
    )
    return [*lines, sender] if sender else lines


@dataclass(frozen=True)
class Sender:
    """Who makes the list: the body above, his own body, the place, his name and title."""

    superior: str
    issuer: str
    place: str
    name: str
    title: str


def paper(units: list[Chased], sender: Sender, today: date) -> Paper:
    """The list on A4 for the secretary: a table of all units, and the reminders as an appendix."""
    total = sum(len(one.rows) for one in units)
    said = (
        _("Đến hết ngày {day}, có {count} nhiệm vụ quá hạn ở {units} đơn vị.").format(
            day=day_text(today), count=in_sentence(total), units=in_sentence(len(units))
        )
        if total
        else _("Đến hết ngày {day}, không có nhiệm vụ quá hạn.").format(day=day_text(today))
    )
    blocks: list[Block] = [Paragraph((Text(said),))]
    for place, one in enumerate(units, 1):
        blocks += [Heading(3, f"{place}. {one.name}"), _table(one)]
    appendices = (
        (Appendix(_("PHỤ LỤC"), _("Lời nhắc gửi từng đơn vị"), _reminders(units, sender.title)),)
        if units
        else ()
    )
    return Paper(
        head=Head(sender.superior, sender.issuer, "", sender.place, today),
        title_lines=(_("DANH SÁCH"), _("nhiệm vụ quá hạn cần đôn đốc đến hết ngày {day}").format(day=day_text(today))),
        made_on=today,
        blocks=tuple(blocks),
        signature=Signature(_("NGƯỜI LẬP DANH SÁCH"), sender.title, sender.name),
        appendices=appendices,
    )  # fmt: skip


def _table(unit: Chased) -> Table:
    columns = (_("TT"), _("Nhiệm vụ"), _("Người thực hiện"), _("Hạn"), _("Quá hạn (ngày)"))
    rows = tuple(
        tuple(
            (Text(text),)
            for text in (
                str(place),
                one.task.content + (f"\n({one.task.source_title})" if one.task.source_title else ""),
                one.person or _("chưa giao đích danh"),
                day_text(one.task.due_on),
                count_text(one.days),
            )
        )
        for place, one in enumerate(unit.rows, 1)
    )
    return Table(columns, rows, widths=(0.07, 0.44, 0.21, 0.16, 0.12), numeric=(4,))


def _reminders(units: list[Chased], signed: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for place, one in enumerate(units, 1):
        blocks.append(Heading(3, f"{place}. {one.name}"))
        blocks += [Paragraph((Text(line),)) for line in one.reminder.splitlines() if line != signed]
    return tuple(blocks)
