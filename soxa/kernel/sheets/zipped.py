"""What stands inside a zipped workbook that its reader does not tell: formulas, errors, the era of its dates, bombs."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from soxa.kernel.sheets import limits
from soxa.kernel.sheets.faults import Fault, Unreadable

Place = tuple[int, int]  # row and column from 0

_ATTRIBUTE = re.compile(r"""([\w:.\-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*?)/?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*?)/?>")
_ERA = re.compile(rb"<(?:\w+:)?workbookPr\s[^>]*?\bdate1904\s*=\s*[\"'](?:1|true)[\"']")
_FAR_CELL = re.compile(rb"\br\s*=\s*[\"']([A-Z]{2,}\d+|[A-Z]\d{6,})[\"']([^>]*)>(?!\s*</)")
_ANY_CELL = re.compile(rb"\br\s*=\s*[\"']([A-Z]+\d+)[\"']([^>]*)>(?!\s*</)")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s([^>]*?))?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v>([^<]*)<)?"
)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s([^>]*\bt\s*=\s*[\"']e[\"'][^>]*)>.{0,2000}?<(?:\w+:)?v>([^<]*)<", re.DOTALL
)
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_OUTSIDE = re.compile(r"\b(?:HYPERLINK|WEBSERVICE|CALL|REGISTER(?:\.ID)?|DDE|IMPORT\w*)\s*\(", re.IGNORECASE)
_FAR_ROW, _FAR_COLUMN = 100_000, 26  # what _FAR_CELL does not match lies within


@dataclass
class Inside:
    """Cells of one sheet that need a word: formulas not taken for values, errors, and merged ranges where known."""

    formulas: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    merges: list[tuple[Place, Place]] = field(default_factory=list)


def attributes(raw: bytes) -> dict[str, str]:
    """The attributes of a tag, prefixes kept."""
    found = _ATTRIBUTE.findall(raw.decode("utf-8", "replace"))
    return {name: html.unescape(double or single) for name, double, single in found}


def place(reference: str) -> Place | None:
    """Row and column from 0 of an address: "D17" → (16, 3)."""
    found = _REFERENCE.fullmatch(reference)
    if not found or len(found[1]) > 3:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def refused_formula(text: str, *, calculated: bool) -> bool:
    """Whether a formula cannot stand for its value: it reaches outside the workbook, or has never been calculated."""
    return bool(_OUTSIDE.search(text)) or not calculated


def checked(data: bytes) -> zipfile.ZipFile:
    """The archive, when it is sound, not encrypted and not larger unpacked than allowed; raises Unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged() from error
    members = archive.infolist()
    if len(members) > limits.MEMBERS or sum(member.file_size for member in members) > limits.UNPACKED_BYTES:
        raise Unreadable(
            Fault(
                _("Tệp nén quá nhiều dữ liệu so với một bảng tính thường gặp"),
                _("Chép các dòng cần nạp sang một bảng tính mới, lưu lại rồi nạp tệp đó."),
            )
        )
    if any(member.flag_bits & 1 for member in members):
        raise locked()
    return archive


def damaged() -> Unreadable:
    """The refusal of a file that cannot be read."""
    return Unreadable(
        Fault(_("Tệp hỏng, không đọc được"), _("Mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi nạp lại."))
    )


def locked() -> Unreadable:
    """The refusal of a file behind a password."""
    return Unreadable(
        Fault(
            _("Tệp có mật khẩu nên không đọc được"), _("Mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi nạp lại.")
        )
    )


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part; raises Unreadable when it is damaged."""
    try:
        return archive.read(name)
    except Exception as error:  # BadZipFile, KeyError, zlib.error and lzma.LZMAError have no parent in common
        raise damaged() from error


def plain_copy(archive: zipfile.ZipFile) -> bytes:
    """The archive without pictures, unpacked, so that its reader meets only what was measured here."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as copy:
        for info in archive.infolist():
            if not info.is_dir() and "/media/" not in info.filename and "Pictures/" not in info.filename:
                copy.writestr(info.filename, member(archive, info.filename))
    return made.getvalue()


def excel_era(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook counts its days from 1904."""
    return bool(_ERA.search(member(archive, "xl/workbook.xml")))


def excel_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, Inside]]:
    """Each sheet of an .xlsx by name; raises Unreadable for one too large to hold."""
    relations = {}
    for raw in _RELATION.findall(member(archive, "xl/_rels/workbook.xml.rels")):
        found = attributes(raw)
        relations[found.get("Id", "")] = found.get("Target", "")
    names = set(archive.namelist())
    for raw in _SHEET.findall(member(archive, "xl/workbook.xml")):
        found = attributes(raw)
        target = relations.get(next((v for k, v in found.items() if k.endswith(":id")), ""), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in names:
            yield found.get("name", ""), excel_inside(found.get("name", ""), member(archive, path))


def excel_inside(sheet: str, xml: bytes) -> Inside:
    """What stands in the XML of one sheet of an .xlsx."""
    _measure(sheet, xml)
    inside = Inside()
    if b"<f" in xml or b":f>" in xml or b":f " in xml:
        _read_formulas(xml, inside)
    if b't="e"' in xml or b"t='e'" in xml:
        for raw, text in _ERROR.findall(xml):
            if (where := place(attributes(raw).get("r", ""))) is not None:
                inside.errors[where] = html.unescape(text.decode("utf-8", "replace"))
    return inside


def _read_formulas(xml: bytes, inside: Inside) -> None:
    shared: dict[str, str] = {}
    for cell, raw, body, cached in _FORMULA.findall(xml):
        text = html.unescape(body.decode("utf-8", "replace"))
        of = attributes(raw)
        if of.get("t") == "shared":
            text = shared.setdefault(of.get("si", ""), text) if text else shared.get(of.get("si", ""), "")
        where = place(attributes(cell).get("r", ""))
        known = cached.decode("utf-8", "replace") or attributes(cell).get("t") == "str"  # "" is a result too
        if where is not None and refused_formula(text, calculated=bool(known)):
            inside.formulas[where] = f"={text}"


def _measure(sheet: str, xml: bytes) -> None:
    """Raise Unreadable when the rectangle of the sheet's cells is larger than the reader can hold."""
    if (
        _area(_FAR_CELL, xml, (_FAR_ROW, _FAR_COLUMN)) > limits.CELLS
        and _area(_ANY_CELL, xml, (0, 0)) > limits.CELLS
    ):
        raise too_wide(sheet)


def too_wide(sheet: str) -> Unreadable:
    """The refusal of a sheet whose cells lie too far apart."""
    return Unreadable(
        Fault(
            _("có ô nằm quá xa danh sách"),
            _("Xóa các ô thừa ở xa bên phải và bên dưới danh sách, lưu lại rồi nạp lại."),
            sheet,
        )
    )


def _area(pattern: re.Pattern[bytes], xml: bytes, least: tuple[int, int]) -> int:
    rows, columns = least
    far = False
    for found in pattern.finditer(xml):
        if found[2].rstrip().endswith(b"/"):
            continue
        where = place(found[1].decode("ascii"))
        if where is not None:
            far = True
            rows, columns = max(rows, where[0] + 1), max(columns, where[1] + 1)
    return rows * columns if far else 0
