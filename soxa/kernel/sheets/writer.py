"""Writes the declared columns as a workbook that can be printed as it is and read back as it was."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from soxa.kernel.sheets import limits
from soxa.kernel.sheets.columns import Column, Columns
from soxa.law.numbers import decimal_text
from soxa.law.partial import PartialDate

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_A4 = 9
_COUNTING, _COUNTING_WIDTH = "TT", 7
_EXAMPLE = "Ví dụ"  # by this word the reader knows the example row; it is not translated
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
_FIRST_DAY = date(1905, 10, 1)  # earlier days are small serial numbers, which readers take for years
_SHEET_NAME = 31


def plain(value: Any) -> Any:
    """A value as a cell can hold it: a full day as a date, a partial one as text, True as "x", a quantity as a number."""
    if value is None or isinstance(value, str | date):
        return _dated(value) if isinstance(value, date) else value
    if isinstance(value, bool):
        return "x" if value else "Không"
    if isinstance(value, PartialDate):
        return _dated(value.exact) if value.exact else value.text()
    if isinstance(value, Decimal):
        return float(value) if Decimal(repr(float(value))) == value else decimal_text(value)
    return value if isinstance(value, int) and abs(value) < 10**15 else str(value)


def _dated(day: date) -> date | str:
    return day if day >= _FIRST_DAY else f"{day.day:02d}/{day.month:02d}/{day.year}"


class _Paper:
    """One workbook being written."""

    def __init__(self, columns: Columns, title: str) -> None:
        self.columns = columns
        self.bytes = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.bytes, dict(_OPTIONS))
        self.sheet: Worksheet = self.book.add_worksheet(_sheet_name(columns.title))
        self.title = title
        self.heading = self._format(
            bold=True, text_wrap=True, align="center", valign="vcenter", border=1, bg_color="#E7E3DA"
        )
        self.text = self._format(border=1, text_wrap=True)
        self.day = self._format(border=1, num_format="dd/mm/yyyy", align="left")
        self.hint = self._format(border=1, italic=True, font_color="#595959")

    def _format(self, **properties: Any) -> Format:
        return self.book.add_format({**_FONT, **properties})

    def head(self, notes: Sequence[str]) -> int:
        """Title, notes and heading; the row (from 0) below them."""
        self._widths()
        self.sheet.write_string(0, 0, self.title, self._format(bold=True, font_size=14))
        for row, note in enumerate(notes, 1):
            self.sheet.write_string(row, 0, note, self._format(italic=True))
        heading = len(notes) + 2
        for index, text in enumerate([_COUNTING, *(column.title for column in self.columns.columns)]):
            self.sheet.write_string(heading, index, text, self.heading)
        self._page(heading)
        return heading + 1

    def _widths(self) -> None:
        self.sheet.set_column(0, 0, _COUNTING_WIDTH)
        for index, column in enumerate(self.columns.columns, 1):
            self.sheet.set_column(index, index, column.width)

    def _page(self, heading: int) -> None:
        self.sheet.set_paper(_A4)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.sheet.repeat_rows(heading)
        self.sheet.freeze_panes(heading + 1, 0)
        self.sheet.set_footer("&R&P/&N")

    def cell(self, row: int, index: int, value: Any, style: Format) -> None:
        """One cell; text is never taken for a formula or a link."""
        if value is None or value == "":
            self.sheet.write_blank(row, index, None, style)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, index, value, self.day)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            self.sheet.write_number(row, index, value, style)
        else:
            self.sheet.write_string(row, index, str(value)[: limits.TEXT_LETTERS], style)

    def finish(self, heading: int, last: int) -> bytes:
        """Close the workbook and give its bytes."""
        self.sheet.autofilter(heading, 0, max(last, heading + 1), len(self.columns.columns))
        self.book.close()
        return self.bytes.getvalue()


def _sheet_name(title: str) -> str:
    kept = title.translate({ord(sign): " " for sign in "[]:*?/\\"}).strip("' ")
    return kept[:_SHEET_NAME].strip() or "So"


def written(column: Column, value: Any) -> Any:
    """A value of the column as the workbook shows it."""
    return plain(column.export(value) if column.export and value is not None else value)


def write(
    columns: Columns, rows: Iterable[Mapping[str, Any]], title: str = "", notes: Sequence[str] = ()
) -> bytes:
    """An .xlsx of the rows (values by column name; what is absent stays blank) under title, notes and heading.

    A landscape A4 list with its heading frozen, repeated on every page and filterable; the first column counts the rows.
    """
    paper = _Paper(columns, title or columns.title)
    first = paper.head(notes)
    row = first - 1
    for row, values in enumerate(rows, first):
        paper.sheet.write_number(row, 0, row - first + 1, paper.text)
        for index, column in enumerate(columns.columns, 1):
            paper.cell(row, index, written(column, values.get(column.name)), paper.text)
    return paper.finish(first - 1, row)


def template(columns: Columns, title: str = "") -> bytes:
    """An empty sample workbook: the heading and one example row, which is never read as a row of the list."""
    paper = _Paper(columns, title or columns.title)
    required = ", ".join(f"“{column.title}”" for column in columns.columns if column.required)
    notes = (
        [_("Bắt buộc có: {columns}. Cột khác có thể bỏ trống hoặc xóa.").format(columns=required)]
        if required
        else []
    )
    first = paper.head(notes)
    paper.cell(first, 0, _EXAMPLE, paper.hint)
    for index, column in enumerate(columns.columns, 1):
        paper.cell(first, index, column.example, paper.hint)
    return paper.finish(first - 1, first)
