"""The export of the electronic handbook: meetings come in with their rolls by name, what differs is told by its cell, nothing is overwritten."""

import io
import itertools
import unicodedata
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.desk.tests.signing_in import words as words_of
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.kernel.sheets.preview import NotLoadable
from soxa.meetings import flow, lists
from soxa.meetings.handbook import copying, importing
from soxa.meetings.handbook.columns import HEADINGS
from soxa.meetings.models import Conclusion, Meeting, Opinion, Presence
from soxa.meetings.tests.conftest import DAY, NOVEMBER, closing
from soxa.party.models import Exemption
from soxa.party.tests.cast import LONG_NAME, TODAY
from soxa.party.tests.paper import workbook

pytestmark = pytest.mark.django_db
BEN_DA, SCHOOL = "Chi bộ thôn Bến Đá", "Trường THCS Khe Trên"
AN, ÂN, ẤN, ÂU, BƯỞI = "Bùi Văn An", "Đặng Thị Ân", "Lò Văn Ấn", "Triệu Thị Âu", "Vi Thị Bưởi"
HEAD = {
    "cell": "Chi bộ", "day": "Ngày họp", "hours": "Bắt đầu – kết thúc", "chair": "Chủ trì", "scribe": "Thư ký",
    "required": "Phải dự", "came": "Có mặt", "excused": "Vắng có lý do", "absent": "Vắng không lý do",
    "content": "Nội dung sinh hoạt", "decided": "Kết luận, nhiệm vụ",
}  # fmt: skip
NAMES = ["Họ và tên", "Chi bộ", "Ngày họp", "Điểm danh", "Lý do"]


def row(**said):
    """Bến Đá's meeting of November as the handbook tells it: five had to come, four came."""
    told = {
        "cell": BEN_DA, "day": "03/11/2026", "hours": "19:30 – 21:00", "chair": AN, "scribe": f"đ/c {ÂN}, chi ủy viên",
        "required": 5, "came": 4, "excused": f"{ÂU} – ốm", "absent": 0,
        "content": "1. Đánh giá tháng 10: đã thông qua\n2. Nhiệm vụ tháng 11", "decided": f"1. Dọn đường thôn – {AN} – 20/11/2026",
    }  # fmt: skip
    return list({**told, **said}.values())


_TIMES = itertools.count()


def planned(cast, *rows, names=(), head=HEAD):
    """The workbook as it is read, each time other bytes: a title, the heading in row 3, meetings from row 4 on; names on a sheet of their own."""
    sheets = [("Sổ tay", [[f"BÁO CÁO SINH HOẠT CHI BỘ, lần {next(_TIMES)}"], [], list(head.values()), *rows])]
    if names:
        sheets.append(("Điểm danh", [NAMES, *names]))
    return importing.plan(workbook(*sheets), unit_id=cast.units["upper"].pk, on=TODAY)


def said(found):
    return " ".join(fault.text for fault in (*found.faults, *found.warnings))


def roll():
    """Given name → (answer, reason) of all who are written on rolls."""
    rows = Presence.objects.values_list("person__full_name", "answer", "reason")
    return {name: (answer, why) for name, answer, why in rows}


ROLL = {
    AN: ("present", ""),
    ÂN: ("present", ""),
    ẤN: ("present", ""),
    ÂU: ("excused", "ốm"),
    BƯỞI: ("present", ""),
}


def test_a_meeting_comes_in_with_its_roll_and_is_sent(cast, head):
    found = planned(cast, row())
    assert (found.faults, found.warnings) == ([], [])
    assert not Meeting.objects.exists()
    found.commit(head)
    one = Meeting.objects.get()
    assert (one.state, one.month, one.held_on, one.minutes) == ("closed", NOVEMBER, DAY, 90)
    assert (one.chair.full_name, one.scribe.full_name, one.closed_on) == (AN, ÂN, TODAY)
    assert roll() == ROLL
    assert list(one.items.values_list("title", "conclusion")) == [
        ("Đánh giá tháng 10", "đã thông qua"),
        ("Nhiệm vụ tháng 11", ""),
    ]
    task = Conclusion.objects.get()
    assert (task.text, task.person.full_name, task.due_on) == ("Dọn đường thôn", AN, date(2026, 11, 20))
    steps = Entry.objects.filter(flow__in=("meeting", "meetings", "sheets")).order_by("pk")
    assert list(steps.values_list("step", flat=True)) == [
        "meetings", "lay_out", "open", "handbook", "roll", "decide", "close",
    ]  # fmt: skip
    assert "Văn" not in str(list(steps.values_list("facts", flat=True)))


