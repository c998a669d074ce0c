"""The cells of a month as a workbook."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.sheets.columns import Column, Columns
from soxa.kernel.sheets.writer import write
from soxa.party.dues.lists import CellRow

CELLS = Columns(
    "dues_cells",
    "Đảng phí",
    (
        Column("name", ("Chi bộ",), str, width=44),
        Column("owing", ("Số đồng chí phải nộp",), int),
        Column("paid", ("Số đồng chí đã nộp",), int),
        Column("collected", ("Đã thu (đồng)",), int),
        Column("handed", ("Đã thu và đã quyết toán lên (đồng)",), int),
        Column("sent", ("Đã nộp lên (đồng)",), int),
        Column("words", ("Tình hình",), str, width=22),
    ),
)


def cells_workbook(rows: Sequence[CellRow], month: date) -> bytes:
    """The rows as .xlsx, money as numbers."""
    names = [column.name for column in CELLS.columns]
    told = ({name: getattr(row, name) for name in names} for row in rows)
    return write(CELLS, told, title=_("Thu, nộp đảng phí tháng {month:%m/%Y}").format(month=month))
