"""What each step of a meeting changes, and what stands in its way."""

from datetime import date, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.law.acts import CT_50
from soxa.law.force import NotInForce
from soxa.meetings import rules
from soxa.meetings.convening.agenda import set_agenda
from soxa.meetings.convening.telling import tell
from soxa.meetings.kinds import CELL, HEADS
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.room.models import RoomCode
from soxa.meetings.room.roll import called_anew, spoke_away, votes_beyond_roll
from soxa.meetings.summoned import due_of
from soxa.meetings.voting.models import Vote

Facts = dict[str, Any]
MOST_DAYS = 28


def _fault(given: Any) -> str:
    return "" if str(given).isdecimal() and int(given) <= MOST_DAYS else _("Số ngày từ 0 đến 28.")


GRACE = declare(
    Preference(
        "meetings.days_after_month",
        gettext_lazy("Buổi sinh hoạt của một tháng họp chậm nhất bao nhiêu ngày sau tháng ấy"),
        15,
        "number",
        gettext_lazy("Chỉ thị thống nhất ngày họp; chưa thấy văn bản nói về ngày họp thay."),
        cite=CT_50.at(""),
        confirmed=False,
        check=_fault,
    )
)


def convene(meeting: Meeting, facts: Facts, entry: Entry) -> None:
    """The day, hour, place and agenda are told; a cell's regular meeting on another day than the rule's needs its reason."""
    _plan(meeting, facts)
    meeting.convened_on, meeting.theme = facts["on"], facts["theme"]
    if facts["papers"]:
        meeting.papers_sent_on = facts["on"]
        meeting.papers_on = min(meeting.papers_on or facts["on"], facts["on"])
    set_agenda(meeting, facts["agenda"], entry)
    tell(meeting, facts["on"], entry, anew=True)


def move(meeting: Meeting, facts: Facts, entry: Entry) -> None:
    """Another day or hour, with its reason."""
    if meeting.kind != CELL and facts["planned_on"] != meeting.planned_on and not facts["why"]:
        raise Refused(_("Đổi ngày họp đã mời thì ghi lý do."))
    _plan(meeting, facts)
    tell(meeting, facts["on"], entry)


def _plan(meeting: Meeting, facts: Facts) -> None:
    day: date = facts["planned_on"]
    if meeting.kind == CELL:
        _in_its_month(meeting.month, day, facts["why"])
    else:
        meeting.month = day.replace(day=1)
    meeting.planned_on, meeting.planned_at = day, facts["planned_at"]
    meeting.place, meeting.moved_why = facts["place"], facts["why"]


def _in_its_month(first: date, day: date, why: str) -> None:
    last = last_day(first, day)
    if not first <= day <= last:
        raise Refused(
            _("Buổi sinh hoạt tháng {month} họp trong tháng ấy, chậm nhất ngày {last}.").format(
                month=f"{first:%m/%Y}", last=day_text(last)
            )
        )
    if day != usual_day(first) and not why:
        raise Refused(
            _("Họp không đúng ngày {day} thì ghi lý do.").format(day=day_text(usual_day(first) or first))
        )


def last_day(first: date, day: date) -> date:
    """The last day on which a cell's meeting of a month may be held, by what is set on a day."""
    return _end_of(first) + timedelta(days=int(value_of(GRACE, on=day)))


def usual_day(month: date) -> date | None:
    """The rule's day in a month; None in months before the rule."""
    try:
        return rules.fixed_day(month)
    except NotInForce:
        return None


