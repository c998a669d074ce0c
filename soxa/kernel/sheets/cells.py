"""What stands in a cell turned into a value: text, name, code, day, number, yes or no, one of several."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from soxa.kernel.sheets import limits
from soxa.kernel.sheets.columns import Cell
from soxa.law.numbers import decimal_text, parse_decimal
from soxa.law.partial import PartialDate
from soxa.law.words import clean_name, fold

T = TypeVar("T")

_UNSEEN = dict.fromkeys(
    [*range(32), 127, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F], None
) | {9: " ", 10: " ", 13: " ", 0xA0: " "}
_EPOCH = date(1899, 12, 30)  # day 0 of workbooks, right for every serial from 61 on
_LAST_SERIAL = 73_050  # 31/12/2099
_EXACT_DIGITS = 15  # what a number in a workbook holds without rounding
_DATE_WORDS = re.compile(r"\b(?:ngày|tháng|năm)\b|\s+0{1,2}:00(?::00)?$")
_DATE_SPLIT = re.compile(r"[\s/.\-]+")
_YES = frozenset(("x", "co", "da", "roi", "1", "v", "✓", "✔", "true", "yes", "dung"))
_NO = frozenset(("khong", "0", "chua", "false", "no", "sai"))


class BadCell(ValueError):
    """A cell that cannot be read: what is wrong (continuing the value) and a sentence on what would be right."""

    def __init__(self, wrong: str, right: str = "") -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.right = right or _("Sửa lại ô này.")


def spaced(text: str) -> str:
    """The text in NFC, without unseen characters, with single spaces."""
    if not text.isprintable():  # as every unseen character and every other space is
        text = text.translate(_UNSEEN)
    return " ".join(unicodedata.normalize("NFC", text).split())


def number_text(value: float) -> str:
    """A number of a workbook as text: 12345678.0 → "12345678", 12.5 → "12,5"."""
    if not math.isfinite(value):
        return str(value)
    return str(int(value)) if value == int(value) else decimal_text(Decimal(repr(value)))


def shown(cell: Cell) -> str:
    """A cell as its reader knows it, for messages and for text columns."""
    if isinstance(cell, str):
        return spaced(cell)
    if isinstance(cell, bool):
        return _("Có") if cell else _("Không")
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    return str(cell)


def text(cell: Cell) -> str:
    """Any text, on one line."""
    return shown(cell)


def name(cell: Cell) -> str:
    """A person's name: "NGUYỄN VĂN AN" → "Nguyễn Văn An"; refuses digits."""
    written = clean_name(shown(cell))
    if any(char.isdigit() for char in written) or not any(char.isalpha() for char in written):
        raise BadCell(_("không phải họ tên người"), _("Ghi họ, chữ đệm và tên bằng chữ."))
    return written


def code(cell: Cell) -> str:
    """A code or number that is a label, kept as text; refuses one so long that the workbook has rounded it."""
    if isinstance(cell, float) and abs(cell) >= 10**_EXACT_DIGITS:
        raise BadCell(
            _("là số quá dài nên Excel đã làm tròn"), _("Định dạng ô là Văn bản (Text) rồi gõ lại.")
        )
    return shown(cell)


def digits(*lengths: int) -> Callable[[Cell], str]:
    """A parser for a code of so many digits (one of `lengths`); dots, spaces and dashes in it are dropped.

    A *number* that falls one or two digits short gets back the zeros at its head, which workbooks drop.
    """

    def wanted() -> str:
        return _("Ghi đủ {n} chữ số.").format(n=_(" hoặc ").join(map(str, lengths)))

    def parse(cell: Cell) -> str:
        written = code(cell).translate({ord(sign): None for sign in " .-"})
        if not written.isascii() or not written.isdigit():
            raise BadCell(_("phải chỉ gồm chữ số"), wanted())
        if isinstance(cell, float) and 0 < min(lengths) - len(written) <= 2:
            written = written.zfill(min(lengths))
        if len(written) not in lengths:
            wrong = _("có {n} chữ số").format(n=len(written))
            raise BadCell(wrong, wanted())
        return written

    return parse


