"""A task from the office that gives it to the one that does it and back, in a real browser."""

import re

from playwright.sync_api import expect

HEAD, DOER = "tuyet.ngo", "quang.bui"


def step(page, label):
    page.get_by_role("link", name=label, exact=True).click()


def written(page, words):
    expect(page.locator(".notice.good")).to_contain_text(words)


def given(head, content):
    """A task given to the one-stop centre; the address of its page."""
    head.goto("/nhiem-vu/giao/")
    head.get_by_role("button", name="Giao việc", exact=True).click()
    expect(head.get_by_role("alert")).to_contain_text("chỗ cần sửa")
    head.get_by_label("Nội dung nhiệm vụ").fill(content)
    head.locator("#id_units").get_by_label("Trung tâm Phục vụ hành chính công", exact=True).check()
    head.get_by_label("hoặc trong số ngày làm việc").fill("5")
    head.get_by_role("button", name="Giao việc", exact=True).click()
    written(head, "Đã giao 1 nhiệm vụ")
    return head.url


def reported(doer, evidence):
    """Taken, then reported with a file."""
    step(doer, "Nhận việc")
    doer.get_by_role("button", name="Nhận việc", exact=True).click()
    written(doer, "Nhận việc")
    step(doer, "Báo cáo kết quả")
    doer.get_by_label("Kết quả thực hiện").fill("Bình quân 7 phút một lượt.")
    doer.get_by_label("Tài liệu minh chứng").set_input_files(evidence)
    doer.get_by_role("button", name="Báo cáo kết quả", exact=True).click()
    written(doer, "Báo cáo kết quả")


def test_a_task_given_taken_reported_and_confirmed(own_book, tmp_path):
    head, doer = own_book.window(HEAD), own_book.window(DOER)
    evidence = tmp_path / "thời gian chờ.txt"
    evidence.write_text("quầy 1: 7 phút", "utf-8")
    address = given(head, "Đo thời gian chờ của người dân tại quầy")
    doer.goto("/")
    row = doer.locator(".row", has_text="Đo thời gian chờ")
    expect(row).to_contain_text("Bùi Thế Quảng")
    row.get_by_role("link").first.click()
    reported(doer, evidence)
    head.goto("/")
    head.locator(".row", has_text="Xác nhận kết quả: Đo thời gian chờ").get_by_role("link").first.click()
    expect(head.locator(".timeline")).to_contain_text("thời gian chờ.txt")
    step(head, "Xác nhận hoàn thành")
    head.get_by_role("button", name="Xác nhận hoàn thành", exact=True).click()
    expect(head).to_have_url(address)
    expect(head.locator(".head")).to_contain_text("Hoàn thành đúng hạn")


def test_the_board_gives_words_to_paste(book):
    page = book.window(HEAD, script=False)
    page.goto("/nhiem-vu/don-doc/")
    expect(page.locator(".head")).to_contain_text("4 nhiệm vụ quá hạn")
    page.get_by_text("Lời nhắc để gửi đơn vị").first.click()
    expect(page.locator("textarea").first).to_have_value(re.compile("Kính gửi: Phòng Kinh tế"))