def _end_of(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def open_it(meeting: Meeting, facts: Facts, entry: Entry) -> None:
    """The meeting begins on a day, at an hour."""
    _begun(meeting, facts)
    held = list(meeting.items.all())
    if not held:
        set_agenda(meeting, facts["agenda"], entry, held)


def mend(meeting: Meeting, facts: Facts, entry: Entry) -> None:
    """The day, hour or place of a meeting that is open was written wrongly; its roll is of the right day then."""
    _begun(meeting, facts)
    called_anew(meeting, entry)
    meeting.votes.exclude(counted_on=None).moved(entry, counted_on=meeting.held_on)


def not_begun(meeting: Meeting, facts: Facts, entry: Entry) -> None:
    """What was begun by mistake has not begun."""
    meeting.held_on, meeting.began_at, meeting.ended_at = None, None, None
    _take_code_down(meeting)
    if meeting.kind != CELL:
        meeting.month = meeting.planned_on.replace(day=1)


def nothing_written(meeting: Meeting) -> str:
    """A meeting of which something is written has begun: its day and hour are mended, not taken back."""
    parts = (meeting.presences, meeting.opinions, meeting.conclusions, meeting.guests, meeting.votes)
    if any(part.exists() for part in parts):
        return _(
            "Cuộc họp đã ghi điểm danh, ý kiến hoặc biểu quyết; ghi nhầm ngày, giờ thì bấm “Sửa ngày, giờ họp”."
        )
    return ""


def _begun(meeting: Meeting, facts: Facts) -> None:
    day, why = facts["on"], facts.get("why", "")
    if meeting.kind == CELL:
        _in_its_month(meeting.month, day, why or (meeting.moved_why if day == meeting.planned_on else ""))
    else:
        meeting.month = day.replace(day=1)
        if meeting.convened_on and day != meeting.planned_on and not why:
            raise Refused(
                _("Họp khác ngày đã mời ({day}) thì ghi lý do.").format(day=day_text(meeting.planned_on))
            )
    meeting.moved_why = why or meeting.moved_why
    if facts["began_at"] == meeting.ended_at:
        raise Refused(_("Giờ bắt đầu trùng giờ kết thúc đã ghi; xem lại giờ."))
    meeting.held_on, meeting.began_at = day, facts["began_at"]
    meeting.place = facts["place"] or meeting.place


def not_without_roll(meeting: Meeting) -> str:
    """A meeting whose roll was not called, or not to its end, cannot be sent."""
    if meeting.what.summoned == HEADS:
        return ""
    written = set(meeting.presences.values_list("person_id", flat=True))
    if not written:
        return _("Chưa điểm danh: điểm danh rồi mới kết thúc được.")
    left = [
        one.name
        for one in due_of(meeting, meeting.held_on or meeting.planned_on)
        if one.person_id not in written
    ]
    if not left:
        return votes_beyond_roll(meeting) or away_and_spoke(meeting)
    return _(
        "Còn {n} người chưa ghi điểm danh ({first} …): mở phần Điểm danh, xem lại rồi bấm “Xong, sang nội dung họp”."
    ).format(n=len(left), first=left[0])


def away_and_spoke(meeting: Meeting) -> str:
    """One who stayed away by the roll spoke by the record: one of the two is wrong; empty when they agree."""
    names = ", ".join(spoke_away(meeting))
    said = _("{names}: điểm danh ghi không dự nhưng có ý kiến phát biểu; sửa điểm danh, hoặc sửa tên người phát biểu.")  # fmt: skip
    return said.format(names=names) if names else ""


def not_yet_over(meeting: Meeting) -> str:
    """A meeting is not sent without its roll, nor while a ballot is open."""
    if meeting.votes.filter(state=Vote.OPEN).exists():
        return _("Còn lượt bỏ phiếu đang mở: đóng, hoặc ghi không lấy kết quả, rồi mới kết thúc được.")
    return not_without_roll(meeting)


def close(meeting: Meeting, facts: Facts, entry: Entry) -> None:
    """The meeting ends: the hour, what was concluded on each item, who led and who wrote."""
    ended: time = facts["ended_at"]
    assert meeting.began_at is not None  # noqa: S101 – it was opened
    minutes = rules.minutes_between(meeting.began_at, ended, next_day=bool(facts.get("next_day")))
    if minutes <= 0:
        raise Refused(
            _(
                "Giờ kết thúc phải sau giờ bắt đầu {began}; họp qua nửa đêm thì chọn “Kết thúc sang ngày hôm sau”."
            ).format(began=f"{meeting.began_at:%H:%M}")
        )
    if minutes >= rules.DAY_MINUTES:
        raise Refused(
            _("Đã chọn kết thúc sang ngày hôm sau mà {ended} không trước giờ bắt đầu {began}; bỏ chọn, hoặc sửa giờ.").format(
                ended=f"{ended:%H:%M}", began=f"{meeting.began_at:%H:%M}"
            )
        )  # fmt: skip
    meeting.ended_at, meeting.minutes = ended, minutes
    meeting.theme = facts["theme"]
    _led_by_who_came(meeting, facts)
    meeting.chair_id, meeting.scribe_id = facts["chair"], facts["scribe"]
    meeting.paperless = facts.get("paperless")
    if meeting.what.summoned == HEADS:
        _counted(meeting, facts)
    meeting.closed_on = facts["on"]
    _take_code_down(meeting)
    for item in meeting.items.all():
        item.conclusion = facts["conclusions"].get(item.number, "")
        item.save(update_fields=["conclusion"])


def _take_code_down(meeting: Meeting) -> None:
    """What was shown that evening opens nothing on another, nor when the meeting is mended."""
    for code in RoomCode.objects.filter(meeting=meeting):
        code.delete()


def _led_by_who_came(meeting: Meeting, facts: Facts) -> None:
    of_them = meeting.presences.filter(person__in={facts["chair"], facts["scribe"]})
    if of_them.exclude(answer__in=Presence.CAME).exists():
        raise Refused(_("Chủ trì, thư ký phải là người có mặt; xem lại điểm danh."))


def _counted(meeting: Meeting, facts: Facts) -> None:
    due, came = facts["heads_due"], facts["heads_came"]
    if came is None or due is None:
        raise Refused(_("Ghi số phải dự và số đã dự."))
    if came > due:
        raise Refused(
            _("Số đã dự {came} nhiều hơn số phải dự {due}; xem lại hai số.").format(came=came, due=due)
        )
    beyond = meeting.votes.filter(state=Vote.COUNTED, present__gt=came).order_by("number").first()
    if beyond:
        raise Refused(
            _(
                "Lượt biểu quyết {number} ghi có mặt {present}, cuộc họp ghi số đã dự {came}; xem lại hai số."
            ).format(number=beyond.number, present=beyond.present, came=came)
        )
    meeting.heads_due, meeting.heads_came = due, came


def call_off(meeting: Meeting, facts: Facts, entry: Entry) -> None:
    """The month's meeting does not take place."""
    meeting.called_off_on, meeting.called_off_why = facts["on"], facts["why"]


def take_up(meeting: Meeting, facts: Facts, entry: Entry) -> None:
    """What was called off is due again."""
    meeting.called_off_on, meeting.called_off_why = None, ""


def reopen(meeting: Meeting, facts: Facts, entry: Entry) -> None:
    """What was sent is open again, to be mended."""
    meeting.closed_on = None
