"""The half-yearly report: written around figures, taken out as Word and PDF, issued, and frozen."""

import re
from io import BytesIO
from zipfile import ZipFile

from playwright.sync_api import expect

HEAD, SECRETARY = "tuyet.ngo", "thuan.dang"
SENTENCE = re.compile(
    r"Đảng bộ có\s+56\s+chi bộ,\s+1\.417\s+đảng viên\s*\(1\.388\s+chính thức,\s+29\s+dự bị;"
    r"\s+nữ\s+463,\s+chiếm\s+32,67%\)"
)


def draft(page, period="6 tháng đầu năm 2026"):
    """The draft on a half year, begun or found again; its address."""
    page.goto("/bao-cao/")
    page.get_by_label("Loại báo cáo").select_option(label="sơ kết 6 tháng")
    page.get_by_label("Kỳ", exact=True).select_option(label=period)
    page.get_by_role("button", name="Viết báo cáo").click()
    page.wait_for_url("**/bao-cao/*/")
    return page.url


def taken_out(page, button):
    with page.expect_download() as told:
        page.get_by_role("link", name=button, exact=True).click()
    return told.value.suggested_filename, told.value.path().read_bytes()


def test_the_sentence_is_counted_and_its_number_opens_the_figure_on_the_cut_off_day(book):
    page = book.window(HEAD)
    draft(page)
    expect(page.locator(".report-paper")).to_contain_text(SENTENCE)
    page.locator(".report-paper").get_by_role("link", name="1.417", exact=True).first.click()
    expect(page.locator("a.num")).to_have_text("1.417")
    expect(page.locator(".asof > summary")).to_contain_text("15/06/2026")


def test_the_same_report_as_word_and_as_pdf(book, tmp_path):
    from pypdf import PdfReader

    page = book.window(HEAD)
    draft(page)
    name, word = taken_out(page, "Tải Word")
    assert name.endswith(".docx") and word[:2] == b"PK"
    with ZipFile(BytesIO(word)) as parts:  # numbers stand in controls of their own, between the runs
        written = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode("utf-8"))
    assert SENTENCE.search(written)
    name, pdf = taken_out(page, "Tải PDF")
    assert name.endswith(".pdf") and pdf[:4] == b"%PDF"
    (tmp_path / name).write_bytes(pdf)
    printed = " ".join(" ".join(one.extract_text() for one in PdfReader(tmp_path / name).pages).split())
    assert SENTENCE.search(printed)


def test_what_a_person_writes_stands_in_its_place(book):
    page = book.window(HEAD)
    draft(page)
    left = page.locator(".report-side").get_by_text(re.compile(r"Còn \d+ chỗ chưa viết"))
    before = int(re.search(r"\d+", left.inner_text())[0])
    place = page.locator("details.place").filter(has_text="chưa viết").first
    place.locator("summary").click()
    place.locator("textarea").fill("Năm đầu thực hiện trọn năm chính quyền địa phương hai cấp.")
    place.get_by_role("button", name="Lưu phần này").click()
    expect(page.locator(".report-paper")).to_contain_text("trọn năm chính quyền địa phương hai cấp")
    expect(left).to_contain_text(f"Còn {before - 1} chỗ chưa viết")
    expect(page.locator("details.place").filter(has_text="Ngô Thị Minh Tuyết")).not_to_have_count(0)


def test_issued_it_is_numbered_and_frozen(book):
    page = book.window(HEAD)
    address = draft(page, "6 tháng cuối năm 2025")
    page = book.window(SECRETARY)
    page.goto(address)
    page.get_by_role("link", name="Phát hành", exact=True).click()
    page.get_by_role("button", name="Phát hành", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("chưa viết")
    page.get_by_label("Phát hành dù còn chỗ chưa viết").check()
    page.get_by_role("button", name="Phát hành", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("Đã phát hành")
    expect(page.locator(".report-paper")).to_contain_text(re.compile(r"Số \d+-BC/ĐU"))
    expect(page.locator(".report-paper")).to_contain_text("1.409 đảng viên")
    expect(page.get_by_role("button", name="Lưu phần này")).to_have_count(0)
    _name, pdf = taken_out(page, "Tải PDF")
    assert pdf[:4] == b"%PDF"
    page.get_by_role("link", name="So với sổ hôm nay").click()
    expect(page.locator("main")).to_contain_text("Khi phát hành")
    members = page.locator("tbody tr").filter(has_text="party.members ·").first
    expect(members).to_contain_text("1.409")
    page.get_by_role("link", name="Kiểm tra niêm và tệp").click()
    expect(page.locator(".notice.good")).to_contain_text("Nguyên vẹn")


def test_a_period_that_does_not_fit_is_refused_in_words(book):
    page = book.window(HEAD)
    page.goto("/bao-cao/")
    page.get_by_label("Loại báo cáo").select_option(label="sơ kết 6 tháng")
    page.get_by_label("Kỳ", exact=True).select_option(label="Năm 2025")
    page.get_by_role("button", name="Viết báo cáo").click()
    expect(page.get_by_role("alert")).to_contain_text("Báo cáo sơ kết 6 tháng cần kỳ là nửa năm")
