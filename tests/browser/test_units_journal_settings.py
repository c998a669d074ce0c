"""The communes before and after the merger, the journal by its filters, a setting changed with its reason."""

from playwright.sync_api import expect

HEAD, ADMIN = "tuyet.ngo", "tri.doan"
OLD = ["thị trấn Đồng Vải", "xã Khê Hạ", "xã Lương Bình", "xã Mai Trạch"]


def test_the_day_before_the_merger_has_four_communes(book):
    page = book.window(HEAD)
    page.goto("/don-vi/")
    for old in OLD:
        expect(page.locator("main table").get_by_role("link", name=old, exact=True)).to_have_count(0)
    page.locator("details.asof > summary").click()
    page.get_by_label("Xem số liệu đến hết ngày").fill("30.06.2025")
    page.locator("details.asof").get_by_role("button", name="Xem").click()
    for old in OLD:
        expect(page.locator("main table").get_by_role("link", name=old, exact=True)).to_have_count(1)
    expect(page.locator("main table").get_by_role("link", name="xã Đồng Vải", exact=True)).to_have_count(0)


def test_the_new_commune_tells_of_its_merger(book):
    page = book.window(HEAD)
    page.goto("/don-vi/99901/")
    expect(page.locator("main")).to_contain_text("01/07/2025")
    expect(page.locator("main")).to_contain_text("Khê Hạ")


def test_the_journal_is_narrowed_by_who_and_by_day(own_book):
    page = own_book.window(HEAD)
    page.goto("/dang-vien/?chi-bo=99901.04")
    page.locator("#rows table tbody th a").first.click()
    page.get_by_role("link", name="Đã kiểm tra hồ sơ").click()
    page.get_by_label("Ngày kiểm tra hồ sơ").fill("19/11/2026")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    page.goto("/nhat-ky/")
    page.get_by_label("Người ghi").fill("Minh Tuyết")
    page.get_by_role("button", name="Lọc").click()
    lines = page.locator("ol.journal > li")
    expect(lines.first).to_contain_text("Ngô Thị Minh Tuyết")
    assert all("Ngô Thị Minh Tuyết" in one for one in lines.all_inner_texts())
    page.get_by_label("Đến ngày").fill("1/1/2020")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("main")).to_contain_text("Không có việc nào khớp")


def test_an_entry_says_who_what_when(book):
    page = book.window(HEAD)
    page.goto("/nhat-ky/?nguoi=Sổ+mẫu")
    page.locator("ol.journal > li .when a").first.click()
    expect(page.locator("main")).to_contain_text("Sổ mẫu")


def test_a_setting_is_changed_from_a_day_and_the_change_stays_to_be_read(own_book):
    page = own_book.window(ADMIN)
    page.goto("/cai-dat/")
    asked = page.locator(".row").filter(has_text="Ngày 24/11 (Ngày Văn hóa Việt Nam) là ngày nghỉ")
    expect(asked.locator(".t-title")).to_contain_text("Không")
    asked.get_by_role("link", name="Đổi").click()
    page.get_by_label("Ngày 24/11").select_option(label="Có")
    page.get_by_label("Áp dụng từ ngày").fill("20/11/2026")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page.locator(".notice.good")).to_be_visible()
    expect(asked.locator(".t-title")).to_contain_text("Có")
    asked.get_by_text("Các lần đổi").click()
    expect(asked).to_contain_text("Doãn Minh Trí")
