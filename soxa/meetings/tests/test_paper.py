"""The roll on paper: what is printed, and a whole meeting typed from it in one act – all of it or nothing."""

from datetime import date, time
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from soxa.desk.tests.signing_in import queries, words
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, lists
from soxa.meetings.models import Conclusion, Guest, Meeting, Opinion, Presence
from soxa.meetings.room.forms import FromPaper
from soxa.meetings.room.paper_roll import mark_of, rolls_of
from soxa.meetings.room.typed import Typed, numbers, type_in
from soxa.meetings.tests.conftest import AGENDA, DAY, calling, opening
from soxa.party.models import Exemption

pytestmark = pytest.mark.django_db


def told(meeting, **more):
    order = tuple(one.person_id for one in lists.roll_of(meeting, DAY))
    given = {
        "on": DAY, "began_at": time(19, 30), "ended_at": time(21, 0), "place": "Nhà văn hóa", "theme": "",
        "order": order, "chair": order[0], "scribe": order[0], "agenda": tuple(AGENDA),
    }  # fmt: skip
    return Typed(**{**given, **more})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("3 7 12", [3, 7, 12]),
        ("3,7;12", [3, 7, 12]),
        ("5-8 2", [5, 6, 7, 8, 2]),
        ("1 1 30", [1, 30]),
    ],
)
def test_numbers_as_one_types_them(text, found):
    assert numbers(text, 30) == found


@pytest.mark.parametrize(("text", "said"), [("31", "Số 31 không có trên phiếu"), ("0", "Số 0"), ("ba", "“ba”"), ("12-9", "ghi số nhỏ trước, ví dụ 9-12"), ("3 k", "“3 k”")])  # fmt: skip
def test_what_is_no_number_of_the_paper_is_told(text, said):
    with pytest.raises(Refused, match=said):
        numbers(text, 30)


def test_a_meeting_typed_from_its_paper(due, head, cast):
    paper = told(
        due, excused="2", absent="3", opinions=("1: Đường vào thôn còn lầy", "Ông Bảy: xin thêm đá (bảo lưu)", "1: Nhất trí, không có ý kiến bảo lưu"),
        guests=("Triệu Thị Hòa – Đảng ủy viên",), decided=(("Rải đá", "1", "30/11/2026", "2"), ("Quét cổng", "", "")),
    )  # fmt: skip
    type_in(due, paper, head, today=DAY)
    due.refresh_from_db()
    assert (due.state, due.minutes, due.held_on, due.chair_id) == (Meeting.CLOSED, 90, DAY, paper.order[0])
    answers = dict(Presence.objects.values_list("person_id", "answer"))
    assert [answers[one] for one in paper.order[:4]] == ["present", "excused", "absent", "present"]
    assert list(Opinion.objects.values_list("person_id", "name", "text", "reserved"))[1] == (None, "Ông Bảy", "xin thêm đá", True)  # fmt: skip
    last = Opinion.objects.get(number=3)
    assert (last.text, last.reserved) == ("Nhất trí, không có ý kiến bảo lưu", False)
    assert Opinion.objects.get(number=1).person_id == paper.order[0]
    assert list(Conclusion.objects.values_list("text", "person_id", "due_on", "item__title")) == [
        ("Rải đá", paper.order[0], date(2026, 11, 30), "Nhiệm vụ tháng 11"),
        ("Quét cổng", None, None, None),
    ]
    assert (Guest.objects.get().name, Guest.objects.get().post) == ("Triệu Thị Hòa", "Đảng ủy viên")
    assert [one.title for one in due.items.all()] == AGENDA


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"excused": "2", "absent": "2"}, "Số 2 ghi ở hai ô"),
        ({"absent": "99"}, "Số 99 không có trên phiếu"),
        ({"excused": "1"}, "Chủ trì, thư ký phải là người có mặt"),
        ({"opinions": ("không có tên",)}, "ghi số thứ tự hoặc tên, dấu hai chấm"),
        ({"decided": (("Rải đá", "1 2", ""),)}, "mỗi việc ghi một người phụ trách"),
        ({"decided": (("Rải đá", "1", "31/02/2026"),)}, "“Rải đá”"),
        ({"decided": (("Rải đá", "1", "02/11/2026"),)}, "từ ngày họp 03/11/2026 trở đi"),
        ({"decided": (("Rải đá", "1", "", "3"),)}, "Số 3 không có trên phiếu"),
        ({"ended_at": time(19, 30)}, "Giờ kết thúc phải sau giờ bắt đầu"),
        ({"order": (1, 2)}, "khác danh sách trên trang này"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(due, head, more, said):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=said):
        type_in(due, told(due, **more), head, today=DAY)
    due.refresh_from_db()
    assert (due.state, Entry.objects.count(), Presence.objects.count()) == (Meeting.DUE, before, 0)


