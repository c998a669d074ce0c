"""An act with a member is written down once and stands in the journal; a refused form keeps what was typed."""

from playwright.sync_api import expect

HEAD = "tuyet.ngo"


def open_member(page, query):
    """The first member of a list; his name and address."""
    page.goto(f"/dang-vien/?{query}")
    page.locator("#rows table tbody th a").first.click()
    page.wait_for_url("**/dang-vien/*/")
    return page.get_by_role("heading", level=1).inner_text(), page.url


def section(page, title):
    return page.locator("section.sheet").filter(has=page.get_by_role("heading", name=title, exact=True))


def test_a_transfer_out_is_refused_until_whole_then_stands_in_the_journal(own_book):
    page = own_book.window(HEAD)
    name, address = open_member(page, "chi-bo=99901.02&dang=chinh-thuc")
    page.get_by_role("link", name="Chuyển đi", exact=True).click()
    page.get_by_label("Đến tổ chức đảng nào").fill("Đảng bộ phường Hương Khê")
    page.get_by_label("Ngày có hiệu lực").fill("31/02/2026")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Có 2 chỗ cần sửa")
    expect(page.get_by_role("alert")).to_contain_text("không phải ngày có thật")
    expect(page.get_by_label("Ngày có hiệu lực")).to_have_value("31/02/2026")
    expect(page.get_by_label("Đến tổ chức đảng nào")).to_have_value("Đảng bộ phường Hương Khê")
    page.get_by_label("Ngày có hiệu lực").fill("20/11/2026")
    page.get_by_label("Văn bản (số, ngày, cơ quan)").fill("Giấy giới thiệu số 12-GT/ĐU")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("Đã ghi sổ: Chuyển đi")
    expect(page).to_have_url(address)
    written = section(page, "Nhật ký về đồng chí này").locator("li").first
    expect(written).to_contain_text("Chuyển đi")
    expect(written).to_contain_text("Ngô Thị Minh Tuyết")
    page.goto("/nhat-ky/")
    newest = page.locator("ol.journal > li", has_text="Chuyển đi").first
    expect(newest).to_contain_text("Ngô Thị Minh Tuyết")
    expect(newest).to_contain_text(name)


def test_a_correction_asks_for_its_basis_and_consent(own_book):
    page = own_book.window(HEAD)
    _name, address = open_member(page, "chi-bo=99901.03")
    page.get_by_role("link", name="Đính chính", exact=True).click()
    page.get_by_label("Nghề nghiệp").fill("giáo viên nghỉ hưu")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Có 2 chỗ cần sửa")
    expect(page.get_by_label("Nghề nghiệp")).to_have_value("giáo viên nghỉ hưu")
    page.get_by_label("Căn cứ đính chính").fill("Quyết định nghỉ hưu số 31/QĐ")
    page.get_by_label("Văn bản đồng ý của cấp ủy").fill("Công văn 15-CV/ĐU")
    page.get_by_role("button", name="Ghi sổ", exact=True).click()
    expect(page).to_have_url(address)
    expect(section(page, "Lý lịch")).to_contain_text("giáo viên nghỉ hưu")
    expect(section(page, "Nhật ký về đồng chí này").locator("li").first).to_contain_text("Đính chính")


def test_a_sealed_number_is_opened_by_a_press_once_and_leaves_a_trace(own_book):
    page = own_book.window(HEAD)
    _name, address = open_member(page, "q=luc+van+buong")
    expect(section(page, "Lý lịch")).to_contain_text("••••")
    page.get_by_role("button", name="Xem số CCCD").click()
    expect(section(page, "Lý lịch")).to_contain_text("Lần xem này đã ghi nhật ký")
    page.goto(address)
    expect(section(page, "Lý lịch")).not_to_contain_text("Lần xem này đã ghi nhật ký")
    expect(section(page, "Nhật ký về đồng chí này").locator("li").first).to_contain_text(
        "Xem dữ liệu niêm kín"
    )


def test_why_an_act_cannot_be_taken_stands_beside_it(book):
    page = book.window(HEAD)
    open_member(page, "q=luc+van+buong")
    acts = section(page, "Ghi sổ")
    expect(acts.locator(".refusal").filter(has_text="Đổi thẻ đảng viên")).to_contain_text("Đã đổi thẻ")


def test_the_recognition_waiting_longest_says_why_it_is_due(book):
    page = book.window(HEAD)
    page.goto("/")
    first = page.locator(".row").filter(has_text="Lương Thị Bích Ngọc").first
    expect(first).to_contain_text("Xét công nhận chính thức: Lương Thị Bích Ngọc")
    expect(first.locator(".light")).to_have_text("Quá hạn 184 ngày")
    first.get_by_text("Vì sao có hạn này?").click()
    expect(first.locator("details")).to_contain_text("30 ngày làm việc")
    first.get_by_role("link", name="Ghi công nhận").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Công nhận chính thức")
    # the day of recognition is the law's: a year after the ceremony
    expect(page.get_by_label("Ngày công nhận chính thức")).to_have_value("03/04/2026")
