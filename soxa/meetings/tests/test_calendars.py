"""Calendars: what falls on which day, what clashes, many cells as one line, duties, the week on paper, own meetings as a file."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import docx
import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import queries, words
from soxa.kernel.models import Entry
from soxa.kernel.preferences import book_day
from soxa.meetings import flow
from soxa.meetings.convening import calendars
from soxa.meetings.convening.calendars import Event, month_of, overlap, week_of
from soxa.meetings.convening.ics import HERE, ics
from soxa.meetings.convening.lists import coming, own
from soxa.meetings.convening.models import CalendarLine
from soxa.meetings.convening.whose import Whose, offered, whose
from soxa.meetings.models import Meeting
from soxa.meetings.tests.conftest import THIRD, calling
from soxa.org.models import Person

pytestmark = pytest.mark.django_db


def at_hour(begins, ends=None):
    return Event(THIRD, begins, ends, "x", "y")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ((time(8), time(10)), (time(9), time(11)), True),
        ((time(8), time(10)), (time(10), time(11)), False),
        ((time(8), None), (time(9, 59), None), True),  # two hours where nobody said the end
        ((time(8), None), (time(10), None), False),
        ((None, None), (time(8), None), False),
    ],
)
def test_what_takes_the_same_minutes(one, other, said):
    assert overlap(at_hour(*one), at_hour(*other)) is said
    assert overlap(at_hour(*other), at_hour(*one)) is said


def test_a_week_begins_on_monday_and_a_month_holds_whole_weeks():
    assert week_of(date(2026, 11, 22))[0] == date(2026, 11, 16)  # a Sunday
    assert week_of(date(2026, 11, 23))[0] == date(2026, 11, 23)
    weeks = month_of(date(2026, 11, 1))  # November 2026 begins on a Sunday and ends on a Monday
    assert (len(weeks), weeks[0][0], weeks[-1][-1]) == (6, date(2026, 10, 26), date(2026, 12, 6))


def people(*names):
    found = [Person.named(name) for name in names]
    for one in found:
        one.save()
    return found


def body(head, cast, *, kind="standing", at=time(8), place="", called=(), on=THIRD, title=""):
    listed = tuple((one.pk, "Ủy viên") for one in called)
    wish = flow.Wish(
        kind=kind, unit_id=cast.units["upper"].pk, on=on, at=at, place=place, called=listed, title=title
    )
    return flow.plan(wish, head, today=book_day())


def test_a_room_and_a_person_taken_twice_are_said(cast, head, at):
    one, other, third = people("A Một", "B Hai", "C Ba")
    body(head, cast, place="Phòng họp Đảng ủy", called=(one, other))
    body(head, cast, kind="committee", at=time(9), place="PHÒNG HỌP Đảng ủy", called=(one, third))
    body(head, cast, kind="briefing", at=time(10), place="Phòng họp Đảng ủy", called=(other,))
    shown = words(at("chanh").get(reverse("calendar"), {"ngay": "2026-12-03"}))
    assert "Trùng giờ với Hội nghị Ban Chấp hành Đảng bộ xã (Phòng họp Đảng ủy; A Một)" in shown
    assert "Trùng giờ với Họp Ban Thường vụ Đảng ủy (PHÒNG" not in shown
    assert shown.count("Trùng giờ với Họp Ban Thường vụ Đảng ủy") == 1  # the briefing begins as it ends


def test_many_cells_of_a_day_are_one_line_that_opens_the_board(cast, head, at, monkeypatch):
    flow.lay_out([cast.units["ben_da"].pk, cast.units["school"].pk], THIRD, head, on=book_day())
    apart = words(at("chanh").get(reverse("calendar"), {"ngay": "2026-12-03"}))
    assert apart.count("Sinh hoạt chi bộ tháng 12/2026") == 2
    month = words(at("chanh").get(reverse("calendar_month"), {"ngay": "2026-12-03"}))
    assert "Sinh hoạt chi bộ tháng 12/2026 Chi bộ thôn Bến Đá" in month
    monkeypatch.setattr(calendars, "FEW", 2)
    client = at("chanh")
    answer = client.get(reverse("calendar"), {"ngay": "2026-12-03"})
    assert "2 chi bộ sinh hoạt" in words(answer)
    assert f"{reverse('meetings')}?thang=2026-12" in answer.content.decode()
    assert "2 chi bộ sinh hoạt" in words(client.get(reverse("calendar_month"), {"ngay": "2026-12-03"}))


def test_a_day_of_the_month_shows_six_and_leads_to_its_week_for_the_others(cast, head, at):
    for hour in range(7, 15):
        body(head, cast, called=people("A Một"), at=time(hour))
    answer = at("chanh").get(reverse("calendar_month"), {"ngay": "2026-12-03"})
    assert "và 2 việc khác" in words(answer) and words(answer).count("Họp Ban Thường vụ") == 6
    assert f'{reverse("calendar")}?ngay=2026-12-03"' in answer.content.decode()


@pytest.mark.parametrize(
    ("login", "party", "state"), [("chanh", True, False), ("ubnd", False, True), ("buong", False, False)]
)
def test_each_sees_the_meetings_in_his_sight(cast, head, at, login, party, state):
    body(head, cast, called=people("A Một"))
    body(head, cast, kind="people_committee", called=people("B Hai"))
    shown = words(at(login).get(reverse("calendar"), {"ngay": "2026-12-03"}))
    assert ("Họp Ban Thường vụ" in shown) is party
    assert ("Phiên họp Ủy ban nhân dân" in shown) is state


def test_a_meeting_called_off_is_in_no_calendar(convened, at, head):
    flow.take("call_off", convened, head, {"on": book_day(), "why": "bão"})
    assert "tháng 12/2026" not in words(at("chanh").get(reverse("calendar"), {"ngay": "2026-12-03"}))


def duty(**more):
    told = {"on": "03/12/2026", "begins_at": "14:00", "ends_at": "16:00", "text": "Kiểm tra đê Khe Trên"}
    return {**told, "leader": "Đồng chí Bí thư", "people": "Ban Chỉ huy PCTT", "place": "Khe Trên", **more}


def test_a_duty_is_put_in_and_taken_out_and_stays_in_the_book(cast, at):
    client = at("chanh")
    assert "Kiểm tra đê Khe Trên" in words(client.post(reverse("calendar_add"), duty(), follow=True))
    line = CalendarLine.objects.get()
    assert (line.side, line.unit) == ("party", cast.units["upper"])
    assert Entry.objects.get(flow="calendar_line").facts == {}
    assert "đã có việc ấy" in words(client.post(reverse("calendar_add"), duty()))
    away = client.post(reverse("calendar_take_out", args=[line.pk]), follow=True)
    assert "Đã bỏ khỏi lịch công tác." in words(away)
    assert "Kiểm tra đê" not in words(client.get(reverse("calendar"), {"ngay": "2026-12-03"}))
    assert CalendarLine.objects.get().dropped_on == book_day()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"ends_at": "14:00"}, "Giờ kết thúc phải sau giờ bắt đầu."),
        ({"begins_at": "", "ends_at": "9:00"}, "Giờ kết thúc phải sau giờ bắt đầu."),
        ({"on": "03/12/2062"}, "xem lại năm"),
        ({"text": ""}, "phải"),
    ],
)
def test_a_duty_said_wrongly_is_told_and_not_written(cast, at, more, said):
    answer = at("chanh").post(reverse("calendar_add"), duty(**more))
    assert answer.status_code == 422
    assert said in words(answer)
    assert not CalendarLine.objects.exists()


@pytest.mark.parametrize(
    ("login", "status"), [("chanh", 200), ("ubnd", 200), ("buong", 403), ("nhung", 403), ("la", 403)]
)
def test_who_writes_and_prints_the_week(cast, at, login, status):
    client = at(login)
    assert client.get(reverse("calendar_add")).status_code == status
    assert client.get(reverse("calendar_printed", args=["pdf"])).status_code == status


def test_another_side_s_duty_is_not_there(cast, at):
    at("chanh").post(reverse("calendar_add"), duty())
    line = CalendarLine.objects.get()
    client = at("ubnd")
    assert "Kiểm tra đê" not in words(client.get(reverse("calendar"), {"ngay": "2026-12-03"}))
    assert client.post(reverse("calendar_take_out", args=[line.pk])).status_code == 404


def test_the_week_on_paper(cast, head, at):
    body(head, cast, place="Phòng họp Đảng ủy", called=people("A Một"))
    client = at("chanh")
    client.post(reverse("calendar_add"), duty(prepares="Văn phòng"))
    made = client.get(reverse("calendar_printed", args=["docx"]), {"ngay": "2026-12-03"})
    assert made["Content-Disposition"] == 'attachment; filename="lich-cong-tac-2026-11-30.docx"'
    rows = [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(made.content)).tables[1].rows]
    assert rows[0] == ["Thứ, ngày", "Buổi, giờ", "Nội dung", "Chủ trì", "Thành phần", "Địa điểm", "Chuẩn bị"]
    assert [
        "Thứ Năm 03/12",
        "Sáng 08:00",
        "Họp Ban Thường vụ Đảng ủy",
        "",
        "",
        "Phòng họp Đảng ủy",
        "",
    ] in rows
    assert [
        "",
        "Chiều 14:00",
        "Kiểm tra đê Khe Trên",
        "Đồng chí Bí thư",
        "Ban Chỉ huy PCTT",
        "Khe Trên",
        "Văn phòng",
    ] in rows
    assert ["Chủ nhật 06/12", "", "", "", "", "", ""] in rows
    assert (
        client.get(reverse("calendar_printed", args=["pdf"]), {"ngay": "2026-12-03"}).content[:5] == b"%PDF-"
    )
    assert client.get(reverse("calendar_printed", args=["xlsx"])).status_code == 404


@pytest.mark.parametrize("asked", ["", "x", "2026-13-01", "9999-12-31", "0001-01-01"])
def test_any_day_asked_for_is_answered(cast, at, asked):
    for name in ("calendar", "calendar_month"):
        assert at("chanh").get(reverse(name), {"ngay": asked}).status_code == 200


def test_a_calendar_asks_a_fixed_number_of_questions(cast, head, at):
    body(head, cast, called=people("A Một"))
    client, address = at("chanh"), f"{reverse('calendar')}?ngay=2026-12-03"
    before = queries(client, address)
    for hour in range(9, 14):
        body(head, cast, at=time(hour), called=people(f"B {hour}"))
    client.post(reverse("calendar_add"), duty())
    assert queries(client, address) == before <= 7


def test_own_meetings_as_a_file(convened, cast, head, guest):
    flow.take("move", convened, head, calling(place="Nhà văn hóa; thôn Bến Đá, " + "x" * 70))
    answer = guest.get(reverse("own_calendar"))
    assert answer["Content-Type"] == "text/calendar"
    lines = answer.content.decode().split("\r\n")
    assert "DTSTART:20261203T123000Z" in lines  # half past seven in the evening here
    assert "DTEND:20261203T143000Z" in lines
    assert {"SEQUENCE:4", "STATUS:CONFIRMED"} < set(lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = answer.content.decode().replace("\r\n ", "")
    assert "LOCATION:Nhà văn hóa\\; thôn Bến Đá\\, " + "x" * 70 in whole


def test_a_meeting_called_off_is_taken_back_from_the_telephone(convened, cast, head, guest):
    def event():
        lines = guest.get(reverse("own_calendar")).content.decode().split("\r\n")
        uid = f"UID:meeting-{convened.pk}@soxa"
        return [one for one in lines if one.startswith(("SEQUENCE", "STATUS"))] if uid in lines else []

    assert event() == ["SEQUENCE:2", "STATUS:CONFIRMED"]
    flow.take("call_off", convened, head, {"on": book_day(), "why": "bão"})
    assert event() == ["SEQUENCE:3", "STATUS:CANCELLED"]
    assert "Đưa vào lịch điện thoại" in words(guest.get(reverse("own_meetings")))
    flow.take("take_up", convened, head, {"on": book_day(), "why": "hết bão"})
    flow.take("convene", convened, head, calling())
    assert event() == ["SEQUENCE:4", "STATUS:CONFIRMED"]


def test_a_meeting_without_an_hour_takes_the_day(convened, cast, head):
    flow.take("move", convened, head, calling(planned_at=None))
    an = cast.members["an"].person_id
    made = ics(own(an, coming(an, book_day())), datetime(2026, 11, 20, 7, tzinfo=HERE)).decode()
    assert "DTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261204" in made
    assert "DTSTAMP:20261120T000000Z" in made
    assert THIRD + timedelta(days=1) == date(2026, 12, 4)


@pytest.fixture
def planned(cast, head):
    """On one day: the commune's standing committee, and the cells of Bến Đá and of the school."""
    body(head, cast, called=people("A Một"))
    flow.lay_out([cast.units["ben_da"].pk, cast.units["school"].pk], THIRD, head, on=book_day())


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", (1, 2)),
        ("99801", (1, 2)),
        ("99801~", (1, 0)),
        ("99801.01", (0, 1)),
        ("99802", (1, 2)),  # not in sight, and none of the book's: asked for nothing
        ("x~", (1, 2)),
    ],
)
def test_a_calendar_is_asked_for_one_unit(planned, at, asked, shown):
    client, told = at("chanh"), {"ngay": "2026-12-03", "don-vi": asked}
    for name in ("calendar", "calendar_month"):
        answer = client.get(reverse(name), told)
        found = words(answer)
        assert (found.count("Họp Ban Thường vụ"), found.count("Sinh hoạt chi bộ tháng 12/2026")) == shown
        assert "Riêng cấp xã, không gồm chi bộ" in found
    assert ("don-vi=99801.01" in answer.content.decode()) is (asked == "99801.01")  # it stays while one turns


