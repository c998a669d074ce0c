"""Reads any workbook whose headings bear the declared columns, and says every fault by its cell."""

import itertools
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from soxa.kernel.sheets import limits
from soxa.kernel.sheets.book import Book, Sheet, open_book
from soxa.kernel.sheets.cells import shown
from soxa.kernel.sheets.columns import Cell, Columns
from soxa.kernel.sheets.faults import Fault, Unreadable, address, shortened
from soxa.kernel.sheets.headings import Dictionary, Layout, find
from soxa.kernel.sheets.listing import Listing
from soxa.kernel.sheets.plan import Circumstances
from soxa.kernel.sheets.results import Ignored, SheetInfo, SheetRead
from soxa.law.words import fold

_SEEN_HEADINGS = 12
_NOT_A_TITLE = re.compile(
    r"(?:work)?(?:sheet|trang|trang[ _]tinh|bang tinh|bang|data|du lieu|ds|dsdv|danh sach(?: dang vien)?|tong hop)"
    r"[\s_\-().\d]*"
)


def read(
    source: str | Path | bytes, columns: Columns, *, sheet_as: str | None = None, on: date | None = None
) -> SheetRead:
    """Read a workbook (.xlsx, .xls or .ods, known by its content) at a path or in bytes. Never raises for what is in it.

    sheet_as  the column that the sheet's name gives where neither a cell nor a group's row does
    on        the day against which columns declared `past` are held
    """
    found = SheetRead()
    try:
        book = open_book(source)
        _Reading(columns, found, book, sheet_as or "", on).run()
    except Unreadable as refusal:
        found.found.add(refusal.fault)
    return found


