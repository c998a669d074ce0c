"""What is written while a meeting is open: guests, opinions, decisions; who is refused, and that nothing is then written."""

from datetime import date, time

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import words
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, lists
from soxa.meetings.models import Conclusion, Guest, Opinion, Presence
from soxa.meetings.room import roll
from soxa.meetings.room.flow import (
    Decided,
    Said,
    Visitor,
    decide,
    decide_again,
    say,
    say_again,
    see_off,
    undecide,
    unsay,
    welcome,
)
from soxa.meetings.tests.conftest import DAY, closing
from soxa.org.roles import AUDITOR, GOVERNMENT
from soxa.party.models import Exemption

pytestmark = pytest.mark.django_db


def entries(meeting):
    return Entry.objects.filter(subject_kind="meeting", subject_key=str(meeting.pk)).count()


def sent(meeting, head, cast):
    flow.call_roll(meeting, {one.person_id: one.answer for one in lists.roll_of(meeting, DAY)}, head)
    flow.take("close", meeting, head, closing(cast.members["an"].person_id))


def test_what_is_said_is_numbered_in_its_order_and_may_be_mended(opened, head, cast):
    person = cast.members["an"].person_id
    first = say(opened, Said("Đường vào thôn còn lầy.", person), head)
    second = say(opened, Said("Đề nghị xã cấp đá.", name="Ông Nông Văn Bảy", reserved=True), head)
    assert [(one.number, one.name, one.reserved) for one in Opinion.objects.all()] == [
        (1, "Bùi Văn An", False),
        (2, "Ông Nông Văn Bảy", True),
    ]
    say_again(first, Said("Đường vào thôn đã rải đá.", person, item_id=opened.items.get(number=1).pk), head)
    assert Opinion.objects.get(number=1).text == "Đường vào thôn đã rải đá."
    assert Opinion.objects.get(number=1).item.title == "Đánh giá tháng 10"
    unsay(second, head)
    assert say(opened, Said("Nhất trí.", person), head).number == 2


def test_a_decision_says_who_and_by_when(opened, head, cast):
    one = decide(opened, Decided("Sửa mương", cast.members["an"].person_id, date(2026, 11, 30)), head)
    decide_again(one, Decided("Sửa mương Bến Đá", None, DAY), head)
    one.refresh_from_db()
    assert (one.text, one.person_id, one.due_on) == ("Sửa mương Bến Đá", None, DAY)
    undecide(one, head)
    assert not Conclusion.objects.exists()


def test_a_guest_is_written_once(opened, head):
    told = Visitor("Triệu  Thị Hòa", "Đảng ủy viên", follower=True)
    assert welcome(opened, told, head) == welcome(opened, told, head)
    see_off(Guest.objects.get(), head)
    assert not Guest.objects.exists()


