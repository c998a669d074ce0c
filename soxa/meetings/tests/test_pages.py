"""Pages of meetings: who sees which, a whole meeting through them, the board with its reminder, and what they ask."""

from datetime import time

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import first_page, queries, words
from soxa.meetings import flow, lists
from soxa.meetings.models import Guest, Meeting, Presence
from soxa.meetings.room.flow import Said, say
from soxa.meetings.tests.conftest import DAY, NOVEMBER, closing, opening

pytestmark = pytest.mark.django_db


def page(name, meeting, *more):
    return reverse(name, args=[meeting.pk, *more])


@pytest.mark.parametrize(
    ("login", "status"),
    [("chanh", 200), ("buong", 200), ("nhung", 200), ("khac", 404), ("ubnd", 404), ("la", 403)],
)
def test_who_sees_a_meeting(due, at, login, status):
    assert at(login).get(page("meeting", due)).status_code == status


def test_a_cell_secretary_sees_the_own_cell_only(due, at, cast):
    other = Meeting.objects.get(unit=cast.units["school"])
    client = at("buong")
    assert client.get(page("meeting", other)).status_code == 404
    assert client.get(page("meeting_roll", other)).status_code == 404
    shown = words(client.get(reverse("meetings")))
    assert "Bến Đá" in shown
    assert "Tháng 11/2026 Chưa gửi 03/11/2026 dự kiến" in shown
    assert "Trường THCS" not in shown


def test_who_only_reads_has_no_button_and_no_form(due, at):
    client = at("nhung")
    assert page("meeting_step", due, "bat-dau") not in client.get(page("meeting", due)).content.decode()
    assert client.get(page("meeting_step", due, "bat-dau")).status_code == 403
    assert client.post(reverse("meetings_lay_out"), {"thang": "2026-11"}).status_code == 403


def test_a_whole_meeting_on_its_pages(due, at, cast):
    client = at("buong")
    begun = {
        "on": "03/11/2026",
        "began_at": "19h30",
        "place": "Nhà văn hóa",
        "agenda": "Đánh giá tháng 10\n- Nhiệm vụ tháng 11\n\n",
    }
    answer = client.post(page("meeting_step", due, "bat-dau"), begun)
    assert answer.url == page("meeting_room", due)
    called = {f"m{one.person_id}": one.answer for one in lists.roll_of(due, DAY)}
    absent = next(iter(called))
    answer = client.post(
        page("meeting_room_part", due, "diem-danh"), {"roll": "1", **called, absent: Presence.EXCUSED}
    )
    assert answer.url == page("meeting_room_part", due, "noi-dung")
    shown = words(client.get(page("meeting", due)))
    assert "Phải dự 5 · có mặt 4 (80%) · vắng có lý do 1 · không lý do 0" in shown
    person = str(cast.members["au"].person_id)
    ended = {
        "ended_at": "21:00",
        "chair": person,
        "scribe": person,
        "k1": "Hoàn thành",
        "k2": "Đồng chí An làm, hạn 30/11",
    }
    assert client.post(page("meeting_step", due, "ket-thuc"), ended).status_code == 302
    shown = words(client.get(page("meeting", due)))
    for said in ("Đã họp, đã gửi", "90 phút", "19:30–21:00", "Đồng chí An làm, hạn 30/11", "Triệu Thị Âu"):
        assert said in shown
    assert [item.title for item in due.items.all()] == ["Đánh giá tháng 10", "Nhiệm vụ tháng 11"]


