"""Workbooks of dues: the cells of a month as they leave the book, rates and payments as they are read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from soxa.kernel.sheets import cells
from soxa.kernel.sheets.cells import BadCell
from soxa.kernel.sheets.columns import Cell, Column, Columns
from soxa.kernel.sheets.writer import write
from soxa.party.dues import rules
from soxa.party.dues.forms import MOST, money
from soxa.party.dues.lists import CellRow
from soxa.party.dues.models import DuesLine
from soxa.party.sheets import MEMBERS

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


# --- what is read ---


def sum_of_money(cell: Cell) -> int:
    """A sum in đồng: a number, or text as forms take it; what was written is never repeated."""
    try:
        if isinstance(cell, str):
            return money(cell)
        amount = cells.decimal(cell)
    except ValueError:
        amount = Decimal(0)
    if amount != int(amount) or not 0 < amount <= MOST:
        raise BadCell(_("không phải số tiền"), _("Ghi số đồng, ví dụ 8.190.000."))
    return int(amount)


def paid_sum(cell: Cell) -> int | bool:
    """A sum in đồng; True where only a tick says that just what is owed was paid, False for "Không"."""
    if isinstance(cell, str) and not any(char.isdigit() for char in cell):
        try:
            return cells.yes_no(cell)
        except ValueError as error:
            right = _("Ghi số đồng, ví dụ 26.000, hoặc “x” khi nộp đúng số phải nộp.")
            raise BadCell(_("không phải số tiền"), right) from error
    return sum_of_money(cell)


def month(cell: Cell) -> date:
    """The first day of a month, written as a month or as any day in it."""
    read = cells.day(cell)
    if not read.month:
        raise BadCell(_("chưa có tháng"), _("Ghi tháng/năm, ví dụ 11/2026."))
    return date(read.year, read.month, 1)


_KINDS = {
    "Đóng BHXH bắt buộc": rules.INSURED,
    "Hưởng lương": rules.INSURED,
    "Cán bộ, công chức, viên chức": rules.INSURED,
    "Nghỉ ốm đau, thai sản hưởng BHXH": rules.ON_LEAVE,
    "Hưởng lương hưu": rules.PENSIONER,
    "Hưu trí": rules.PENSIONER,
    "Không lương hưu, không BHXH": rules.NO_PENSION,
    "Nông dân": rules.NO_PENSION,
    "Học sinh, sinh viên": rules.STUDENT,
    "Ngoài nước, mức riêng": rules.OTHER,
}
_WAYS = {"Tiền mặt": DuesLine.CASH, "Cổng Dịch vụ công": DuesLine.PORTAL, "DVC": DuesLine.PORTAL}
WHO = (
    MEMBERS["full_name"],
    replace(MEMBERS["cell"], required=False),
    MEMBERS["card_no"],
    replace(MEMBERS["born"], required=False),
)
_MONTH = Column(
    name="month",
    headings=("Tháng", "Tháng thu", "Đảng phí tháng", "Tháng, năm"),
    parse=month,
    required=True,
    fill_down=True,
    width=10,
    example="11/2026",
)
RATES = Columns(
    "dues_rates",
    "Đối tượng đóng đảng phí",
    (
        *WHO,
        Column(
            name="kind",
            headings=("Đối tượng đóng", "Đối tượng đóng đảng phí", "Đối tượng", "Diện đóng"),
            parse=cells.choice(_KINDS),
            required=True,
            width=30,
            example="Hưởng lương hưu",
        ),
        Column(
            name="base",
            headings=("Thu nhập tháng", "Thu nhập tính đảng phí", "Thu nhập", "Tiền lương đóng BHXH", "Tiền lương", "Lương hưu", "Mức lương"),
            parse=sum_of_money,
            private=True,
            width=16,
            example="5.200.000",
        ),
        replace(
            _MONTH,
            name="since",
            headings=("Áp dụng từ tháng", "Từ tháng", "Tháng áp dụng"),
            width=14,
        ),
    ),
)  # fmt: skip
PAID = Columns(
    "dues_paid",
    "Thu đảng phí",
    (
        *WHO,
        _MONTH,
        Column(
            name="amount",
            headings=("Đã nộp (đồng)", "Đã nộp", "Số tiền đã nộp", "Số tiền", "Số đã nộp", "Nộp"),
            parse=paid_sum,
            width=16,
            example="26.000",
        ),
        Column(
            name="paid_on",
            headings=("Ngày nộp", "Ngày thu", "Ngày đóng"),
            parse=cells.day,
            past=True,
            fill_down=True,
            width=13,
            example="05/11/2026",
        ),
        Column(
            name="way",
            headings=("Cách nộp", "Hình thức nộp", "Hình thức"),
            parse=cells.choice(_WAYS),
            width=18,
            example="Tiền mặt",
        ),
    ),
)