@pytest.mark.parametrize(
    ("act", "told", "words"),
    [
        (say, Said("  ", name="Ân"), "Ghi nội dung ý kiến"),
        (say, Said("Ý kiến"), "Chọn hoặc ghi tên người phát biểu"),
        (say, Said("Ý kiến", name="Ân", item_id=0), "không còn trong chương trình họp"),
        (decide, Decided(""), "Ghi nội dung việc"),
        (decide, Decided("Sửa mương", None, date(2026, 11, 2)), "từ ngày họp 03/11/2026 trở đi"),
        (welcome, Visitor(" "), "Ghi họ và tên đại biểu"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(opened, head, act, told, words):
    before = entries(opened)
    with pytest.raises(Refused, match=words):
        act(opened, told, head)
    assert entries(opened) == before
    assert not Opinion.objects.exists()
    assert not Conclusion.objects.exists()


def test_a_stranger_does_not_speak_and_is_given_nothing(opened, head, cast):
    stranger = cast.accounts["khac"].person_id
    for act in (
        lambda: say(opened, Said("Ý kiến", stranger), head),
        lambda: decide(opened, Decided("Việc", stranger), head),
    ):
        with pytest.raises(Refused, match="không thuộc cuộc họp này"):
            act()


def test_only_an_open_meeting_is_written_in_and_by_who_may(due, head, cast):
    told = Said("Ý kiến", name="Ân")
    with pytest.raises(Refused, match="bắt đầu họp rồi mới ghi"):
        say(due, told, head)
    flow.take("open", due, head, {"on": DAY, "began_at": time(19, 30), "place": "", "agenda": ["Việc"]})
    reader = Actor("Người xem", "Kiểm tra", head.unit_id, head.account_id, AUDITOR)
    with pytest.raises(Refused, match="không làm được việc này"):
        say(due, told, reader)
    said = say(due, told, head)
    sent(due, head, cast)
    for act in (lambda: say(due, told, head), lambda: say_again(said, told, head), lambda: unsay(said, head)):
        with pytest.raises(Refused, match="mở lại, ghi căn cứ"):
            act()


def test_a_reason_stands_with_the_one_who_stays_away_and_goes_when_he_comes(opened, head, cast):
    person = cast.members["an"].person_id
    flow.call_roll(opened, {person: Presence.EXCUSED}, head, reasons={person: " ốm  nặng "})
    row = Presence.objects.get(person=person)
    assert (row.answer, row.reason) == (Presence.EXCUSED, "ốm nặng")
    assert flow.call_roll(opened, {person: Presence.EXCUSED}, head) == 0
    flow.call_roll(opened, {person: Presence.PRESENT}, head, reasons={person: "ốm nặng"})
    row.refresh_from_db()
    assert (row.answer, row.reason) == (Presence.PRESENT, "")
    assert "ốm" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_who_was_suspended_that_morning_is_not_written_as_present(opened, head, cast):
    member = cast.members["an"]
    Exemption(member=member, kind=Exemption.SUSPENDED, since=DAY).save(force_insert=True)
    (line,) = [one for one in lists.roll_of(opened, DAY) if one.person_id == member.person_id]
    assert (line.answer, line.note) == (Presence.NOT_REQUIRED, "đình chỉ sinh hoạt")
    with pytest.raises(Refused, match="Bùi Văn An đang bị đình chỉ sinh hoạt"):
        flow.call_roll(opened, {member.person_id: Presence.PRESENT}, head)
    assert not Presence.objects.exists()
    assert flow.call_roll(opened, {member.person_id: Presence.NOT_REQUIRED}, head) == 1


def test_who_stays_away_does_not_speak(opened, head, cast):
    an, au = (cast.members[key].person_id for key in ("an", "au"))
    called = {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}
    first = say(opened, Said("Nhất trí", an), head)  # before anything is written of him
    roll.call_roll(opened, called | {an: Presence.ABSENT}, head)
    for act in (
        lambda: say(opened, Said("Nhất trí", an), head),
        lambda: say_again(first, Said("Ý", an), head),
    ):
        with pytest.raises(
            Refused, match="Bùi Văn An: điểm danh ghi “Vắng không lý do” nên không ghi phát biểu"
        ):
            act()
    with pytest.raises(Refused, match="Bùi Văn An: điểm danh ghi không dự nhưng có ý kiến phát biểu"):
        flow.take("close", opened, head, closing(au))
    roll.call_roll(opened, {an: Presence.ONLINE}, head)
    flow.take("close", opened, head, closing(au))
    with pytest.raises(Refused, match="Bùi Văn An có ý kiến phát biểu trong sổ: bấm “Mở lại để sửa”"):
        roll.call_roll(opened, {an: Presence.EXCUSED}, head, basis="danh sách ký")
    assert Presence.objects.get(person=an).answer == Presence.ONLINE
    roll.call_roll(opened, {au: Presence.ONLINE}, head, basis="danh sách ký")


def test_who_led_is_not_corrected_to_have_stayed_away(opened, head, cast):
    an, au = (cast.members[key].person_id for key in ("an", "au"))
    roll.call_roll(opened, {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}, head)
    flow.take("close", opened, head, closing(an, scribe=au))
    for person, name in ((an, "Bùi Văn An"), (au, "Triệu Thị Âu")):
        with pytest.raises(Refused, match=f"{name} là chủ trì, thư ký ghi trong sổ: bấm “Mở lại để sửa”"):
            roll.call_roll(opened, {person: Presence.NOT_REQUIRED}, head, basis="danh sách ký")
    flow.take("reopen", opened, head, {"on": DAY, "why": "ghi nhầm người chủ trì"})
    roll.call_roll(opened, {an: Presence.ABSENT}, head)
    with pytest.raises(Refused, match="Chủ trì, thư ký phải là người có mặt"):
        flow.take("close", opened, head, closing(an, scribe=au))
    flow.take("close", opened, head, closing(au))


def test_who_is_suspended_does_not_speak(opened, head, cast):
    Exemption(member=cast.members["an"], kind=Exemption.SUSPENDED, since=DAY).save(force_insert=True)
    with pytest.raises(Refused, match="Bùi Văn An đang bị đình chỉ sinh hoạt nên không phát biểu"):
        say(opened, Said("Nhất trí", cast.members["an"].person_id), head)
    assert not Opinion.objects.exists()


def test_who_is_suspended_from_the_next_day_is_still_present(opened, head, cast):
    member = cast.members["an"]
    Exemption(member=member, kind=Exemption.SUSPENDED, since=date(2026, 11, 4)).save(force_insert=True)
    assert flow.call_roll(opened, {member.person_id: Presence.PRESENT}, head) == 1


def test_what_was_proposed_is_written_for_those_alone_of_whom_nothing_is(opened, head):
    proposed = {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}
    away = next(iter(proposed))
    flow.call_roll(opened, {away: Presence.ABSENT}, head)
    assert roll.fill(opened, proposed, head) == len(proposed) - 1
    assert Presence.objects.get(person=away).answer == Presence.ABSENT
    assert roll.fill(opened, proposed, head) == 0


def test_a_roll_called_in_part_does_not_end_the_meeting(opened, head, cast):
    """Two came in by the code, the others were not looked at: nobody is written as present unseen."""
    roll_call = lists.roll_of(opened, DAY)
    flow.call_roll(opened, {one.person_id: Presence.PRESENT for one in roll_call[:-1]}, head)
    with pytest.raises(Refused, match=f"Còn 1 người chưa ghi điểm danh .{roll_call[-1].name}"):
        flow.take("close", opened, head, closing(roll_call[0].person_id))
    flow.call_roll(opened, {roll_call[-1].person_id: Presence.ABSENT}, head)
    flow.take("close", opened, head, closing(roll_call[0].person_id))
    assert opened.minutes == 90


def test_a_village_conference_has_no_roll_but_guests_and_opinions(cast, at):
    unit = cast.units["upper"].pk
    clerk = Actor("Văn phòng", "Văn phòng UBND", unit, None, GOVERNMENT)
    meeting = flow.plan(
        flow.Wish(kind="village", unit_id=unit, on=DAY, title="Hội nghị thôn"), clerk, today=DAY
    )
    flow.take("open", meeting, clerk, {"on": DAY, "began_at": time(8), "place": "", "agenda": ["Báo cáo"]})
    client = at("ubnd")
    part = {
        name: reverse("meeting_room_part", args=[meeting.pk, name])
        for name in ("diem-danh", "y-kien", "xong")
    }
    assert client.get(reverse("meeting_room", args=[meeting.pk])).url.endswith("/noi-dung/")
    assert "chỉ đếm số người dự" in words(client.get(part["diem-danh"]))
    assert (
        client.post(part["y-kien"], {"do": "say", "name": "Bà Hà", "text": "Xin nước sạch"}).status_code
        == 302
    )
    assert Opinion.objects.get().name == "Bà Hà"
    lead = str(cast.accounts["ubnd"].person_id)
    ended = {"ended_at": "10:00", "chair": lead, "scribe": lead, "heads_due": "137", "heads_came": "70"}
    assert client.post(part["xong"], ended).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.heads_came, meeting.minutes) == (70, 120)
