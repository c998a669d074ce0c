"""Columns as an office would declare them and workbooks as offices make them, written by other libraries."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import xlsxwriter

from soxa.kernel.sheets import Column, Columns, choice, code, day, decimal, digits, name, text, yes_no

ON = date(2026, 11, 20)

MEMBERS = Columns(
    "members",
    "Danh sách đảng viên",
    (
        Column(
            "name", ("Họ và tên", "Họ tên"), name, required=True, join=" ", width=26, example="Nguyễn Văn An"
        ),
        Column(
            "born",
            ("Ngày sinh", "Năm sinh", "Ngày tháng năm sinh"),
            day,
            required=True,
            past=True,
            join="/",
            example="05/03/1962",
        ),
        Column(
            "sex",
            ("Giới tính", "Nam/nữ", "Phái"),
            choice({"Nam": "male", "Nữ": "female"}),
            export={"male": "Nam", "female": "Nữ"}.get,
            marks=(("Nam", "male"), ("Nữ", "female")),
        ),
        Column("cell", ("Chi bộ",), text, required=True, fill_down=True, group=("chi bộ",)),
        Column("admitted", ("Ngày vào Đảng", "Ngày kết nạp"), day, past=True),
        Column("official", ("Ngày vào Đảng chính thức", "Ngày chính thức"), day, past=True),
        Column("card", ("Số thẻ đảng viên", "Số thẻ"), code),
        Column("identity", ("Số định danh cá nhân", "Số CCCD", "CCCD"), digits(12), private=True),
        Column("home", ("Quê quán",), text, join=", "),
        Column("exempt", ("Miễn sinh hoạt",), yes_no),
    ),
)

VALUES = Columns(
    "values",
    "Số liệu",
    (
        Column("code", ("Mã", "Mã chỉ tiêu"), code),
        Column("title", ("Chỉ tiêu", "Tên chỉ tiêu"), text),
        Column("period", ("Kỳ", "Kỳ báo cáo"), text, required=True),
        Column("value", ("Thực hiện", "Giá trị"), decimal, required=True),
        Column("plan", ("Kế hoạch", "Kế hoạch năm"), decimal),
    ),
    either=(("code", "title"),),
)

HEADING = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ")


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]], merges: Sequence[str] = ()) -> bytes:
    """A workbook by openpyxl: sheets of rows, every sheet with the same merged ranges."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for merged in merges:
            sheet.merge_cells(merged)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def xlsx(*rows: Sequence[Any], sheet: str = "Bến Đá", **options: Any) -> bytes:
    """A workbook by XlsxWriter; dates shown as days."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd/mm/yyyy", **options})
    page = book.add_worksheet(sheet)
    for index, row in enumerate(rows):
        page.write_row(index, 0, row)
    book.close()
    return made.getvalue()


def member(full_name: str = "Lục Văn Bường", born: Any = "05/03/1962", *rest: Any) -> tuple[Any, ...]:
    """A row under HEADING."""
    return (1, full_name, born, *(rest or ("Nam", "Chi bộ thôn Bến Đá")))
