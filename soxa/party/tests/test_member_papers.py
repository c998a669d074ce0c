"""What leaves the book on paper: the list of a round, the register, the list of members, the summary of a file."""

import io
from datetime import date

import docx
import pytest
from python_calamine import CalamineWorkbook

from soxa.kernel.paper.tests.reading import pdf_text
from soxa.party.badges.flow import record_kept
from soxa.party.cadres.flow import certify, enrol, open_course
from soxa.party.tests.cast import LONG_NAME, TODAY
from soxa.party.tests.paper import WHY

PLAN = "/dang-vien/huy-hieu/danh-sach."


@pytest.fixture
def due(cast):
    """One whose thirty years are full on 5/1/2027, so that the coming round has a row."""
    return cast.member(
        "ba", "Cao Thị Ba", "ben_da", decision_on="05/01/1997", admitted_on="20/01/1997",
        recognised_on="20/01/1998", card_no="12777777", born="1/1970",
    )  # fmt: skip


def rows_of(answer) -> list[list[str]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def text_of(answer) -> str:
    return pdf_text(answer.content)


def words_of(answer) -> str:
    document = docx.Document(io.BytesIO(answer.content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_the_list_of_a_round_has_the_columns_of_the_form(at, due):
    browser = at("chanh")
    found = rows_of(browser.post(f"{PLAN}xlsx", WHY))
    head = next(n for n, row in enumerate(found) if row[0] == "TT")
    assert found[0][0] == "ĐẢNG BỘ TỈNH SÔNG CẨM – ĐẢNG ỦY XÃ KHE TRÊN"
    assert found[head] == [
        "TT", "Số Huy hiệu", "Loại (năm)", "Họ và tên", "Ngày sinh", "Quê quán", "Ngày quyết định kết nạp",
        "Ngày kết nạp (lễ)", "Ngày chính thức", "Số thẻ đảng viên", "Đơn vị", "Ghi chú",
    ]  # fmt: skip
    assert found[head + 1] == [
        "1", "", "30", "Cao Thị Ba", "1/1970", "", "05/01/1997", "20/01/1997", "20/01/1998", "12.777777",
        "Chi bộ thôn Bến Đá", "chưa đề nghị",
    ]  # fmt: skip
    pdf, word = text_of(browser.post(f"{PLAN}pdf", WHY)), words_of(browser.post(f"{PLAN}docx", WHY))
    for said in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Đợt 03/02/2027", "Cao Thị Ba", "T/M BAN THƯỜNG VỤ"):
        assert said in pdf and said in word


def test_the_register_and_the_cards_are_printed_too(at, due, cast, head):
    record_kept(
        cast.members["an"], head, unit_id=cast.units["ben_da"].pk, facts={"level": 30, "number": "99"}
    )
    browser = at("chanh")
    assert "Bùi Văn An" in text_of(browser.post(f"{PLAN}pdf?xem=so", WHY))
    assert "Chưa ghi việc nào." in words_of(browser.post(f"{PLAN}docx?xem=the", WHY))
    assert "Bùi Văn An" not in text_of(at("khac").post(f"{PLAN}pdf?xem=so", WHY))
    assert browser.get(f"{PLAN}exe").status_code == 404


def test_the_list_of_members_is_printed_as_it_is_filtered(at, cast):
    browser = at("chanh")
    school = text_of(browser.post("/dang-vien/danh-sach.pdf?chi-bo=99801.02", WHY))
    assert "Hà Văn Thụ" in school and "Bùi Văn An" not in school
    assert "Chi bộ Trường THCS Khe Trên" in school
    assert "ĐẢNG BỘ XÃ KHE TRÊN" in school and "T/M CHI BỘ" in school and "Lưu hồ sơ" in school
    everyone = words_of(browser.post("/dang-vien/danh-sach.docx", WHY))
    assert "ĐẢNG ỦY XÃ KHE TRÊN" in everyone and "T/M" not in everyone
    assert "Lò Văn Ấn" in everyone and LONG_NAME in everyone and "Nông Văn Ân" not in everyone
    assert at("ubnd").get("/dang-vien/danh-sach.pdf").status_code == 403


def test_the_summary_of_a_file_tells_no_sealed_number(at, cast, head):
    record_kept(cast.members["an"], head, unit_id=cast.units["ben_da"].pk, facts={"level": 30})
    facts = {
        "kind": "other", "title": "Sơ cấp khóa 3", "level": "", "starts_on": date(2026, 3, 2),
        "ends_on": date(2026, 4, 2), "place": "", "paper": "",
    }  # fmt: skip
    course = open_course(cast.units["upper"].pk, head, facts, today=TODAY)
    enrol(course, [cast.members["an"].person], head, today=TODAY)
    certify(course.attended.get(), head, on=date(2026, 4, 10), number="12", today=TODAY)
    address = f"/dang-vien/{cast.members['an'].pk}/tom-tat."
    for said in (
        text_of(at("buong").post(f"{address}pdf", WHY)),
        words_of(at("chanh").post(f"{address}docx", WHY)),
    ):
        assert "TÓM TẮT HỒ SƠ ĐẢNG VIÊN" in said and "12.345678" in said and "15/03/1996" in said
        assert "30 năm" in said and "001062012345" not in said
        assert "Sơ cấp khóa 3 (12, 10/04/2026)" in " ".join(said.split())
    assert at("khac").get(f"{address}pdf").status_code == 404
    assert at("la").get(f"{address}pdf").status_code == 403
    assert at("chanh").get(f"{address}xlsx").status_code == 404


def test_a_paper_of_one_day_is_the_same_twice(at, cast):
    address = f"/dang-vien/{cast.members['long'].pk}/tom-tat.pdf"
    browser = at("chanh")
    assert browser.post(address, WHY).content == browser.post(address, WHY).content
    assert date(2026, 11, 20) == TODAY
