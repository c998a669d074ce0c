"""Numbers typed on the grid like on a sheet: the arrows move, a column is pasted, what strikes is asked at once; and all of it without a script."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE

MONTH = "/nhap-so-lieu/?ky=2026-09"


def _begin(page):
    page.goto(MONTH)
    page.locator("tr", has_text="Kinh tế, ngân sách").get_by_role("button").last.click()
    expect(page.locator("table.filed")).to_be_visible()


def test_a_column_is_pasted_and_what_strikes_is_asked(own_book):
    page = own_book.window("yen.le")
    _begin(page)
    first = page.get_by_label("Giá trị: Thu ngân sách nhà nước trên địa bàn")
    first.focus()
    page.evaluate(
        """text => {
          const held = new DataTransfer();
          held.setData("text/plain", text);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
        }""",
        "2.211\n12,5.3\n",
    )
    expect(first).to_have_value("2.211")
    second = page.get_by_label("Giá trị: Chi ngân sách xã")
    expect(second).to_have_value("12,5.3")
    expect(page.locator("tr", has_text="Chi ngân sách xã").locator(".said")).to_contain_text("không phải số")
    first.press("Enter")
    expect(second).to_be_focused()
    second.press("ArrowUp")
    expect(first).to_be_focused()
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.locator(".errors")).to_contain_text("Chi ngân sách xã")
    expect(page.get_by_label("Giá trị: Chi ngân sách xã")).to_have_value("12,5.3")
    page.get_by_label("Giá trị: Chi ngân sách xã").fill("1,25")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("Đã ghi 2 số mới")


def test_the_grid_is_filled_on_a_phone_without_a_script(own_book):
    page = own_book.window("diep.cao", size=PHONE, script=False)
    page.goto("/nhap-so-lieu/?ky=2026-08")
    page.locator("tr", has_text="Kinh tế, ngân sách").get_by_role("button").last.click()
    field = page.get_by_label("Giá trị: Thu ngân sách nhà nước trên địa bàn")
    field.fill("nhiều")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.locator(".errors")).to_contain_text("“nhiều” không phải số")
    expect(field).to_have_value("nhiều")
    field.fill("2.300")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("Đã ghi 1 số mới")
