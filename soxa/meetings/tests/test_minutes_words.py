"""The words a person typed in the minutes: whatever he wrote stands as he wrote it, with whom it belongs to."""

import pytest
from django.urls import reverse

from soxa.meetings import flow, lists
from soxa.meetings.after import printed
from soxa.meetings.after.papers import DECISIONS, MINUTES
from soxa.meetings.after.record import record_of
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.room.changes import take_in
from soxa.meetings.tests.conftest import DAY, closing, opening

pytestmark = pytest.mark.django_db


def called(meeting, **more):
    return {one.person_id: one.answer for one in lists.roll_of(meeting, DAY)} | more


def text_of(meeting, which=MINUTES, item=None):
    record = record_of(Meeting.objects.get(pk=meeting.pk))
    return [one.words or one.text for one in printed.pieces_of(record, which, item)]


def paper(at, meeting, slug="bien-ban", **more):
    return at("buong").get(reverse("meeting_paper", args=[meeting.pk, slug]), more)


def test_curly_brackets_in_a_place_a_reason_and_a_guest_s_name_stand_as_typed(due, head, at, cast):
    flow.take("open", due, head, opening(place="Nhà {minutes} hóa {văn}"))
    an = cast.members["an"].person_id
    roll = called(due) | {an: Presence.EXCUSED}
    flow.call_roll(due, roll, head, reasons={an: "{ốm}"})
    take_in(due, [{"do": "welcome", "name": "Bà {x}", "key": "1"}], head)
    flow.take("close", due, head, closing(cast.members["au"].person_id))
    told = text_of(due)
    assert told[1] == "Bắt đầu 19 giờ 30 phút, kết thúc 21 giờ 00 phút (90 phút) ngày 03/11/2026, tại Nhà {minutes} hóa {văn}."  # fmt: skip
    assert "Vắng có lý do: 01 (Bùi Văn An – {ốm})." in told
    assert "Đại biểu: đồng chí Bà {x}." in told
    shown = paper(at, due)
    assert (shown.status_code, "{văn}" in shown.content.decode()) == (200, True)


def test_a_member_who_bears_a_guest_s_name_speaks_as_a_member(opened, head, cast):
    an = cast.members["an"].person_id
    changes = (
        {"do": "welcome", "name": "Bùi Văn An", "post": "Mặt trận", "key": "1"},
        {"do": "say", "who": f"p{an}", "text": "Đường lầy", "key": "2"},
        {"do": "say", "name": "Bùi Văn An", "text": "Đề nghị làm sớm", "key": "3"},
    )
    flow.call_roll(opened, called(opened), head)
    assert take_in(opened, changes, head).refused == {}
    told = text_of(opened)
    assert any(one.endswith("Thảo luận: 01 đồng chí phát biểu.") for one in told)
    assert "Đồng chí Bùi Văn An: Đường lầy" in told
    assert "- Đồng chí Bùi Văn An: Đề nghị làm sớm" in told


def test_who_of_a_body_need_not_come_is_not_among_those_called(cast, head):
    people = [cast.members[key].person_id for key in ("an", "au", "dang")]
    posts = zip(people, ("Bí thư", "Phó Bí thư", "Ủy viên"), strict=True)
    wish = flow.Wish(kind="standing", unit_id=cast.units["upper"].pk, on=DAY, called=tuple(posts))
    body = flow.plan(wish, head, today=DAY)
    flow.take("open", body, head, opening())
    flow.call_roll(body, dict(zip(people, ("present", "present", "free"), strict=True)), head)
    turnout = record_of(Meeting.objects.get(pk=body.pk)).turnout
    page = lists.turnout_of(lists.roll_of(body, DAY))
    assert (turnout.came, turnout.required, turnout.share) == (2, 2, "100%")
    assert (page.came, page.required) == (2, 2)


def test_a_resolution_tells_the_month_before_from_this_one(due, head, cast):
    agenda = ["Thông tin thời sự", "Đánh giá tháng 10", "Vận động hiến đất"]
    flow.take("open", due, head, opening(agenda=agenda))
    said = {1: "Đã nghe", 2: "Xong cả", 3: "06 hộ đồng ý"}
    flow.call_roll(due, called(due), head)
    flow.take("close", due, head, closing(cast.members["au"].person_id, conclusions=said))
    told = text_of(due, DECISIONS)
    first = told.index("I. Đánh giá việc thực hiện nghị quyết tháng 10")
    assert told[first + 1 : first + 4] == [
        "Xong cả",
        "II. Nhiệm vụ tháng 11",
        "- Vận động hiến đất: 06 hộ đồng ý",
    ]
    assert not any("Đã nghe" in one for one in told)


def test_a_notice_begins_with_who_led(cast, head):
    people = [cast.members[key].person_id for key in ("an", "au")]
    wish = flow.Wish(
        kind="briefing", unit_id=cast.units["upper"].pk, on=DAY, called=((people[0], "Bí thư"), (people[1], ""))
    )  # fmt: skip
    body = flow.plan(wish, head, today=DAY)
    flow.take("open", body, head, opening())
    assert text_of(body, DECISIONS)[0] == "Ngày 03/11/2026 đã tổ chức giao ban Thường trực Đảng ủy."
    flow.call_roll(body, dict.fromkeys(people, "present"), head)
    flow.take("close", body, head, closing(people[0]))
    assert (
        text_of(body, DECISIONS)[0]
        == "Ngày 03/11/2026, đồng chí Bùi Văn An, Bí thư, chủ trì giao ban Thường trực Đảng ủy."
    )
