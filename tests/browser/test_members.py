"""The member list: found without tone marks, narrowed, sorted as Vietnamese names are, taken out as a workbook."""

import re

import pytest
from playwright.sync_api import expect

HEAD = "tuyet.ngo"
ROWS = "#rows table tbody tr"


def people(page):
    return page.locator(f"{ROWS} th a").all_inner_texts()


def test_typing_narrows_the_list_without_a_press(book):
    page = book.window(HEAD)
    page.goto("/dang-vien/")
    expect(page.locator("#rows .count")).to_contain_text("1.418 đồng chí")
    page.get_by_label("Tìm theo tên hoặc số thẻ").press_sequentially("luc van buong")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(f"{ROWS} th a")).to_have_text("Lục Văn Bường")
    expect(page).to_have_url(re.compile(r"q=luc(\+|%20)van(\+|%20)buong"))
    page.go_back()
    expect(page.locator("#rows .count")).to_contain_text("1.418 đồng chí")


@pytest.mark.parametrize(("typed", "meant"), [("nguyen", "Nguyễn"), ("dang", "Đặng"), ("NÔNG", "Nông")])
def test_tone_marks_and_the_crossed_d_do_not_matter(book, typed, meant):
    page = book.window(HEAD)
    page.goto(f"/dang-vien/?q={typed}")
    found = people(page)
    assert len(found) >= 20
    assert any(name.startswith(f"{meant} ") for name in found)


def test_names_stand_by_the_given_name_in_vietnamese_order(book):
    page = book.window(HEAD)
    page.goto("/dang-vien/?chi-bo=99901.14")
    # the given name comes first, then the family name; tones after the bare vowel: Biên, Bưởi, Bường …
    given = [name.split()[-1] for name in people(page)]
    assert given == [
        "Biên", "Bưởi", "Bường", "Cẩn", "Chung", "Cường", "Doanh", "Định", "Đức", "Hà",
        "Hậu", "Hòa", "Hưng", "Khải", "Khải", "Luân", "Mùi", "Ngần", "Nghĩa", "Nguyệt",
        "Phương", "Sáu", "Sinh", "Thân", "Thơm", "Thụ", "Tuân", "Tuyết", "Xuân", "Yên",
    ]  # fmt: skip


def test_the_cell_and_the_standing_narrow_the_list(book):
    page = book.window(HEAD)
    page.goto("/dang-vien/")
    page.get_by_label("Chi bộ", exact=True).select_option(label="Chi bộ thôn Bến Đá")
    expect(page.locator("#rows .count")).to_contain_text("30 đồng chí")
    page.get_by_text("Thêm điều kiện").click()
    page.get_by_label("Tư cách").select_option(label="dự bị")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(ROWS)).to_contain_text("dự bị")
    # each condition is taken away by a press on it
    page.locator(".chips a").filter(has_text="Bến Đá").click()
    expect(page.locator("#rows .count")).to_contain_text("29 đồng chí")


def test_the_list_of_another_day(book):
    page = book.window(HEAD)
    page.goto("/dang-vien/")
    page.locator("details.asof > summary").click()
    page.get_by_label("Xem số liệu đến hết ngày").fill("15/6/2026")
    page.locator("details.asof").get_by_role("button", name="Xem").click()
    expect(page.locator("#rows .count")).to_contain_text("1.417 đồng chí")


def test_two_hamlets_of_one_name_are_told_apart(book):
    page = book.window(HEAD)
    page.goto("/dang-vien/")
    offered = page.get_by_label("Chi bộ", exact=True).locator("option").all_inner_texts()
    assert [one for one in offered if "Trung (" in one] == [
        "Chi bộ thôn Trung (Khê Hạ)",
        "Chi bộ thôn Trung (Mai Trạch)",
    ]
    assert len([one for one in offered if "Tân Tiến (" in one]) == 2


def test_nobody_found_says_what_to_do_next(book):
    page = book.window(HEAD)
    page.goto("/dang-vien/?q=khong+co+ai+ten+nhu+vay")
    expect(page.locator("#rows")).to_contain_text("Không có đảng viên nào khớp")
    page.get_by_role("link", name="Xem tất cả 1.418 đồng chí").click()
    expect(page.locator("#rows .count")).to_contain_text("1.418 đồng chí")


def test_what_is_listed_is_taken_out_as_a_workbook(book, tmp_path):
    from openpyxl import load_workbook

    page = book.window(HEAD)
    page.goto("/dang-vien/?chi-bo=99901.14")
    page.get_by_text("Xuất, in", exact=True).click()
    page.get_by_role("link", name="Excel", exact=True).click()
    page.get_by_label("Phục vụ họp chi bộ, họp cấp ủy").check()
    with page.expect_download() as told:
        page.get_by_role("button", name="Tải tệp").click()
    told.value.save_as(tmp_path / "ben-da.xlsx")
    cells = [cell.value for row in load_workbook(tmp_path / "ben-da.xlsx").active.iter_rows() for cell in row]
    assert "Lục Văn Bường" in cells
    assert sum(cell == "Chi bộ thôn Bến Đá" for cell in cells) == 30


def test_the_list_on_paper_has_no_furniture(book):
    page = book.window(HEAD)
    page.goto("/dang-vien/?chi-bo=99901.14")
    expect(page.locator(".spine")).to_be_visible()
    page.emulate_media(media="print")
    for furniture in (".spine", ".filters", ".tabbar", ".btn"):
        expect(page.locator(furniture).first).to_be_hidden()
    expect(page.locator(ROWS)).to_have_count(30)
    assert page.pdf(format="A4")[:4] == b"%PDF"
