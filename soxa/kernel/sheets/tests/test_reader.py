"""Rows of a list: groups, merged cells, totals and signatures, formulas; every fault by its cell."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soxa.kernel.sheets import Column, Columns, limits, read, text
from soxa.kernel.sheets.tests.office import HEADING, MEMBERS, ON, VALUES, member, workbook, xlsx
from soxa.law.partial import PartialDate


def told(data, columns=MEMBERS, **options):
    return read(data, columns, on=ON, **options).messages()


def test_the_message_that_everybody_knows():
    data = xlsx(*[()] * 15, HEADING, member(born="31/02/1970"))
    assert told(data) == [
        "Ô C17, trang ‘Bến Đá’: ‘31/02/1970’ không phải ngày có thật. Sửa thành ngày đúng hoặc chỉ ghi năm 1970."
    ]


def test_every_bad_cell_is_told_and_only_those():
    data = xlsx(
        HEADING,
        member(born="31/02/1970"),
        member("Vi Thị Lan", "05/03/62", "phụ nữ", "Chi bộ Khu 1"),
        member("", 1980),
        member("Cao Xuân Điệp", ""),
        member("Lê Hải Yến", date(2026, 11, 21)),
        member("Ngô Thị Minh Tuyết", 1975, "Nữ", ""),
        member(),
    )
    found = read(data, MEMBERS, on=ON)
    assert found.messages() == [
        "Ô C2, trang ‘Bến Đá’: ‘31/02/1970’ không phải ngày có thật. Sửa thành ngày đúng hoặc chỉ ghi năm 1970.",
        "Ô C3, trang ‘Bến Đá’: ‘05/03/62’ viết năm bằng hai chữ số. Ghi năm đủ bốn chữ số, ví dụ 05/03/1962.",
        "Ô D3, trang ‘Bến Đá’: ‘phụ nữ’ không phải giá trị của cột này. Ghi một trong: “Nam”, “Nữ”.",
        "Ô B4, trang ‘Bến Đá’: thiếu “Họ và tên”. Điền ô này hoặc xóa cả dòng.",
        "Ô C5, trang ‘Bến Đá’: thiếu “Ngày sinh”. Điền ô này hoặc xóa cả dòng.",
        "Ô C6, trang ‘Bến Đá’: ‘21/11/2026’ là ngày ở sau 20/11/2026. Sửa thành ngày không muộn hơn 20/11/2026.",
        "Ô E7, trang ‘Bến Đá’: thiếu “Chi bộ”. "
        "Điền ô này, hoặc đặt một dòng riêng mang tên ấy phía trên danh sách.",
    ]
    assert [row.bad for row in found.rows] == [
        ("born",),
        ("born", "sex"),
        ("name",),
        ("born",),
        ("born",),
        ("cell",),
        (),
    ]
    assert not found.ok


@pytest.mark.parametrize(
    ("born", "taken"), [(2026, True), ("11/2026", True), ("12/2026", False), (2027, False)]
)
def test_the_future_as_far_as_it_is_known(born, taken):
    assert read(xlsx(HEADING, member(born=born)), MEMBERS, on=ON).ok is taken


def test_a_private_value_is_never_repeated():
    data = xlsx((*HEADING, "Số CCCD"), (*member(), "00116200012"), (*member("Vi Thị Lan"), "001162000x23"))
    assert told(data) == [
        "Ô F2, trang ‘Bến Đá’: Số định danh cá nhân có 11 chữ số. Ghi đủ 12 chữ số.",
        "Ô F3, trang ‘Bến Đá’: Số định danh cá nhân phải chỉ gồm chữ số. Ghi đủ 12 chữ số.",
    ]


def test_a_long_value_is_shortened():
    data = xlsx(HEADING, member("Lục Văn Bường 1 " + "a" * 60))
    assert told(data) == [
        "Ô B2, trang ‘Bến Đá’: ‘Lục Văn Bường 1 aaaaaaaaaaaaaaaaaaaaaaa…’ không phải họ tên người. "
        "Ghi họ, chữ đệm và tên bằng chữ."
    ]


def test_after_two_hundred_faults_the_rest_is_counted():
    found = read(xlsx(HEADING, *[member(born="31/02/1970")] * 257), MEMBERS, on=ON)
    assert (len(found.faults), found.more_faults) == (200, 57)
    assert found.messages()[-1] == "Còn 57 lỗi nữa chưa kể ra."


def test_a_sheet_for_each_cell():
    rows = [("DANH SÁCH",), ("TT", "Họ tên", "Năm sinh"), (1, "Lục Văn Bường", 1962)]
    data = workbook(
        ("Chi bộ thôn Bến Đá", rows), ("Đầm Sen", rows), ("Bìa", [("Đảng bộ xã",)]), ("Trống", [])
    )
    found = read(data, MEMBERS, on=ON, sheet_as="cell")
    assert found.messages() == []
    assert [(row["cell"], row.number, row.at("cell")) for row in found.rows] == [
        ("Chi bộ thôn Bến Đá", 3, ""),
        ("Đầm Sen", 3, ""),
    ]
    assert [warning.text for warning in found.warnings] == [
        "Trang ‘Bìa’: không có dòng tiêu đề của danh sách, không đọc."
    ]
    assert [(info.name, info.rows) for info in found.sheets] == [("Chi bộ thôn Bến Đá", 1), ("Đầm Sen", 1)]


def test_a_summary_beside_the_list_is_no_list():
    summary = [("TT", "Chi bộ", "Số đảng viên", "Nữ"), (1, "Khu 1", 57, 20)]
    data = workbook(("Khu 1", [HEADING[:3], member()[:3]]), ("Tổng hợp", summary))
    found = read(data, MEMBERS, on=ON, sheet_as="cell")
    assert (found.messages(), len(found.rows), len(found.warnings)) == ([], 1, 1)


def test_one_sheet_of_many_with_a_heading_missing_is_told():
    data = workbook(
        ("Khu 1", [HEADING[:3], member()[:3]]), ("Khu 2", [("TT", "Ông bà", "Ngày sinh"), member()[:3]])
    )
    messages = told(data, sheet_as="cell")
    assert len(messages) == 1
    assert messages[0].startswith("Trang ‘Khu 2’: không thấy cột “Họ và tên” (đã tìm: ")


@pytest.mark.parametrize("sheet", ["Sheet1", "Trang_tính1", "DSDV", "Danh sách đảng viên"])
def test_a_sheet_name_that_names_no_cell(sheet):
    data = xlsx(HEADING[:3], member()[:3], member("Vi Thị Lan")[:3], sheet=sheet)
    assert told(data, sheet_as="cell") == [
        f"Trang ‘{sheet}’: thiếu “Chi bộ”. Thêm cột “Chi bộ”, hoặc đặt tên trang, "
        "hoặc đặt một dòng riêng mang tên ấy phía trên danh sách."
    ]


def test_a_title_that_names_the_cell():
    data = xlsx(("ĐẢNG BỘ XÃ ĐỒNG VẢI",), ("CHI BỘ THÔN BẾN ĐÁ",), HEADING[:3], member()[:3], sheet="Sheet1")
    assert read(data, MEMBERS, on=ON, sheet_as="cell").rows[0]["cell"] == "CHI BỘ THÔN BẾN ĐÁ"


def test_groups_within_one_list():
    data = xlsx(
        ("TT", "Họ và tên", "Ngày sinh"),
        ("I", "Chi bộ Khu 1: 02 đồng chí"),
        (1, "Lục Văn Bường", 1962),
        (2, "Vi Thị Lan", 1980),
        ("", "Cộng: 02 đồng chí"),
        ("II. Chi bộ thôn Bến Đá",),
        (1, "Cao Xuân Điệp", 1975),
        ("Chi bộ Trạm Y tế",),
        (1, "Lê Hải Yến", 1990),
        ("Tổng cộng", "", 4),
    )
    found = read(data, MEMBERS, on=ON, sheet_as="cell")
    assert found.messages() == []
    assert [(row["name"], row["cell"], row.at("cell")) for row in found.rows] == [
        ("Lục Văn Bường", "Chi bộ Khu 1", "B2"),
        ("Vi Thị Lan", "Chi bộ Khu 1", "B2"),
        ("Cao Xuân Điệp", "Chi bộ thôn Bến Đá", "A6"),
        ("Lê Hải Yến", "Chi bộ Trạm Y tế", "A8"),
    ]
    assert [(one.number, one.what) for one in found.sheets[0].skipped] == [
        (2, "group"),
        (5, "total"),
        (6, "group"),
        (8, "group"),
        (10, "total"),
    ]


def test_cells_merged_downwards():
    rows = [
        HEADING,
        member(),
        (2, "Vi Thị Lan", 1980, "Nữ", None),
        (3, "Cao Xuân Điệp", 1975, "Nam", "Khu 2"),
    ]
    found = read(workbook(("A", rows), merges=("E2:E3",)), MEMBERS, on=ON)
    assert found.messages() == []
    assert [row["cell"] for row in found.rows] == ["Chi bộ thôn Bến Đá", "Chi bộ thôn Bến Đá", "Khu 2"]


def test_what_stands_below_a_list():
    data = xlsx(
        HEADING,
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        member(),
        (),
        member("Vi Thị Lan", 1980),
        (3,),
        ("", "Tổng cộng: 02 đồng chí"),
        ("Ghi chú: danh sách chốt ngày 15/6/2026",),
        ("", "", "", "Đồng Vải, ngày 15 tháng 6 năm 2026"),
        ("", "NGƯỜI LẬP BIỂU", "", "T/M CHI ỦY"),
        ("", "", "", "BÍ THƯ"),
        (),
        ("", "Lê Hải Yến", "", "Lục Văn Bường"),
    )
    found = read(data, MEMBERS, on=ON)
    assert found.messages() == []
    assert [row["name"] for row in found.rows] == ["Lục Văn Bường", "Vi Thị Lan"]
    assert [(one.number, one.what) for one in found.sheets[0].skipped] == [
        (7, "total"),
        (8, "note"),
        (9, "signature"),
        (10, "signature"),
        (11, "signature"),
        (13, "note"),
    ]


def test_a_name_alone_above_the_signatures_is_a_member_without_birth():
    data = xlsx(HEADING, ("", "Lục Văn Bường"), member("Tống Văn Cộng", 1980))
    found = read(data, MEMBERS, on=ON)
    assert found.messages() == [
        "Ô C2, trang ‘Bến Đá’: thiếu “Ngày sinh”. Điền ô này hoặc xóa cả dòng.",
        *found.messages()[1:],
    ]
    assert found.rows[1]["name"] == "Tống Văn Cộng"


def test_a_second_list_below_the_signatures():
    data = xlsx(
        HEADING,
        member(),
        ("", "", "", "BÍ THƯ"),
        ("", "Lục Văn Bường"),
        HEADING,
        member("Vi Thị Lan", "31/02/1970"),
    )
    assert told(data) == [
        "Ô C6, trang ‘Bến Đá’: ‘31/02/1970’ không phải ngày có thật. Sửa thành ngày đúng hoặc chỉ ghi năm 1970."
    ]


def test_a_scrap_beside_the_list_is_warned_of():
    found = read(xlsx(HEADING, member(), ("", "", "", "", "", "xem lại")), MEMBERS, on=ON)
    assert found.ok and len(found.rows) == 1
    assert [warning.text for warning in found.warnings] == [
        "Trang ‘Bến Đá’: không đọc dòng 3 vì chỉ có ‘xem lại’."
    ]


def test_totals_of_values_are_not_values_but_indicators_are():
    heading = ("TT", "Chỉ tiêu", "Kỳ", "Thực hiện")
    data = xlsx(heading, ("I", "Kinh tế"), (1, "Tổng thu ngân sách", "2026", 5), ("", "Tổng cộng", "2026", 5))
    found = read(data, VALUES)
    assert found.messages() == []
    assert [row["title"] for row in found.rows] == ["Tổng thu ngân sách"]


def test_formulas():
    rows = [
        HEADING,
        member('=HYPERLINK("http://example.org/?a=1&b=2","Lục Văn Bường")'),
        member("Vi Thị Lan", "=B9+1"),
        ("=ROW()-1", "Cao Xuân Điệp", 1975, "Nam", "A"),
    ]
    assert told(workbook(("Bến Đá", rows))) == [
        'Ô B2, trang ‘Bến Đá’: ‘=HYPERLINK("http://example.org/?a=1&b=2…’ là công thức, không phải giá trị. '
        "Chép ô rồi dán lại bằng Dán đặc biệt – Giá trị (Paste values), lưu và nạp lại.",
        "Ô C3, trang ‘Bến Đá’: ‘=B9+1’ là công thức, không phải giá trị. "
        "Chép ô rồi dán lại bằng Dán đặc biệt – Giá trị (Paste values), lưu và nạp lại.",
    ]


def test_a_formula_that_was_calculated_is_its_value_unless_it_reaches_outside():
    import io

    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    page = book.add_worksheet("A")
    page.write_row(0, 0, ("Chỉ tiêu", "Kỳ", "Thực hiện"))
    page.write_row(1, 0, ("Thu ngân sách", "2026"))
    page.write_formula(1, 2, "=5+2", None, 7)
    page.write_formula(2, 0, '=HYPERLINK("http://example.org","Chi")', None, "Chi")
    page.write_row(2, 1, ("2026", 5))
    page.write_row(3, 0, ("Nợ", "2026"))
    page.write_formula(3, 2, "=1/0", None, "#DIV/0!")
    book.close()
    found = read(made.getvalue(), VALUES)
    assert found.rows[0]["value"] == 7
    assert found.messages() == [
        'Ô A3, trang ‘A’: ‘=HYPERLINK("http://example.org","Chi")’ là công thức, không phải giá trị. '
        "Chép ô rồi dán lại bằng Dán đặc biệt – Giá trị (Paste values), lưu và nạp lại.",
        "Ô C4, trang ‘A’: ‘#DIV/0!’ là lỗi của công thức. Sửa công thức hoặc gõ giá trị vào ô.",
    ]


def test_text_that_looks_like_a_formula():
    data = xlsx(HEADING, member("=HYPERLINK(1)"), strings_to_formulas=False)
    assert told(data)[0].startswith("Ô B2, trang ‘Bến Đá’: ‘=HYPERLINK(1)’ là công thức, không phải giá trị.")


@pytest.mark.parametrize("era", [False, True])
def test_both_eras_of_days(era):
    data = xlsx(HEADING, member(born=date(1962, 3, 5)), member("Vi Thị Lan", 1980), date_1904=era)
    assert [row["born"] for row in read(data, MEMBERS, on=ON).rows] == [
        PartialDate(1962, 3, 5),
        PartialDate(1980),
    ]


def test_serials_of_the_1904_era():
    data = xlsx(HEADING, member(born=22710 - 1462), date_1904=True)
    assert read(data, MEMBERS, on=ON).rows[0]["born"] == PartialDate(1962, 3, 5)


def test_days_of_1900():
    data = xlsx(HEADING, member(born=date(1900, 1, 15)))
    assert told(data) == [
        "Ô C2, trang ‘Bến Đá’: ‘15/01/1900’ là một số nhỏ mà Excel hiện thành ngày. "
        "Gõ lại đủ ngày/tháng/năm hoặc chỉ ghi năm."
    ]


def test_a_heading_without_rows():
    assert told(xlsx(HEADING)) == [
        "Bảng tính không có dòng nào dưới tiêu đề. Điền danh sách dưới dòng tiêu đề rồi nạp lại."
    ]


def test_hidden_sheets_are_left_out_and_told():
    import io

    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(workbook(("A", [HEADING, member()]), ("Cũ", [HEADING, member()])))
    )
    book["Cũ"].sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)
    found = read(made.getvalue(), MEMBERS, on=ON)
    assert len(found.rows) == 1
    assert [warning.text for warning in found.warnings] == [
        "Trang ‘Cũ’: trang bị ẩn, không đọc. Bỏ ẩn nếu cần nạp."
    ]


def test_a_fault_found_later_by_the_domain():
    row = read(xlsx(HEADING, member()), MEMBERS, on=ON).rows[0]
    fault = row.fault("cell", "chưa có trong sổ", right="Chọn tạo chi bộ này.")
    assert fault.text == "Ô E2, trang ‘Bến Đá’: ‘Chi bộ thôn Bến Đá’ chưa có trong sổ. Chọn tạo chi bộ này."
    assert fault.as_dict()["cell"] == "E2"
    absent = row.fault("card", "đã có người mang", right="Sửa số thẻ.")
    assert absent.text == "Ô A2, trang ‘Bến Đá’: đã có người mang. Sửa số thẻ."


def test_true_and_one_are_not_mixed_up():
    columns = Columns("t", "T", (Column("a", ("A cột",), text, required=True), Column("b", ("B cột",), text)))
    data = xlsx(("A cột", "B cột"), (1, "x"), (True, "x"), (1, "x"))
    assert [row["a"] for row in read(data, columns).rows] == ["1", "Có", "1"]


def test_limits_are_what_they_are_said_to_be():
    assert (limits.FILE_BYTES, limits.ROWS) == (25 * 1024 * 1024, 200_000)


anything = (
    st.none()
    | st.sampled_from(
        ["Họ tên", "Năm sinh", "Chi bộ", "Nam", "Nữ", "x", "Tổng cộng", "I", "(1)", "Chi bộ Khu 1", " "]
    )
    | st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
    | st.integers(-(10**6), 10**6)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(date(1900, 1, 1), date(2099, 1, 1))
    | st.booleans()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(anything, max_size=6), max_size=8), st.booleans(), st.booleans())
def test_whatever_stands_in_a_workbook_nothing_is_raised(rows, heading, era):
    rows = [*rows[:3], ("Họ tên", "Năm sinh", "Chi bộ", "Nữ"), *rows[3:]] if heading else rows
    found = read(
        xlsx(*rows, date_1904=era, strings_to_formulas=False, strings_to_urls=False),
        MEMBERS,
        on=ON,
        sheet_as="cell",
    )
    assert found.rows or found.faults
    for row in found.rows:
        assert row["name"] or "name" in row.bad
        assert row["born"] or "born" in row.bad
        assert row.cells.keys() <= set(MEMBERS.names)
    assert all(fault.text and fault.sheet in ("", "Bến Đá") for fault in found.faults)
