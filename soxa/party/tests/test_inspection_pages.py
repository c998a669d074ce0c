"""Who sees which inspection, the pages, and what waits."""

# ruff: noqa: F401, F811 – the fixtures are those of the life of an inspection

import html
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from soxa.desk.waiting_inspection import recommendations, stages
from soxa.kernel.figures import FIGURES, Moment, row_filter
from soxa.kernel.models import Entry
from soxa.party.inspection import programme
from soxa.party.inspection.models import Inspection
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_inspection import approved, asked, inspector, number, planned, walk, year

pytestmark = pytest.mark.django_db
PAPER = "01-CTr/ĐU, 12/01/2026"
DAYS = {
    "prepare": date(2026, 2, 9),
    "carry_out": date(2026, 3, 5),
    "conclude": date(2026, 3, 31),
    "follow_up": date(2026, 5, 4),
    "file": date(2026, 5, 11),
}


# --- sight ---


@pytest.fixture
def hidden(approved, cast, year, inspector):
    """A check on signs of violation in Bến Đá, and an ordinary check of a member of it, concluded."""
    closed = planned(cast, year, inspector, kind="check_signs", on=date(2026, 2, 2), paper="QĐ 2", beside=True)  # fmt: skip
    of_member = planned(
        cast,
        year,
        inspector,
        member=cast.members["an"],
        on=date(2026, 2, 2),
        paper="QĐ 2",
        content="Nêu gương",
    )
    walk(of_member, inspector, last="conclude")
    asked(of_member, inspector)
    cast.office("bithu", "secretary", "upper", "Bí thư Đảng ủy")
    return {"open": approved, "closed": closed, "of_member": of_member}


SEEN = {
    "ubkt": {"open", "closed", "of_member"},
    "bithu": {"open", "closed", "of_member"},
    "chanh": {"open", "of_member"},
    "nhung": {"open", "of_member"},
    "buong": {"open"},
    "khac": set(),
}


@pytest.mark.parametrize("login", SEEN)
def test_who_sees_which(at, hidden, login):
    browser = at(login)
    found = {key for key, one in hidden.items() if browser.get(f"/kiem-tra/{one.pk}/").status_code == 200}
    assert found == SEEN[login]
    assert {browser.get(f"/kiem-tra/{one.pk}/").status_code for one in hidden.values()} <= {200, 404}


@pytest.mark.parametrize("login", ["ubnd", "la"])
def test_others_are_refused(at, hidden, login):
    for address in ("/kiem-tra/", f"/kiem-tra/{hidden['open'].pk}/", "/kiem-tra/in.xlsx"):
        assert at(login).get(address).status_code == 403


@pytest.mark.parametrize(("login", "reads"), [("ubkt", True), ("bithu", True), ("chanh", False), ("nhung", False)])  # fmt: skip
def test_a_conclusion_about_a_member_is_for_few(at, hidden, cast, login, reads):
    text = at(login).get(f"/kiem-tra/{hidden['of_member'].pk}/").content.decode()
    assert ("Đúng quy định" in text) is reads
    assert ("Bổ sung sổ theo dõi" in text) is reads
    figure = FIGURES["party.recommendations_late"]
    rows = row_filter(figure, Moment.at(TODAY), cast.units["upper"].pk).seen_by(cast.accounts[login])
    assert rows.count() == (1 if reads else 0)


def test_the_number_is_true_and_the_rows_are_those_in_sight(at, hidden):
    text = html.unescape(at("chanh").get("/so-lieu/party.recommendations_late/dong/").content.decode())
    assert "0 hiển thị, 1 ngoài phạm vi" in text
    assert "Bổ sung sổ theo dõi" not in text


@pytest.mark.parametrize("login", ["buong", "nhung", "bithu", "khac"])
def test_who_does_not_write_is_refused(at, hidden, login):
    pk, before = hidden["open"].pk, Entry.objects.count()
    browser = at(login)
    answers = [
        browser.post(f"/kiem-tra/{pk}/chuan-bi/", {"on": "09/02/2026", "paper": "x", "team": "x"}),
        browser.post(f"/kiem-tra/{pk}/dinh-chinh/", {}),
        browser.post("/kiem-tra/them/?nam=2026&don-vi=99801", {}),
        browser.post("/kiem-tra/lap/?nam=2027&don-vi=99801", {}),
    ]
    assert {one.status_code for one in answers} <= {403, 404}
    assert Entry.objects.count() == before


def test_the_office_writes_what_is_open_and_not_what_concerns_a_member(at, hidden):
    browser = at("chanh")
    given = {"on": "09/02/2026", "paper": "QĐ 5", "team": "02 đồng chí"}
    assert browser.post(f"/kiem-tra/{hidden['open'].pk}/chuan-bi/", given).status_code == 302
    assert browser.get(f"/kiem-tra/{hidden['of_member'].pk}/kien-nghi/").status_code == 403
    assert browser.get(f"/kiem-tra/{hidden['closed'].pk}/ket-luan/").status_code == 404


# --- pages ---


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
