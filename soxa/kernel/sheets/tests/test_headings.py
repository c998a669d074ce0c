"""Headings as offices word, mark, merge and stack them."""

import unicodedata

import pytest

from soxa.kernel.sheets import read
from soxa.kernel.sheets.tests.office import MEMBERS, ON, VALUES, member, workbook, xlsx
from soxa.law.partial import PartialDate

PERSON = ("Lục Văn Bường", "05/03/1962", "Nam", "Chi bộ thôn Bến Đá")


def first(data, columns=MEMBERS, **options):
    found = read(data, columns, on=ON, **options)
    assert found.messages() == []
    return found.rows[0]


@pytest.mark.parametrize(
    ("name", "born", "sex", "cell"),
    [
        ("Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ"),
        ("Họ tên", "Năm sinh", "Nam/nữ", "CHI BỘ"),
        ("HỌ VÀ TÊN ĐẢNG VIÊN", "Ngày, tháng, năm sinh", "Nam/ Nữ", "Chi bộ (*)"),
        ("Ho va ten", "Ngay sinh", "gioi tinh", "chi bo"),
        ("Họ và tên\nđồng chí", "Ngày/tháng/năm sinh", "Giới tính (Nam, Nữ)", "4. Chi bộ"),
        ("2. Họ, tên (viết chữ in hoa)", "Ngày tháng năm\nsinh", "Phái", "Chi  bộ:"),
        (
            unicodedata.normalize("NFD", "Họ và tên"),
            unicodedata.normalize("NFD", "Ngày sinh"),
            "Giới tính",
            "Chi bộ",
        ),
    ],
)
def test_wordings(name, born, sex, cell):
    row = first(xlsx((name, born, sex, cell), PERSON))
    assert [row["name"], row["born"], row["sex"], row["cell"]] == [
        "Lục Văn Bường",
        PartialDate(1962, 3, 5),
        "male",
        "Chi bộ thôn Bến Đá",
    ]


def test_any_order_below_any_title_and_beside_unknown_columns():
    data = xlsx(
        ("ĐẢNG BỘ XÃ ĐỒNG VẢI",),
        ("DANH SÁCH ĐẢNG VIÊN",),
        (),
        ("", "Chi bộ", "Điện thoại", "Năm sinh", "Họ tên", "Ghi chú"),
        ("", "Chi bộ Khu 1", "0900000000", 1962, "Lục Văn Bường", "a"),
    )
    found = read(data, MEMBERS, on=ON)
    assert found.messages() == []
    row = found.rows[0]
    assert (row["name"], row["born"], row["sex"], row.number) == ("Lục Văn Bường", PartialDate(1962), None, 5)
    assert row.cells == {"name": "E5", "born": "D5", "cell": "B5"}
    assert [(one.cell, one.heading) for one in found.ignored_headings] == [
        ("C4", "Điện thoại"),
        ("F4", "Ghi chú"),
    ]
    assert found.sheets[0].headings == {"name": "E4", "born": "D4", "cell": "B4"}


def test_a_list_that_begins_far_from_the_corner():
    data = workbook(
        (
            "A",
            [
                (),
                (),
                (None, None, None, "Họ tên", "Năm sinh", "Chi bộ"),
                (None, None, None, *PERSON[:2], "B"),
            ],
        )
    )
    row = first(data)
    assert (row["cell"], row.at("cell"), row.at("name")) == ("B", "F4", "D4")


def test_the_day_of_birth_written_under_man_or_woman():
    data = workbook(
        (
            "Bến Đá",
            [
                ("TT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Chi bộ"),
                (None, None, "Nam", "Nữ", None),
                ("(1)", "(2)", "(3)", "(4)", "(5)"),
                (1, "Lục Văn Bường", "05/03/1962", None, "A"),
                (2, "Vi Thị Lan", None, 1980, "A"),
            ],
        ),
        merges=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    )
    found = read(data, MEMBERS, on=ON)
    assert found.messages() == []
    assert [(row["sex"], row["born"].text(), row.at("born")) for row in found.rows] == [
        ("male", "05/03/1962", "C4"),
        ("female", "1980", "D5"),
    ]


def test_the_same_without_merged_cells():
    rows = [
        ("TT", "Họ và tên", "Năm sinh", "", "Chi bộ"),
        ("", "", "Nam", "Nữ", ""),
        (1, "Vi Thị Lan", "", 1980, "A"),
    ]
    row = first(xlsx(*rows))
    assert (row["sex"], row["born"]) == ("female", PartialDate(1980))


def test_ticks_under_man_and_woman():
    rows = [
        ("Họ tên", "Năm sinh", "Nam", "Nữ", "Chi bộ"),
        ("Vi Thị Lan", 1980, "", "x", "A"),
        ("Lục Bường", 1962, "X", "", "A"),
    ]
    found = read(xlsx(*rows), MEMBERS, on=ON)
    assert [row["sex"] for row in found.rows] == ["female", "male"]


def test_a_lone_column_of_women():
    rows = [
        ("Họ tên", "Năm sinh", "Nữ", "Chi bộ"),
        ("Vi Thị Lan", 1980, "x", "A"),
        ("Lục Bường", 1962, "", "A"),
    ]
    assert [row["sex"] for row in read(xlsx(*rows), MEMBERS, on=ON).rows] == ["female", "male"]