@pytest.mark.parametrize(
    ("login", "labels"),
    [("buong", []), ("ubnd", []), ("chanh", ["99801~", "99801.01"]), ("nhung", ["99801", "99802"])],
)
def test_who_chooses_among_which_units(planned, cast, login, labels):
    reader, day = cast.accounts[login], date(2026, 12, 3)
    offers = [value for value, _label in offered(reader, Whose(), day)]
    assert offers[:2] == labels
    if login == "nhung":  # who sees many communes chooses one first, then a cell of it
        offers = [value for value, _label in offered(reader, whose("99801", reader, day), day)]
        assert offers[:2] == ["99801~", "99801.01"] and offers[-2:] == labels


@pytest.mark.parametrize(("login", "named"), [("chanh", False), ("nhung", True)])
def test_the_list_of_meetings_names_the_commune_to_who_sees_many_and_is_asked_for_one(
    planned, at, login, named
):
    client, address = at(login), reverse("body_meetings")
    shown = words(client.get(address))
    assert ("Họp Ban Thường vụ Đảng ủy xã Khe Trên 03/12/2026" in shown) is named
    assert ("Họp Ban Thường vụ Đảng ủy 03/12/2026" in shown) is not named
    other = client.get(address, {"don-vi": "99801.01"})
    assert "Không có cuộc họp nào khớp" in words(other)


