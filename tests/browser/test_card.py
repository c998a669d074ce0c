"""A card from the counter to the telephone: asked, granted, scanned, its PIN typed, the telephone put out again."""

import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.bookroom import sign_in
from tests.browser.conftest import PHONE

ANDROID = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
OWNER = "hoa.trieu"


def told_on(paper):
    """The address in the picture, and the PIN, as the paper says them in letters."""
    text = "".join(PdfReader(paper).pages[0].extract_text().split())
    return re.search(r"[A-Z2-7]{52}", text)[0], re.search(rf"{re.escape(OWNER)}(\d{{6}})\D", text)[1]


def on_paper(own_book):
    """One asks, another grants and takes the paper."""
    clerk = own_book.window("yen.le")
    clerk.goto(f"/quay-tai-khoan/?ten={OWNER}&viec=card")
    clerk.get_by_label("Giấy tờ đã xem").fill("CCCD")
    clerk.get_by_role("button", name="Ghi đề nghị").click()
    expect(clerk.locator(".notice.good")).to_contain_text("Đã ghi đề nghị")
    expect(clerk.get_by_role("button", name="Xác nhận")).to_have_count(0)

    head = own_book.window("tuyet.ngo")
    head.goto("/quay-tai-khoan/")
    asked = head.locator(".row", has_text=OWNER)
    expect(asked).to_contain_text("thẻ đăng nhập")
    asked.get_by_role("button", name="Xác nhận").click()
    with head.expect_download() as paper:
        head.get_by_role("link", name="Tải thẻ để in").click()
    assert paper.value.suggested_filename == "the-dang-nhap.pdf"
    return told_on(paper.value.path())


def test_a_card_is_asked_granted_scanned_and_its_telephone_put_out(own_book):
    code, pin = on_paper(own_book)
    telephone = own_book.window(size=PHONE, user_agent=ANDROID, has_touch=True)
    telephone.goto(f"/the/#{code}")
    expect(telephone.get_by_text("Đã nhận mã thẻ")).to_be_visible()
    expect(telephone).to_have_url(f"{own_book.address}/the/")  # nothing of it stays in the address
    telephone.get_by_label("PIN").fill(pin)
    telephone.get_by_role("button", name="Vào sổ").click()
    expect(telephone.get_by_role("heading", level=1)).to_have_text("Việc của tôi")

    owner = own_book.window()
    sign_in(owner, own_book.address, OWNER)
    owner.wait_for_url(f"{own_book.address}/")
    owner.goto("/tai-khoan/")
    device = owner.locator(".row", has_text="Điện thoại Android, Chrome")
    expect(device).to_contain_text("bằng thẻ, giữ đến ngày")
    device.get_by_role("button", name="Cho ra khỏi sổ").click()
    expect(owner.locator(".notice.good")).to_contain_text("không còn mở được sổ")
    telephone.reload()
    expect(telephone.get_by_role("heading", name="Vào sổ", exact=True)).to_be_visible()
