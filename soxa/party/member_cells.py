"""What the particular cells of a member list mean: card, citizen's number, telephone, sex, an exemption, a birth date."""

import re
from typing import Any

import phonenumbers
from django.utils.translation import gettext as _

from soxa.kernel.sheets import cells
from soxa.kernel.sheets.cells import BadCell
from soxa.kernel.sheets.columns import Cell
from soxa.law.partial import PartialDate
from soxa.law.party import CARD_NUMBER
from soxa.law.words import fold
from soxa.org.models import Person

_CARD_LENGTHS = sorted({str(row.amount).count("N") for row in CARD_NUMBER.rows})
_CITIZEN_ID, _OLD_IDENTITY_CARD = 12, 9
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_FIRST_ONE = re.compile(r"[;,/\n]|\s-\s|\bhoặc\b")
_NONE = frozenset(("khong", "khong co", "chua co", "chua", "-", "–", "0", "x"))

card = cells.digits(*_CARD_LENGTHS)
_twelve = cells.digits(_CITIZEN_ID)
sex = cells.choice(
    {"Nữ": Person.FEMALE, "Nam": Person.MALE, "F": Person.FEMALE, "M": Person.MALE, "Gái": Person.FEMALE}
)


def card_text(digits: str) -> str:
    """A card number as offices write it: "12345678" → "12.345678"."""
    return f"{digits[:2]}.{digits[2:]}" if len(digits) > 2 else digits


def citizen_id(cell: Cell) -> str:
    """The twelve digits of a citizen's number; the nine of an old identity card are refused with the reason."""
    written = cells.code(cell).translate({ord(sign): None for sign in " .-"})
    if isinstance(cell, str) and len(written) == _OLD_IDENTITY_CARD and written.isdigit():
        raise BadCell(
            _("là số chứng minh nhân dân 9 chữ số, không còn dùng từ ngày 01/01/2025"),
            _("Ghi số định danh (CCCD) 12 chữ số hoặc để trống ô này."),
        )
    return _twelve(cell)


def phone(cell: Cell) -> str:
    """A telephone number as the book keeps it ("0912 345 678"), one from abroad as +…; of several the first."""
    written = _FIRST_ONE.split(cells.code(cell))[0]
    digits = re.sub(r"[\s.\-()]", "", written)
    if not isinstance(cell, str) and len(digits) == 9:
        digits = f"0{digits}"
    return _grouped(digits if _MOBILE.fullmatch(digits) else _other_phone(digits))


def _other_phone(digits: str) -> str:
    try:
        number = phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise BadCell(_("không phải số điện thoại"), _("Ghi đủ 10 chữ số, ví dụ 0912 345 678."))
    if number.country_code != 84:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"0{number.national_number}"


def _grouped(digits: str) -> str:
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}" if len(digits) == 10 else digits


def stated(cell: Cell) -> str:
    """A text; the words and signs by which a list says "nothing to state" are no text."""
    written = cells.text(cell)
    return "" if fold(written) in _NONE else written


def exempt(cell: Cell) -> Any:
    """A member exempt from meetings: the day it began (a partial date), or True where only a tick says so; False for "Không"."""
    if isinstance(cell, str) and any(char.isdigit() for char in cell) and len(cell.strip()) > 1:
        return cells.day(cell)
    if isinstance(cell, str) and fold(cell).startswith("mien"):
        return True
    if isinstance(cell, str) or cell in (0, 1) or isinstance(cell, bool):
        return cells.yes_no(cell)
    return cells.day(cell)


def exported_exempt(value: Any) -> str:
    """What the export shows for an exemption."""
    return value.text() if isinstance(value, PartialDate) else ("x" if value else "")


def exchanged(cell: Cell) -> PartialDate:
    """The day a card was exchanged, known to the day."""
    read = cells.day(cell)
    if read.exact is None:
        raise BadCell(_("chưa đủ ngày, tháng, năm"), _("Ghi đủ ngày đổi thẻ, ví dụ 28/08/2025."))
    return read
