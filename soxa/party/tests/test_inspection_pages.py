"""The pages of inspections from an empty year to an issued programme, and what waits."""

# ruff: noqa: F401, F811 – the fixtures are those of the life of an inspection

import html
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from soxa.desk.waiting_inspection import recommendations, stages
from soxa.kernel.models import Entry
from soxa.party.inspection import programme
from soxa.party.inspection.models import Inspection
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_inspection import approved, asked, inspector, number, planned, walk, year

pytestmark = pytest.mark.django_db
PAPER = "01-CTr/ĐU, 12/01/2026"


def test_from_an_empty_year_to_an_issued_programme(at, cast, inspector):
    browser, upper = at("ubkt"), cast.units["upper"]
    assert "Lập chương trình năm 2026" in html.unescape(browser.get("/kiem-tra/").content.decode())
    assert browser.post("/kiem-tra/lap/?nam=2026").status_code == 302
    facts = {
        "body": "commission", "kind": "check_finance", "subject": cast.units["ben_da"].pk, "content": "Thu, nộp đảng phí",
        "quarter": "2", "member_name": "bui van an",
    }  # fmt: skip
    assert browser.post("/kiem-tra/them/?nam=2026", facts).status_code == 302
    made = Inspection.objects.get()
    assert (made.member_id, made.since) == (cast.members["an"].pk, None)
    approving = {"on": "12/01/2026", "paper": PAPER}
    assert browser.post("/kiem-tra/ban-hanh/?nam=2026", approving).status_code == 302
    made.refresh_from_db()
    assert (made.since, made.until) == (date(2026, 1, 12), date(2027, 1, 1))
    assert number("inspections_planned", TODAY, upper) == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": "check_finance", "body": "standing"}, "không tiến hành hình thức đã chọn"),
        ({"member_name": "không ai"}, "Không có đồng chí nào khớp"),
        ({"member_name": "a"}, "Có nhiều đồng chí khớp"),
        ({"content": ""}, "Nội dung"),
        ({"subject": "999999"}, "Tổ chức đảng"),
        ({"quarter": "5"}, "Kết luận trong"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(at, cast, year, changed, words):
    facts = {
        "body": "commission", "kind": "check_thematic", "subject": cast.units["ben_da"].pk, "content": "x", "quarter": "1",
        **changed,
    }  # fmt: skip
    before = Entry.objects.count()
    answer = at("ubkt").post("/kiem-tra/them/?nam=2026", facts)
    assert answer.status_code == 422
    assert words in html.unescape(answer.content.decode())
    assert (Inspection.objects.count(), Entry.objects.count()) == (0, before)


def test_a_day_that_has_not_come_is_refused(at, approved):
    answer = at("ubkt").post(
        f"/kiem-tra/{approved.pk}/chuan-bi/", {"on": "21/11/2026", "paper": "QĐ", "team": "x"}
    )
    assert answer.status_code == 422
    assert "chưa đến" in html.unescape(answer.content.decode())
    assert not approved.stages.filter(done_on__isnull=False).exists()


def test_the_list_costs_the_same_however_long(at, cast, year, approved, inspector, django_assert_max_num_queries):  # fmt: skip
    browser = at("ubkt")
    for place in range(60):
        planned(cast, year, inspector, on=date(2026, 2, 2), paper="BS", content=f"Nội dung {place}")
    browser.get("/kiem-tra/")
    with django_assert_max_num_queries(16):
        text = browser.get("/kiem-tra/").content.decode()
    assert "61" in text
    assert browser.get("/kiem-tra/?trang=2").status_code == 200
    assert "Nội dung 7" in html.unescape(browser.get("/kiem-tra/?q=Nội dung 7").content.decode())


def test_the_programme_leaves_the_book(at, approved):
    browser = at("ubkt")
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(browser.post("/kiem-tra/in.xlsx?nam=2026", {"reason": "above"}).content)
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert "Nền nếp sinh hoạt" in rows[5]
    assert browser.post("/kiem-tra/in.pdf?nam=2026", {"reason": "above"}).content.startswith(b"%PDF")
    assert browser.post("/kiem-tra/in.docx?nam=2026", {"reason": "above"}).content.startswith(b"PK")
    assert browser.get("/kiem-tra/in.exe").status_code == 404


# --- what waits ---


def test_what_waits(approved, cast, inspector):
    reader = cast.accounts["ubkt"]
    due = date(2026, 2, 14)  # 45 days before 31/3
    assert [one.on for one in stages(reader, date(2026, 1, 14))] == []
    assert [one.on for one in stages(reader, date(2026, 1, 15))] == [due]
    assert stages(cast.accounts["buong"], TODAY) == []
    walk(approved, inspector, last="conclude")
    one = asked(approved, inspector)
    assert recommendations(reader, date(2026, 4, 30)) == []
    assert [row.on for row in recommendations(reader, date(2026, 5, 1))] == [one.due_on]
    programme.answer(one, {"on": date(2026, 4, 10), "words": "đã làm", "paper": ""}, inspector)
    assert len(recommendations(reader, date(2026, 4, 10))) == 1
    assert stages(reader, TODAY) == []
