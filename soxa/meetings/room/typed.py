"""A meeting typed from its paper in one go: opened, its roll called, what was said and decided written, closed; all of it or nothing."""

import re
from dataclasses import dataclass, replace
from datetime import date, time

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing
from soxa.kernel.page import day_text
from soxa.law.typed_day import typed_day
from soxa.law.words import spaced
from soxa.meetings import flow as life
from soxa.meetings import lists
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.room import flow
from soxa.meetings.room.paper_roll import mark_of

_NUMBERS = re.compile(r"(\d{1,3})(?:\s*-\s*(\d{1,3}))?")
_SPEAKER = re.compile(r"(.{1,120}?)\s*[:–]\s+(.+)", re.DOTALL)
_RESERVED = re.compile(r"\(\s*bảo lưu\s*\)[\s.]*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands on the paper. `order`: persons by their number on it; `mark`: of the list of names it bears; `opinions`, `guests`, `decided` are lines as typed."""

    on: date
    began_at: time
    ended_at: time
    next_day: bool = False
    place: str
    theme: str
    order: tuple[int, ...]
    why: str = ""
    mark: str = ""
    excused: str = ""
    absent: str = ""
    came_free: str = ""
    chair: int
    scribe: int
    agenda: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    decided: tuple[tuple[str, ...], ...] = ()


def numbers(text: str, most: int) -> list[int]:
    """The numbers of "3 7, 12-14", each once. Refused in words for what is no number, and for one not on the paper."""
    found: list[int] = []
    rest = _NUMBERS.sub("", text)
    if rest.strip(" ,;.\n\t"):
        raise Refused(
            _("“{text}”: ghi số thứ tự, cách nhau bằng dấu cách, ví dụ 3 7 12.").format(text=text[:40])
        )
    for first, last in _NUMBERS.findall(text):
        if last and int(last) < int(first):
            raise Refused(
                _("“{first}-{last}”: ghi số nhỏ trước, ví dụ {last}-{first}.").format(first=first, last=last)
            )
        found += range(int(first), int(last or first) + 1)
    wrong = [one for one in found if not 1 <= one <= most]
    if wrong:
        raise Refused(
            _("Số {n} không có trên phiếu; phiếu có từ số 1 đến số {most}.").format(n=wrong[0], most=most)
        )
    return list(dict.fromkeys(found))


def type_in(meeting: Meeting, told: Typed, actor: Actor, *, today: date) -> None:
    """Write what the paper says. Refused in words, nothing written: a number twice, another list of names on the day, and all that the steps refuse."""
    with all_or_nothing():
        life.take("open", meeting, actor, _opening(told))
        answers = _answers(meeting, told)
        if {answers.get(told.chair), answers.get(told.scribe)} - set(Presence.CAME):
            raise Refused(_("Chủ trì, thư ký phải là người có mặt; xem lại các số vắng."))
        life.call_roll(meeting, answers, actor)
        for line in told.guests:
            name, _mark, post = line.partition(" – ") if " – " in line else line.partition(" - ")
            flow.welcome(meeting, flow.Visitor(name, post), actor)
        for line in told.opinions:
            flow.say(meeting, _opinion(line, told.order), actor)
        items = list(meeting.items.values_list("pk", flat=True))
        for text, who, due, *of in told.decided:
            item = _point("".join(of), items)
            flow.decide(meeting, replace(_decision(text, who, due, told.order), item_id=item), actor)
        life.take("close", meeting, actor, _closing(told, today))


def _opening(told: Typed) -> dict[str, object]:
    return {
        "on": told.on, "began_at": told.began_at, "place": told.place, "why": told.why, "agenda": list(told.agenda),
    }  # fmt: skip


def _closing(told: Typed, today: date) -> dict[str, object]:
    return {
        "ended_at": told.ended_at, "next_day": told.next_day, "theme": told.theme, "chair": told.chair, "scribe": told.scribe,
        "conclusions": {}, "on": today,
    }  # fmt: skip


def _answers(meeting: Meeting, told: Typed) -> dict[int, str]:
    """Person → answer: as proposed, but for the numbers typed."""
    called = lists.roll_of(meeting, told.on)
    if sorted(one.person_id for one in called) != sorted(told.order):
        raise Refused(
            _(
                "Danh sách dự họp ngày {day} khác danh sách trên trang này; bấm “Xem danh sách của ngày này” rồi nhập lại."
            ).format(day=day_text(told.on))
        )
    mark, now = told.mark.replace(" ", "").upper(), mark_of(one.name for one in called)
    if mark and mark != now:
        raise Refused(
            _(
                "Danh sách trên phiếu (mã {mark}) khác danh sách bây giờ (mã {now}): có người thêm, bớt sau khi in. "
                "So tên từng số với danh sách bên cạnh, ghi lại các số, rồi để trống ô mã."
            ).format(mark=mark, now=now)
        )
    eased = {one.person_id for one in called if one.answer == Presence.NOT_REQUIRED}
    answers = {
        one.person_id: Presence.NOT_REQUIRED if one.person_id in eased else Presence.PRESENT for one in called
    }
    said: dict[int, str] = {}
    for text, answer in (
        (told.excused, Presence.EXCUSED),
        (told.absent, Presence.ABSENT),
        (told.came_free, Presence.PRESENT),
    ):
        for number in numbers(text, len(told.order)):
            if number in said:
                raise Refused(_("Số {n} ghi ở hai ô; mỗi người một ô.").format(n=number))
            said[number] = answer
    return answers | {told.order[number - 1]: answer for number, answer in said.items()}


def _opinion(line: str, order: tuple[int, ...]) -> flow.Said:
    """ "5: đường lầy" is said by number 5 of the paper, "Ông Bảy: đường lầy" by that name; "(bảo lưu)" at its end is kept so."""
    found = _SPEAKER.fullmatch(spaced(line))
    if found is None:
        raise Refused(_("“{line}”: ghi số thứ tự hoặc tên, dấu hai chấm, rồi ý kiến.").format(line=line[:40]))
    who, text = found.groups()
    reserved = bool(_RESERVED.search(text))
    text = _RESERVED.sub("", text).strip(" .;,–-") or text
    if who.isdecimal():
        (number,) = numbers(who, len(order)) or (0,)
        return flow.Said(text, order[number - 1], reserved=reserved)
    return flow.Said(text, name=who, reserved=reserved)


def _decision(text: str, who: str, due: str, order: tuple[int, ...]) -> flow.Decided:
    found = numbers(who, len(order))
    if len(found) > 1:
        raise Refused(_("“{text}”: mỗi việc ghi một người phụ trách.").format(text=text[:40]))
    try:
        day = typed_day(due) if due else None
    except ValueError as error:
        raise Refused(f"“{text[:40]}”: {error}") from error
    return flow.Decided(text, order[found[0] - 1] if found else None, day)


def _point(text: str, items: list[int]) -> int | None:
    """The point of the agenda that stands at the number typed; none where nothing was."""
    found = numbers(text, len(items))
    if len(found) > 1:
        raise Refused(_("“{text}”: mỗi việc thuộc một nội dung họp.").format(text=text))
    return items[found[0] - 1] if found else None