def decimal(cell: Cell) -> Decimal:
    """An exact quantity: a number as the workbook shows it, or text such as "12,675" or "1.234,5"."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and math.isfinite(cell):
        return Decimal(int(cell)) if cell == int(cell) else Decimal(repr(cell))
    try:
        return parse_decimal(cell) if isinstance(cell, str) else _refuse_number()
    except ValueError:
        return _refuse_number()


def _refuse_number() -> Decimal:
    raise BadCell(
        _("không phải số"),
        _("Chỉ ghi số, dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ, ví dụ 1.234,5."),
    )


def integer(cell: Cell) -> int:
    """A whole number."""
    value = decimal(cell)
    if value != int(value):
        raise BadCell(_("không phải số nguyên"), _("Ghi số không có phần lẻ."))
    return int(value)


def yes_no(cell: Cell) -> bool:
    """ "x", "Có" or "Không" and their like; a blank cell is neither."""
    if isinstance(cell, bool):
        return cell
    word = fold(shown(cell))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadCell(_("không rõ là có hay không"), _("Ghi “x” hoặc “Có”, “Không”."))


def choice(values: Mapping[str, T]) -> Callable[[Cell], T]:
    """A parser for one of several words, whatever their marks and case; several words may mean the same value."""
    known = {fold(word): value for word, value in values.items()}
    offered = ", ".join(f"“{word}”" for word in values)

    def parse(cell: Cell) -> T:
        word = fold(shown(cell))
        if word not in known:
            raise BadCell(
                _("không phải giá trị của cột này"), _("Ghi một trong: {words}.").format(words=offered)
            )
        return known[word]

    return parse


def day(cell: Cell) -> PartialDate:
    """A day, month or year: a date of the workbook, its serial number, a year typed as a number, or text.

    Text is read day first (05/03/1962, 5-3-1962, 5.3.1962, 3/1962, 1962, ngày 5 tháng 3 năm 1962) or ISO. Years of two
    digits, days that do not exist and the small numbers that workbooks show as days of 1900 are refused.
    """
    if isinstance(cell, str):
        return _day_of_text(cell)
    if isinstance(cell, bool | time | timedelta):
        raise _unreadable()
    if isinstance(cell, datetime):
        return _day_of_date(cell.date())
    return _day_of_date(cell) if isinstance(cell, date) else _day_of_number(float(cell))


def full_day(cell: Cell) -> date:
    """A whole day; BadCell for a month or a year alone."""
    read = day(cell)
    if read.exact is None:
        raise BadCell(_("không phải một ngày cụ thể"), _("Ghi đủ ngày/tháng/năm, ví dụ 20/12/2026."))
    return read.exact


def year(cell: Cell) -> int:
    """A year of four digits, with or without the word "năm"; BadCell for what is none."""
    written = shown(cell).lower().removeprefix("năm").strip()
    if written.isdecimal() and len(written) == 4 and 1990 <= int(written) <= 2100:
        return int(written)
    raise BadCell(_("không phải năm"), _("Ghi năm bằng bốn chữ số, ví dụ: 2026."))


def _unreadable() -> BadCell:
    return BadCell(
        _("không phải ngày, tháng, năm"),
        _("Ghi ngày/tháng/năm (05/03/1962), tháng/năm (3/1962) hoặc chỉ năm (1962)."),
    )


def _day_of_date(value: date) -> PartialDate:
    serial = (value - _EPOCH).days
    if (
        1900 <= serial <= limits.LATEST_YEAR
    ):  # a year typed into a cell that shows days: 1962 is seen as 15/05/1905
        return PartialDate(serial)
    if serial < 1900:
        raise BadCell(
            _("là một số nhỏ mà Excel hiện thành ngày"), _("Gõ lại đủ ngày/tháng/năm hoặc chỉ ghi năm.")
        )
    if value.year > limits.LATEST_YEAR:
        raise _year_out_of_range()
    return PartialDate.exactly(value)


def _day_of_number(value: float) -> PartialDate:
    if limits.EARLIEST_YEAR <= value <= limits.LATEST_YEAR and value == int(value):
        return PartialDate(int(value))
    if 1 <= value < 13:  # "3.1962" typed where the dot is the decimal sign
        month, year = divmod(round(value * 10_000), 10_000)
        if abs(value * 10_000 - round(value * 10_000)) < 1e-6 and 1900 <= year <= limits.LATEST_YEAR:
            return PartialDate(year, month)
    if (
        not 10_000 <= value <= _LAST_SERIAL
    ):  # four digits could be a mistyped year as well as a day before 1928
        raise _unreadable()
    return PartialDate.exactly(_EPOCH + timedelta(days=int(value)))


def _day_of_text(written: str) -> PartialDate:
    bare = _DATE_WORDS.sub(" ", spaced(written).lower()).strip(" /.-,")
    parts = _DATE_SPLIT.split(bare)
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        raise _unreadable()
    if len(parts[0]) != 4:
        parts.reverse()  # day first, as everybody writes; the ISO order begins with the year
    year, month, number = [*parts, "0", "0"][:3]
    return _made(year, month, number)


def _made(year: str, month: str, number: str) -> PartialDate:
    if len(year) == 2 and month != "0":
        raise BadCell(_("viết năm bằng hai chữ số"), _("Ghi năm đủ bốn chữ số, ví dụ 05/03/1962."))
    if len(year) != 4 or max(len(month), len(number)) > 2:
        raise _unreadable()
    if not limits.EARLIEST_YEAR <= int(year) <= limits.LATEST_YEAR:
        raise _year_out_of_range()
    try:
        return PartialDate(int(year), int(month), int(number))
    except ValueError:
        right = _("Sửa thành ngày đúng hoặc chỉ ghi năm {year}.").format(year=year)
        raise BadCell(_("không phải ngày có thật"), right) from None


def _year_out_of_range() -> BadCell:
    return BadCell(
        _("có năm ngoài khoảng {first}–{last}").format(first=limits.EARLIEST_YEAR, last=limits.LATEST_YEAR),
        _("Sửa lại năm."),
    )
