"""With scripts turned off the book still lists, filters, changes its day and takes what is sent."""

from playwright.sync_api import expect

HEAD = "tuyet.ngo"


def test_members_are_found_and_narrowed(book):
    page = book.window(HEAD, script=False)
    page.goto("/dang-vien/")
    page.get_by_label("Tìm theo tên hoặc số thẻ").fill("luc van buong")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("#rows table tbody tr")).to_have_count(1)
    page.goto("/dang-vien/")
    page.get_by_label("Chi bộ", exact=True).select_option(label="Chi bộ thôn Bến Đá")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("#rows .count")).to_contain_text("30 đồng chí")
    page.get_by_text("Thêm điều kiện").click()
    page.get_by_label("Tư cách").select_option(label="dự bị")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("#rows table tbody tr")).to_have_count(1)
    page.goto("/dang-vien/")
    page.get_by_role("link", name="Sau").click()
    expect(page.locator("#rows .count")).to_contain_text("51–100")


def test_the_day_is_changed(book):
    page = book.window(HEAD, script=False)
    page.goto("/tong-quan/")
    page.locator("details.asof > summary").click()
    page.get_by_label("Xem số liệu đến hết ngày").fill("15/6/2026")
    page.locator("details.asof").get_by_role("button", name="Xem").click()
    expect(page.locator("a.num").first).to_have_text("1.417")


def test_cells_are_narrowed(book):
    page = book.window(HEAD, script=False)
    page.goto("/chi-bo/")
    page.get_by_label("Theo quy định").select_option(index=1)
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("#rows table tbody tr:not(.group)")).not_to_have_count(56)


def test_the_months_are_a_press_away(book):
    page = book.window(HEAD, script=False)
    page.goto("/so-lieu/party.members/")
    page.get_by_role("link", name="Xem 12 tháng gần nhất").click()
    expect(page.locator("svg").first).to_be_visible()
    expect(page.locator("table")).to_contain_text("1.418")


def test_an_act_is_sent_and_one_leaves_the_book(own_book):
    page = own_book.window("kien.phung", script=False)
    page.goto("/dang-vien/?chi-bo=99901.05")
    page.locator("#rows table tbody th a").first.click()
    page.get_by_role("link", name="Đã kiểm tra hồ sơ").click()
    page.get_by_label("Ngày kiểm tra hồ sơ").fill("18/11/2026")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("Đã ghi sổ")
    expect(page.locator("main")).to_contain_text("18/11/2026")
