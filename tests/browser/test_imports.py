"""From a workbook as an office keeps it to rows in the book, through a preview and a consent."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

HEAD = "tuyet.ngo"
SAMPLES = Path(__file__).resolve().parents[2] / "docs" / "samples"
HEADINGS = ("Họ và tên", "Ngày sinh", "Chi bộ", "Số thẻ")


def hand_in(page, path, kind="Danh sách đảng viên"):
    page.goto("/nhap/")
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Tệp Excel").set_input_files(path)
    page.get_by_role("button", name="Xem trước").click()


def counted(page, label):
    figure = page.locator("section.fig").filter(has=page.get_by_role("heading", name=label, exact=True))
    return figure.locator(".num").inner_text()


def counts(page):
    return [counted(page, label) for label in ("Mới", "Thay đổi", "Trùng với sổ", "Chỗ phải sửa")]


def found(page, name):
    page.goto(f"/dang-vien/?q={name}")
    return page.locator("#rows table tbody th a").count()


def workbook(path, *rows, title="Danh sách"):
    made = Workbook()
    made.active.title = title
    made.active.append(HEADINGS)
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def test_one_list_is_looked_at_then_written_and_not_written_twice(own_book):
    page = own_book.window(HEAD)
    hand_in(page, SAMPLES / "dang-vien-mot-bang.xlsx")
    assert counts(page) == ["6", "0", "0", "0"]
    assert found(page, "Quàng Văn Bách") == 0
    page.go_back()
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kết quả nhập")
    expect(page.locator("dl.facts")).to_contain_text("6")
    assert found(page, "quang van bach") == 1
    expect(page.locator("#rows")).to_contain_text("Thôn Bến Đá")
    hand_in(page, SAMPLES / "dang-vien-mot-bang.xlsx")
    expect(page.locator("main")).to_contain_text("Nhập lại đúng tệp này thì sổ không ghi thêm gì")
    expect(page.get_by_role("button", name="Ghi sổ", exact=True)).to_have_count(0)


def test_a_sheet_for_each_cell(own_book):
    page = own_book.window(HEAD)
    hand_in(page, SAMPLES / "dang-vien-moi-chi-bo-mot-trang.xlsx")
    assert counts(page) == ["6", "0", "0", "0"]
    expect(page.locator("main")).to_contain_text("Bìa")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    assert found(page, "mac dang ruong") == 1
    expect(page.locator("#rows")).to_contain_text("Thôn Đồi Chè")


def test_a_cell_the_book_lacks_is_made_only_on_consent(own_book):
    page = own_book.window(HEAD)
    hand_in(page, SAMPLES / "dang-vien-theo-nhom.xlsx")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Kết quả nhập")
    assert found(page, "chu thi phuong hoa") == 0
    hand_in(page, SAMPLES / "dang-vien-theo-nhom.xlsx")
    consent = page.get_by_role("checkbox", name="Chi bộ Doanh nghiệp Gỗ Khê Hạ")
    expect(page.get_by_label("Loại của Chi bộ Doanh nghiệp Gỗ Khê Hạ")).to_have_value("enterprise")
    consent.check()
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page.locator("dl.facts")).to_contain_text("Chi bộ lập mới")
    assert found(page, "chu thi phuong hoa") == 1
    page.goto("/chi-bo/")
    expect(page.locator("#rows")).to_contain_text("Doanh nghiệp Gỗ Khê Hạ")


def test_reported_values(own_book):
    page = own_book.window(HEAD)
    hand_in(page, SAMPLES / "so-lieu-bao-cao.xlsx", kind="Số liệu báo cáo")
    assert counts(page) == ["7", "1", "2", "0"]
    expect(page.locator("main")).to_contain_text("2,19%")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kết quả nhập")
    page.goto("/so-lieu/budget.revenue/?ky=2025")
    expect(page.locator("main")).to_contain_text("12.675 triệu đồng")


def test_every_bad_cell_is_said_by_its_address_and_nothing_is_written(own_book, tmp_path):
    page = own_book.window(HEAD)
    bad = workbook(
        tmp_path / "sai.xlsx",
        ("Người Không Lỗi", "05/03/1962", "Chi bộ Khu 1", ""),
        ("Người Sai Ngày", "31/02/1970", "Chi bộ Khu 1", ""),
        ("Người Quá Già", "12/04/1890", "Chi bộ Khu 1", ""),
        ("", "12/04/1990", "Chi bộ Khu 1", ""),
        title="Bến Đá",
    )
    hand_in(page, bad)
    assert counted(page, "Chỗ phải sửa") == "3"
    faults = page.locator("#faults")
    for address in ("B3", "B4", "A5"):
        expect(faults.locator("tbody tr").filter(has_text=address)).to_have_count(1)
    expect(faults).to_contain_text("31/02/1970")
    expect(faults).to_contain_text("Bến Đá")
    expect(page.get_by_role("button", name="Ghi sổ", exact=True)).to_be_disabled()
    assert found(page, "nguoi khong loi") == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [("rac.xlsx", b"\0\1\2 not a workbook " * 1000), ("trong.xlsx", b""), ("anh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64)],
)  # fmt: skip
def test_what_is_not_a_workbook_is_refused_in_words(own_book, tmp_path, name, content):
    page = own_book.window(HEAD)
    (tmp_path / name).write_bytes(content)
    hand_in(page, tmp_path / name)
    text = page.locator("main").inner_text()
    assert "Traceback" not in text and "Error" not in text
    expect(page.locator(".errors, .notice, #faults").first).to_be_visible()
    expect(page.get_by_role("button", name="Ghi sổ", exact=True)).to_have_count(0)


def test_an_empty_sheet_to_fill_is_a_workbook(book):
    page = book.window(HEAD)
    page.goto("/nhap/")
    with page.expect_download() as told:
        page.get_by_role("link", name="Tải bảng mẫu: Danh sách đảng viên").click()
    assert told.value.path().read_bytes()[:2] == b"PK"
