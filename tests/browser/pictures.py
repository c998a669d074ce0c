"""Takes the pictures of the pages for docs/pictures: python -m tests.browser.pictures [NAME…]."""

import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook

from soxa.samples.filled import filled
from tests.browser.bookroom import Room, browser, sign_in
from tests.browser.small_png import small_png

TO = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WHO = "tuyet.ngo"
SIZES = {1280: 800, 360: 780}
TALLEST = {1280: 1280, 360: 1280}


def main(wanted: list[str]) -> None:
    """Fill a demo book, open it and picture each page at both widths."""
    with tempfile.TemporaryDirectory() as held, browser() as window:
        room = Room(filled(Path(held)).directory)
        with room.open():
            state = _signed_in(window, room)
            developing = window.new_page()
            for width, height in SIZES.items():
                context = window.new_context(
                    base_url=room.address, viewport={"width": width, "height": height}, locale="vi-VN",
                    storage_state=state,
                )  # fmt: skip
                for name, show in SHOWN.items():
                    if not wanted or name in wanted:
                        page = context.new_page()
                        show(page, Path(held))
                        picture = _picture(page, width)
                        (TO / f"{name}-{width}.png").write_bytes(small_png(developing, picture))
                        page.close()
                context.close()


def _signed_in(window, room):
    context = window.new_context()
    page = context.new_page()
    sign_in(page, room.address, WHO)
    page.wait_for_url(f"{room.address}/")
    return context.storage_state()


def _picture(page, width: int) -> bytes:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(tall, SIZES[width]), TALLEST[width])})
    return page.screenshot()


def _at(address):
    return lambda page, _held: page.goto(address)


def _door(page, _held):
    page.context.clear_cookies(name="sessionid")
    page.goto("/accounts/login/")


def _member(page, _held):
    page.goto("/dang-vien/?q=luc+van+buong")
    page.locator("#rows table tbody th a").first.click()
    page.wait_for_url("**/dang-vien/*/")


def _import(page, held):
    """A list in which three cells are bad."""
    made = Workbook()
    made.active.title = "Bến Đá"
    for row in (
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ THÔN BẾN ĐÁ",),
        (),
        ("STT", "Họ và tên đảng viên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ ĐV", "Chi bộ"),
        (1, "VŨ THỊ THU HƯỜNG", "05/03/1982", "19/5/2008", "19/5/2009", "98.700201", "Chi bộ thôn Bến Đá"),
        (2, "Nông Văn Tới", "31/02/1970", "03/02/1998", "03/02/1999", "98.700202", "Chi bộ thôn Bến Đá"),
        (3, "Lý Thị Mẩy", "12/04/1890", "02/9/1995", "02/9/1996", "98.700203", "Chi bộ thôn Bến Đá"),
        (4, "Triệu Tiến Lợi", "1964", "22/12/1986", "22/12/1987", "98.7002", "Chi bộ thôn Bến Đá"),
        (5, "Đặng Thị Xuyến", "7/1991", "26/3/2015", "26/3/2016", "98.700205", "Chi bộ thôn Bến Đá"),
    ):  # fmt: skip
        made.active.append(row)
    made.save(held / "ben-da-thang-11.xlsx")
    page.goto("/nhap/")
    page.get_by_label("Tệp Excel").set_input_files(held / "ben-da-thang-11.xlsx")
    page.get_by_role("button", name="Xem trước").click()
    page.locator("#faults").wait_for()


def _report(page, _held):
    page.goto("/bao-cao/")
    page.get_by_label("Loại báo cáo").select_option(label="sơ kết 6 tháng")
    page.get_by_label("Kỳ", exact=True).select_option(label="6 tháng đầu năm 2026")
    page.get_by_role("button", name="Viết báo cáo").click()
    page.wait_for_url("**/bao-cao/*/")


# the door comes last: it signs out
SHOWN = {
    "mine": _at("/"),
    "overview": _at("/tong-quan/"),
    "members": _at("/dang-vien/"),
    "member": _member,
    "cells": _at("/chi-bo/"),
    "cell": _at("/chi-bo/99901.14/"),
    "figure": _at("/so-lieu/party.card_exchange/?ngay=2026-06-15"),
    "import": _import,
    "report": _report,
    "journal": _at("/nhat-ky/"),
    "settings": _at("/cai-dat/"),
    "units": _at("/don-vi/"),
    "sign-in": _door,
}


if __name__ == "__main__":
    main(sys.argv[1:])
