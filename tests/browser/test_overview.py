"""From a number to its rows: the head of the office reads the commune at a glance."""

import re

import pypdfium2
import pytest
from playwright.sync_api import expect

HEAD = "tuyet.ngo"


def as_of(page, day):
    """Change the day that stands at the top right."""
    page.locator("details.asof > summary").click()
    page.get_by_label("Xem số liệu đến hết ngày").fill(day)
    page.locator("details.asof").get_by_role("button", name="Xem").click()


def card(page, label):
    return page.locator("section.fig").filter(has=page.get_by_role("heading", name=label, exact=True))


# the persons of this leaf and of those that its pager leads to, which are read without being drawn
LEAVES = """async () => {
  const names = [];
  for (let leaf = document; ;) {
    names.push(...[...leaf.querySelectorAll("table tbody a[href*='/dang-vien/']")].map(one => one.href));
    const onward = leaf.querySelector('.pager a[rel=next]');
    if (!onward) return names;
    leaf = new DOMParser().parseFromString(await (await fetch(onward.href)).text(), 'text/html');
  }
}"""


def test_the_number_opens_its_rows_and_the_rows_are_as_many(book):
    page = book.window(HEAD)
    page.goto("/tong-quan/")
    number = card(page, "Đảng viên").locator("a.num")
    expect(number).to_have_text("1.418")
    number.click()
    expect(page.locator("a.num")).to_have_text("1.418")
    page.get_by_role("link", name="Xem 1.418 dòng").click()
    page.wait_for_url("**/dong/**")
    names = page.evaluate(LEAVES)
    assert (len(names), len(set(names))) == (1418, 1418)


def test_another_day_changes_every_number(book):
    page = book.window(HEAD)
    page.goto("/tong-quan/")
    as_of(page, "15062026")
    expect(card(page, "Đảng viên").locator("a.num")).to_have_text("1.417")
    expect(card(page, "Đảng viên")).to_contain_text(re.compile(r"1\.388\s+chính thức.*29\s+dự bị", re.DOTALL))
    expect(card(page, "Đảng viên")).to_contain_text("32,67%")
    expect(card(page, "Hồ sơ đảng viên đầy đủ").locator("a.num")).to_have_text("99,22%")
    expect(card(page, "Hồ sơ đảng viên đầy đủ")).to_contain_text("1.406/1.417")
    expect(card(page, "Đổi thẻ đảng viên").locator("a.num")).to_have_text("99,42%")
    expect(card(page, "Đổi thẻ đảng viên")).to_contain_text("1.380/1.388")
    expect(card(page, "Chi bộ").locator("a.num")).to_have_text("56")
    # and the door keeps the day
    card(page, "Đảng viên").locator("a.num").click()
    expect(page.locator("a.num")).to_have_text("1.417")
    expect(page.locator(".asof > summary")).to_contain_text("15/06/2026")


def test_before_the_merger_there_is_no_such_commune(book):
    page = book.window(HEAD)
    page.goto("/tong-quan/?ngay=2025-06-30")
    notice = page.locator(".notice")
    expect(notice).to_contain_text("chưa thành lập")
    for old in ("Đồng Vải", "Khê Hạ", "Lương Bình", "Mai Trạch"):
        expect(notice).to_contain_text(old)
    notice.get_by_role("link", name="Khê Hạ").click()
    expect(card(page, "Đảng viên").locator("a.num")).to_have_text("385")


def test_the_card_exchange_shows_whom_it_lacks(book):
    page = book.window(HEAD)
    page.goto("/so-lieu/party.card_exchange/?ngay=2026-06-15")
    expect(page.locator("a.num")).to_have_text("99,42%")
    expect(page.locator(".fig.big .of")).to_contain_text(re.compile(r"1\.380\s*/\s*1\.388"))
    expect(page.get_by_role("link", name="Xem 1.388 dòng")).to_be_visible()
    page.locator(".fig.big .of").get_by_role("link", name="8", exact=True).click()
    rows = page.locator("table tbody tr")
    expect(rows).to_have_count(8)
    reasons = rows.locator("td:last-child").all_inner_texts()
    assert sorted(reasons) == ["sai số CCCD", "đi làm xa", "đi làm xa", *["ốm nặng"] * 5]
    rows.first.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("chưa đổi")


def test_the_months_come_by_themselves(book):
    page = book.window(HEAD)
    page.goto("/so-lieu/party.members/")
    expect(page.locator("figure.chart svg").first).to_be_visible()


def test_a_figure_as_a_workbook(book):
    page = book.window(HEAD)
    page.goto("/so-lieu/party.cells/?ngay=2026-06-15")
    with page.expect_download() as told:
        page.get_by_role("link", name="Xuất Excel").click()
    assert told.value.path().read_bytes()[:2] == b"PK"
    assert told.value.suggested_filename.endswith(".xlsx")


def test_the_balance_of_the_half_year_closes(book):
    page = book.window(HEAD)
    page.goto("/so-lieu/can-doi/?ky=2026-H1")
    expect(page.locator("main")).to_contain_text("1.409 + 27 − 18 = 1.418")
    page.goto("/so-lieu/can-doi/?ky=2025-07-01..2026-01-01")
    expect(page.locator("main")).to_contain_text("0 + 39 − 26 + 1.396 = 1.409")


@pytest.mark.parametrize("who", [HEAD, "buong.luc", "diep.cao"])
def test_the_glance_is_printed_on_one_sheet_of_a3(book, who):
    page = book.window(who)
    page.goto("/tong-quan/")
    page.get_by_role("link", name="Khổ A3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan khổ A3")
    expect(page.get_by_role("button", name="In khổ A3")).to_be_visible()
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        sizes = [tuple(round(side * 25.4 / 72) for side in paper.get_page_size(n)) for n in range(len(paper))]
    assert sizes == [(420, 297)]
