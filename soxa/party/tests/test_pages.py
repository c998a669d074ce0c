"""The Party's pages: who sees what, who is refused, what is found, what a page costs, and that forms write."""

import html
import io
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from soxa.kernel.models import Entry
from soxa.law.periods import FOREVER
from soxa.party.flow import take
from soxa.party.models import Membership
from soxa.party.tests.cast import LONG_NAME
from soxa.party.tests.paper import WHY


def names(response) -> list[str]:
    """Names in the rows of a list, in their order."""
    return re.findall(r'<a href="/dang-vien/\d+/">([^<]+)</a><div class="t-sub">', response.content.decode())


ALL_UPPER = ["Bùi Văn An", LONG_NAME, "Đặng Thị Ân", "Lò Văn Ấn", "Triệu Thị Âu", "Vi Thị Bưởi", "Hà Văn Thụ"]


# --- who sees ---


@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("chanh", ALL_UPPER),
        ("khac", ["Nông Văn Ân"]),
        ("buong", ["Bùi Văn An", "Đặng Thị Ân", "Lò Văn Ấn", "Triệu Thị Âu", "Vi Thị Bưởi"]),
        ("nhung", [*ALL_UPPER[:2], "Nông Văn Ân", "Đặng Thị Ân", *ALL_UPPER[3:]]),
    ],
)
def test_the_list_shows_what_lies_in_sight_in_vietnamese_order(at, login, seen):
    found = names(at(login).get("/dang-vien/"))
    assert sorted(found) == sorted(seen)
    if login != "nhung":
        assert found == seen


@pytest.mark.parametrize("address", ["/dang-vien/", "/chi-bo/", "/dang-vien/xuat-excel/"])
@pytest.mark.parametrize("login", ["ubnd", "la"])
def test_others_are_refused(at, login, address):
    assert at(login).get(address).status_code == 403


def test_nobody_gets_in_without_signing_in(client, cast):
    for address in ("/dang-vien/", f"/dang-vien/{cast.members['an'].pk}/", "/chi-bo/"):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("login", ["khac", "buong"])
def test_what_lies_elsewhere_does_not_exist(at, cast, login):
    """The other commune's head sees nothing of the school; nor does the secretary of another cell."""
    browser, there = at(login), cast.members["long"].pk
    assert browser.get(f"/dang-vien/{there}/").status_code == 404
    assert browser.get("/chi-bo/99801.02/").status_code == 404
    assert browser.get("/dang-vien/999999/").status_code == 404


@pytest.mark.parametrize("login", ["khac", "buong", "nhung", "la"])
def test_acts_on_what_is_not_ones_own_are_refused(at, cast, login):
    browser, member = at(login), cast.members["an"].pk
    facts = {"on": "01/06/2026", "paper": "QĐ 1", "went_to": "nơi khác"}
    before = Entry.objects.count()
    answers = [
        browser.post(f"/dang-vien/{member}/chuyen-di/", facts),
        browser.post(f"/dang-vien/{member}/dinh-chinh/", facts),
        browser.post(f"/dang-vien/{member}/niem-kin/citizen_id/"),
        browser.post("/chi-bo/99801.01/to-chuc-co-so/", {"grassroots": "no"}),
        browser.post("/dang-vien/them/ket-nap/", facts),
    ]
    assert {answer.status_code for answer in answers} <= {403, 404, 422}
    assert Entry.objects.count() == before
    assert Membership.objects.filter(member_id=member).get().until == FOREVER


def test_a_newcomer_cannot_be_put_into_anothers_cell(at, cast):
    facts = {
        "full_name": "Ai Đó", "born": "1990", "unit": cast.units["dong_cham"].pk, "decision_on": "01/06/2026",
        "on": "02/06/2026", "paper": "QĐ 1",
    }  # fmt: skip
    answer = at("chanh").post("/dang-vien/them/ket-nap/", facts)
    assert answer.status_code == 422
    assert not Membership.objects.filter(unit=cast.units["dong_cham"], since=date(2026, 6, 2)).exists()