def test_the_same_meeting_is_known_again_however_it_is_written(cast, head):
    """Another order of columns, letters taken apart, days of the workbook, a sheet named after the cell: nothing is new."""
    planned(cast, row()).commit(head)
    entries = Entry.objects.count()
    rows = [
        ["Thời gian họp", "Số có mặt", "Chủ tọa", "Vắng", "Nội dung", "Tháng"],
        [DAY, "4 đồng chí", unicodedata.normalize("NFD", AN.upper()), 1, "Đánh giá tháng 10: đã thông qua\n- Nhiệm vụ tháng 11.", "Tháng 11"],
        ["Cộng", 4],
    ]  # fmt: skip
    content = workbook(("Thôn Bến Đá", rows))
    found = importing.plan(content, unit_id=cast.units["upper"].pk, on=TODAY)
    assert (found.lines()[-1], found.faults) == (
        "Mới 0 buổi sinh hoạt, trùng với sổ 1, khác với sổ 0 (sổ giữ nguyên).",
        [],
    )
    assert (found.counts["same"], Meeting.objects.count(), Entry.objects.count()) == (1, 1, entries)


def test_the_same_file_again_writes_nothing(cast, head):
    found = planned(cast, row())
    found.commit(head)
    entries = Entry.objects.count()
    assert found.again().already
    found.again().commit(head)
    assert Entry.objects.count() == entries


def test_a_sheet_of_names_calls_the_roll(cast, head):
    """Whoever was exempt that day need not be on it; who is on it twice alike stands once; a blank row is none."""
    spell = {"kind": Exemption.EXEMPT, "since": date(2026, 1, 1)}
    Exemption(member=cast.members["sac"], **spell).save(force_insert=True)
    names = [
        [AN, "Bến Đá", "03/11/2026", "Có mặt", ""], [ÂN, "Bến Đá", "03/11/2026", "x", ""], [AN, "Bến Đá", "03/11/2026", "Có mặt", ""],
        [], [ÂU, "Bến Đá", "3/11/2026", "Vắng có phép", "đi viện"], [BƯỞI, "Bến Đá", DAY, "vắng KHÔNG lý do", ""],
    ]  # fmt: skip
    found = planned(cast, row(required=4, came="", excused="", absent=1), names=names)
    assert found.faults == []
    found.commit(head)
    assert roll() == {
        AN: ("present", ""), ÂN: ("present", ""), ẤN: ("free", ""), ÂU: ("excused", "đi viện"), BƯỞI: ("absent", ""),
    }  # fmt: skip
    counted = lists.turnout_of(Presence.objects.all())
    assert (counted.required, counted.came, counted.excused, counted.absent) == (4, 2, 1, 1)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"excused": 1}, "có số vắng mà không có tên"),
        ({"required": 6, "came": 5}, "theo sổ phải dự 5"),
        ({"required": "", "came": ""}, "chưa có điểm danh"),
        ({"hours": "19:30"}, "chưa có giờ kết thúc"),
        ({"chair": ""}, "chưa có chủ trì"),
        ({"scribe": ÂU}, f"thư ký {ÂU} không có tên trong số có mặt"),
    ],
)
def test_a_meeting_without_its_names_is_held_and_not_sent(cast, head, more, why):
    """Numbers alone are nobody's presence: the meeting stands as begun, its roll waits for the cell."""
    found = planned(cast, row(**more))
    assert found.faults == []
    assert why in said(found)
    found.commit(head)
    one = Meeting.objects.get()
    assert (one.state, one.held_on, one.closed_on) == ("open", DAY, None)
    named = not {"required", "excused"} & more.keys()
    assert Presence.objects.count() == (5 if named else 0)
    assert one.items.get(number=1).conclusion == "đã thông qua"
    assert one.ended_at == (None if more.get("hours") else time(21, 0))
    again = planned(cast, row(**more)).counts
    assert (again["new"], again["same"]) == (0, int(more.get("scribe") != ÂU))


def test_a_meeting_that_was_begun_gets_the_roll_it_lacks(cast, head):
    planned(cast, row(excused=1)).commit(head)
    found = planned(cast, row(hours="19:00 – 21:00"))
    assert found.counts["new"] == 1
    assert "bắt đầu: sổ ghi 19:30, Sổ tay ghi 19:00." in found.lines()[0]
    found.commit(head)
    assert Meeting.objects.get().began_at == time(19, 30)
    assert (Meeting.objects.get().state, roll()) == ("closed", ROLL)
    assert (Conclusion.objects.count(), Meeting.objects.get().items.count()) == (1, 2)


