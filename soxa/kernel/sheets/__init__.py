"""The workbook grammar: columns declared once read any office's workbook, say every bad cell in words, and write it back."""

from soxa.kernel.sheets.cells import (
    BadCell,
    choice,
    code,
    day,
    decimal,
    digits,
    integer,
    name,
    text,
    yes_no,
)
from soxa.kernel.sheets.columns import Cell, Column, Columns
from soxa.kernel.sheets.faults import Fault
from soxa.kernel.sheets.reader import read
from soxa.kernel.sheets.results import Row, SheetInfo, SheetRead
from soxa.kernel.sheets.writer import template, write

__all__ = [
    "BadCell",
    "Cell",
    "Column",
    "Columns",
    "Fault",
    "Row",
    "SheetInfo",
    "SheetRead",
    "choice",
    "code",
    "day",
    "decimal",
    "digits",
    "integer",
    "name",
    "read",
    "template",
    "text",
    "write",
    "yes_no",
]
