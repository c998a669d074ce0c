"""Numbers written and read the Vietnamese way; shares to two decimals, half up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soxa.law.numbers import (
    count_text,
    decimal_text,
    in_sentence,
    parse_count,
    parse_decimal,
    share_text,
    share_value,
)


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (999, "999"), (1000, "1.000"), (1417, "1.417"), (1234567, "1.234.567"), (-1417, "-1.417")],
)
def test_count_text(count, text):
    assert count_text(count) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("12.675", None, "12,675"),
        ("1234567.5", None, "1.234.567,5"),
        ("0.50", None, "0,50"),
        ("12.675", 2, "12,68"),
        ("12.665", 2, "12,67"),
        ("-0.5", 0, "-1"),
    ],
)
def test_decimal_text(value, decimals, text):
    assert decimal_text(Decimal(value), decimals=decimals) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (890, 895, "99,44%"),
        (907, 912, "99,45%"),
        (483, 485, "99,59%"),
        (1, 2, "50%"),
        (1, 8, "12,5%"),
        (1, 800, "0,13%"),  # 0.125 goes up
        (3, 3, "100%"),
        (0, 5, "0%"),
        (0, 0, "không phát sinh"),
        (1200, 12, "10.000%"),
    ],
)
def test_share_text(part, whole, text):
    assert share_text(part, whole) == text


def test_share_of_money_is_exact():
    assert share_value(Decimal("12.675"), Decimal("9.3116")) == Decimal("136.12")
    assert share_value(-1, 800) == Decimal("-0.13")
    assert share_value(1, 0) is None


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (7, "07"), (9, "09"), (10, "10"), (1417, "1.417"), (-3, "-3")]
)
def test_in_sentence(count, text):
    assert in_sentence(count) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,675", "12.675"),
        ("1.234.567,5", "1234567.5"),
        ("12.675", "12675"),
        (" 1417 ", "1417"),
        ("-1.000", "-1000"),
        ("−0,5", "-0.5"),
        ("0", "0"),
    ],
)
def test_parse_decimal(text, value):
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "12.5", "0.675", "1.23.456", "1234.567", "1,2,3", "1,", ",5", "mười", "１２", "1e3"]
)
def test_what_could_be_misread_is_refused(text):
    with pytest.raises(ValueError, match="không phải là số viết đúng cách"):
        parse_decimal(text)


def test_a_count_must_be_whole():
    assert parse_count("1.417") == 1417
    assert parse_count("5,0") == 5
    with pytest.raises(ValueError, match="số nguyên"):
        parse_count("1,5")


@given(st.integers(-(10**15), 10**15))
def test_a_count_written_reads_back(count):
    assert parse_count(count_text(count)) == count


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_decimal_written_reads_back(value):
    assert parse_decimal(decimal_text(value)) == value