class _Reading:
    """One workbook being read."""

    def __init__(  # noqa: PLR0913
        self, columns: Columns, found: SheetRead, book: Book, sheet_as: str, on: date | None
    ) -> None:
        self.columns = columns
        self.found = found
        self.book = book
        self.sheet_as = sheet_as
        self.carry = columns.grouping() or sheet_as
        self.needed = columns.needed(self.carry)
        self.words = Dictionary.of(columns)
        self.about = Circumstances(on, book.era_1904)
        self.unread: list[tuple[Sheet, Layout | None, list[list[Cell]]]] = []

    def run(self) -> None:
        """Read every sheet, then judge those that had no heading."""
        sheets = [sheet for sheet in self.book.sheets if sheet.height]
        if not sheets:
            raise Unreadable(
                Fault(_("Bảng tính trống, không có ô nào được điền"), _("Chọn tệp có danh sách cần nạp."))
            )
        for name in self.book.hidden:
            self.found.warnings.append(Fault(_("trang bị ẩn, không đọc"), _("Bỏ ẩn nếu cần nạp."), name))
        for sheet in sheets:
            self._sheet(sheet)
        self._judge_unread()
        if not self.found.rows and not self.found.faults:
            wrong = _("Bảng tính không có dòng nào dưới tiêu đề")
            self.found.found.add(Fault(wrong, _("Điền danh sách dưới dòng tiêu đề rồi nạp lại.")))

    def _sheet(self, sheet: Sheet) -> None:
        rows: Iterator[list[Cell]] = sheet.rows()
        head = list(itertools.islice(rows, limits.HEADING_ROWS + limits.HEADING_DEPTH))
        padded = [[""] * sheet.left + row for row in head] if sheet.left else head
        layout = find(padded, sheet.inside.merges, words=self.words, wanted=self.needed)
        if layout is None or self._missing(layout):
            self.unread.append((sheet, layout, padded))
            return
        if self._clashes(sheet, layout):
            return
        info = self._account(sheet, layout)
        listing = Listing(sheet, layout, self.columns, about=self.about, carry=self.carry)
        listing.sheet_value(self._title(sheet, layout, padded))
        listing.run(itertools.chain(head[layout.last + 1 :], rows), self.found, info)

    def _missing(self, layout: Layout) -> list[tuple[str, ...]]:
        return [names for names in self.needed if layout.names.isdisjoint(names)]

    def _clashes(self, sheet: Sheet, layout: Layout) -> bool:
        for name, one, other in layout.clashes:
            wrong = _("và ô {cell} (‘{heading}’) cùng là cột “{column}”").format(
                cell=address(other.row, other.column),
                heading=shortened(other.text),
                column=self.columns[name].title,
            )
            where = address(one.row, one.column)
            right = _("Xóa hoặc đổi tên một trong hai cột.")
            self.found.found.add(Fault(wrong, right, sheet.name, where, shortened(one.text), name))
        return bool(layout.clashes)

    def _account(self, sheet: Sheet, layout: Layout) -> SheetInfo:
        info = SheetInfo(sheet.name, layout.last + 1)
        info.headings = {
            name: address(layout.last, layout.indexes(name)[0])
            for name in self.columns.names
            if name in layout.names
        }
        info.texts = {name: layout.texts.get(layout.indexes(name)[0], "") for name in info.headings}
        self.found.sheets.append(info)
        self.found.ignored_headings += [
            Ignored(sheet.name, address(head.row, head.column), shortened(head.text))
            for head in layout.ignored
        ]
        return info

    def _title(self, sheet: Sheet, layout: Layout, padded: list[list[Cell]]) -> str:
        """What the sheet as a whole gives to the carried column: its name, or a title such as "CHI BỘ THÔN BẾN ĐÁ"."""
        if self.sheet_as and not _NOT_A_TITLE.fullmatch(fold(sheet.name)):
            return sheet.name
        beginnings = tuple(fold(words) for words in self.columns[self.carry].group) if self.carry else ()
        texts = [shown(cell) for row in padded[: layout.first] for cell in row if isinstance(cell, str)]
        return next(
            (text for text in reversed(texts) if beginnings and fold(text).startswith(beginnings)), ""
        )

    def _judge_unread(self) -> None:
        """A sheet without heading is a cover or a summary (a warning), unless it seems meant, or nothing else was read."""
        meant = [entry for entry in self.unread if 2 * self._satisfied(entry[1]) >= len(self.needed)]
        if not self.found.sheets and not meant and not self.found.faults:
            meant = sorted(self.unread, key=lambda entry: -self._satisfied(entry[1]))[:1]
        for entry in self.unread:
            if entry in meant:
                self._tell_missing(*entry)
            else:
                wrong = _("không có dòng tiêu đề của danh sách, không đọc")
                self.found.warnings.append(Fault(wrong, "", entry[0].name))

    def _satisfied(self, layout: Layout | None) -> int:
        return len(self.needed) - len(self._missing(layout)) if layout else 0

    def _tell_missing(self, sheet: Sheet, layout: Layout | None, padded: list[list[Cell]]) -> None:
        row = layout.last if layout else _wordiest(padded)
        texts = [shortened(shown(cell)) for cell in padded[row] if cell != ""]
        seen = ", ".join(f"‘{text}’" for text in texts[:_SEEN_HEADINGS])
        for names in self._missing(layout) if layout else self.needed:
            headings = [heading for name in names for heading in self.columns[name].headings]
            wrong = _("không thấy cột “{column}” (đã tìm: {headings}; dòng {row} có: {seen})").format(
                column=_("” hoặc “").join(self.columns[name].title for name in names),
                headings=", ".join(f"‘{heading}’" for heading in headings[:_SEEN_HEADINGS]),
                row=row + 1,
                seen=seen or _("không có gì"),
            )
            right = _("Đặt tên cột như trên rồi nạp lại.")
            self.found.found.add(Fault(wrong, right, sheet.name, column=names[0]))


def _wordiest(rows: list[list[Cell]]) -> int:
    """The row with the most texts, the topmost if equal."""
    counts = [sum(isinstance(cell, str) and cell != "" for cell in row) for row in rows]
    return counts.index(max(counts))
