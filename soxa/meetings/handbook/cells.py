"""What the cells of the handbook's export mean: a day with its hours, who was missing, points of an agenda, decisions, guests."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from soxa.kernel.sheets import cells
from soxa.kernel.sheets.cells import BadCell, shown
from soxa.kernel.sheets.columns import Cell
from soxa.law.words import fold, spaced

_HOUR = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?::|h|giờ|g)\s*(?:(\d{2})(?!\d)(?::\d{2})?)?(?:\s*(?:phút|ph|p)\b)?", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:từ|đến|lúc|hồi|ngày họp|vào|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|sáng|chiều|tối)\b|[–—~,;()]", re.IGNORECASE)  # fmt: skip
_NEXT_DAY = re.compile(r"\b(?:của )?(?:ngày )?hôm sau\b", re.IGNORECASE)
_MONTH_WORD = re.compile(r"^\s*(?:tháng|thang|t)\.?\s*", re.IGNORECASE)
_COUNTED = re.compile(r"(\d{1,5})\s*(?:đồng chí|đ/c|đảng viên|đv|người)?\s*(.*)", re.IGNORECASE | re.DOTALL)
_COMRADE = re.compile(r"^(?:đồng chí|đ/c|đ\.c|đc)\s*[:.]?\s+", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\d{1,2}\s*[.)](?!\d)\s*|[-+•*–]\s*)")
_COMMA = re.compile(r",(?![^()]*\))")
_APART = re.compile(r"\s+[–—-]\s+|\s*[(\[]|:\s+")
_WHY = re.compile(r"\s[–—-]\s|:\s")
_NOBODY = frozenset(("khong", "khong co", "khong co ai", "ko", "0", "khong vang"))
_PAST_DAY = 1.0


@dataclass(frozen=True)
class When:
    """A day and the hours told with it, as far as they are told; whether the end is said to be of the day after."""

    day: date | None = None
    began: time | None = None
    ended: time | None = None
    next_day: bool = False


@dataclass(frozen=True)
class Missing:
    """Who stayed away: how many, and (name, why) where they are named."""

    count: int
    people: tuple[tuple[str, str], ...] = ()


def when(cell: Cell) -> When:
    """A day, hours, or both: a date of the workbook, or text such as "19h30 – 21h, ngày 03/11/2026"."""
    if isinstance(cell, str):
        return _when_said(unicodedata.normalize("NFC", cell))
    if isinstance(cell, datetime):
        at = cell.time().replace(second=0, microsecond=0)
        return When(_exact(cell.date()), at if at != time(0) else None)
    if isinstance(cell, time):
        return When(began=cell.replace(second=0, microsecond=0))
    if isinstance(cell, timedelta):
        return When(began=_of_day(cell.total_seconds() / 86_400))
    if isinstance(cell, float) and 0 < cell < _PAST_DAY:
        return When(began=_of_day(cell))
    part = cell % 1 if isinstance(cell, float) and cell > _PAST_DAY else 0
    return When(_exact(cell), _of_day(part) if part else None)


def _when_said(text: str) -> When:
    bare = re.sub(r"\s+0{1,2}:00(?::00)?\s*$", "", text)
    next_day = bool(_NEXT_DAY.search(bare))
    bare = _NEXT_DAY.sub(" ", bare)
    hours = [_hour(*found) for found in _HOUR.findall(bare)][:2]
    rest = spaced(_ABOUT.sub(" ", _HOUR.sub(" ", bare))).strip(" -/.")
    began, ended = [*hours, None, None][:2]
    if began and ended and not ends_after(began, ended, next_day=next_day):
        right = _("Ghi như 19:30 – 21:00; họp qua nửa đêm ghi 21:00 – 00:30 hôm sau.")
        raise BadCell(_("có giờ kết thúc không sau giờ bắt đầu"), right)
    if not rest and began is None:
        raise BadCell(_("không phải ngày, giờ"), _("Ghi ngày như 03/11/2026, giờ như 19:30."))
    return When(_exact(rest) if rest else None, began, ended, next_day)


def ends_after(began: time, ended: time, *, next_day: bool) -> bool:
    """Whether the end comes after the beginning: on the same day, or less than a day later on the next."""
    return ended < began if next_day else ended > began


def _hour(hour: str, minute: str) -> time:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise BadCell(_("có giờ không có thật"), _("Ghi giờ như 19:30.")) from None


def _of_day(part: float) -> time:
    minutes = round(part * 24 * 60)
    return time(minutes // 60 % 24, minutes % 60)


def _exact(cell: Cell) -> date:
    day = cells.day(cell).exact
    if day is None:
        raise BadCell(_("chưa đủ ngày, tháng, năm"), _("Ghi đủ ngày họp, ví dụ 03/11/2026."))
    return day


def month(cell: Cell) -> date | int:
    """The first day of a month; of a month without its year its number alone, "Tháng 11" → 11."""
    bare = _MONTH_WORD.sub("", unicodedata.normalize("NFC", cell)).strip() if isinstance(cell, str) else cell
    try:
        number = float(bare) if isinstance(bare, str | int | float) and not isinstance(bare, bool) else 0
    except ValueError:
        number = 0
    if number in range(1, 13):
        return int(number)
    read = cells.day(bare)
    if not read.month:
        raise BadCell(_("chưa có tháng"), _("Ghi tháng/năm, ví dụ 11/2026."))
    return date(read.year, read.month, 1)


def count(cell: Cell) -> int:
    """How many: a whole number, with or without "đồng chí" after it."""
    found = _COUNTED.fullmatch(shown(cell)) if isinstance(cell, str) else None
    number = int(found[1]) if found and not found[2] else cells.integer(cell)
    if number < 0:
        raise BadCell(_("nhỏ hơn 0"), _("Ghi số đồng chí."))
    return number


def missing(cell: Cell) -> Missing:
    """A number, names, or both: "2", "Lò Văn An – ốm; Vi Thị Bưởi", "2 đồng chí: An, Bưởi"."""
    if not isinstance(cell, str):
        return Missing(count(cell))
    text = unicodedata.normalize("NFC", cell).strip()
    if fold(text) in _NOBODY:
        return Missing(0)
    told: int | None = None
    if (found := _COUNTED.fullmatch(text)) and not _NUMBER.match(text):
        told, text = int(found[1]), found[2].strip().strip(":;,.").removeprefix("(").removesuffix(")")
    people = tuple(named(one) for one in _names(text))
    if told is not None and people and told != len(people):
        wrong = _("ghi {n} mà kể tên {named}").format(n=told, named=len(people))
        raise BadCell(wrong, _("Sửa số hoặc ghi đủ tên, cách nhau dấu chấm phẩy."))
    return Missing(told if told is not None else len(people), people)


def _names(text: str) -> list[str]:
    parts = [_NUMBER.sub("", one.strip()) for one in re.split(r"[;\n]", text)]
    parts = [one for one in parts if one.strip(" .")]
    pieces = [one.strip() for one in _COMMA.split(parts[0])] if len(parts) == 1 else []
    told_why = sum(_WHY.search(one) is not None for one in pieces)
    if told_why in (0, len(pieces)):  # else the comma stands in a reason
        parts = pieces or parts
    return [one for one in parts if one]


def named(text: str) -> tuple[str, str]:
    """(name, what is said with it): "đ/c Lò Văn An – ốm" → ("Lò Văn An", "ốm")."""
    bare = _COMRADE.sub("", spaced(text)).rstrip(".")
    name, *rest = _APART.split(bare, maxsplit=1)
    return name.strip(), "".join(rest).strip().removesuffix(")").strip()


def person(cell: Cell) -> str:
    """A person's name without his post: "Lò Văn An, bí thư chi bộ" → "Lò Văn An"."""
    return cells.name(named(shown(cell).split(",")[0])[0])


def lines(cell: Cell) -> tuple[str, ...]:
    """Lines of a text, without their numbers."""
    text = unicodedata.normalize("NFC", cell) if isinstance(cell, str) else shown(cell)
    found = [_NUMBER.sub("", spaced(one)) for one in text.splitlines()]
    return tuple(one for one in found if one)


def guests(cell: Cell) -> tuple[tuple[str, str], ...]:
    """(name, post) of guests; of a bare number nobody is named."""
    if not isinstance(cell, str) or cell.strip().isdecimal():
        return ()
    parts = [_NUMBER.sub("", spaced(one)) for one in re.split(r"[;\n]", cell)]
    return tuple(_visitor(one) for one in parts if one and fold(one) not in _NOBODY)


def _visitor(text: str) -> tuple[str, str]:
    name, post = named(text)
    if not post:
        name, _comma, post = name.partition(",")
    return name.strip(), post.strip()


def joined(parts: Iterable[str]) -> str:
    """Texts as they are held against each other: in small letters without marks of spacing and points."""
    return " ".join(re.sub(r"[\W_]+", " ", spaced(" ".join(parts)).lower()).split())
