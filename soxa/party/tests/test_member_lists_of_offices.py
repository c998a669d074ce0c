"""Member lists as offices keep them: merged headings, a sheet per cell, cells as rows, decomposed letters; names of cells."""

import pytest

from soxa.kernel.access import machine
from soxa.kernel.units.acts import Founding, found, many_acts
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.org.models import Person
from soxa.party.cell_guess import guess_kind
from soxa.party.matching import CellIndex, cell_name
from soxa.party.member_import import plan
from soxa.party.models import Cell, Member, Membership
from soxa.party.tests.cast import TODAY
from soxa.party.tests.paper import HEAD, members, person, workbook
from soxa.samples.demo_fixture import as_made, kept, settle, standing
from soxa.samples.workbooks import grouped, one_list, sheet_per_cell

ME = machine("thử")
CELLS = (
    ("99901.03", "Chi bộ Khu 3"),
    ("99901.09", "Chi bộ thôn Đầm Sen"),
    ("99901.10", "Chi bộ thôn Gò Mít"),
    ("99901.11", "Chi bộ thôn Trung (Khê Hạ)"),
    ("99901.14", "Chi bộ thôn Bến Đá"),
    ("99901.30", "Chi bộ thôn Trung (Mai Trạch)"),
    ("99901.32", "Chi bộ thôn Đồi Chè"),
    ("99901.37", "Chi bộ Cơ quan Đảng - Mặt trận Tổ quốc"),
    ("99901.40", "Chi bộ Trung tâm Phục vụ hành chính công"),
    ("99901.41", "Chi bộ Công an xã"),
    ("99901.46", "Chi bộ Trường THCS Khê Hạ"),
    ("99901.47", "Chi bộ Trường Tiểu học Khê Hạ"),
    ("99901.55", "Chi bộ HTX Nông nghiệp Khê Hạ"),
)


@pytest.fixture(scope="module")
def standing_commune(_of_tests, django_db_setup, django_db_blocker):
    with standing(django_db_blocker):
        with many_acts():
            above = found(Founding("99901", "commune", "xã Đồng Vải"), ME)
            for code, name in CELLS:
                found(Founding(code, "cell", name, parent=above), ME)
        settle()
        yield kept(above)


@pytest.fixture
def commune(standing_commune, db):
    """A commune with some of the demo commune's cells, and nobody in them."""
    return as_made(standing_commune)


def load(commune, content, **options):
    preview = plan(content, unit_id=commune.pk, on=TODAY, **options)
    assert preview.findings == []
    preview.commit(ME)
    return preview


def by_cell() -> dict[str, list[str]]:
    """Names by cell, in the order of the workbook."""
    found_in: dict[str, list[str]] = {}
    for unit, name in Membership.objects.order_by("pk").values_list("unit_id", "member__person__full_name"):
        found_in.setdefault(tree().name(unit), []).append(name)
    return found_in


def test_one_list_with_merged_headings_and_cells(commune, tmp_path):
    one_list(tmp_path / "a.xlsx")
    load(commune, (tmp_path / "a.xlsx").read_bytes())
    assert by_cell() == {
        "Chi bộ thôn Bến Đá": ["Lò Thị Mai Hiên", "Quàng Văn Bách", "Đoàn Thị Út Ngân"],
        "Chi bộ thôn Gò Mít": ["Sầm Đức Khải", "Lường Thị Én", "Nguyễn Quốc Ấp"],
    }
    first = Member.objects.select_related("person").get(card_no="98700100")
    assert (first.person.born, first.person.sex) == (PartialDate(1961, 1, 1), "F")
    assert (first.admitted_on, first.recognised_on) == (PartialDate(1986, 1, 1), PartialDate(1987, 1, 1))
    assert first.person.home_place == "xã Khê Hạ, tỉnh Sông Cẩm"


