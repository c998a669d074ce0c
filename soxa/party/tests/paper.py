"""Workbooks for tests, written cell by cell."""

import io
from datetime import date

import xlsxwriter

HEAD = [
    "TT",
    "Họ và tên",
    "Ngày sinh",
    "Chi bộ",
    "Số thẻ",
    "Ngày kết nạp",
    "Ngày chính thức",
    "CCCD",
    "Điện thoại",
]

WHY = {"reason": "cell"}  # what a form asks before members' particulars leave the book


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """An .xlsx of sheets given as (name, rows); days become dates of the workbook, None stays blank."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return out.getvalue()


def person(  # noqa: PLR0913
    name="Nguyễn Văn Mới",
    born="05/03/1962",
    cell="Chi bộ thôn Bến Đá",
    card=None,
    admitted="03/02/1985",
    recognised="03/02/1986",
    citizen_id=None,
    phone=None,
) -> list[object]:
    """One row under `HEAD`."""
    return [1, name, born, cell, card, admitted, recognised, citizen_id, phone]


def members(*rows: list[object], head=HEAD, sheet="Danh sách") -> bytes:
    """A plain list: the heading in row 1, people from row 2 on."""
    return workbook((sheet, [list(head), *rows]))