def test_who_is_exempt_counts_as_not_required_unless_he_came(due, head, cast):
    member = cast.members["an"]
    Exemption(member=member, kind=Exemption.EXEMPT, since=DAY).save(force_insert=True)
    paper = told(due)
    at = paper.order.index(member.person_id) + 1
    chair = next(one for one in paper.order if one != member.person_id)
    type_in(due, told(due, came_free=str(at), chair=chair, scribe=chair), head, today=DAY)
    assert Presence.objects.get(person=member.person_id).answer == Presence.PRESENT


def test_the_page_types_it_and_shows_the_paper_s_order(due, at, cast):
    client, address = at("chanh"), reverse("meeting_typed", args=[due.pk])
    shown = client.get(address)
    roll = lists.roll_of(due, DAY)
    order = ",".join(str(one.person_id) for one in roll)
    assert f'value="{order}"' in shown.content.decode()
    given = {
        "order": order, "on": "03/11/2026", "began_at": "19h30", "ended_at": "21:00", "excused": "2",
        "chair": roll[0].person_id, "scribe": roll[0].person_id, "work1": "Rải đá", "who1": "1", "due1": "30/11/2026",
    }  # fmt: skip
    wrong = client.post(address, {**given, "absent": "2"})
    assert (wrong.status_code, Presence.objects.count()) == (422, 0)
    assert "Số 2 ghi ở hai ô" in words(wrong)
    assert 'value="Rải đá"' in wrong.content.decode()
    assert client.post(address, given).status_code == 302
    due.refresh_from_db()
    assert (due.state, Conclusion.objects.get().text) == (Meeting.CLOSED, "Rải đá")
    assert not due.items.exists()
    assert client.get(address).url == reverse("meeting", args=[due.pk])


def test_the_agenda_of_the_month_before_is_proposed_and_written_only_as_it_is_sent(due, at, head, cast):
    type_in(due, told(due), head, today=DAY)
    flow.lay_out([cast.units["ben_da"].pk], date(2026, 12, 1), head, on=date(2026, 12, 1))
    later = Meeting.objects.get(month=date(2026, 12, 1))
    form = {"order": ",".join(str(one) for one in told(due).order), "on": "04/11/2026"}
    shown = at("chanh").get(reverse("meeting_typed", args=[later.pk])).content.decode()
    assert f"{AGENDA[0]}\n{AGENDA[1]}</textarea>" in shown.replace("\r", "")
    one = FromPaper(
        {**form, "began_at": "19h30", "ended_at": "21:00", "chair": told(due).chair, "scribe": told(due).chair, "agenda": "Tổng kết năm"},
        today=DAY, meeting=later, people=[(told(due).chair, "An")],
    )  # fmt: skip
    one.is_valid()
    assert one.cleaned_data["agenda"] == ["Tổng kết năm"]
    flow.take("convene", later, head, calling())
    known = at("chanh").get(reverse("meeting_typed", args=[later.pk])).content.decode()
    assert ('name="agenda"' in known, "Việc tháng 12" in known) == (False, True)


def text_of(answer):
    return "\n".join(leaf.extract_text() for leaf in PdfReader(BytesIO(answer.content)).pages)