def test_a_meeting_past_midnight_says_so_going_out_and_coming_in(cast, head):
    planned(cast, row(hours="21:00 – 00:30 hôm sau")).commit(head)
    one = Meeting.objects.get()
    assert (one.minutes, one.past_midnight, one.state) == (210, True, "closed")
    content = copying.workbook([one], NOVEMBER)
    assert importing.plan(content, unit_id=cast.units["upper"].pk, on=TODAY).counts["same"] == 1


def test_what_was_convened_is_opened_with_its_own_agenda_and_hour(cast, head, due):
    told = {
        "planned_on": DAY,
        "planned_at": time(19, 0),
        "place": "",
        "why": "",
        "theme": "",
        "papers": False,
    }
    flow.take("convene", due, head, {**told, "agenda": ["Việc đã mời"], "on": NOVEMBER})
    found = planned(cast, row(hours="21h"))
    found.commit(head)
    due.refresh_from_db()
    assert list(due.items.values_list("title", flat=True)) == [
        "Việc đã mời",
        "Đánh giá tháng 10",
        "Nhiệm vụ tháng 11",
    ]
    assert due.began_at == time(21, 0)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"came": 3, "absent": f"{ẤN}"}, "Ô G4, trang ‘Sổ tay’: Chi bộ thôn Bến Đá, có mặt: sổ ghi 4, Sổ tay ghi 3."),
        ({"required": 6, "came": 5}, "Phải dự: sổ ghi 5, Sổ tay ghi 6."),
        ({"excused": f"{ẤN}"}, f"Vắng có lý do: sổ ghi 1: {ÂU}, Sổ tay ghi {ẤN}."),
        ({"hours": "19h15 – 21h"}, "Bắt đầu: sổ ghi 19:30, Sổ tay ghi 19:15."),
        ({"chair": ÂN}, f"Chủ trì: sổ ghi {AN}, Sổ tay ghi {ÂN}."),
        ({"content": "Việc khác"}, "Nội dung sinh hoạt: sổ ghi Đánh giá tháng 10: đã thông qua; Nhiệm vụ tháng 11"),
        ({"decided": "Dọn đường thôn"}, f"Kết luận, nhiệm vụ: sổ ghi Dọn đường thôn – {AN} – 20/11/2026"),
    ],
)  # fmt: skip
def test_each_difference_is_told_by_its_cell_and_nothing_is_overwritten(cast, head, more, line):
    planned(cast, row()).commit(head)
    entries = Entry.objects.count()
    found = planned(cast, row(**more))
    assert line.lower() in " ".join(found.lines()).lower()
    assert found.counts == {"new": 0, "same": 0, "changed": 0, "differing": 1}
    assert (roll(), Entry.objects.count()) == (ROLL, entries)


def test_an_answer_that_differs_is_told_at_its_row(cast, head):
    planned(cast, row()).commit(head)
    names = [[one, BEN_DA, "", "Có mặt", ""] for one in (AN, ÂN, ẤN, ÂU, BƯỞI)]
    found = planned(cast, row(came="", excused="", absent=""), names=names)
    told = f"Ô D5, trang ‘Điểm danh’: Chi bộ thôn Bến Đá, điểm danh, {ÂU}: sổ ghi Vắng có lý do, Sổ tay ghi Có mặt."
    assert [one.line.lower() for one in found.differences] == [told.lower()]


BAD = [
    ({"cell": "Chi bộ Không Có"}, "Ô A4, trang ‘Sổ tay’: ‘Chi bộ Không Có’ không có trong sổ"),
    ({"cell": "Chi bộ thôn Đồng Chằm"}, "không có trong sổ vào ngày 03/11/2026"),
    ({"day": "21/11/2026"}, "là ngày ở sau 20/11/2026"),
    ({"day": ""}, "“Ngày họp”"),
    ({"hours": ""}, "chưa có giờ bắt đầu"),
    ({"came": 3}, "Ô G4, trang ‘Sổ tay’: ‘3’ cộng với số vắng 1 không bằng số phải dự 5"),
    ({"excused": "Hoàng Văn Lạ"}, "Hoàng Văn Lạ: không thuộc chi bộ vào ngày họp 03/11/2026"),
    ({"decided": "x" * 601}, "có việc dài quá 600 ký tự"),
    ({"decided": f"Dọn đường – {AN} – 02/11/2026"}, "có hạn 02/11/2026 trước ngày họp"),
]


