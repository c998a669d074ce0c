"""A workbook of a unit's own measures: previewed, every bad cell told by its address, written whole or not at all, handed in again as it went out."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Unit
from soxa.kernel.sheets.preview import NotLoadable
from soxa.kernel.units.tree import tree
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.values.measures.measure_import import plan
from soxa.values.models import Measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HEAD = (
    "TT", "Tên chỉ tiêu", "Nhóm", "ĐVT", "Kỳ báo cáo", "Chiều tốt", "Tổng hợp từ đơn vị dưới", "Quyền số", "Tử số", "Mẫu số",
    "Hệ số", "Thấp nhất", "Cao nhất", "Căn cứ", "Đã đối chiếu",
)  # fmt: skip
TEA = (1, "Năng suất chè búp tươi", "Nông nghiệp, nông thôn mới", "tạ/ha", "6 tháng, năm", None, "bình quân gia quyền", "Diện tích chè kinh doanh", "sản lượng (tấn)", "diện tích (ha)", 10, 0, "300", "NQ 5", "x")  # fmt: skip
AREA = (2, "Diện tích chè kinh doanh", None, "ha", "năm", "tăng", *[None] * 9)
SIGNED = (3, "Tỷ lệ hộ ký cam kết bảo vệ rừng", "moi truong", "%", "Quý", "cao", None, None, "hộ ký", "hộ có rừng", *[None] * 5)  # fmt: skip
FIRES = (4, "Số vụ cháy rừng", "Chỉ tiêu khác", "vụ", "kỳ bất kỳ", "giảm", *[None] * 9)


def book_of(tmp_path, *rows, head=HEAD):
    made = Workbook()
    made.active.title = "Danh mục"
    for row in ((), ("DANH MỤC CHỈ TIÊU RIÊNG CỦA XÃ",), head, *rows):
        made.active.append(row)
    path = tmp_path / "danh-muc.xlsx"
    made.save(path)
    return path.read_bytes()


def planned(content, unit="99901"):
    return plan(content, unit_id=tree().codes[unit], on=DEMO_DAY)


def changed(row, **cells):
    told = list(row)
    for name, value in cells.items():
        told[ord(name) - ord("A")] = value
    return tuple(told)


SIGNED = changed(SIGNED, C="Nước sạch, môi trường")


def test_measures_of_ones_own_come_as_the_page_would_write_them(tmp_path):
    preview = planned(book_of(tmp_path, TEA, AREA, SIGNED, FIRES))
    assert [fault.text for fault in preview.faults] == []
    assert (preview.counts, preview.told()) == (
        {"new": 4, "same": 0, "changed": 0}, ["Mới 4 chỉ tiêu, đã có trong danh mục 0."],
    )  # fmt: skip
    last = Measure.objects.order_by("-position").first().position
    entry = preview.commit(machine("test"))
    tea, area, signed, fires = Measure.objects.filter(entry=entry).order_by("position")
    assert (tea.code, tea.folded, tea.position, tea.owner.code) == (
        "agriculture.nang_suat_che_bup_tuoi_99901", "nang suat che bup tuoi", last + 10, "99901",
    )  # fmt: skip
    assert (tea.kind, tea.unit_word, tea.periods, tea.higher_is_better) == ("quantity", "tạ/ha", ["half", "year"], True)  # fmt: skip
    assert (tea.aggregation, tea.weight, tea.factor) == ("weighted", area.code, Decimal(10))
    assert (tea.numerator_title, tea.denominator_title, tea.low, tea.high, tea.cite, tea.confirmed) == (
        "sản lượng (tấn)", "diện tích (ha)", 0, 300, "NQ 5", True,
    )  # fmt: skip
    assert (area.kind, area.aggregation, area.weight, area.factor, area.confirmed) == ("quantity", "sum", "", 1, False)  # fmt: skip
    assert (signed.kind, signed.unit_word, signed.aggregation, signed.periods) == ("share", "", "ratio", ["quarter"])  # fmt: skip
    assert (fires.group, fires.periods, fires.higher_is_better) == ("other", [], False)
    assert (entry.flow, entry.step, entry.facts["new"]) == ("sheets", "measures", 4)
    assert planned(book_of(tmp_path, TEA, AREA, changed(SIGNED, B="tỷ lệ hộ KÝ cam kết bảo vệ rừng"), FIRES, ("",))).counts["same"] == 4  # fmt: skip


def test_a_heading_over_its_rows_is_their_group(tmp_path):
    head = ("TT", "Chỉ tiêu", "Đơn vị tính")
    content = book_of(
        tmp_path, ("I", "Quốc phòng, an ninh", None), (1, "Số cuộc tuần tra đêm", "cuộc"), head=head
    )
    preview = planned(content)
    assert [fault.text for fault in preview.faults] == []
    assert [(one["group"], one["unit_word"]) for one in preview.new] == [("defence", "cuộc")]


BAD = [
    (TEA, {"C": "Nông nghiep gì đó"}, "C4", "Ghi một trong: “Kinh tế, ngân sách”"),
    (TEA, {"D": "tir dong"}, "D4", "Có phải “tỷ đồng”"),
    (TEA, {"D": None}, "D4", "thiếu “Đơn vị tính”"),
    (TEA, {"E": "tuần"}, "E4", "Ghi một hoặc nhiều trong: tháng, quý, 6 tháng"),
    (TEA, {"F": "ngang"}, "F4", "càng cao càng tốt"),
    (TEA, {"G": "trung bình"}, "G4", "Ghi một trong"),
    (TEA, {"H": None}, "H4", "Bình quân gia quyền phải có chỉ tiêu làm quyền số"),
    (TEA, {"H": "Diện tích chè kinh danh"}, "H4", "Có phải “Diện tích chè kinh doanh”?"),
    (TEA, {"H": "Năng suất chè búp tươi"}, "H4", ""),
    (TEA, {"K": 0}, "K4", "Ghi số lớn hơn 0"),
    (TEA, {"L": "1.5"}, "L4", "không phải số"),
    (TEA, {"M": -1}, "M4", "Mức cao nhất không nhỏ hơn mức thấp nhất."),
    (TEA, {"B": "x" * 201}, "B4", "200"),
    (TEA, {"B": None}, "B4", ""),
    (TEA, {"O": "có lẽ"}, "O4", "không rõ là có hay không"),
    (SIGNED, {"G": "cộng"}, "G4", "Loại số này không tổng hợp cách ấy được"),
    (SIGNED, {"A": None, "D": None, "E": None}, "D4", "thiếu “Đơn vị tính”"),
    (FIRES, {"B": "  dân  SỐ ", "D": "người", "E": None, "F": None}, "C4", "Danh mục ghi “Dân số”"),
    (FIRES, {"B": "dân số", "C": None, "D": "hộ", "E": None, "F": None}, "D4", "Danh mục ghi “người”"),
]


@pytest.mark.parametrize(("row", "change", "cell", "said"), BAD)
def test_a_bad_cell_is_told_by_its_address_and_nothing_is_written(tmp_path, row, change, cell, said):
    preview = planned(book_of(tmp_path, changed(row, **change), AREA))
    (fault,) = preview.faults
    assert (fault.cell, said in fault.text) == (cell, True), fault.text
    before = Measure.objects.count(), Entry.objects.count()
    with pytest.raises(NotLoadable):
        preview.commit(machine("test"))
    assert (Measure.objects.count(), Entry.objects.count()) == before


def test_every_bad_cell_of_every_row_is_told(tmp_path):
    wrong = changed(TEA, H="Không có", K=0, M=-1)
    faults = planned(book_of(tmp_path, wrong, AREA, AREA, changed(SIGNED, E="tuần", G="cộng"))).faults
    assert [one.cell for one in faults] == ["H4", "K4", "M4", "B6", "E7"]
    assert "đã có ở dòng 5" in faults[3].text


def test_what_stands_in_the_catalogue_is_not_changed_by_a_table(tmp_path):
    planned(book_of(tmp_path, AREA)).commit(machine("test"))
    preview = planned(book_of(tmp_path, changed(AREA, D="m²", E="năm, quý", N="NQ 9"), FIRES))
    faults = preview.faults
    assert preview.counts == {"new": 1, "same": 0, "changed": 0}
    assert [one.cell for one in faults] == ["D4", "E4", "N4"]
    assert "Danh mục ghi “ha”; bảng chỉ thêm chỉ tiêu mới." in faults[0].text
    assert "Danh mục để trống" in faults[2].text


def test_the_catalogue_that_goes_out_changes_nothing_when_it_comes_back(tmp_path):
    planned(book_of(tmp_path, TEA, AREA, SIGNED, FIRES)).commit(machine("test"))
    other = Unit.objects.get(code="99901.01")
    Measure.objects.create(
        code="other.of_a_cell", title="Của đơn vị khác", folded="cua don vi khac", owner=other
    )
    given = signed_in("tuyet.ngo").get("/danh-muc-chi-tieu/excel/")
    assert (given.status_code, given["Content-Type"].endswith("sheet")) == (200, True)
    preview = planned(given.content)
    assert [fault.text for fault in preview.faults] == []
    assert preview.counts == {
        "new": 0,
        "same": 98,
        "changed": 0,
    }  # 94 of every book, four of the commune's own


def test_two_names_of_one_stem_get_two_codes(tmp_path):
    long = "Tỷ lệ hộ dân tham gia tổ hợp tác trồng chè "
    preview = planned(
        book_of(tmp_path, changed(SIGNED, B=f"{long} hữu cơ"), changed(SIGNED, B=f"{long} sạch"))
    )
    codes = [one["code"] for one in preview.new]
    assert (len(set(codes)), codes[1]) == (2, f"{codes[0]}_2")


def test_a_unit_without_a_catalogue_of_its_own_is_told(tmp_path):
    (fault,) = planned(book_of(tmp_path, FIRES), unit="99901.PKT").faults
    assert "không có danh mục chỉ tiêu riêng" in fault.text


def test_from_the_page_to_the_catalogue(tmp_path):
    office, content = signed_in("diep.cao"), book_of(tmp_path, TEA, AREA)
    handed = office.post("/nhap/gui/", {"kind": "measures", "file": SimpleUploadedFile("dm.xlsx", content)})
    page = office.get(handed["Location"])
    assert "Năng suất chè búp tươi Nông nghiệp, nông thôn mới số lượng tạ/ha" in words(page)
    shown = page.content.decode().split('name="shown" value="')[1].split('"')[0]
    assert office.post(f"{handed['Location']}ghi-so/", {"shown": shown}).status_code == 302
    listed = words(office.get("/danh-muc-chi-tieu/?q=che+bup"))
    assert "Bình quân gia quyền theo diện tích chè kinh doanh" in listed and "riêng của xã Đồng Vải" in listed
    assert office.get("/nhap/mau/measures/").status_code == 200
    assert "Nhập danh mục chỉ tiêu từ" in words(office.get("/nhat-ky/"))


@pytest.mark.parametrize(("who", "status"), [("nhung.tran", 403), ("buong.luc", 403), ("tuyet.ngo", 200)])
def test_who_hands_in(who, status):
    assert signed_in(who).get("/nhap/?bang=measures").status_code == status