def test_the_paper_has_every_name_by_number(due, at, cast):
    Exemption(member=cast.members["an"], kind=Exemption.EXEMPT, since=DAY).save(force_insert=True)
    (sheet,) = rolls_of([due], DAY)
    roll = lists.roll_of(due, DAY)
    assert [(one.number, one.name, one.note) for one in sheet.names] == [
        (number, one.name, one.note) for number, one in enumerate(roll, start=1)
    ]
    printed = text_of(at("buong").get(reverse("paper_roll", args=[due.pk])))
    for said in ("PHIẾU ĐIỂM DANH", "Ngày 03/11/2026", "CHỦ TRÌ", *(one.name for one in roll)):
        assert said in printed


def test_a_paper_whose_list_was_changed_since_is_told(due, at, head, cast):
    """Printed with four names; a fifth, who comes first by name, is written in the book before it is typed: 2 is no more who was 2."""
    (sheet,) = rolls_of([due], DAY)
    mark = sheet.listed[-4:]
    assert sheet.listed == f"Danh sách 5 người, in ngày 03/11/2026, mã {mark}"
    client, address = at("chanh"), reverse("meeting_typed", args=[due.pk])
    assert f"mã {mark}" in words(client.get(address))
    cast.member("moi", "An Thị Ái", "ben_da", admitted_on="01/01/2010", recognised_on="01/01/2011")
    assert f"mã {mark}" not in words(client.get(address))
    order = [one.person_id for one in lists.roll_of(due, DAY)]
    given = {
        "order": ",".join(map(str, order)), "on": "03/11/2026", "began_at": "19h30", "ended_at": "21:00", "excused": "2",
        "chair": order[-1], "scribe": order[-1], "mark": f" {mark.lower()} ",
    }  # fmt: skip
    refused = client.post(address, given)
    assert f"Danh sách trên phiếu (mã {mark}) khác danh sách bây giờ" in words(refused)
    assert (refused.status_code, Presence.objects.count()) == (422, 0)
    assert (
        client.post(
            address, {**given, "mark": mark_of(one.name for one in lists.roll_of(due, DAY))}
        ).status_code
        == 302
    )


def test_an_order_with_one_name_twice_is_no_order(due, head):
    """A number more than there are names would move every number after it."""
    paper = told(due)
    with pytest.raises(Refused, match="khác danh sách trên trang này"):
        type_in(due, told(due, order=(paper.order[0], *paper.order), absent="3"), head, today=DAY)
    assert not Presence.objects.exists()


def test_the_page_asks_why_it_was_on_another_day(due, at):
    client, address = at("chanh"), reverse("meeting_typed", args=[due.pk])
    order = [one.person_id for one in lists.roll_of(due, DAY)]
    given = {
        "order": ",".join(map(str, order)), "on": "05/11/2026", "began_at": "19h30", "ended_at": "21:00",
        "chair": order[0], "scribe": order[0],
    }  # fmt: skip
    refused = client.post(address, given)
    assert (refused.status_code, 'name="why"' in refused.content.decode()) == (422, True)
    assert client.post(address, {**given, "why": "mưa lũ"}).status_code == 302


def test_the_papers_of_a_month_are_those_in_sight_that_have_not_met(due, at, head, cast):
    all_of_them = reverse("paper_rolls") + "?thang=2026-11"
    printed = text_of(at("chanh").get(all_of_them))
    assert printed.count("PHIẾU ĐIỂM DANH") == 2
    assert text_of(at("buong").get(all_of_them)).count("PHIẾU ĐIỂM DANH") == 1
    flow.take("open", due, head, opening())
    assert at("buong").get(all_of_them).url == reverse("meetings") + "?thang=2026-11"


@pytest.mark.parametrize(
    ("login", "paper", "typing"), [("nhung", 200, 403), ("khac", 404, 404), ("la", 403, 403)]
)
def test_who_prints_and_who_types(due, at, login, paper, typing):
    assert at(login).get(reverse("paper_roll", args=[due.pk])).status_code == paper
    assert at(login).get(reverse("meeting_typed", args=[due.pk])).status_code == typing


def test_many_papers_ask_as_few_questions_as_one(due, at):
    client = at("chanh")
    one = queries(client, reverse("paper_roll", args=[due.pk]))
    assert queries(client, reverse("paper_rolls") + "?thang=2026-11") <= one
