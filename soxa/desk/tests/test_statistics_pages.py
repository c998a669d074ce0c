"""The pages of the statistics on the demo book: numbers counted by hand, who sees what, the same on paper."""

import io

import pytest
from python_calamine import CalamineWorkbook

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.kernel.paper.tests.reading import pdf_text, word_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
OFFICE, CELL, GOVERNMENT, ADMIN = "tuyet.ngo", "buong.luc", "tham.mong", "tri.doan"
PLACE = "/dang-vien/thong-ke/"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("?ky=2026-H1", ["Đầu kỳ 1.409 + tăng 27 − giảm 18 = cuối kỳ 1.418 đảng viên, trong đó nữ"]),
        ("?tu=01/01/2026&den=15/06/2026", ["Đầu kỳ 1.409 + tăng 25 − giảm 17 = cuối kỳ 1.417", "trong đó nữ 463"]),
        ("bieu-1/?ky=2025-H2", ["Đảng viên đầu kỳ 0 0", "Do sắp xếp tổ chức (đến trừ đi) +1.396", "1.409"]),
        ("bieu-1/?tu=01/01/2026&den=15/06/2026", ["Kết nạp 14", "Chuyển đến 11", "Chuyển đi 8", "Từ trần 8", "Xóa tên 1"]),
        ("bieu-2/?tu=01/01/2026&den=15/06/2026", ["Tổng số đảng viên kết nạp trong kỳ 14"]),
        ("bieu-3/?tu=01/01/2026&den=15/06/2026", ["Chính thức 1.388", "Dự bị 29", "Được miễn công tác và sinh hoạt 118"]),
        ("bieu-4/?ky=2026-H1", ["Tổng số đảng viên có đến cuối kỳ 1.418 463"]),
        ("doi-chieu/?ky=2026-H1", ["Các phép cộng đều khớp.", "1.409 và 1.409"]),
        ("doi-chieu/?ky=2025", ["Các phép cộng đều khớp.", "A 0 + B 39 − C 26 + sắp xếp, chuyển nội bộ 1.396 = 1.409"]),
    ],
)  # fmt: skip
def test_the_forms_say_what_was_counted_by_hand(office, address, said):
    page = words(office.get(PLACE + address))
    assert [one for one in said if one not in page] == []


def test_without_a_period_it_is_the_half_year_that_runs(office):
    assert "6 tháng cuối năm 2026" in words(office.get(PLACE))
    assert "Kỳ này chưa kết thúc." in words(office.get(PLACE))


@pytest.mark.parametrize("address", ["", "bieu-1/", "bieu-2/", "bieu-3/", "bieu-4/", "doi-chieu/"])
@pytest.mark.parametrize(("who", "status"), [(OFFICE, 200), (CELL, 200), (GOVERNMENT, 403), (ADMIN, 403)])
def test_who_may_open(address, who, status):
    assert signed_in(who).get(PLACE + address).status_code == status


@pytest.mark.parametrize(
    "address", ["bieu-5/", "bieu-0/", "bieu-1/?dang=la", "bieu-1/?don-vi=la", "?don-vi=99911x"]
)
def test_what_is_not_there(office, address):
    assert office.get(PLACE + address).status_code == 404


def test_a_cell_secretary_sees_numbers_of_the_commune_and_rows_of_the_cell():
    cell = signed_in(CELL)
    page = cell.get(f"{PLACE}bieu-3/?ky=2026-H1&don-vi=99901").content.decode()
    assert "1.418" in page
    rows = words(cell.get("/so-lieu/form3.total/dong/?don-vi=99901&ngay=2026-06-30"))
    assert "30 hiển thị, 1.388 ngoài phạm vi của đồng chí." in rows
    assert cell.get(f"{PLACE}bieu-3/?don-vi=99901.01").status_code == 404


def test_small_groups_are_told_only_to_who_may_open_what_is_sealed(office):
    address = f"{PLACE}bieu-4/?ky=2026-H1&don-vi=99901.14"
    seen, few = words(office.get(address)), words(signed_in(CELL).get(address))
    assert "ít" not in seen.split()
    assert "ít" in few.split()
    assert "không in số để không nhận ra cá nhân" in few


def test_nothing_sealed_opens_rows(office):
    page = office.get(f"{PLACE}bieu-4/?ky=2026-H1").content.decode()
    assert "/so-lieu/party.members/dong/" in page
    assert "/so-lieu/form4" not in page
    for code in ("form3.minority", "form3.religious", "form4.total"):
        assert office.get(f"/so-lieu/{code}/").status_code == 404
        assert office.get(f"/so-lieu/{code}/dong/").status_code == 404


def test_a_line_opens_its_rows(office):
    page = words(office.get("/so-lieu/form3.theory_advanced/dong/?don-vi=99901&ngay=2026-06-30"))
    assert "12 dòng" in page


def test_the_list_of_figures_is_not_crowded(office):
    assert "form3." not in office.get("/so-lieu/").content.decode()


def test_the_workbook_has_every_form_and_the_units_below(office):
    answer = office.get(f"{PLACE}?ky=2026-H1&dang=excel")
    assert answer["Content-Disposition"] == 'attachment; filename="thong-ke-99901-2026-06-30.xlsx"'
    book = CalamineWorkbook.from_object(io.BytesIO(answer.content))
    assert book.sheet_names[:4] == [f"Biểu số {number}-TCTW" for number in (1, 2, 3, 4)]
    first = book.get_sheet_by_name("Biểu số 1-TCTW").to_python()
    assert first[1][0] == "ĐẢNG BỘ XÃ ĐỒNG VẢI"
    assert ["D", "Đảng viên cuối kỳ", 1418, 463] in [row[:4] for row in first]
    groups = [row[1] for row in book.get_sheet_by_name("Biểu số 4-TCTW").to_python()]
    assert {"Kinh", "Rơ-măm", "Hmông"} <= set(groups)
    below = book.get_sheet_by_name("1 theo đơn vị").to_python()
    assert sum(row[-1] for row in below[7:] if isinstance(row[0], float)) == 1418


@pytest.mark.parametrize(("kind", "text"), [("pdf", pdf_text), ("word", word_text)])
def test_the_form_on_paper(office, kind, text):
    said = text(office.get(f"{PLACE}bieu-1/?ky=2026-H1&dang={kind}").content)
    for part in ("Biểu số 1-TCTW", "Đảng viên cuối kỳ", "1.418", "chưa đối chiếu được với bản gốc"):
        assert part in " ".join(said.split()) if isinstance(said, str) else part in str(said)


def test_what_the_pages_ask(office):
    for address in ("", "bieu-1/", "bieu-3/", "bieu-4/"):
        whole = queries(office, f"{PLACE}{address}?ky=2026-H1")
        cell = queries(office, f"{PLACE}{address}?ky=2026-H1&don-vi=99901.14")
        assert whole == cell
        assert whole <= 22
