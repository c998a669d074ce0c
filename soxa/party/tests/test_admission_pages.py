"""The pages of admission: who sees, what a form says, what a page costs; on the demo book and on the cast."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.desk.waiting_admission import admissions
from soxa.kernel.models import Entry
from soxa.party.admission.flow import begin
from soxa.party.admission.models import Admission
from soxa.party.tests.cast import LONG_NAME, TODAY
from soxa.party.tests.paper import WHY
from soxa.party.tests.test_admission import NEWCOMER, filled

HOME = "/dang-vien/ket-nap/"


@pytest.fixture
def case(cast, head) -> Admission:
    return begin(head, today=TODAY, facts={**NEWCOMER, "unit": cast.units["ben_da"].pk})


@pytest.fixture
def elsewhere(cast, head) -> Admission:
    facts = {**NEWCOMER, "full_name": LONG_NAME, "unit": cast.units["school"].pk}
    return begin(head, today=TODAY, facts=facts)


def shown(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("login", "sees", "sees_not"),
    [
        ("chanh", ("Sùng Thị Dế", LONG_NAME), ()),
        ("buong", ("Sùng Thị Dế",), (LONG_NAME,)),
        ("khac", (), ("Sùng Thị Dế", LONG_NAME)),
        ("nhung", ("Sùng Thị Dế", LONG_NAME), ()),
    ],
)
def test_the_list_and_its_files_show_what_lies_in_sight(at, case, elsewhere, login, sees, sees_not):
    browser = at(login)
    page = shown(browser.get(HOME))
    assert all(name in page for name in sees) and not any(name in page for name in sees_not)
    assert browser.post(f"{HOME}danh-sach.xlsx", WHY).status_code == 200
    for one in (case, elsewhere):
        found = one.person.full_name in sees
        assert browser.get(f"{HOME}{one.pk}/").status_code == (200 if found else 404)
        assert browser.get(f"{HOME}{one.pk}/don-xin-vao-dang/").status_code in (
            (200, 403) if found else (404,)
        )


@pytest.mark.parametrize("login", ["ubnd", "la"])
@pytest.mark.parametrize("address", ["", "moi/", "1/", "danh-sach.pdf"])
def test_others_are_refused(at, login, address):
    assert at(login).get(HOME + address).status_code == 403


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_the_list_leaves_the_book_in_three_forms(at, case, ending):
    answer = at("chanh").post(f"{HOME}danh-sach.{ending}", WHY)
    assert answer.status_code == 200 and len(answer.content) > 2000
    assert at("chanh").get(f"{HOME}danh-sach.exe").status_code == 404


def test_a_list_costs_the_same_for_one_and_for_many(at, cast, head, case):
    browser = at("chanh")
    browser.get(HOME)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(HOME)
    for number in range(20):
        facts = {**NEWCOMER, "full_name": f"Người thứ {number}", "unit": cast.units["school"].pk}
        begin(head, today=TODAY, facts=facts)
    with CaptureQueriesContext(connection) as many:
        assert "21" in shown(browser.get(HOME))
    assert len(many) == len(few)


def test_an_empty_list_says_what_to_do(at):
    assert "Chưa có ai trong danh sách nguồn" in shown(at("chanh").get(HOME))
    assert "Không có ai ở mục này" in shown(at("chanh").get(HOME + "?giai-doan=du-bi"))


def test_a_secretary_lists_for_the_own_cell_alone(at, cast):
    browser = at("buong")
    page = shown(browser.get(HOME + "moi/"))
    assert "thôn Bến Đá" in page and "THCS Khe Trên" not in page
    facts = {
        "full_name": "sùng thị dế",
        "born": "15/04/2001",
        "on": "03/02/2025",
        "paper": "NQ 02",
        "schooled": "on",
    }
    answer = browser.post(HOME + "moi/", {**facts, "unit": cast.units["school"].pk})
    assert answer.status_code == 422 and not Admission.objects.exists()
    answer = browser.post(HOME + "moi/", {**facts, "unit": cast.units["ben_da"].pk})
    made = Admission.objects.get()
    assert answer.url == f"{HOME}{made.pk}/"
    assert (
        browser.get(f"{HOME}{made.pk}/quyet-dinh/").status_code == 403
    )  # a decision is not a cell's to write


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"born": ""}, "Ngày sinh"),
        ({"on": "01/12/2026"}, "Ngày đưa vào nguồn phải từ"),
        ({"on": "01/01/1999"}, "Ngày đưa vào nguồn phải từ"),
        ({"paper": ""}, "Nghị quyết của chi bộ"),
        ({"formerly": "struck"}, "Ghi ngày ra khỏi Đảng"),
        ({"full_name": "Bùi Văn An", "born": "20/11/1990"}, "trùng họ tên và ngày sinh"),
    ],
)
def test_a_bad_prospect_is_refused_in_words(at, cast, wrong, said):
    facts = {
        "full_name": "Sùng Thị Dế", "born": "15/04/2001", "on": "03/02/2025", "paper": "NQ 02", "schooled": "on",
        "unit": cast.units["ben_da"].pk, **wrong,
    }  # fmt: skip
    before = Entry.objects.count()
    answer = at("chanh").post(HOME + "moi/", facts)
    assert answer.status_code == 422 and said in shown(answer)
    assert Entry.objects.count() == before and not Admission.objects.exists()


def test_a_vote_goes_through_its_form(at, cast, head, case):
    browser, address = at("buong"), f"{HOME}{case.pk}/chi-bo-bieu-quyet/"
    assert browser.get(address).status_code == 409  # no application yet
    filled(case, cast, head)
    page = shown(browser.get(address))
    assert "chi bộ có 4 đảng viên chính thức: cần 3" in page
    facts = {"on": "01/08/2025", "way": "cards", "present": "4", "ayes": "5", "paper": "NQ 5"}
    answer = browser.post(address, facts)
    assert answer.status_code == 422 and "nhiều hơn số có mặt" in shown(answer)
    answer = browser.post(address, {**facts, "ayes": "2", "noes": "2"}, follow=True)
    assert "không đủ hai phần ba" in shown(answer) and case.votes.count() == 1
    answer = browser.post(address, {**facts, "on": "02/08/2025", "ayes": "3", "noes": "1"}, follow=True)
    assert "Tán thành 3/4, cần 3" in shown(answer)
    case.refresh_from_db()
    assert case.state == "cell_agreed"


def test_a_paper_goes_through_its_form(at, cast, case):
    browser, address = at("buong"), f"{HOME}{case.pk}/giay-to/"
    facts = {"kind": "introduction", "on": "01/03/2025"}
    answer = browser.post(address, facts)
    assert answer.status_code == 422 and "Giấy giới thiệu phải ghi mục này" in shown(answer)
    browser.post(address, {**facts, "introducer": cast.members["an"].pk, "known_since": "01/01/2020"})
    assert case.papers.get().introducer_id == cast.members["an"].pk
    answer = browser.post(address, {"kind": "new_class", "on": "01/03/2025"})
    assert answer.status_code == 422 and case.papers.count() == 1


def test_what_waits_is_told_to_who_may_do_it(cast, head, case):
    """Listed on 3/2/2025 and never gone through: late for the cell and for the office; the auditor has nothing to do."""
    lines = {who: admissions(cast.accounts[who], TODAY) for who in ("buong", "chanh", "nhung", "khac")}
    assert [one.title for one in lines["buong"]] == ["Rà soát nguồn kết nạp: Sùng Thị Dế"]
    assert len(lines["chanh"]) == 1 and lines["nhung"] == [] and lines["khac"] == []
    assert lines["buong"][0].on == date(2025, 3, 3)
    case.reviewed_on = date(2026, 11, 1)
    case.save()
    assert [one.on for one in admissions(cast.accounts["buong"], TODAY)] == [date(2026, 12, 1)]
    assert admissions(cast.accounts["chanh"], TODAY) == []
