"""A draft written in the book, seen as paper, kept twice and compared, in a real browser at a desk and on a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.judging import judge_this_page

HEAD = "tuyet.ngo"
FIRST = "I. Mục đích\n- Nâng cao nghiệp vụ văn thư.\nMỗi chi bộ cử 01 đồng chí."


def sound(page):
    """Nothing grave for those who hear or magnify the page, nothing that scrolls sideways at either width."""
    judge_this_page(page)
    assert page.evaluate("judge.grave()")["found"] == []
    wide = page.viewport_size
    for size in (PHONE, wide):
        page.set_viewport_size(size)
        assert page.evaluate("judge.sideways()") == []


def save(page, number):
    page.get_by_role("button", name="Lưu Word và PDF", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text(f"Đã lưu lần thảo {number}")


def test_a_draft_is_written_seen_kept_and_compared(own_book):
    page = own_book.window(HEAD)
    page.goto("/van-ban/di/moi/?co-quan=committee")
    page.get_by_label("Loại văn bản").select_option(label="Kế hoạch")
    page.get_by_label("Trích yếu").fill("Kế hoạch tập huấn nghiệp vụ văn thư")
    page.get_by_role("button", name="Lưu dự thảo", exact=True).click()
    page.get_by_role("link", name="Soạn văn bản", exact=True).click()
    page.get_by_label("Nội dung").fill(FIRST)
    page.get_by_role("button", name="Xem trước", exact=True).click()
    expect(page.locator(".paper-title")).to_contain_text("tập huấn nghiệp vụ văn thư")
    expect(page.locator(".paper .signature")).to_contain_text("T/M BAN THƯỜNG VỤ")
    expect(page.locator(".paper")).not_to_contain_text("Độc lập - Tự do - Hạnh phúc")
    sound(page)
    save(page, 1)
    page.get_by_role("link", name="Soạn văn bản", exact=True).click()
    page.get_by_label("Nội dung").fill(FIRST.replace("01", "02"))
    save(page, 2)
    page.get_by_role("link", name="So hai bản", exact=True).click()
    expect(page.locator(".comparison del")).to_have_text("bỏ: 01")
    expect(page.locator(".comparison ins")).to_have_text("thêm: 02")
    sound(page)