def test_a_sheet_for_each_cell(commune, tmp_path):
    sheet_per_cell(tmp_path / "b.xlsx")
    preview = load(commune, (tmp_path / "b.xlsx").read_bytes())
    assert by_cell() == {
        "Chi bộ Khu 3": ["Hoàng Ngọc Ước", "Trịnh Thị Ô Lan"],
        "Chi bộ thôn Đồi Chè": ["Mạc Đăng Ruộng"],
        "Chi bộ Trường THCS Khê Hạ": ["Phan Thị Ái Vân", "Kiều Văn Đẩu", "Vàng Thị Say"],
    }
    assert Person.objects.get(folded="mac dang ruong").born == PartialDate(1955)
    assert [fault.sheet for fault in preview.warnings] == ["Bìa"]
    assert preview.ignored[0].endswith("Ghi chú")


def test_cells_as_rows_of_their_own_with_sums_and_signatures(commune, tmp_path):
    grouped(tmp_path / "c.xlsx")
    content = (tmp_path / "c.xlsx").read_bytes()
    asked = plan(content, unit_id=commune.pk, on=TODAY)
    assert [fault.text for fault in asked.findings] == [
        "Ô B13, trang ‘Sheet1’: ‘Chi bộ Doanh nghiệp Gỗ Khê Hạ’ chưa có trong sổ (2 đồng chí). "
        "Sửa tên theo sổ, hoặc đồng ý lập chi bộ này (loại: doanh nghiệp)."
    ]
    load(commune, content, create_cells=True)
    assert by_cell() == {
        "Chi bộ thôn Trung (Khê Hạ)": ["Ninh Xuân Thệ", "Tống Thị Bích Ngà"],
        "Chi bộ thôn Đầm Sen": ["Giàng A Sình", "Khổng Thị Lụa"],
        "Chi bộ Doanh nghiệp Gỗ Khê Hạ": ["Âu Dương Thành", "Chu Thị Phượng Hoa"],
    }
    made = Cell.objects.select_related("unit").get()
    assert (made.unit.code, made.kind, made.grassroots) == ("99901.56", "enterprise", None)
    assert made.unit.since == made.since
    assert made.unit.since.year == 1


def test_the_kind_of_a_new_cell_may_be_said(commune):
    content = members(person(cell="Chi bộ Đội Thuế"))
    load(commune, content, create_cells={"Chi bộ Đội Thuế": "agency"})
    assert Cell.objects.get().kind == "agency"


def test_one_new_cell_in_two_spellings_is_founded_once(commune):
    rows = [person(cell="Chi bộ thôn Nội"), person("Lê Thị Hai", "1960", cell="NỘI")]
    preview = load(commune, members(*rows), create_cells=True)
    assert [(cell.name, cell.kind, cell.rows) for cell in preview.proposed_cells] == [
        ("Chi bộ thôn Nội", "village", 2)
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("99901.14", "99901.14"),
        ("Bến Đá", "99901.14"),
        ("CHI BỘ THÔN BẾN ĐÁ", "99901.14"),
        ("chi bo ben da", "99901.14"),
        ("Thôn Bến Đá (xã Khê Hạ cũ)", "99901.14"),
        ("Trung (Khê Hạ)", "99901.11"),
        ("Chi bộ Trung Khê Hạ", "99901.11"),
        ("Trường TH Khê Hạ", "99901.47"),
        ("THCS Khê Hạ", "99901.46"),
        ("Cơ quan Đảng - MTTQ", "99901.37"),
        ("Trung tâm PVHCC", "99901.40"),
        ("Công an", "99901.41"),
        ("Hợp tác xã Nông nghiệp Khê Hạ", "99901.55"),
        ("khu 3", "99901.03"),
    ],
)
def test_a_cell_is_found_by_what_people_write(commune, written, code):
    assert CellIndex(commune.pk, TODAY).find(written) == [tree().codes[code]]


@pytest.mark.parametrize("written", ["Khu 4", "Xóm Bến Đá", "Khê Hạ", "Mầm non Khê Hạ", "3"])
def test_what_only_resembles_a_cell_is_not_taken_for_it(commune, written):
    assert CellIndex(commune.pk, TODAY).find(written) == []


