"""The code shown in the room: who is called to the meeting and types it is written down as present."""

import secrets
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.preferences import book_day
from soxa.meetings.flow import WRITE
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.room import roll
from soxa.meetings.room.models import RoomCode
from soxa.meetings.summoned import due_of, meetings_of
from soxa.org.models import Account

DIGITS = 6
_AT_THE_DOOR = "at_the_door"
_AWAY = (Presence.EXCUSED, Presence.ABSENT)


def code_of(meeting: Meeting) -> str:
    """The code of a meeting that is open; empty while none is shown, when the meeting is over, and after its day."""
    shown = meeting.state == Meeting.OPEN and meeting.held_on == book_day()
    held = RoomCode.objects.filter(meeting=meeting).first() if shown else None
    return held.code if held else ""


def show_code(meeting: Meeting, actor: Actor) -> str:
    """The code of a meeting that is open, made when it is first asked for. Refused for one that is not open."""
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if not actor.may(WRITE):
            raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
        if locked.state != Meeting.OPEN or locked.held_on is None:
            raise Refused(_("Mã điểm danh chỉ có khi đang họp."))
        if locked.held_on != book_day():
            raise Refused(
                _("Mã điểm danh chỉ dùng trong ngày họp; qua ngày thì chủ trì điểm danh, sửa điểm danh.")
            )
        if held := code_of(locked):
            return held
        entry = record(
            ("meeting", "show_code"), reference(locked), actor, on=locked.held_on, unit_id=locked.unit_id, facts={}
        )  # fmt: skip
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        RoomCode(meeting=locked, code=code, entry=entry).save(force_insert=True)
    return code


def called_now(person_id: int | None) -> list[Meeting]:
    """Meetings of today that are open now and to which a person is called: those he may come into."""
    if person_id is None:
        return []
    rows = meetings_of(person_id).filter(state=Meeting.OPEN, held_on=book_day())
    return [one for one in rows if one.held_on and due_of(one, one.held_on, [person_id])]


def come_in(person_id: int | None, typed: str, actor: Actor) -> Meeting:
    """Write a person down as present in the meeting whose code he typed; once, however often he types it.

    Refused in words: no meeting of his is open, or none of them shows this code. Codes of others' meetings are not told
    from wrong ones. Whom a hand has written down as away stays so; he and who leads are told.
    """
    code = "".join(sign for sign in typed if sign.isdecimal())
    found = called_now(person_id)
    if not found or person_id is None:
        raise Refused(
            _(
                "Đồng chí không có cuộc họp nào đang mở. Buổi họp chưa bắt đầu hoặc đã kết thúc thì báo người chủ trì."
            )
        )
    shown = dict(RoomCode.objects.filter(meeting__in=found).values_list("meeting_id", "code"))
    one = next((meeting for meeting in found if shown.get(meeting.pk) == code), None)
    if one is None:
        raise Refused(_("Mã không đúng. Xem lại mã đang chiếu trong phòng họp rồi gõ lại 6 chữ số."))
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=one.pk)
        row = Presence.objects.filter(meeting=locked, person=person_id).first()
        if row is None or row.answer == Presence.NOT_REQUIRED:
            roll.call_roll(locked, {person_id: Presence.PRESENT}, actor)
        elif row.answer in _AWAY:
            _tell_who_leads(locked, actor)
    if row and row.answer in _AWAY:
        raise Refused(
            _(
                "Mã đúng, nhưng người điểm danh đã ghi đồng chí “{answer}”. Báo chủ trì sửa điểm danh; chủ trì đã được báo trên màn hình họp."
            ).format(answer=row.get_answer_display())
        )
    return one


def _tell_who_leads(meeting: Meeting, actor: Actor) -> None:
    """One entry, however often he types it: the roll that a hand has written is not turned by a code."""
    if not _typed(meeting).filter(account_id=actor.account_id).exists():
        on = meeting.held_on or book_day()
        record(("meeting", _AT_THE_DOOR), reference(meeting), actor, on=on, unit_id=meeting.unit_id, facts={})


def _typed(meeting: Meeting) -> Any:
    kind, key = reference(meeting)
    return Entry.objects.filter(subject_kind=kind, subject_key=key, flow="meeting", step=_AT_THE_DOOR)


def at_the_door(meeting: Meeting) -> list[str]:
    """Names of those who typed the right code and are written down as away: who leads looks at the roll again; one question."""
    people = Account.objects.filter(pk__in=_typed(meeting).values("account_id")).values("person_id")
    away = Presence.objects.filter(meeting=meeting, person_id__in=people, answer__in=_AWAY)
    return list(away.order_by("name_key").values_list("person__full_name", flat=True))