@pytest.mark.parametrize(("more", "told"), BAD)
def test_a_row_that_cannot_be_is_told_and_nothing_is_written(cast, head, more, told):
    entries = Entry.objects.count()
    found = planned(cast, row(**more))
    assert told in said(found)
    with pytest.raises(NotLoadable):
        found.commit(head)
    assert (Meeting.objects.count(), Entry.objects.count()) == (0, entries)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([["Hoàng Văn Lạ", BEN_DA, "03/11/2026", "x", ""]], "Ô A2, trang ‘Điểm danh’: ‘Hoàng Văn Lạ’ không thuộc chi bộ"),
        ([[AN, BEN_DA, "04/11/2026", "x", ""]], "không thuộc buổi nào của trang buổi họp"),
        ([[AN, BEN_DA, "03/11/2026", "ốm", ""]], "không phải giá trị của cột này"),
        ([[AN, BEN_DA, "", "x", ""], [AN, BEN_DA, "", "Vắng có lý do", ""]], "khác với dòng 2 của cùng người"),
        ([[AN, BEN_DA, "", "x", ""], [ÂU, BEN_DA, "", "x", ""]], f"có {ÂU}, trang điểm danh ghi khác"),
        ([[AN, BEN_DA, "", "x", ""], [ÂU, BEN_DA, "", "Vắng có lý do", ""]], "khác với trang điểm danh, ở đó đếm được 1"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_told_at_its_cell(cast, head, names, told):
    found = planned(cast, row(), names=names)
    assert told in said(found)
    with pytest.raises(NotLoadable):
        found.commit(head)
    assert not Meeting.objects.exists()


def test_a_suspended_member_did_not_come(cast, head):
    Exemption(member=cast.members["an"], kind=Exemption.SUSPENDED, since=DAY).save(force_insert=True)
    names = [[one, BEN_DA, "", "x", ""] for one in (AN, ÂN, ẤN, ÂU, BƯỞI)]
    found = planned(cast, row(came="", required="", excused="", absent=""), names=names)
    assert "Ô D2, trang ‘Điểm danh’: ‘x’ đang bị đình chỉ sinh hoạt mà ghi có mặt" in said(found)


def test_two_rows_of_one_meeting_stand_once_or_are_refused(cast):
    assert "đã có ở dòng 4, trang ‘Sổ tay’, ghi như nhau" in said(planned(cast, row(), row(cell="Bến Đá")))
    found = planned(cast, row(), row(day="04/11/2026"))
    assert "cùng buổi sinh hoạt với dòng 4, trang ‘Sổ tay’ mà ghi khác" in found.faults[0].text


def test_a_meeting_sent_with_another_day_or_called_off_is_refused(cast, head, opened):
    flow.call_roll(opened, {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}, head)
    flow.take("close", opened, head, closing(cast.members["an"].person_id))
    told = "Ô B4, trang ‘Sổ tay’: ‘04/11/2026’ khác với sổ: buổi của tháng 11/2026 đã họp ngày 03/11/2026"
    assert told in said(planned(cast, row(day="04/11/2026")))
    school = Meeting.objects.get(unit=cast.units["school"])
    flow.take("call_off", school, head, {"on": TODAY, "why": "Bão"})
    assert "mà sổ ghi không họp, lý do: Bão" in said(planned(cast, row(cell=SCHOOL)))


@pytest.mark.parametrize(
    ("day", "fits"), [("15/12/2025", True), ("16/12/2025", False), ("31/10/2025", False)]
)
def test_a_month_is_met_for_till_fifteen_days_after_it(cast, day, fits):
    head = {**HEAD, "month": "Tháng"}
    found = planned(cast, row(day=day, decided="", month="11/2025"), head=head)
    assert ("không phải ngày họp của tháng 11/2025" not in said(found)) is fits


def test_another_day_than_the_rule_s_keeps_that_no_reason_was_given(cast, head):
    found = planned(cast, row(day=TODAY, decided=""))
    assert "không phải ngày 03/11/2026 mà Sổ tay không ghi lý do" in said(found)
    found.commit(head)
    one = Meeting.objects.get()
    assert (one.held_on, one.moved_why) == (TODAY, "Sổ tay đảng viên điện tử không ghi lý do")
    tomorrow = planned(cast, row(day=TODAY + timedelta(days=1)))
    assert "là ngày ở sau 20/11/2026" in said(tomorrow)


def test_a_themed_meeting_is_one_of_its_day_and_a_committee_s_is_left_out(cast, head):
    named = {**HEAD, "kind": "Loại sinh hoạt", "theme": "Chuyên đề"}
    themed = row(day="12/11/2026", kind="Chuyên đề", theme="Học tập Bác")
    found = planned(cast, themed, row(kind="Họp chi ủy", theme=""), head=named)
    assert "không nhập từ Sổ tay; Họp chi ủy ghi ở trang của cuộc họp ấy" in said(found)
    found.commit(head)
    one = Meeting.objects.get()
    assert (one.kind, one.held_on, one.theme, one.state) == (
        "cell_theme",
        date(2026, 11, 12),
        "Học tập Bác",
        "closed",
    )
    assert planned(cast, themed, head=named).counts["same"] == 1


def test_guests_and_opinions_come_with_it(cast, head):
    named = {**HEAD, "guests": "Đại biểu dự", "said": "Ý kiến phát biểu"}
    more = {
        "guests": "Hoàng Thị Hoa – Mặt trận xã; đ/c Lý Văn Páo",
        "said": f"{AN}: đường lầy\nBà con: cần cống",
    }
    planned(cast, row(**more), head=named).commit(head)
    one = Meeting.objects.get()
    assert set(one.guests.values_list("name", "post")) == {
        ("Hoàng Thị Hoa", "Mặt trận xã"),
        ("Lý Văn Páo", ""),
    }
    assert list(Opinion.objects.values_list("name", "text", "person__full_name")) == [
        (AN, "đường lầy", AN),
        ("Bà con", "cần cống", None),
    ]
    assert planned(cast, row(**more), head=named).counts["same"] == 1


def test_an_office_s_own_heading_is_read(cast, head):
    own = {**HEAD, "came": "Quân số tham gia buổi họp"}
    assert "chưa có điểm danh" in said(planned(cast, row(required=""), head=own))
    put(HEADINGS, "co-mat = Quân số tham gia buổi họp", since=NOVEMBER, actor=head)
    assert planned(cast, row(required=""), head=own).warnings == []
    assert "ghi mã trường = tiêu đề cột" in HEADINGS.check("khong-co = Gì đó")
    assert HEADINGS.check("co-mat = Có mấy; \n ngay = Hôm") == ""


def test_what_a_file_says_is_asked_of_the_book_once(cast, head):
    """As many questions for two cells of one day as for one, of meetings that stand."""
    long = {"chair": LONG_NAME, "scribe": LONG_NAME, "required": 2, "came": 2, "excused": "", "decided": ""}
    both = (row(), row(cell=SCHOOL, **long))
    planned(cast, *both).commit(head)
    asked = []
    for rows in (both[:1], both):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert planned(cast, *rows).counts["same"] == len(rows)
        asked.append(len(found))
    assert asked[0] == asked[1]


def test_the_pages_hand_in_show_and_write(at, cast):
    sheets = ("Sổ tay", [list(HEAD.values()), row()])
    browser, handed = at("chanh"), io.BytesIO(workbook(sheets))
    handed.name = "so-tay.xlsx"
    assert at("buong").post("/nhap/gui/").status_code == 403
    assert browser.get("/nhap/mau/meetings/").status_code == 200
    answer = browser.post("/nhap/gui/", {"kind": "meetings", "file": handed}, follow=True)
    text = answer.content.decode()
    assert "theo tên, có mặt 4" in text
    assert "đã họp, đã gửi" in text
    shown = text.split('name="shown" value="')[1].split('"')[0]
    done = browser.post(f"{answer.request['PATH_INFO']}ghi-so/", {"shown": shown}, follow=True)
    assert "Khác với sổ 0 sổ giữ nguyên" in words_of(done)
    assert roll() == ROLL
    for code, same in (("99801", 1), ("99802", 0)):  # who sees two communes takes out one at a time
        out = at("nhung").post(
            f"/sinh-hoat/so-tay-dien-tu/xuat-excel/?thang=2026-11&xa={code}", {"reason": "above"}
        )
        assert importing.plan(out.content, unit_id=cast.units["upper"].pk, on=TODAY).counts["same"] == same