@pytest.mark.parametrize(
    ("slug", "given", "said"),
    [
        ("bat-dau", {"on": "03/11/2026", "began_at": "tối"}, "Ghi giờ như 19:30."),
        ("bat-dau", {"on": "21/11/2026", "began_at": "19:30"}, "chưa đến"),
        ("bat-dau", {"on": "31/10/2026", "began_at": "19:30"}, "họp trong tháng ấy"),
        (
            "trieu-tap",
            {"planned_on": "05/11/2026", "agenda": "Việc"},
            "Họp không đúng ngày 03/11/2026 thì ghi lý do.",
        ),
        ("khong-hop", {"on": "03/11/2026", "why": ""}, "phải ghi"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(due, at, slug, given, said):
    answer = at("buong").post(page("meeting_step", due, slug), given)
    assert answer.status_code == 422
    assert said in words(answer)
    due.refresh_from_db()
    assert (due.state, due.items.count(), due.held_on) == (Meeting.DUE, 0, None)


def test_a_step_out_of_turn_is_refused_in_words(due, at):
    answer = at("buong").get(page("meeting_step", due, "ket-thuc"))
    assert answer.status_code == 409
    assert "Việc này không làm được khi đang ở bước “Chưa triệu tập”" in words(answer)
    assert at("buong").get(page("meeting_step", due, "khong-co")).status_code == 404


def test_the_agenda_begins_with_last_month_s(opened, head, at, cast):
    person = cast.members["an"].person_id
    flow.call_roll(opened, {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}, head)
    flow.take("close", opened, head, closing(person))
    flow.lay_out([cast.units["ben_da"].pk], DAY.replace(month=12), head, on=DAY.replace(day=20))
    december = Meeting.objects.get(month=DAY.replace(month=12, day=1))
    shown = at("buong").get(page("meeting_step", december, "trieu-tap")).content.decode()
    assert "Đánh giá tháng 10\nNhiệm vụ tháng 11</textarea>" in shown


def test_the_board_says_who_has_sent_nothing_and_how_to_remind(due, head, at):
    flow.take("open", due, head, opening(began_at=time(19, 30)))
    shown = words(at("chanh").get(reverse("meetings"), {"thang": "2026-11"}))
    assert "Đã họp 1/2 · đúng ngày quy định 1" in shown
    assert "2 chi bộ chưa gửi" in shown
    assert (
        "chưa gửi kết quả sinh hoạt tháng 11/2026: Chi bộ Trường THCS Khe Trên, Chi bộ thôn Bến Đá" in shown
    )


def test_what_is_not_sent_waits_for_the_secretary_and_the_office(due, at, head):
    mine = words(first_page(at("buong"), "meetings"))
    assert "Sinh hoạt chi bộ tháng 11/2026" in mine
    assert "2 chi bộ chưa gửi kết quả sinh hoạt tháng 11/2026" in words(first_page(at("chanh"), "meetings"))
    flow.take("call_off", due, head, {"on": DAY, "why": "bão"})
    assert "Sinh hoạt chi bộ tháng 11/2026" not in words(first_page(at("buong"), "meetings"))
    assert "1 chi bộ chưa gửi kết quả sinh hoạt tháng 11/2026" in words(first_page(at("chanh"), "meetings"))


def test_a_month_not_laid_out_offers_it(cast, at):
    client = at("chanh")
    assert "Tháng này chưa lập lịch sinh hoạt." in words(client.get(reverse("meetings")))
    answer = client.post(reverse("meetings_lay_out"), {"thang": "2026-11"}, follow=True)
    assert "Đã lập lịch cho 2 chi bộ." in words(answer)
    assert set(Meeting.objects.values_list("month", "unit__code")) == {
        (NOVEMBER, "99801.01"),
        (NOVEMBER, "99801.02"),
    }


def test_a_page_asks_a_fixed_number_of_questions(opened, head, at):
    flow.call_roll(opened, {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}, head)
    client = at("chanh")
    asked = [
        queries(client, address)
        for address in (
            reverse("meetings") + "?thang=2026-11",
            page("meeting", opened),
        )
    ]
    assert asked == [7, 20]


def test_a_short_meeting_is_said_to_be(opened, head, at, cast):
    flow.call_roll(opened, {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}, head)
    person = cast.members["an"].person_id
    flow.take("close", opened, head, closing(person, ended_at=time(20, 59)))
    assert "89 phút – thiếu 1 phút so với quy định" in words(at("chanh").get(page("meeting", opened)))
    flow.take("reopen", opened, head, {"on": DAY, "why": "sửa giờ"})
    flow.take("close", opened, head, closing(person, ended_at=time(21, 29), theme="Rác ven sông"))
    assert "119 phút – thiếu 1 phút so với quy định" in words(at("chanh").get(page("meeting", opened)))


def test_a_month_is_laid_out_for_the_cells_of_the_office_alone(cast, at):
    at("buong").post(reverse("meetings_lay_out"), {"thang": "2026-11"})
    assert list(Meeting.objects.values_list("unit__code", flat=True)) == ["99801.01"]


def test_who_stayed_away_stands_before_who_came_and_opinions_under_their_point(opened, head, at, monkeypatch):
    monkeypatch.setattr("soxa.meetings.views.meeting._FEW", 1)
    roll = lists.roll_of(opened, DAY)
    away = roll[0]
    answers = {one.person_id: one.answer for one in roll} | {away.person_id: Presence.EXCUSED}
    flow.call_roll(opened, answers, head)
    item = opened.items.get(number=2)
    say(opened, Said("Nên làm xong trước mùa mưa", person_id=roll[1].person_id, item_id=item.pk), head)
    say(opened, Said("Chưa nhất trí", person_id=roll[1].person_id, reserved=True), head)
    Guest.objects.create(meeting=opened, name="Triệu Thị Hòa", post="Đảng ủy viên", follower=True)
    shown = words(at("chanh").get(page("meeting", opened)))
    second = shown.split("Nhiệm vụ tháng 11")[1].split("Ý kiến khác")[0]
    assert f"{roll[1].name}: Nên làm xong trước mùa mưa" in second
    assert "bảo lưu" in shown.split("Ý kiến khác")[1].split("Điểm danh")[0]
    rolled = shown.split("Điểm danh")[1]
    assert "Triệu Thị Hòa, Đảng ủy viên (theo dõi chi bộ)" in rolled
    assert rolled.index(away.name) < rolled.index("Có mặt (") < rolled.index(roll[1].name)
