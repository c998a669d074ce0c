"""Who follows a cell scores its meeting on a phone: what the book knows stands there, the sum runs along, the sheet is sent."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE

SHEET = "/sinh-hoat/575/cham-diem/theo-doi/"
AGREED = ("8", "14", "21", "15", "20")


def test_the_sum_runs_along_and_a_point_that_differs_asks_why(own_book):
    page = own_book.window("hoa.trieu", size=PHONE, has_touch=True)
    page.goto("/")
    page.get_by_role("link", name="Chấm điểm").last.tap()
    expect(page.locator("form.scoring")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    fields = page.locator("input.points")
    before = float(page.locator("#sum").inner_text().replace(",", "."))
    fields.nth(3).fill("15,5")
    expect(page.locator("#sum")).to_have_text(
        str(round(before + 15.5, 1)).replace(".", ",").removesuffix(",0")
    )
    expect(page.locator("#level")).to_be_visible()
    why = page.locator(".why").first
    expect(why).not_to_have_attribute("open", "")
    fields.first.fill("1")
    expect(why).to_have_attribute("open", "")
    why.locator("input").fill("đếm lại tại chỗ")
    page.get_by_role("button", name="Ghi điểm", exact=True).tap()
    expect(page.locator(".notice.good")).to_contain_text("Đã ghi điểm")


def test_the_sheet_is_sent_without_a_script(own_book):
    page = own_book.window("hoa.trieu", size=PHONE, script=False)
    page.goto(SHEET)
    for at, points in enumerate(AGREED):
        page.locator("input.points").nth(at).fill(points)
        page.locator(".why summary").nth(at).click()
        page.locator(".why input").nth(at).fill("theo tôi thấy")
    page.get_by_role("button", name="Ghi điểm", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("Đã ghi điểm: Khá.")
