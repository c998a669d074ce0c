"""The columns of a set of criteria as a workbook: what an office's table of criteria says, read line by line."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.sheets import BadCell, cells
from soxa.kernel.sheets.columns import Cell, Column, Columns
from soxa.law.numbers import parse_decimal
from soxa.law.words import fold
from soxa.values.criteria import rules

_SIGNS = {
    "≥": rules.AT_LEAST, ">=": rules.AT_LEAST, "tu": rules.AT_LEAST, "toi thieu": rules.AT_LEAST, "it nhat": rules.AT_LEAST,
    "tren": rules.AT_LEAST, "dat": rules.AT_LEAST, "≤": rules.AT_MOST, "<=": rules.AT_MOST, "toi da": rules.AT_MOST,
    "khong qua": rules.AT_MOST, "duoi": rules.AT_MOST, "=": rules.EXACTLY, "bang": rules.EXACTLY,
}  # fmt: skip
_BEFORE = {"≥": rules.AT_LEAST, "≤": rules.AT_MOST, "=": rules.EXACTLY}
_NUMBER = re.compile(r"(?P<sign>[^0-9]*?)\s*(?P<number>[0-9][0-9.,]*)\s*(?P<unit>[^0-9]*)")
_ZONE = re.compile(r"(?P<place>.+?)[\s:]+(?P<value>[0-9][0-9.,]*|không áp dụng|-)\s*%?$", re.IGNORECASE)
_REGIONS = {
    "tdmnpb": "TDMNPB",
    "dbsh": "ĐBSH",
    "btb": "BTB",
    "dhntb": "DHNTB",
    "tn": "TN",
    "dnb": "ĐNB",
    "dbscl": "ĐBSCL",
}
_LONGEST = 200
# what a column of a set holds: twelve digits before the decimal comma, four behind it
_MOST, _PLACES = 10**12, 4


@dataclass(frozen=True)
class Asked:
    """What a cell asks: how it is judged, the comparison and the number, or the words."""

    kind: str
    op: str = ""
    threshold: Decimal | None = None
    words: str = ""


def asked(cell: Cell) -> Asked:
    """ "≥ 95%" is a number, "Đạt" is stated, "UBND tỉnh quy định" is the province's; other words are stated as they stand."""
    text = cells.text(cell)
    plain = " ".join(fold(text).split())
    if plain in ("dat", "co", "x", "dat chuan"):
        return Asked(rules.STATED)
    if plain in ("khong ap dung", "-", "–"):
        return Asked(rules.NOT_APPLICABLE)
    if "quy dinh" in plain and ("tinh" in plain or "dia phuong" in plain):
        return Asked(rules.BY_PROVINCE, words=text[:_LONGEST])
    if (found := _NUMBER.fullmatch(text)) and (by_number := _compared(text, found)):
        return by_number
    if text[:1] in _BEFORE:  # "≥ theo vùng": a number is compared, which one stands by region or group
        return Asked(rules.NUMBER, _BEFORE[text[:1]], words=text[1:].strip()[:_LONGEST])
    return Asked(rules.STATED, words=text[:_LONGEST])


def _kept(number: Decimal) -> Decimal:
    """The number as a set keeps it: four places, twelve digits before them; ValueError for another."""
    if abs(number) >= _MOST or number != round(number, _PLACES):
        raise ValueError(number)
    return number


def _compared(text: str, found: re.Match[str]) -> Asked | None:
    """A number with its comparison; None where words stand before it."""
    sign = " ".join(fold(found["sign"]).split()) or found["sign"].strip()
    op = _SIGNS.get(found["sign"].strip(), _SIGNS.get(sign, ""))
    if not op and not sign:
        raise BadCell(_("không nói ít nhất hay nhiều nhất"), _("Ghi dấu trước số: ≥ 95%, ≤ 4%, = 0."))
    if not op:
        return None
    try:
        return Asked(rules.NUMBER, op, _kept(parse_decimal(found["number"].strip(",."))))
    except ValueError as error:
        raise BadCell(_("có số viết không đúng cách"), _("Dấu phẩy trước phần lẻ, ví dụ ≥ 62,5.")) from error


def zones(cell: Cell) -> dict[str, str]:
    """ "nhóm 1 100; nhóm 2 95; nhóm 3 không áp dụng", "ĐBSH 99; TN 98"."""
    told: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in cells.text(cell).split(";"))):
        found = _ZONE.fullmatch(part)
        place = _place(found["place"]) if found else ""
        if not found or not place:
            raise BadCell(
                _("không phải mức theo vùng, nhóm xã"),
                _("Ghi “nhóm 1 100; nhóm 2 95; nhóm 3 không áp dụng” hoặc “ĐBSH 99; TN 98”."),
            )
        told[place] = _level(found["value"])
    return told


def _level(text: str) -> str:
    if text[:1].isdigit():
        try:
            return str(_kept(parse_decimal(text)))
        except ValueError as error:
            raise BadCell(
                _("có số viết không đúng cách"), _("Dấu phẩy trước phần lẻ, ví dụ 62,5.")
            ) from error
    return rules.NO


def _place(text: str) -> str:
    plain, _slash, year = fold(text).replace("vung", "").replace(" ", "").partition("/")
    if plain.startswith("nhom"):
        plain = plain.removeprefix("nhom").removeprefix("xa")
        return plain if plain in ("1", "2", "3") else ""
    region = _REGIONS.get(plain, "")
    return f"{region}/{year}" if region and year else region


def _number(cell: Cell) -> int:
    written = cells.text(cell).strip(" .")
    if not written.isdecimal() or len(written) > 4 or not 0 < int(written) <= 200:
        raise BadCell(_("không phải số thứ tự của tiêu chí"), _("Ghi số nguyên từ 1 đến 200."))
    return int(written)


def _say(value: Any) -> str:
    return str(value)


CRITERIA = Columns(
    "criteria",
    str(gettext_lazy("Bộ tiêu chí")),
    (
        Column(
            name="criterion", headings=("Số tiêu chí", "TT tiêu chí", "Tiêu chí số", "STT", "TT"), parse=_number,
            required=True, fill_down=True, width=10, example="1",
        ),
        Column(
            name="criterion_title", headings=("Tiêu chí", "Tên tiêu chí"), parse=cells.text, required=True, fill_down=True,
            width=30, example="Giao thông",
        ),
        Column(
            name="number", headings=("Số chỉ tiêu", "Số hiệu", "Mã chỉ tiêu", "Ký hiệu"), parse=cells.text, width=10, example="1.1",
        ),
        Column(
            name="title", headings=("Chỉ tiêu", "Nội dung tiêu chí", "Nội dung", "Tên chỉ tiêu", "Nội dung chỉ tiêu"),
            parse=cells.text, required=True, width=60, example="Tỷ lệ đường thôn được cứng hóa",
        ),
        Column(
            name="asked", headings=("Yêu cầu", "Mức", "Mức đạt", "Mức quy định", "Chỉ tiêu chung", "Yêu cầu đạt"), parse=asked,
            required=True, export=_say, width=22, example="≥ 95%",
        ),
        Column(
            name="zones", headings=("Mức theo vùng, nhóm xã", "Mức theo nhóm xã", "Theo vùng"), parse=zones, export=_say,
            width=30, example="nhóm 1 100; nhóm 2 95",
        ),
        Column(
            name="unit_word", headings=("Đơn vị tính", "ĐVT"), parse=cells.text, width=12, example="%",
        ),
    ),
)  # fmt: skip
