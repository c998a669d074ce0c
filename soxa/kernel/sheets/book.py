"""A workbook opened safely: what kind of file it is by its content, and its sheets ready to be read."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from soxa.kernel.sheets import limits, opendocument, zipped
from soxa.kernel.sheets.columns import Cell
from soxa.kernel.sheets.faults import Fault, Unreadable
from soxa.kernel.sheets.zipped import Inside

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXCEL, _OPEN_DOCUMENT, _OLD_EXCEL = "xlsx", "ods", "xls"


@dataclass
class Sheet:
    """One visible sheet."""

    name: str
    table: CalamineSheet
    inside: Inside

    @property
    def height(self) -> int:
        """How many rows the sheet has, counted from the top, empty ones included."""
        return self.table.end[0] + 1 if self.table.end else 0

    @property
    def left(self) -> int:
        """The column (from 0) where `rows` begin."""
        return self.table.start[1] if self.table.start else 0

    def rows(self) -> Iterator[list[Cell]]:
        """The rows from the very first, each beginning at the column `left`."""
        return self.table.iter_rows() if self.height else iter(())


@dataclass
class Book:
    """A workbook: its visible sheets, the names of the hidden ones, and whether it counts days from 1904."""

    sheets: list[Sheet]
    hidden: list[str]
    era_1904: bool


def open_book(source: str | Path | bytes) -> Book:
    """The workbook at a path or in bytes; raises Unreadable, with the one fault that says why, for anything else."""
    data = _bytes(source)
    kind = _kind(data)
    insides: dict[str, Inside] = {}
    era_1904 = False
    if kind in (_EXCEL, _OPEN_DOCUMENT):
        data = zipped.plain_copy(zipped.checked(data))
        with ZipFile(io.BytesIO(data)) as archive:
            if kind == _EXCEL:
                era_1904 = zipped.excel_era(archive)
                insides = dict(zipped.excel_sheets(archive))
            else:
                insides = dict(opendocument.sheets(zipped.member(archive, "content.xml")))
    return _guarded(data, insides, era_1904=era_1904)


def _bytes(source: str | Path | bytes) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        path = Path(source)
        if not path.is_file():
            wrong = _("Không có tệp ‘{name}’").format(name=path.name)
            raise Unreadable(Fault(wrong, _("Kiểm tra lại tên tệp và thư mục.")))
        with path.open("rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    if not data:
        raise Unreadable(Fault(_("Tệp trống, không có dữ liệu"), _("Chọn tệp Excel có danh sách cần nạp.")))
    if len(data) > limits.FILE_BYTES:
        wrong = _("Tệp lớn hơn {n} MB").format(n=limits.FILE_BYTES // 1024 // 1024)
        raise Unreadable(
            Fault(wrong, _("Chép các dòng cần nạp sang một bảng tính mới hoặc chia thành nhiều tệp."))
        )
    return data


def _kind(data: bytes) -> str:
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    raise _other(_named(data))


def _kind_of_zip(data: bytes) -> str:
    with zipped.checked(data) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return _EXCEL
        if "xl/workbook.bin" in names:
            raise _other(_("bảng tính dạng nhị phân (.xlsb)"))
        if "content.xml" not in names:
            folders = {name.split("/")[0] for name in names}
            raise _other(_("tài liệu Word") if "word" in folders else _("tệp nén"))
        kind = zipped.member(archive, "mimetype") if "mimetype" in names else b"spreadsheet"
        if b"encryption-data" in (
            zipped.member(archive, "META-INF/manifest.xml") if _has_manifest(names) else b""
        ):
            raise zipped.locked()
        if b"spreadsheet" not in kind:
            raise _other(_("tài liệu OpenDocument không phải bảng tính"))
        return _OPEN_DOCUMENT


def _has_manifest(names: set[str]) -> bool:
    return "META-INF/manifest.xml" in names


def _kind_of_ole(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise zipped.locked()
    if holds("WordDocument"):
        raise _other(_("tài liệu Word"))
    if not (holds("Workbook") or holds("Book")):
        raise _other(_("tệp của chương trình khác"))
    return _OLD_EXCEL


def _named(data: bytes) -> str:
    """What a file that is no workbook seems to be, in words."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"%pdf"):
        return _("tệp PDF")
    if head.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm")) or head[8:12] in (b"webp", b"heic"):
        return _("ảnh")
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        return _("trang web hoặc tệp XML mang tên bảng tính")
    is_text = b"\x00" not in head and sum(byte < 9 for byte in head) == 0 and _decodes(data[:65536])
    return _("tệp văn bản (CSV hoặc chữ thường)") if is_text else _("tệp không rõ loại")


def _decodes(data: bytes) -> bool:
    try:
        data[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(data) - 8
    return True


def _other(named: str) -> Unreadable:
    return Unreadable(
        Fault(
            _("Tệp này là {kind}, không phải bảng tính đọc được").format(kind=named),
            _("Mở bằng Excel hoặc LibreOffice, chọn Lưu thành (Save as) tệp .xlsx rồi nạp lại."),
        )
    )


def _guarded(data: bytes, insides: dict[str, Inside], *, era_1904: bool) -> Book:
    """The book as calamine opens it; its errors, and the panics of the library below it, become one refusal."""
    try:
        return _opened(data, insides, era_1904=era_1904)
    except Unreadable:
        raise
    except PasswordError as error:
        raise zipped.locked() from error
    except Exception as error:
        raise zipped.damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise zipped.damaged() from error
        raise


def _opened(data: bytes, insides: dict[str, Inside], *, era_1904: bool) -> Book:
    workbook = CalamineWorkbook.from_object(io.BytesIO(data))
    book = Book([], [], era_1904)
    rows = 0
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        if about.visible is not SheetVisibleEnum.Visible:
            book.hidden.append(about.name)
            continue
        table = workbook.get_sheet_by_index(number)
        inside = insides.get(about.name) or Inside()
        inside.merges += table.merged_cell_ranges or []
        sheet = Sheet(about.name, table, inside)
        rows += sheet.height
        if rows > limits.ROWS:
            raise _too_long()
        book.sheets.append(sheet)
    return book


def _too_long() -> Unreadable:
    wrong = _("Tệp có hơn {n} dòng").format(n=f"{limits.ROWS:,}".replace(",", "."))
    return Unreadable(Fault(wrong, _("Chia danh sách thành nhiều tệp rồi nạp từng tệp.")))
