"""The recovery sheet prints every line from which the keys can be typed again."""

import base64
import re
from datetime import UTC, datetime
from io import BytesIO

import pypdf

from soxa.kernel.sealed.keys import Keys
from soxa.kernel.sealed.recovery_sheet import recovery_pdf

KEYS = Keys("ab12cd34", bytes(range(32)))
# base32 of the bytes 0 to 31, in groups of four, as typed by hand
BY_HAND = [
    "AAAQ EAYE AUDA OCAJ",
    "BIFQ YDIO B4IB CEQT",
    "CQKR MFYY DENB WHA5",
    "DYPQ",
]


def test_the_sheet_holds_the_lines_and_fits_one_page():
    made = datetime(2026, 11, 20, tzinfo=UTC)
    read = pypdf.PdfReader(BytesIO(recovery_pdf(KEYS, made=made)))
    assert len(read.pages) == 1
    words = re.sub(r"\s+", " ", read.pages[0].extract_text())
    assert "PHIẾU KHÔI PHỤC KHÓA" in words and "ab12cd34" in words
    for line in BY_HAND:
        assert line in words
    assert base64.b32decode("".join(BY_HAND).replace(" ", "") + "====") == KEYS.secret


def test_the_same_keys_and_moment_give_the_same_bytes():
    made = datetime(2026, 11, 20, tzinfo=UTC)
    assert recovery_pdf(KEYS, made=made) == recovery_pdf(KEYS, made=made)


def test_without_a_moment_it_carries_now():
    assert recovery_pdf(KEYS).startswith(b"%PDF")
