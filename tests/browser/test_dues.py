"""A month's dues on a phone: everybody is ticked, one un-ticks the few who have not paid, and presses once."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE

DUES = "/dang-vien/dang-phi/"


def test_a_secretary_writes_a_month_in_six_taps(own_book):
    """From the first page on: the members, their dues, the own cell, two who have not paid, one button."""
    page, taps = own_book.window("buong.luc", size=PHONE, has_touch=True), 0

    def tap(spot):
        nonlocal taps
        spot.tap()
        taps += 1

    page.goto("/")
    tap(page.get_by_role("navigation").get_by_role("link", name="Đảng viên").locator("visible=true").first)
    tap(page.get_by_role("link", name="Đảng phí", exact=True))
    tap(page.locator("#rows table tbody th a"))
    ticks = page.locator(".dues-row .check")
    expect(ticks.first).to_be_visible()
    everybody = ticks.count()
    assert everybody >= 25
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    for place in (3, everybody - 1):
        assert ticks.nth(place).bounding_box()["height"] >= 44
        tap(ticks.nth(place))
    tap(page.get_by_role("button", name="Ghi thu", exact=True))
    expect(page.locator(".notice.good")).to_contain_text(f"Đã ghi thu {everybody - 2} đồng chí.")
    expect(page.locator(".dues-row")).to_have_count(2)
    assert taps == 6


def test_forty_are_written_without_a_script_by_un_ticking_and_one_button(own_book):
    page = own_book.window("tuyet.ngo", size=PHONE, script=False)
    page.goto(f"{DUES}chi-bo/99901.19/")
    ticks = page.locator(".dues-row input[type=checkbox]")
    expect(ticks).to_have_count(39)
    expect(page.locator(".dues-row input[type=checkbox]:checked")).to_have_count(39)
    ticks.nth(5).uncheck()
    other = page.locator(".dues-row").nth(8)
    other.locator("summary").click()
    other.get_by_label("Số tiền (đồng)").fill("50.000")
    page.get_by_role("button", name="Ghi thu", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("Đã ghi thu 38 đồng chí.")
    expect(page.locator("main")).to_contain_text(re.compile(r"38\s*trên 39 đồng chí phải nộp"))