# --- finding ---


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=dang an", ["Đặng Thị Ân"]),
        ("q=ĐẶNG", ["Đặng Thị Ân"]),
        ("q=an", ["Bùi Văn An", LONG_NAME, "Đặng Thị Ân", "Lò Văn Ấn", "Hà Văn Thụ"]),
        ("q=12.345678", ["Bùi Văn An"]),
        ("q=khong co", []),
        ("chi-bo=99801.02", [LONG_NAME, "Hà Văn Thụ"]),
        ("dang=du-bi", ["Vi Thị Bưởi"]),
        ("dang=chinh-thuc&nu=1", [LONG_NAME, "Đặng Thị Ân", "Triệu Thị Âu"]),
        ("tuoi=61-", ["Đặng Thị Ân", "Lò Văn Ấn"]),
        ("tuoi=36-40", ["Bùi Văn An"]),  # 36 today
        ("tuoi=18-30", ["Vi Thị Bưởi"]),  # 25 until tomorrow
        ("the=chua-doi&chi-bo=99801.01", ["Đặng Thị Ân", "Lò Văn Ấn", "Triệu Thị Âu"]),
        ("ho-so=thieu", ["Vi Thị Bưởi"]),
        ("dang=khac&tuoi=x&trang=nan&ngay=hom-qua&xep=?", ALL_UPPER),
        (
            "ngay=2026-01-05",
            ["Bùi Văn An", LONG_NAME, "Đặng Thị Ân", "Lò Văn Ấn", "Triệu Thị Âu", "Hà Văn Thụ"],
        ),
        ("ngay=2026-01-06&dang=du-bi", ["Vi Thị Bưởi"]),
        ("ngay=1997-02-02&dang=chinh-thuc", []),
        (
            "xep=tuoi&chi-bo=99801.01",
            ["Lò Văn Ấn", "Đặng Thị Ân", "Triệu Thị Âu", "Bùi Văn An", "Vi Thị Bưởi"],
        ),
        ("trang-thai=da-ra", []),
        ("trang-thai=tam-den", []),
    ],
)
def test_conditions(at, query, found):
    assert names(at("chanh").get("/dang-vien/?" + query)) == found


def test_one_who_left_is_listed_with_the_day_and_the_reason(at, cast, head):
    facts = {"on": date(2026, 6, 1), "paper": "GT 1", "went_to": "Đảng ủy xã khác"}
    take("transfer_out", cast.members["an"], head, today=date(2026, 11, 20), facts=facts)
    answer = at("chanh").get("/dang-vien/?trang-thai=da-ra")
    assert names(answer) == ["Bùi Văn An"]
    assert "chuyển đi 01/06/2026" in answer.content.decode()
    assert "Bùi Văn An" in names(at("chanh").get("/dang-vien/?ngay=2026-05-31"))
    assert "Bùi Văn An" not in names(at("chanh").get("/dang-vien/?ngay=2026-06-01"))


@pytest.mark.parametrize(
    "day", ["2026-05-31", "31/05/2026", "31/5/2026", "31-5-2026", "31.5.2026", "31052026"]
)
def test_a_day_is_asked_as_it_is_typed(at, day):
    for address in ("/dang-vien/", "/chi-bo/"):
        assert 'value="31/05/2026"' in at("chanh").get(f"{address}?ngay={day}").content.decode()


@pytest.mark.parametrize("address", ["/dang-vien/", "/chi-bo/", "/chi-bo/99801.01/"])
def test_an_unreal_day_is_told_and_today_is_shown(at, address):
    text = html.unescape(at("chanh").get(f"{address}?ngay=31/02/2026").content.decode())
    assert "“31/02/2026” không phải ngày có thật" in text
    assert "Đang xem ngày hôm nay." in text


def test_an_empty_answer_says_what_to_do_next(at):
    text = at("chanh").get("/dang-vien/?q=khongco").content.decode()
    assert "Không có đảng viên nào khớp" in text
    assert "Xem tất cả 7 đồng chí" in text
    assert (
        "Ngày 01/01/1950 sổ chưa có đảng viên nào."
        in at("chanh").get("/dang-vien/?ngay=1950-01-01").content.decode()
    )


def test_a_province_shows_no_dear_total(at):
    assert "lọc theo xã để có tổng số" in at("nhung").get("/dang-vien/").content.decode()
    assert "<b>7</b> đồng chí" in at("nhung").get("/dang-vien/?chi-bo=99801").content.decode()


def test_pages_follow_one_another(at, cast):
    for number in range(60):
        cast.member(
            f"m{number}", f"Nguyễn Văn Mười{'h' * (number % 7)}", "school", born="1980", admitted_on="2000"
        )
    browser = at("chanh")
    first, second, third = (names(browser.get(f"/dang-vien/?trang={page}")) for page in (1, 2, 3))
    assert (len(first), len(second), len(third)) == (50, 17, 0)
    assert 'rel="next"' in browser.get("/dang-vien/").content.decode()
    assert 'rel="next"' not in browser.get("/dang-vien/?trang=2").content.decode()


