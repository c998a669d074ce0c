"""Who sees what: a cell secretary his cell, an officer outside the Party's side a refusal in words, an auditor all and no act."""

import re

import pytest
from playwright.sync_api import expect

SECRETARY, OFFICER, AUDITOR = "buong.luc", "luong.nguyen", "nhung.tran"
ACTS = re.compile("^(Ghi |Phát hành|Đính chính|Viết báo cáo|Sửa|Lưu phần|Đổi$|Đổi ngày chốt)")


def address_of(page, name):
    page.goto(f"/dang-vien/?q={name}")
    return page.locator("#rows table tbody th a").first.get_attribute("href")


def test_a_cell_secretary_sees_his_thirty(book):
    page = book.window(SECRETARY)
    page.goto("/dang-vien/")
    expect(page.locator("#rows .count")).to_contain_text("30 đồng chí")
    expect(page.locator("#rows table tbody tr")).to_have_count(30)
    page.goto("/chi-bo/")
    expect(page.locator("#rows table tbody tr:not(.group) th")).to_have_text(["Thôn Bến Đá"])


def test_another_cells_member_is_not_there_for_him(book):
    elsewhere = address_of(book.window("tuyet.ngo"), "Hoàng Thị Bích An")
    page = book.window(SECRETARY)
    answer = page.goto(elsewhere)
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
    assert "Hoàng Thị Bích An" not in page.content()
    assert page.goto("/dang-vien/?chi-bo=99901.01").status == 200
    expect(page.locator("#rows table")).to_have_count(0)


def test_the_refusal_is_in_words(book):
    page = book.window(OFFICER)
    answer = page.goto("/dang-vien/")
    assert answer.status == 403
    expect(page.get_by_role("heading", level=1)).to_have_text("Trang này không mở được")
    expect(page.locator("main")).to_contain_text("Văn phòng Đảng ủy")
    expect(page.locator(".spine nav").get_by_role("link", name="Đảng viên")).to_have_count(0)
    page.get_by_role("link", name="Về Việc của tôi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def test_he_may_not_ask_by_the_figures_either(book):
    page = book.window(OFFICER)
    answer = page.goto("/so-lieu/party.members/dong/")
    text = page.locator("main").inner_text()
    assert answer.status in {403, 404} or "Nguyễn" not in text
    assert not re.search(r"12\.\d{6}", text)  # no card number


def test_the_auditor_reads_and_may_do_nothing(book):
    page = book.window(AUDITOR)
    for address in (
        "/",
        "/tong-quan/",
        "/dang-vien/",
        "/chi-bo/",
        "/chi-bo/99901.14/",
        "/bao-cao/",
        "/don-vi/",
        "/cai-dat/",
    ):
        assert page.goto(address).status == 200, address
        for kind in ("button", "link"):
            expect(page.locator("main").get_by_role(kind, name=ACTS), address).to_have_count(0)


def test_the_auditor_sees_everyone_and_the_journal(book):
    page = book.window(AUDITOR)
    page.goto("/dang-vien/")
    expect(page.locator("#rows .count")).to_contain_text("1.418 đồng chí")
    page.locator("#rows table tbody th a").first.click()
    expect(page.locator("main").get_by_role("heading", name="Ghi sổ", exact=True)).to_have_count(0)
    assert page.goto("/nhat-ky/").status == 200


def test_without_signing_in_there_is_only_the_door(book):
    page = book.window()
    for address in (
        "/",
        "/tong-quan/",
        "/dang-vien/1/",
        "/nhat-ky/",
        "/bao-cao/",
        "/so-lieu/party.members/excel/",
    ):
        page.goto(address)
        assert page.url.startswith(f"{book.address}/accounts/login/?next="), address


@pytest.mark.parametrize(
    "who", ["tuyet.ngo", SECRETARY, OFFICER, AUDITOR, "tri.doan", "quang.bui", "tham.mong"]
)
def test_no_door_in_the_spine_is_refused(book, who):
    page = book.window(who)
    page.goto("/")
    doors = page.locator(".spine nav a").evaluate_all("all => all.map(one => one.href)")
    assert len(doors) >= 2
    # asked as the window would ask, with its session; what each page looks like test_every_page judges
    assert {door: page.request.get(door).status for door in doors} == dict.fromkeys(doors, 200)
