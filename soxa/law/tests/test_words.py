"""Folding, the Vietnamese order of names, and names written cleanly."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soxa.law.words import LETTERS, clean_name, fold, name_key

# As a clerk's roll runs: given name first, then family and middle names; ngang huyền hỏi ngã sắc nặng; đ after d.
ROLL = [
    "Trần Thị An",
    "Bùi Văn Anh",
    "Đỗ Văn Anh",
    "Nguyễn Văn Ảnh",
    "Lê Thị Ánh",
    "Hà Văn Ân",
    "Lê Ba",
    "Lê Bà",
    "Lê Bả",
    "Lê Bã",
    "Lê Bá",
    "Lê Bạ",
    "Phạm Văn Dũng",
    "Nguyễn Văn Dương",
    "Ngô Đình Đạt",
    "Đinh Văn Đức",
    "Hoàng Văn Em",
    "Hoàng Văn Êm",
    "Vũ Thị Hà",
    "Cao Thị Hạ",
    "Đặng Thị Hoa",
    "Cao Thị Hòa",
    "Lý Thị Hoàn",
    "Trần Văn Oanh",
    "Trần Văn Ô",
    "Trần Văn Ơ",
    "Nguyễn Thị Tú",
    "Nguyễn Thị Tươi",
    "Bế Thị Ưng",
    "Nguyễn An Xuân",
    "Nguyễn Văn Xuân",
    "Phạm Ngọc Yến",
]


def test_names_run_as_on_the_roll():
    assert sorted(reversed(ROLL), key=name_key) == ROLL


def test_letters_run_as_in_the_alphabet():
    assert sorted(reversed(LETTERS), key=name_key) == list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")


@given(st.text("abcdđêơưăâ áàạy", max_size=20))
def test_the_key_is_plain_ascii_and_the_same_for_both_unicode_forms(name):
    key = name_key(name)
    assert key.isascii()
    assert key == key.lower()
    assert key == name_key(unicodedata.normalize("NFD", name))


def test_both_places_of_the_tone_mark_sort_alike():
    assert name_key("Nguyễn Thị Hoà") == name_key("Nguyễn Thị Hòa")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("  ĐƯỜNG   Số 3 ", "duong so 3"),
        ("Y Blôk Niê", "y blok nie"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=30))
def test_both_unicode_forms_fold_alike_and_folding_twice_changes_nothing(text):
    once = fold(text)
    assert once == fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert fold(once) == once


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("NGUYỄN VĂN A", "Nguyễn Văn A"),
        ("  Lục   Văn Bường ", "Lục Văn Bường"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("ĐỖ ĐỨC", "Đỗ Đức"),
        ("nguyễn văn a", "nguyễn văn a"),
        (unicodedata.normalize("NFD", "TRẦN THỊ YẾN"), "Trần Thị Yến"),
        ("", ""),
    ],
)
def test_clean_name(typed, written):
    assert clean_name(typed) == written