def test_what_a_body_is_asked_when_it_is_convened_is_its_own(planned, at):
    meeting = Meeting.objects.get(kind="standing")
    client, address = at("chanh"), reverse("meeting_step", args=[meeting.pk, "trieu-tap"])
    main = f'<a class="btn main" href="{address}">'  # its day has not come: one convenes first
    assert main in client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    shown = words(client.get(address))
    assert "Căn cứ: Quy định 304-QĐ/TW" in shown and "Đã gửi tài liệu giấy cho người dự" in shown
    assert "Chuyên đề" not in shown and "quy định (không bắt buộc)" not in shown
    told = {"planned_on": "03/12/2026", "agenda": "Việc một"}
    assert client.post(address, told).status_code == 302
    assert "Lý do đổi ngày" in words(client.get(reverse("meeting_step", args=[meeting.pk, "doi-ngay"])))


def test_a_new_meeting_begins_with_the_hour_and_place_of_the_one_before(cast, head, at):
    body(head, cast, called=people("A Một"), place="Phòng họp Đảng ủy", title="Họp mở rộng", at=time(7, 45))
    shown = at("chanh").get(reverse("body_meeting_new", args=["standing"])).content.decode()
    assert all(f'value="{one}"' in shown for one in ("Phòng họp Đảng ủy", "Họp mở rộng", "07:45"))
