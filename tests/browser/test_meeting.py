"""A whole cell meeting on a phone of 360 px: the network goes away in the middle and comes back, its clock is years behind, everything is written once."""

import re

from playwright.sync_api import expect

from soxa.law.numbers import share_text
from tests.browser.conftest import PHONE

SECRETARY, ADDRESS = "buong.luc", "/sinh-hoat/574/"


def row(page, name):
    return page.locator("fieldset", has_text=name)


def net(page, words):
    expect(page.locator("#net")).to_contain_text(words)


def begun(page):
    page.goto(ADDRESS)
    page.get_by_role("link", name="Bắt đầu họp", exact=True).click()
    page.get_by_label("Bắt đầu lúc").fill("19:30")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    page.wait_for_url("**/dang-hop/diem-danh/")


def rolled(page):
    """One is away for a reason while there is a network, one without it after it went; how many have to come is returned."""
    due = int(re.search(r"/ (\d+) có mặt", page.locator(".tally").inner_text())[1])
    row(page, "Lương Văn Cường").get_by_text("Vắng có lý do").click()
    row(page, "Lương Văn Cường").get_by_role("textbox").fill("đi viện")
    row(page, "Lương Văn Cường").get_by_role("textbox").blur()
    expect(page.locator(".tally")).to_contain_text(f"{due - 1} / {due} có mặt")
    net(page, "Đã gửi lúc")
    page.get_by_role("button", name="Có đồng chí Triệu Thị Hòa dự").click()
    expect(page.locator("#guests")).to_contain_text("Triệu Thị Hòa")
    page.context.set_offline(True)
    row(page, "Hà Văn Đức").get_by_text("Vắng không lý do").click()
    net(page, "Đang không có mạng. Đồng chí cứ điểm danh tiếp")
    page.get_by_role("button", name="Xong, sang nội dung họp").click()
    return due


def spoken_and_decided(page):
    """Without a network: parts change, what is typed is kept and says so."""
    page.locator("#noi-dung").get_by_role("link", name="Ghi ý kiến").nth(2).click()
    page.get_by_label("Người phát biểu", exact=True).select_option(label="Bùi Văn Chung")
    page.get_by_role("textbox", name="Ý kiến").fill("Đề nghị rải đá đoạn đường cuối thôn")
    page.get_by_role("button", name="Ghi ý kiến").click()
    expect(page.locator("#y-kien .pending")).to_contain_text("Chưa gửi – đang lưu trên máy này")
    page.get_by_role("link", name="Xong ý kiến").click()
    for work in ("Rải đá đường cuối thôn", "Thu gom rác ven sông", "Thăm hộ đồng chí Bưởi"):
        page.get_by_label("Nội dung việc").fill(work)
        page.get_by_label("Hạn xong").fill("30/11/2026")
        page.get_by_role("button", name="Ghi việc này").click()
    expect(page.locator("#viec .pending li")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_meeting_on_a_phone_whose_network_goes_away(own_book):
    page = own_book.window(SECRETARY, size=PHONE)
    page.clock.set_fixed_time("2019-01-01T03:00:00")
    begun(page)
    due = rolled(page)
    spoken_and_decided(page)
    # another window of the same machine comes back first; both send what is kept, and it is written once
    other = page.context.new_page()
    page.context.set_offline(False)
    other.goto(f"{ADDRESS}dang-hop/xong/")
    net(page, "Đã gửi lúc")
    expect(page.locator("#decided li")).to_have_count(3)
    page.locator(".progress").get_by_text("Xong").click()
    expect(page.locator("#sum")).to_contain_text(
        f"Có mặt {due - 2}/{due} · vắng có lý do 1 · không lý do 1 · ý kiến 1 · việc quyết định 3"
    )
    page.get_by_label("Kết thúc lúc").fill("21:10")
    page.get_by_role("button", name="Kết thúc và gửi").click()
    page.wait_for_url(f"**{ADDRESS}")
    expect(page.locator("main")).to_contain_text(
        f"Phải dự {due} · có mặt {due - 2} ({share_text(due - 2, due)}) · vắng có lý do 1 · không lý do 1"
    )
    expect(page.locator("main")).to_contain_text("100 phút")
    assert page.evaluate("Object.entries(localStorage).every(([, kept]) => ['[]', '{}'].includes(kept))")
    # what is typed in the other window after that is not taken, and stays on the machine
    other.locator(".progress").get_by_text("Việc").click()
    other.get_by_label("Nội dung việc").fill("Quét cổng làng")
    other.get_by_role("button", name="Ghi việc này").click()
    net(other, "Nội dung chưa gửi còn trên máy này")
    expect(other.locator("#viec .pending")).to_contain_text("Quét cổng làng")
    assert "Quét cổng làng" in other.evaluate("JSON.stringify(localStorage)")


def test_a_name_is_found_among_many_and_a_line_is_moved_by_the_keyboard(book):
    page = book.window("tuyet.ngo", size=PHONE)
    page.goto("/sinh-hoat/561/diem-danh/")
    lines = page.locator(".roll fieldset")
    every = lines.count()
    page.get_by_label("Tìm tên").fill("ly dinh  AN")
    expect(lines.filter(visible=True)).to_have_count(1)
    expect(lines.filter(visible=True)).to_contain_text("Lý Đình An")
    page.keyboard.press("Enter")  # it sends nothing
    page.get_by_label("Tìm tên").fill("")
    expect(lines.filter(visible=True)).to_have_count(every)
    page.goto("/sinh-hoat/694/chuong-trinh/")
    second = page.locator("#t1").input_value()
    page.locator("button[value=up-1]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#t0")).to_have_value(second)
    expect(page.locator("button[value=down-0]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#t1")).to_have_value(second)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
