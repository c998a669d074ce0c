"""Single cells: what they mean, and what is said of those that mean nothing."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soxa.kernel.sheets import BadCell, choice, code, day, decimal, digits, integer, name, yes_no
from soxa.kernel.sheets.cells import spaced
from soxa.law.partial import PartialDate


@pytest.mark.parametrize(
    ("cell", "year", "month", "number"),
    [
        ("05/03/1962", 1962, 3, 5),
        ("5/3/1962", 1962, 3, 5),
        (" 5-3-1962 ", 1962, 3, 5),
        ("5.3.1962", 1962, 3, 5),
        ("05 / 03 / 1962", 1962, 3, 5),
        ("ngày 5 tháng 3 năm 1962", 1962, 3, 5),
        ("05/03/1962 00:00:00", 1962, 3, 5),
        ("1962-03-05", 1962, 3, 5),
        ("3/1962", 1962, 3, 0),
        ("00/3/1962", 1962, 3, 0),
        ("00/00/1962", 1962, 0, 0),
        ("1962", 1962, 0, 0),
        ("Năm 1962", 1962, 0, 0),
        ("29/02/1964", 1964, 2, 29),
        (1962.0, 1962, 0, 0),
        (22710.0, 1962, 3, 5),
        (22710.5, 1962, 3, 5),
        (3.1962, 1962, 3, 0),
        (3.196, 1960, 3, 0),
        (date(1962, 3, 5), 1962, 3, 5),
        (datetime(1962, 3, 5, 8, 30), 1962, 3, 5),
        (date(1905, 5, 15), 1962, 0, 0),  # 1962 typed into a cell that shows days
        (date(1905, 9, 30), 2100, 0, 0),
        (date(1905, 10, 1), 1905, 10, 1),
    ],
)
def test_days(cell, year, month, number):
    assert day(cell) == PartialDate(year, month, number)


@pytest.mark.parametrize(
    ("cell", "wrong", "right"),
    [
        ("31/02/1970", "không phải ngày có thật", "Sửa thành ngày đúng hoặc chỉ ghi năm 1970."),
        ("29/02/1900", "không phải ngày có thật", "Sửa thành ngày đúng hoặc chỉ ghi năm 1900."),
        ("03/15/1970", "không phải ngày có thật", "Sửa thành ngày đúng hoặc chỉ ghi năm 1970."),
        ("05/00/1970", "không phải ngày có thật", "Sửa thành ngày đúng hoặc chỉ ghi năm 1970."),
        ("05/03/62", "viết năm bằng hai chữ số", "Ghi năm đủ bốn chữ số, ví dụ 05/03/1962."),
        ("3/62", "viết năm bằng hai chữ số", "Ghi năm đủ bốn chữ số, ví dụ 05/03/1962."),
        ("05/03/1662", "có năm ngoài khoảng 1850–2100", "Sửa lại năm."),
        (
            date(1900, 1, 1),
            "là một số nhỏ mà Excel hiện thành ngày",
            "Gõ lại đủ ngày/tháng/năm hoặc chỉ ghi năm.",
        ),
        (
            date(1900, 2, 28),
            "là một số nhỏ mà Excel hiện thành ngày",
            "Gõ lại đủ ngày/tháng/năm hoặc chỉ ghi năm.",
        ),
    ],
)
def test_days_that_are_not(cell, wrong, right):
    with pytest.raises(BadCell) as refused:
        day(cell)
    assert (refused.value.wrong, refused.value.right) == (wrong, right)


@pytest.mark.parametrize(
    "cell",
    [
        "khoảng 1962",
        "05031962",
        "62",
        "5",
        "a/b/c",
        time(0, 0),
        0.0,
        60.0,
        9162.0,
        -3.0,
        99999.0,
        True,
        "1/2/3/1962",
    ],
)
def test_days_that_cannot_be_read(cell):
    with pytest.raises(BadCell) as refused:
        day(cell)
    assert refused.value.wrong == "không phải ngày, tháng, năm"


@given(st.dates(date(1906, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(value):
    expected = PartialDate(value.year, value.month, value.day)
    serial = float((value - date(1899, 12, 30)).days)
    ways = [f"{value:%d/%m/%Y}", f"{value.day}-{value.month}-{value.year}", value.isoformat(), value]
    assert all(day(way) == expected for way in ways)
    if serial >= 10_000:
        assert day(serial) == expected


@given(st.text(max_size=20) | st.floats() | st.booleans())
def test_a_parser_gives_a_value_or_says_why_not(cell):
    for parse in (day, name, code, decimal, integer, yes_no, digits(12), choice({"Nam": 1})):
        try:
            parse(cell)
        except BadCell as refused:
            assert refused.wrong and refused.right.endswith(".")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12,675", "12.675"),
        ("1.234.567,5", "1234567.5"),
        ("1.417", "1417"),
        (12.675, "12.675"),
        (0.1, "0.1"),
        (13268.0, "13268"),
        ("0", "0"),
    ],
)
def test_quantities_are_exact(cell, value):
    assert decimal(cell) == Decimal(value)


@pytest.mark.parametrize("cell", ["12.5", float("inf"), "nhiều", "12,675 tỷ đồng", True, date(2026, 1, 1)])
def test_what_is_no_quantity(cell):
    with pytest.raises(BadCell, match="không phải số"):
        decimal(cell)


def test_whole_numbers():
    assert integer(7.0) == integer("7") == 7
    with pytest.raises(BadCell, match="không phải số nguyên"):
        integer(7.5)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_number_of_the_workbook_is_taken_as_shown(value):
    assert decimal(float(value)) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12345678.0, "12345678"),
        ("012345", "012345"),
        ("12.345.678", "12.345.678"),
        (12.5, "12,5"),
        (0.0, "0"),
    ],
)
def test_codes_stay_text(cell, value):
    assert code(cell) == value


def test_a_number_too_long_has_been_rounded():
    with pytest.raises(BadCell, match="Excel đã làm tròn"):
        code(1234567890123456.0)


def test_identity_numbers_get_back_the_zeros_a_workbook_drops():
    identity = digits(12)
    assert identity("001 162 000 123") == identity(1162000123.0) == "001162000123"
    with pytest.raises(BadCell) as refused:
        identity("1162000123")
    assert (refused.value.wrong, refused.value.right) == ("có 10 chữ số", "Ghi đủ 12 chữ số.")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("x", True), ("X", True), ("Có", True), (True, True), (1.0, True), ("Không", False), ("0", False)],
)
def test_yes_and_no(cell, value):
    assert yes_no(cell) is value


def test_one_of_several_words():
    sex = choice({"Nam": "m", "Nữ": "f"})
    assert (sex("NAM"), sex("nu"), sex(" Nữ ")) == ("m", "f", "f")
    with pytest.raises(BadCell) as refused:
        sex("x")
    assert refused.value.right == "Ghi một trong: “Nam”, “Nữ”."


def test_names():
    assert name("  NGUYỄN   VĂN AN ") == "Nguyễn Văn An"
    assert name("Nguye\u0302\u0303n Va\u0306n An") == "Nguyễn Văn An"
    with pytest.raises(BadCell, match="không phải họ tên người"):
        name("Nguyễn Văn 2")


@given(st.text())
def test_spacing_settles_at_once(written):
    assert spaced(spaced(written)) == spaced(written)
