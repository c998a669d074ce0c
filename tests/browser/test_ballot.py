"""A ballot on a phone: what was chosen outlives a session that ended, is cast once, and is counted after the close alone."""

from playwright.sync_api import expect

from tests.browser.bookroom import sign_in
from tests.browser.conftest import PHONE

HEAD, VOTER = "tuyet.ngo", "thuan.dang"


def opened(page):
    """The standing committee's next meeting has begun, its roll is called, and a named vote is open; the vote's address."""
    page.goto("/cuoc-hop/?loai=standing")
    page.get_by_role("link", name="Họp Ban Thường vụ Đảng ủy").first.click()
    page.wait_for_url("**/sinh-hoat/*/")
    meeting = page.url
    page.goto(f"{meeting}bat-dau/")
    page.get_by_label("Bắt đầu lúc").fill("8:00")
    page.get_by_label("Lý do, nếu họp khác").fill("việc gấp")
    page.get_by_role("button", name="Ghi sổ").click()
    page.wait_for_url(lambda address: "bat-dau" not in address)
    page.get_by_role("button", name="Xong, sang nội dung họp").click()
    page.wait_for_url(lambda address: "diem-danh" not in address)
    page.goto(f"{meeting}bieu-quyet/them/")
    page.get_by_label("Nội dung biểu quyết").fill("Chọn ngày ra quân dọn vệ sinh")
    page.get_by_label("Phiếu điện tử, ghi tên").check()
    page.get_by_label("Chọn trong các phương án").check()
    page.get_by_label("Các phương án, hoặc tên người để bầu").fill("Thứ Bảy\nChủ nhật")
    page.get_by_role("button", name="Ghi sổ").click()
    expect(page.get_by_role("heading", name="Các tên, phương án")).to_be_visible()
    vote = page.url
    page.get_by_role("link", name="Mở bỏ phiếu").click()
    page.get_by_role("button", name="Mở bỏ phiếu").click()
    expect(page.get_by_text("Đã ghi sổ")).to_be_visible()
    return vote


def test_a_half_filled_ballot_outlives_its_session(own_book):
    head, page = own_book.window(HEAD, script=False), own_book.window(VOTER, size=PHONE)
    vote = opened(head)
    page.goto(f"{vote}phieu/")
    page.get_by_label("Chủ nhật").check()
    # only the session ends; the window signs in anew, and no other window of this person is signed out
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Bỏ phiếu").click()
    page.wait_for_url("**/accounts/login/**")
    sign_in(page, own_book.address, VOTER)
    page.goto(f"{vote}phieu/")
    expect(page.get_by_label("Chủ nhật")).to_be_checked()
    expect(page.get_by_text("được giữ trên máy này")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator(".ballot label").first.bounding_box()["height"] >= 44
    page.get_by_role("button", name="Bỏ phiếu").click()
    expect(page.get_by_text("Đã ghi phiếu của đồng chí")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(one => one.startsWith('soxa-ballot'))") == []
    head.goto(vote)
    expect(head.get_by_text("1/8")).to_be_visible()
    head.get_by_role("link", name="Đóng, lấy kết quả").click()
    head.get_by_role("button", name="Đóng, lấy kết quả").click()
    # one of eight who came is not more than a half
    expect(head.get_by_role("row", name="Chủ nhật 1 không")).to_be_visible()
    expect(head.get_by_role("row", name="Đặng Hữu Thuần Chủ nhật")).to_be_visible()
