"""Figures, their rows and units on pages: the demo commune's numbers by hand, who sees what, what it costs."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from soxa.desk.by_unit import split
from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.values.models import ReportedValue
from soxa.values.told import measures, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
OFFICE, CELL, GOVERNMENT, ADMIN = "tuyet.ngo", "buong.luc", "tham.mong", "tri.doan"


# --- the numbers ---


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/so-lieu/party.members/", ["1.418", "1.389 chính thức", "29 dự bị"]),
        ("/so-lieu/party.members/?ngay=2026-06-15", ["1.417", "1.388 chính thức", "29 dự bị"]),
        ("/so-lieu/party.members/?ngay=2026-06-30", ["1.418"]),
        ("/so-lieu/party.members/?ngay=2025-12-31", ["1.409"]),
        ("/so-lieu/party.card_exchange/?ngay=2026-06-15", ["99,42%", "1.380 / 1.388"]),
        ("/so-lieu/party.files_complete/?ngay=2026-06-15", ["99,22%", "1.406 / 1.417", "11 hồ sơ còn thiếu"]),
        ("/so-lieu/party.women_share/?ngay=2026-06-15", ["32,67%", "463 / 1.417"]),
        ("/so-lieu/party.cells/", ["56", "Xem 56 dòng"]),
        ("/so-lieu/party.died/?ky=2026-H1", ["Xem 9 dòng"]),
        ("/so-lieu/party.died/?tu=1/1/2026&den=15-6-2026", ["Xem 8 dòng", "từ 01/01/2026 đến 15/06/2026"]),
        ("/so-lieu/party.admitted/?tu=2026-01-01&den=2026-06-15", ["Xem 14 dòng"]),
        ("/so-lieu/party.reorganised/?ky=2025-H2", ["1.396"]),
    ],
)
def test_the_number_is_the_one_counted_by_hand(office, address, said):
    page = words(office.get(address))
    assert [one for one in said if one not in page] == []


@pytest.mark.parametrize(
    ("unit", "members"), [("99911", "392"), ("99912", "385"), ("99913", "322"), ("99914", "297")]
)
def test_the_old_communes_are_whole_on_their_last_day(office, unit, members):
    page = office.get(f"/so-lieu/party.members/?don-vi={unit}&ngay=2025-06-30")
    assert (
        f'class="num" href="/so-lieu/party.members/dong/?don-vi={unit}&amp;ngay=2025-06-30'
        in page.content.decode()
    )
    assert f"Xem {members} dòng" in words(page)


def test_before_its_founding_the_commune_points_to_the_old_ones(office):
    page = words(office.get("/so-lieu/party.members/?ngay=2025-06-30"))
    assert "Ngày 30/06/2025, xã Đồng Vải chưa thành lập." in page
    assert "thị trấn Đồng Vải · xã Khê Hạ · xã Lương Bình · xã Mai Trạch" in page


def test_after_its_end_an_old_commune_points_to_the_new_one(office):
    page = words(office.get("/so-lieu/party.members/?don-vi=99912"))
    assert "xã Khê Hạ đã thôi hoạt động" in page
    assert "Xem: xã Đồng Vải" in page


def test_the_units_add_up_to_the_number(office):
    page = office.get("/so-lieu/party.members/?ngay=2026-06-15")
    table = page.content.decode().split('id="theo-don-vi"')[1].split("<tfoot>")
    counts = [
        int(one.split("</a>")[0].split(">")[-1].replace(".", ""))
        for one in table[0].split('<td class="r" data-l="Đảng viên">')[1:]
    ]
    assert (len(counts), sum(counts)) == (54, 1417)
    assert "1.417" in table[1]


def test_a_share_near_all_shows_what_is_missing(office):
    page = words(office.get("/so-lieu/party.card_exchange/?ngay=2026-06-15"))
    assert "chưa đổi thẻ, theo đơn vị" in page
    assert page.count("ốm nặng") == 5
    assert page.count("đi làm xa") == 2
    assert page.count("sai số CCCD") == 1


@pytest.mark.parametrize("day", ["15/06/2026", "15/6/2026", "15-6-2026", "15.6.2026", "15062026"])
def test_a_day_is_asked_as_it_is_typed(office, day):
    page = office.get(f"/so-lieu/party.members/?ngay={day}")
    assert "1.417" in words(page)
    assert "ngay=2026-06-15" in page.content.decode()


def test_an_unreal_day_is_told_and_today_is_shown(office):
    page = words(office.get("/so-lieu/party.members/?ngay=2026-02-30"))
    assert "“2026-02-30” không phải ngày có thật" in page
    assert "1.418" in page


@pytest.mark.parametrize("key", ["2026-H3", "2026-13", "nam-nay", "2026-07-01..2026-01-01"])
def test_a_period_nobody_knows_is_told(office, key):
    response = office.get(f"/so-lieu/party.died/?ky={key}")
    assert response.status_code == 200
    assert "Chưa hiểu ngày hoặc kỳ" in words(response)


@pytest.mark.parametrize("code", ["party.admitted", "party.died", "party.recognised", "party.transferred_in"])
@pytest.mark.parametrize(
    ("unit", "key"), [("99901", "2025"), ("99901", "2025-H2"), ("99911", "2025"), ("99901.CQ", "2026")]
)
def test_events_are_split_without_loss_across_the_merger(code, unit, key):
    found = split(FIGURES[code], Moment.over(Period.parse(key)), tree().codes[unit])
    assert sum(line.reading.part for line in found.lines) == found.total.part
    assert all(line.node for line in found.lines)


# --- rows ---


def test_rows_come_fifty_a_page_in_the_order_of_names(office):
    first = office.get("/so-lieu/party.members/dong/?ngay=2026-06-15")
    assert (
        first.content.decode().count("/dang-vien/") - first.content.decode().count('href="/dang-vien/"') == 50
    )
    assert "Trang 1 trong 29" in words(first)
    last = office.get("/so-lieu/party.members/dong/?ngay=2026-06-15&trang=29")
    assert last.content.decode().count('class="t-title"><a class="f"') == 17
    assert office.get("/so-lieu/party.members/dong/?trang=999").status_code == 200


def test_htmx_gets_the_rows_alone(office):
    part = office.get("/so-lieu/party.members/dong/", headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    assert 'id="rows"' in part.content.decode()


def test_a_cell_secretary_sees_the_true_number_and_his_own_rows():
    client = signed_in(CELL)
    page = words(client.get("/so-lieu/party.members/dong/?ngay=2026-06-15"))
    assert "1.417 dòng" in page
    assert "30 hiển thị, 1.387 ngoài phạm vi của đồng chí." in page
    rows = page.split("Ngày chính thức")[1].split("Đến thẳng")[0]
    assert rows.count("Thôn Bến Đá") == 30
    others = client.get("/so-lieu/party.members/").content.decode()
    assert "don-vi=99901.14" in others
    assert "don-vi=99901.01" not in others


def test_the_workbook_holds_the_rows_that_are_seen(office):
    def read(client):
        response = client.post(
            "/so-lieu/party.card_exchange/excel/?phan=thieu&ngay=2026-06-15", {"reason": "check"}
        )
        assert response["Content-Type"].endswith("spreadsheetml.sheet")
        return CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()

    rows = read(office)
    heading = next(place for place, row in enumerate(rows) if "Họ và tên" in row)
    assert len(rows) - heading - 1 == 8
    assert {row[-1] for row in rows[heading + 1 :]} == {"ốm nặng", "đi làm xa", "sai số CCCD"}
    told_outside = read(signed_in(CELL))
    assert any("0 hiển thị, 8 ngoài phạm vi" in str(cell) for row in told_outside for cell in row)


def test_the_trend_ends_at_the_day_asked(office):
    page = words(office.get("/so-lieu/party.members/12-thang/?ngay=2026-06-30"))
    table = page.split("Cuối tháng")[1]
    # from the end of July 2025 to the end of June 2026; the year of the merger ends at 1.409
    assert "T12 1.409" in table
    assert "T6 1.418" in table


# --- the balance ---


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("tu=2026-01-01&den=2026-06-15", "1.409 + 25 − 17 = 1.417"),
        ("ky=2025-H2", "0 + 39 − 26 + 1.396 = 1.409"),
        ("ky=2025&don-vi=99901", "0 + 39 − 26 + 1.396 = 1.409"),
    ],
)
def test_the_balance_closes_as_counted_by_hand(office, query, sentence):
    page = words(office.get(f"/so-lieu/can-doi/?{query}"))
    assert sentence in page
    assert "Khớp với số cuối kỳ" in page


@pytest.mark.parametrize("unit", ["99911", "99912", "99913", "99914"])
def test_the_old_communes_end_at_nothing(office, unit):
    page = words(office.get(f"/so-lieu/can-doi/?ky=2025&don-vi={unit}"))
    assert "= 0 Khớp với số cuối kỳ" in page


def test_the_balance_goes_to_excel(office):
    response = office.get("/so-lieu/can-doi/?ky=2025-H2&dang=excel")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows[-1][1] == "Cộng"
    assert (rows[-1][2], rows[-1][-1]) == (0, 1409)


# --- reported values ---


def test_a_reported_value_shows_plan_share_source_and_what_it_replaced(office):
    page = words(office.get("/so-lieu/budget.revenue/"))
    for said in (
        "13.268 triệu đồng",
        "21.400 triệu đồng",
        "62%",
        "Phòng Kinh tế",
        "Số ước thực hiện",
        "Đạt kế hoạch, tiến độ",
        "Đánh giá theo kết luận của lần đánh giá chỉ tiêu cùng kỳ.",
    ):
        assert said in page
    value = ReportedValue.objects.get(measure__code="budget.revenue", since=date(2025, 1, 1))
    fresh = ReportedValue.objects.create(
        measure=value.measure,
        unit=value.unit,
        since=date(2020, 1, 1),
        until=date(2021, 1, 1),
        value=value.value,
    )
    ReportedValue.objects.filter(pk=value.pk).moved(fresh.entry or value.entry, replaced_by=fresh)
    assert "đã thay" in words(office.get("/so-lieu/budget.revenue/"))


@pytest.mark.parametrize("moment", [Moment.at(date(2026, 11, 20)), Moment.over(Period.parse("2026-H1"))])
def test_measures_are_chosen_as_figures_choose_them(moment):
    unit, figures = tree().codes["99901"], measures()
    readings = read_many(figures, moment, [unit])
    lines = told(figures, moment, unit)
    assert [line.text for line in lines] == [readings[line.figure.code, unit].text for line in lines]
    plans = {line.figure.code: line.plan.pk for line in lines if line.plan}
    assert plans == {one.code: plan.pk for one in figures if (plan := one.plan(moment, unit))}
    assert len(plans) > 10


# --- the commune at a glance ---


def test_the_overview_on_the_demo_day(office):
    page = words(office.get("/tong-quan/"))
    for said in (
        "1.418",
        "1.389 chính thức",
        "29 dự bị",
        "56",
        "Đầu năm 1.409",
        "24 chỉ tiêu 6 tháng đầu năm 2026: 14 xanh",
    ):
        assert said in page
    assert "Số liệu đến 20/11/2026" in page


def test_before_a_period_ends_its_values_are_said_to_be_ahead(office):
    page = words(office.get("/tong-quan/?ngay=2026-06-14"))
    assert "24 chỉ tiêu quý I năm 2026: 11 xanh · 4 vàng · 4 đỏ" in page
    assert "Số báo cáo 6 tháng đầu năm 2026 chưa đến kỳ" in page
    assert "Xem đến hết ngày 30/06/2026" in page
    assert "Tổng giá trị sản xuất Quý I năm 2026 · số ước 1.860 tỷ đồng 462 tỷ đồng" in page
    assert "13.268" not in page


def test_once_it_has_ended_they_are_shown(office):
    page = words(office.get("/tong-quan/?ngay=2026-06-30"))
    assert "13.268" in page
    assert "6 tháng đầu năm 2026 chưa đến kỳ" not in page


def test_what_falls_behind_stands_first_and_the_rest_is_folded_by_field(office):
    page = office.get("/tong-quan/").content.decode()
    shown, _fold, folded = page.partition('<details class="fold">')
    for title in ("Sản phẩm OCOP mới", "Trường đạt chuẩn quốc gia", "Thu ngân sách nhà nước trên địa bàn"):
        assert title in shown
        assert title not in folded
    assert "Vụ phạm pháp hình sự" in folded
    assert "3 chỉ tiêu: 1 đạt kế hoạch, tiến độ" in folded


def test_the_ages_and_the_kinds_add_up(office):
    unit, on = tree().codes["99901"], Moment.at(date(2026, 6, 15))
    ages = [one for code, one in FIGURES.items() if code.startswith("party.age_")]
    kinds = [one for code, one in FIGURES.items() if code.startswith("party.cells_")]
    found = read_many([*ages, *kinds], on, [unit])
    assert sum(found[one.code, unit].part for one in ages) == 1417
    assert sum(found[one.code, unit].part for one in kinds) == 56
    assert office.get("/tong-quan/?ngay=2026-06-15").status_code == 200


# --- who may, and what it costs ---


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        (CELL, "/so-lieu/party.members/?don-vi=99901", 200),
        (CELL, "/so-lieu/party.members/?don-vi=99901.14", 200),
        (CELL, "/so-lieu/party.members/?don-vi=99901.01", 404),
        (CELL, "/so-lieu/budget.revenue/", 404),
        (CELL, "/so-lieu/can-doi/?don-vi=99912", 404),
        (GOVERNMENT, "/so-lieu/budget.revenue/", 200),
        (GOVERNMENT, "/so-lieu/party.members/", 404),
        (GOVERNMENT, "/so-lieu/party.members/excel/", 404),
        (GOVERNMENT, "/so-lieu/can-doi/", 404),
        (GOVERNMENT, "/tong-quan/", 200),
        (ADMIN, "/so-lieu/", 403),
        (ADMIN, "/tong-quan/", 403),
        (OFFICE, "/so-lieu/party.nobody/", 404),
        (OFFICE, "/so-lieu/budget.revenue/dong/", 404),
        (OFFICE, "/so-lieu/party.members/dong/?phan=gi-do", 404),
        (OFFICE, "/so-lieu/party.members/?don-vi=00000", 404),
    ],
)
def test_who_opens_what(who, address, status):
    assert signed_in(who).get(address).status_code == status


def test_nobody_reads_without_signing_in(client):
    assert client.get("/so-lieu/party.members/").status_code == 302


@pytest.mark.parametrize(
    ("who", "address", "count"),
    [
        (OFFICE, "/so-lieu/party.members/", 7),
        (OFFICE, "/so-lieu/party.card_exchange/", 7),
        (OFFICE, "/so-lieu/party.members/dong/", 6),
        (CELL, "/so-lieu/party.members/dong/", 7),
        (OFFICE, "/so-lieu/budget.revenue/", 14),
        (OFFICE, "/so-lieu/can-doi/", 7),
        (OFFICE, "/so-lieu/", 68),
        (OFFICE, "/tong-quan/", 30),
    ],
)
def test_a_page_asks_a_fixed_number_of_questions(who, address, count):
    assert queries(signed_in(who), address) == count
