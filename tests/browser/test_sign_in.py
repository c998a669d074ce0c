"""At the door: a wrong password, a locked name, a way in and a way out."""

import re
from urllib.request import Request, urlopen

from playwright.sync_api import expect

from tests.browser.bookroom import sign_in


def test_a_wrong_password_is_said_plainly(book):
    page = book.window()
    sign_in(page, book.address, "hoa.trieu", "sai-mat-khau")
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Tên đăng nhập hoặc mật khẩu chưa đúng")
    expect(said).to_contain_text("CapsLock")
    expect(page.get_by_label("Tên đăng nhập", exact=True)).to_have_value("hoa.trieu")
    expect(page.get_by_label("Mật khẩu", exact=True)).to_have_value("")


def test_five_wrong_passwords_lock_the_name_even_for_the_right_one(own_book):
    page = own_book.window()
    for wrong in range(5):
        sign_in(page, own_book.address, "sang.ha", f"sai-mat-khau-{wrong}")
    sign_in(page, own_book.address, "sang.ha")
    expect(page.get_by_role("alert")).to_contain_text("tạm khóa 5 phút")
    # another name at the same machine is not shut out
    sign_in(page, own_book.address, "lan.vi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def test_a_demo_sign_in_is_one_press(book):
    page = book.window()
    page.goto("/accounts/login/")
    offices = page.locator(".accounts button")
    expect(offices).to_have_count(15)
    offices.filter(has_text="Lục Văn Bường").click()
    expect(page.locator(".who")).to_contain_text("Lục Văn Bường")
    expect(page.locator(".who")).to_contain_text("Bí thư Chi bộ thôn Bến Đá")


def test_who_leaves_the_book_is_out_of_it_in_every_process_of_the_server(own_book):
    page = own_book.window()
    sign_in(page, own_book.address, "diep.cao")
    expect(page.locator(".who")).to_contain_text("Cao Xuân Điệp")
    kept = page.context.cookies()
    page.get_by_role("button", name="Ra khỏi sổ").click()
    expect(page.get_by_role("heading", name="Vào sổ", exact=True)).to_be_visible()
    page.goto("/dang-vien/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next="))
    # the old cookie is worth nothing, whichever process answers
    old = "; ".join(f"{one['name']}={one['value']}" for one in kept)
    asked = [Request(f"{own_book.address}/dang-vien/", headers={"Cookie": old}) for _ in range(8)]
    assert all("/accounts/login/" in urlopen(one).url for one in asked)


def test_a_page_asked_for_before_signing_in_is_opened_after_it(book):
    page = book.window()
    page.goto("/chi-bo/?nhom=xa-cu")
    page.get_by_label("Tên đăng nhập", exact=True).fill("tuyet.ngo")
    page.get_by_label("Mật khẩu", exact=True).fill("dong-vai-2026")
    page.get_by_role("button", name="Vào sổ", exact=True).click()
    expect(page).to_have_url(f"{book.address}/chi-bo/?nhom=xa-cu")
