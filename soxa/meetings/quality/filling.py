"""What the book knows of a meeting, criterion by criterion: the points it proposes, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.law.force import NotInForce
from soxa.law.meetings import SCORING
from soxa.law.numbers import share_text
from soxa.meetings.kinds import CELL
from soxa.meetings.lists import turnout_of
from soxa.meetings.models import Conclusion, Meeting, Presence
from soxa.meetings.quality import rules
from soxa.meetings.quality.models import Criterion
from soxa.meetings.rules import least_minutes, papers_due

HUNDRED = 100


def _fault(given: Any) -> str:
    typed = str(given)
    return "" if typed.isdecimal() and 1 <= int(typed) <= HUNDRED else _("Tỷ lệ từ 1 đến 100.")


SPEAKERS = declare(
    Preference(
        "meetings.speakers_full",
        gettext_lazy("Bao nhiêu phần trăm đảng viên dự họp phát biểu thì đủ điểm thảo luận"),
        30,
        "number",
        gettext_lazy("Lệ của sổ để đề xuất điểm; chưa thấy văn bản quy định. Người chấm sửa được."),
        cite=SCORING.at(""),
        confirmed=False,
        check=_fault,
    )
)


@dataclass(frozen=True)
class Proposal:
    """What the book proposes for one criterion (None where it knows nothing), and what it saw."""

    points: Decimal | None
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """One thing looked at: how much of it is reached, from 0 to 1, and in which words."""

    reached: Fraction
    words: str


def proposals(meeting: Meeting, criteria: list[Criterion], on: date) -> dict[int, Proposal]:
    """Number of the criterion → what the book proposes on a day; a handful of questions, however many criteria."""
    return {one.number: _proposal(one, meeting, on) for one in criteria}


def _proposal(one: Criterion, meeting: Meeting, on: date) -> Proposal:
    look = LOOKS.get(one.fills)
    seen = look(meeting, on) if look else []
    if not seen:
        return Proposal(None)
    share = sum((found.reached for found in seen), Fraction()) / len(seen)
    return Proposal(rules.points_of(one.most, share), tuple(found.words for found in seen))


def _yes(good: str, bad: str, *, reached: bool) -> Seen:
    return Seen(Fraction(int(reached)), good if reached else bad)


def _attendance(meeting: Meeting, on: date) -> list[Seen]:
    turnout = turnout_of(meeting.presences.all())
    if not turnout.required:
        return []
    words = _("Có mặt {came}/{required} ({share})").format(
        came=turnout.came, required=turnout.required, share=turnout.share
    )
    return [Seen(Fraction(turnout.came, turnout.required), words)]


def _papers(meeting: Meeting, on: date) -> list[Seen]:
    held, told = _held(meeting), meeting.convened_on or meeting.papers_on
    seen = [
        _yes(_("Báo nội dung trước ngày họp"), _("Không thấy báo nội dung trước ngày họp"), reached=told is not None and told < held),
        _yes(_("Họp đúng ngày đã định"), _("Họp khác ngày đã định"), reached=held == meeting.planned_on),
    ]  # fmt: skip
    try:
        last = papers_due(held)
    except NotInForce:
        return seen
    sent = meeting.papers_on
    words = (
        _("Tài liệu gửi ngày {day}").format(day=day_text(sent))
        if sent
        else _("Không thấy gửi tài liệu trước")
    )
    return [*seen, Seen(Fraction(int(sent is not None and sent <= last)), words)]


def _agenda(meeting: Meeting, on: date) -> list[Seen]:
    items = list(meeting.items.values_list("conclusion", flat=True))
    seen = []
    if items:
        told = sum(bool(one) for one in items)
        words = _("{told}/{items} nội dung có kết luận").format(told=told, items=len(items))
        seen.append(Seen(Fraction(told, len(items)), words))
    if carried := _carried(meeting, on):
        done, due = carried
        words = _("Việc của buổi họp trước: xong {done}/{due}").format(done=done, due=due)
        seen.append(Seen(Fraction(done, due), words))
    return seen


def _carried(meeting: Meeting, on: date) -> tuple[int, int] | None:
    """Of what the cell's meeting before concluded and was due by this one: how many tasks were done, of how many."""
    before = Meeting.objects.filter(kind=CELL, unit_id=meeting.unit_id, held_on__lt=_held(meeting))
    last = before.order_by("-held_on").first()
    if last is None:
        return None
    due = Conclusion.objects.filter(meeting=last, task__due_on__lte=_held(meeting), task__withdrawn_on=None)
    days = list(due.values_list("task__finished_on", flat=True))
    return (sum(day is not None and day <= on for day in days), len(days)) if days else None


def _opinions(meeting: Meeting, on: date) -> list[Seen]:
    came = meeting.presences.filter(answer__in=Presence.CAME).count()
    people = set(meeting.opinions.values_list("person_id", "name"))
    speakers = len({person or name for person, name in people})
    if not speakers or not came:
        return []
    words = _("{speakers}/{came} đồng chí phát biểu ({share})").format(
        speakers=speakers, came=came, share=share_text(min(speakers, came), came)
    )
    full = int(value_of(SPEAKERS, (meeting.unit_id,), on))
    return [Seen(min(Fraction(speakers * HUNDRED, came * full), Fraction(1)), words)]


def _duration(meeting: Meeting, on: date) -> list[Seen]:
    seen = []
    if meeting.minutes is not None:
        words = _("Họp {n} phút").format(n=meeting.minutes)
        try:
            least = least_minutes(_held(meeting), themed=bool(meeting.theme) and meeting.kind == CELL)
        except NotInForce:
            least = 0
        short = _("{words}, quy định {least} phút").format(words=words, least=least)
        seen.append(_yes(words, short, reached=meeting.minutes >= least))
    led = meeting.chair_id is not None and meeting.scribe_id is not None
    seen.append(_yes(_("Có chủ trì, thư ký"), _("Chưa ghi chủ trì, thư ký"), reached=led))
    sent = meeting.closed_on is not None
    seen.append(_yes(_("Đã gửi kết quả"), _("Chưa kết thúc, chưa gửi kết quả"), reached=sent))
    return seen


def _held(meeting: Meeting) -> date:
    return meeting.held_on or meeting.planned_on


LOOKS: dict[str, Callable[[Meeting, date], list[Seen]]] = {
    rules.ATTENDANCE: _attendance,
    rules.PAPERS: _papers,
    rules.AGENDA: _agenda,
    rules.OPINIONS: _opinions,
    rules.DURATION: _duration,
}