def test_htmx_gets_the_rows_alone_and_going_back_the_whole_page(at):
    browser = at("chanh")
    part = browser.get("/dang-vien/?q=dang", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert names(part) == ["Đặng Thị Ân"]
    again = browser.get(
        "/dang-vien/?q=dang", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert "<html" in again.content.decode()
    assert part["Vary"] == again["Vary"] == "HX-Request, Cookie"


def test_the_excel_file_holds_the_rows_of_the_list_and_nothing_sealed(at):
    answer = at("chanh").post("/dang-vien/xuat-excel/?chi-bo=99801.01&q=an", WHY)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    heading = next(row for row in rows if "Họ và tên" in row)
    listed = [row[heading.index("Họ và tên")] for row in rows[rows.index(heading) + 1 :]]
    assert listed == ["Bùi Văn An", "Đặng Thị Ân", "Lò Văn Ấn"]
    assert "Số CCCD" not in heading
    assert "001062012345" not in str(rows)
    assert heading.index("Chi bộ") and rows[-1][heading.index("Chi bộ")] == "Chi bộ thôn Bến Đá"


# --- what a page costs ---


def queries(browser, address, django_assert_max_num_queries, most: int) -> None:
    browser.get(address)
    with django_assert_max_num_queries(most):
        assert browser.get(address).status_code == 200


@pytest.mark.parametrize(
    ("login", "address", "most"),
    [
        ("chanh", "/dang-vien/", 8),
        ("nhung", "/dang-vien/", 8),
        ("buong", "/dang-vien/", 8),
        ("chanh", "/dang-vien/?q=an&nu=1&mien=exempt&ho-so=thieu&tuoi=61-", 8),
        ("chanh", "/dang-vien/xuat-excel/", 6),
        ("chanh", "/chi-bo/", 9),
        ("chanh", "/chi-bo/99801.01/", 27),
    ],
)
def test_what_a_page_asks_of_the_database(at, django_assert_max_num_queries, login, address, most):
    queries(at(login), address, django_assert_max_num_queries, most)


def test_a_member_page_asks_a_fixed_number_of_questions(at, cast, head, django_assert_max_num_queries):
    for month in range(1, 7):
        unit = cast.units["school" if month % 2 else "ben_da"].pk
        facts = {"unit": unit, "on": date(2026, month, 1)}
        take("move_within", cast.members["an"], head, today=date(2026, 11, 20), facts=facts)
    queries(at("chanh"), f"/dang-vien/{cast.members['an'].pk}/", django_assert_max_num_queries, 14)


def test_a_part_beside_a_member_is_asked_once_however_much_it_holds(
    at, cast, head, django_assert_max_num_queries
):
    for year in (2001, 2004, 2007):
        facts = {"on": date(year, 1, 1), "until": date(year, 6, 1), "reason": "Đi làm xa", "paper": "XN 1"}
        take("was_outside", cast.members["an"], head, today=date(2026, 11, 20), facts=facts)
    queries(at("chanh"), f"/dang-vien/{cast.members['an'].pk}/", django_assert_max_num_queries, 15)


# --- cells ---


def test_the_cells_page_counts_and_says_what_is_wrong(at):
    text = at("chanh").get("/chi-bo/").content.decode()
    assert "Thôn Bến Đá" in text
    assert "Đồng Chằm" not in text
    assert "Chưa đủ điều kiện thành lập" in text  # the school's cell has two official members
    text = at("chanh").get("/chi-bo/?muc=bad").content.decode()
    assert "Trường THCS" in text
    assert "Bến Đá" not in text


def test_a_cell_page_opens_the_rows_behind_its_numbers(at):
    browser = at("buong")
    text = browser.get("/chi-bo/99801.01/").content.decode()
    assert 'href="/dang-vien/?chi-bo=99801.01&amp;dang=du-bi"' in text
    assert names(browser.get("/dang-vien/?chi-bo=99801.01&dang=du-bi")) == ["Vi Thị Bưởi"]
    assert "Sổ chưa ghi bí thư" in text


def test_a_plain_question_about_a_cell_is_answered_by_form(at, cast):
    browser = at("chanh")
    text = browser.get("/chi-bo/99801.01/").content.decode()
    assert "Chi bộ này có phải là tổ chức cơ sở đảng trực thuộc thẳng Đảng ủy xã không?" in text
    answer = browser.post("/chi-bo/99801.01/to-chuc-co-so/", {"grassroots": "no"})
    assert answer.status_code == 302
    cast.cells["ben_da"].refresh_from_db()
    assert cast.cells["ben_da"].grassroots is False
    assert browser.post("/chi-bo/99801.01/to-chuc-co-so/", {"grassroots": "maybe"}).status_code == 422
    assert browser.post("/chi-bo/99801.01/khac/", {}).status_code == 404


def test_a_province_reader_looks_at_one_commune_at_a_time(at):
    text = at("nhung").get("/chi-bo/?xa=99802").content.decode()
    assert "Thôn Đồng Chằm" in text
    assert "Thôn Bến Đá" not in text
