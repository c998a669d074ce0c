"""What is written is read back the same, by us and by another reader."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from soxa.kernel.sheets import read, template, write
from soxa.kernel.sheets.tests.office import MEMBERS, ON, VALUES
from soxa.law.partial import PartialDate

PERSON = {
    "name": "Lục Văn Bường",
    "born": PartialDate(1962, 3, 5),
    "sex": "male",
    "cell": "Chi bộ thôn Bến Đá",
    "admitted": PartialDate(1985, 2),
    "official": PartialDate(1986),
    "card": "012345",
    "identity": "001062000123",
    "home": "Khê Hạ, Sông Cẩm",
    "exempt": True,
}

words = st.sampled_from(["Lục", "Văn", "Bường", "Vi", "Thị", "Lan", "Đặng", "Hữu", "Thuần", "Ngô", "Tuyết"])
names = st.lists(words, min_size=2, max_size=4).map(" ".join)
exact = st.dates(date(1850, 1, 1), date(2020, 12, 31)).map(PartialDate.exactly)
months = st.builds(PartialDate, st.integers(1850, 2020), st.integers(1, 12))
days = exact | months | st.builds(PartialDate, st.integers(1850, 2020))
people = st.fixed_dictionaries(
    {
        "name": names,
        "born": days,
        "sex": st.sampled_from(["male", "female", None]),
        "cell": st.sampled_from(["Chi bộ Khu 1", "Trung (Khê Hạ)"]),
        "admitted": days | st.none(),
        "official": days | st.none(),
        "card": st.from_regex(r"[0-9]{5,8}", fullmatch=True) | st.none(),
        "identity": st.from_regex(r"[0-9]{12}", fullmatch=True) | st.none(),
        "home": st.sampled_from(["xã Khê Hạ", None]),
        "exempt": st.booleans() | st.none(),
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(people, min_size=1, max_size=8))
def test_members_are_read_as_they_were_written(rows):
    found = read(write(MEMBERS, rows, "DANH SÁCH ĐẢNG VIÊN", ["Ngày 15/6/2026"]), MEMBERS, on=ON)
    assert found.messages() == []
    assert [row.values for row in found.rows] == rows


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "code": st.none(),
                "title": st.sampled_from(["Thu ngân sách", "Tổng đàn lợn", "Tỷ lệ hộ nghèo (%)"]),
                "period": st.sampled_from(["2026", "2026-H1", "2025-07"]),
                "value": st.decimals(-(10**12), 10**12, places=4),
                "plan": st.none() | st.integers(0, 10**9).map(Decimal),
            }
        ),
        min_size=1,
        max_size=8,
    )
)
def test_values_are_read_as_they_were_written(rows):
    assert [row.values for row in read(write(VALUES, rows), VALUES).rows] == rows


def test_how_the_list_looks_to_another_reader():
    book = openpyxl.load_workbook(io.BytesIO(write(MEMBERS, [PERSON], "DANH SÁCH", ["Chốt ngày 15/6/2026"])))
    sheet = book.active
    assert (sheet["A1"].value, sheet["A2"].value) == ("DANH SÁCH", "Chốt ngày 15/6/2026")
    assert [cell.value for cell in sheet[4]][:4] == ["TT", "Họ và tên", "Ngày sinh", "Giới tính"]
    assert [cell.value for cell in sheet[5]][:2] == [1, "Lục Văn Bường"]
    born, admitted = sheet["C5"], sheet["F5"]
    assert (born.value.date(), born.number_format, born.is_date) == (date(1962, 3, 5), "dd/mm/yyyy", True)
    assert (admitted.value, sheet["G5"].value, sheet["H5"].value, sheet["K5"].value) == (
        "2/1985",
        "1986",
        "012345",
        "x",
    )
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A5", "A4:K5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        9,
        "$4:$4",
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0


def test_text_is_never_written_as_a_formula_or_link():
    book = openpyxl.load_workbook(
        io.BytesIO(write(MEMBERS, [{**PERSON, "home": "=1+1", "card": "http://a.b"}]))
    )
    cells = [cell for row in book.active for cell in row if cell.value in ("=1+1", "http://a.b")]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)] * 2 or len(cells) == 2


def test_the_empty_sample_holds_one_example_that_is_no_row():
    sample = template(MEMBERS, "Bảng mẫu")
    found = read(sample, MEMBERS, on=ON)
    assert found.messages() == [
        "Bảng tính không có dòng nào dưới tiêu đề. Điền danh sách dưới dòng tiêu đề rồi nạp lại."
    ]
    assert [one.what for one in found.sheets[0].skipped] == ["example"]
    book = openpyxl.load_workbook(io.BytesIO(sample))
    book.active.append([1, "Vi Thị Lan", "1980", "Nữ", "Chi bộ Khu 1"])
    filled = io.BytesIO()
    book.save(filled)
    found = read(filled.getvalue(), MEMBERS, on=ON)
    assert (found.messages(), [row["name"] for row in found.rows]) == ([], ["Vi Thị Lan"])