def test_two_villages_of_one_name_are_asked_about(commune):
    preview = plan(members(person(cell="Trung"), person("Lê Thị Hai", "1960")), unit_id=commune.pk, on=TODAY)
    assert [fault.text for fault in preview.findings] == [
        "Ô D2, trang ‘Danh sách’: ‘Trung’ có thể là: Chi bộ thôn Trung (Khê Hạ), Chi bộ thôn Trung (Mai Trạch). "
        "Ghi đủ tên hoặc mã chi bộ, ví dụ 99901.11."
    ]


def test_a_misspelt_cell_is_shown_what_it_resembles(commune):
    preview = plan(members(person(cell="Chi bộ Đầm Sên B")), unit_id=commune.pk, on=TODAY)
    assert "gần giống: Chi bộ thôn Đầm Sen" in preview.findings[0].text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Chi bộ thôn Bến Đá", "village"),
        ("Khu 3", "village"),
        ("Tổ dân phố số 2", "village"),
        ("Bản Mới", "village"),
        ("Trung (Khê Hạ)", "village"),
        ("Tân Phong", "village"),
        ("Chi bộ Trường Mầm non Hoa Sen", "school"),
        ("TH-THCS Mai Trạch", "school"),
        ("MN Khê Hạ", "school"),
        ("Công an xã", "police"),
        ("Quân sự", "military"),
        ("Ban CHQS xã", "military"),
        ("Trạm Y tế", "health"),
        ("Công ty CP May Sông Cẩm", "enterprise"),
        ("Doanh nghiệp Gỗ", "enterprise"),
        ("HTX Thủy sản Đầm Sen", "cooperative"),
        ("Hợp tác xã Chè", "cooperative"),
        ("Cơ quan Đảng - MTTQ", "agency"),
        ("Phòng Kinh tế và Phòng Văn hóa - Xã hội", "agency"),
        ("Văn phòng HĐND-UBND", "agency"),
        ("Trung tâm PVHCC", "agency"),
    ],
)
def test_the_kind_of_a_cell_is_guessed_from_its_name(name, kind):
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("CHI BỘ THÔN BẾN ĐÁ", "Chi bộ thôn Bến Đá"),
        ("Bến Đá", "Chi bộ Bến Đá"),
        ("Chi bộ: Trường THCS Khê Hạ", "Chi bộ Trường THCS Khê Hạ"),
        ("chi bộ Khu 3", "Chi bộ Khu 3"),
    ],
)
def test_a_new_cell_takes_a_name_like_the_others(written, name):
    assert cell_name(written) == name


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp trống"),
        (b"%PDF-1.7 not a workbook", "tệp PDF"),
        (b"\x00\x01\x02" * 3_500_000, "không phải bảng tính đọc được"),
        (workbook(("Sheet1", [])), "Bảng tính trống"),
        (
            workbook(("Sheet1", [["Họ và tên", "Chi bộ"], ["Lê Thị Hai", "Khu 3"]])),
            "không thấy cột “Ngày sinh”",
        ),
        (workbook(("Sheet1", [[*HEAD, "Họ tên"], [*person(), "Lê Thị Hai"]])), "cùng là cột “Họ và tên”"),
        (workbook(("Sheet1", [HEAD[:3], person()[:3]])), "thiếu “Chi bộ”"),
        (members(person(), person(name='=HYPERLINK("http://x","Lê Thị Hai")')), "là công thức"),
        (members(person(), person(born=62)), "không phải ngày, tháng, năm"),
    ],
)
def test_what_is_no_member_list_is_refused_in_words(commune, content, words):
    preview = plan(content, unit_id=commune.pk, on=TODAY)
    assert preview.refused
    assert words in " ".join(preview.lines())
    assert "Traceback" not in " ".join(preview.lines())
    assert Member.objects.count() == 0