def test_both_ticked():
    rows = [("Họ tên", "Năm sinh", "Nam", "Nữ", "Chi bộ"), ("Vi Thị Lan", 1980, "x", "x", "A")]
    assert read(xlsx(*rows), MEMBERS, on=ON).messages() == [
        "Ô C2, trang ‘Bến Đá’: ‘x’ không phải ô duy nhất được đánh dấu. Chỉ đánh dấu một ô."
    ]


def test_the_year_is_not_the_man():
    rows = [
        ("Họ và tên", "Ngày sinh", "", "", "Chi bộ"),
        ("", "Ngày", "Tháng", "Năm", ""),
        ("Vi Thị Lan", 5, 3, 1980, "A"),
    ]
    row = first(xlsx(*rows))
    assert (row["born"], row["sex"]) == (PartialDate(1980, 3, 5), None)


def test_a_name_in_two_columns_under_one_heading():
    rows = [("Họ và tên", None, "Năm sinh", "Chi bộ"), ("Lục Văn", "Bường", 1962, "A")]
    assert first(workbook(("A", rows), merges=("A1:B1",)))["name"] == "Lục Văn Bường"


def test_admission_and_recognition_apart_by_brackets_or_by_rows():
    bracketed = ("Họ tên", "Năm sinh", "Chi bộ", "Ngày vào Đảng (dự bị)", "Ngày vào Đảng (chính thức)")
    person = ("Lục Văn Bường", 1962, "A", "03/02/1985", "03/02/1986")
    row = first(xlsx(bracketed, person))
    assert (row["admitted"].text(), row["official"].text()) == ("03/02/1985", "03/02/1986")
    stacked = [
        ("Họ tên", "Năm sinh", "Chi bộ", "Ngày vào Đảng", None),
        (None, None, None, "Dự bị", "Chính thức"),
        person,
    ]
    row = first(workbook(("A", stacked), merges=("D1:E1", "A1:A2")))
    assert (row["admitted"].text(), row["official"].text()) == ("03/02/1985", "03/02/1986")


def test_names_of_relatives_are_not_the_member():
    rows = [
        ("Họ và tên", "Năm sinh", "Chi bộ", "Cha", None),
        (None, None, None, "Họ và tên", "Năm sinh"),
        ("Lục Văn Bường", 1962, "A", "Lục Văn Cha", 1930),
    ]
    found = read(workbook(("A", rows), merges=("D1:E1", "A1:A2", "B1:B2", "C1:C2")), MEMBERS, on=ON)
    assert found.messages() == []
    assert (found.rows[0]["name"], found.rows[0]["born"]) == ("Lục Văn Bường", PartialDate(1962))
    assert [one.cell for one in found.ignored_headings] == ["D2", "E2"]


def test_two_headings_that_mean_the_same():
    data = xlsx(("TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Họ tên đảng viên"), member())
    assert read(data, MEMBERS, on=ON).messages() == [
        "Ô B1, trang ‘Bến Đá’: ‘Họ và tên’ và ô E1 (‘Họ tên đảng viên’) cùng là cột “Họ và tên”. "
        "Xóa hoặc đổi tên một trong hai cột."
    ]


def test_a_heading_that_is_missing():
    data = xlsx(("Danh sách",), ("TT", "Tên gọi", "Ngày sinh", "Chi bộ"), (1, "Lục Văn Bường", 1962, "A"))
    assert read(data, MEMBERS, on=ON).messages() == [
        "Trang ‘Bến Đá’: không thấy cột “Họ và tên” (đã tìm: ‘Họ và tên’, ‘Họ tên’; dòng 2 có: ‘TT’, ‘Tên gọi’, "
        "‘Ngày sinh’, ‘Chi bộ’). Đặt tên cột như trên rồi nạp lại."
    ]


def test_no_heading_at_all():
    found = read(xlsx(("xin chào", "các đồng chí")), VALUES)
    assert [fault.column for fault in found.faults] == ["period", "value", "code"]
    assert found.faults[2].wrong.startswith(
        "không thấy cột “Mã” hoặc “Chỉ tiêu” (đã tìm: ‘Mã’, ‘Mã chỉ tiêu’, ‘Chỉ tiêu’"
    )


def test_headings_with_years_and_one_of_two_columns():
    data = xlsx(
        ("TT", "Chỉ tiêu", "Kỳ", "Kế hoạch năm 2026", "Thực hiện"),
        (1, "Thu ngân sách", "2026-H1", 21.4, "12,675"),
    )
    row = first(data, VALUES)
    assert (str(row["plan"]), str(row["value"]), row["code"]) == ("21.4", "12.675", None)


def test_a_heading_over_unknown_parts_is_none_of_them():
    rows = [
        ("Họ tên", "Năm sinh", "Chi bộ", "Quê quán", None, "Phái", None),
        (None, None, None, "Xã", "Tỉnh", "khối", "ngành"),
        ("Lục Văn Bường", 1962, "A", "Khê Hạ", "Sông Cẩm", "Nữ", "Nam"),
    ]
    found = read(workbook(("A", rows), merges=("D1:E1", "F1:G1", "A1:A2")), MEMBERS, on=ON)
    assert found.messages() == []
    assert (found.rows[0]["home"], found.rows[0]["sex"]) == ("Khê Hạ, Sông Cẩm", None)
    assert [(one.cell, one.heading) for one in found.ignored_headings] == [("F1", "Phái")]
