"""The columns of a table of reported values, by the headings offices give them; the export writes the same."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from soxa.kernel.sheets import cells
from soxa.kernel.sheets.columns import Cell, Column, Columns
from soxa.law.periods import Period
from soxa.values import written


def as_it_stands(cell: Cell) -> Any:
    """A value waits for its measure before it can be read."""
    return cells.spaced(cell) if isinstance(cell, str) else cell


def _period_text(period: Period | str) -> str:
    return period.key if isinstance(period, Period) else period


VALUES = Columns(
    "values",
    str(_("Số liệu báo cáo")),
    (
        Column(
            name="code",
            headings=("Mã", "Mã chỉ tiêu", "Mã số chỉ tiêu", "Ký hiệu"),
            parse=cells.code,
            width=26,
            example="budget.revenue",
        ),
        Column(
            name="title",
            headings=("Chỉ tiêu", "Tên chỉ tiêu", "Nội dung", "Nội dung chỉ tiêu", "Tiêu chí", "Nhiệm vụ, chỉ tiêu"),
            parse=cells.text,
            width=44,
            example="Thu ngân sách nhà nước trên địa bàn",
        ),
        Column(
            name="period",
            headings=("Kỳ", "Kỳ báo cáo", "Thời kỳ", "Kỳ số liệu", "Thời gian", "Năm"),
            parse=written.period,
            export=_period_text,
            required=True,
            fill_down=True,
            width=22,
            example="6 tháng đầu năm 2026",
        ),
        Column(
            name="value",
            headings=(
                "Giá trị",
                "Thực hiện",
                "Số liệu",
                "Kết quả",
                "Kết quả thực hiện",
                "Số thực hiện",
                "Thực hiện trong kỳ",
                "Thực hiện kỳ báo cáo",
            ),
            parse=as_it_stands,
            required=True,
            width=16,
            example="12,675",
        ),
        Column(
            name="unit",
            headings=("Đơn vị tính", "ĐVT", "Đơn vị", "Đ.vị tính"),
            parse=cells.text,
            width=14,
            example="tỷ đồng",
        ),
        Column(
            name="organisation",
            headings=("Đơn vị báo cáo", "Thôn", "Địa bàn", "Tên đơn vị", "Mã đơn vị", "Đơn vị thực hiện", "Xã"),
            parse=cells.text,
            fill_down=True,
            width=24,
        ),
        Column(
            name="plan",
            headings=("Kế hoạch", "Kế hoạch năm", "Chỉ tiêu kế hoạch", "Kế hoạch giao", "Dự toán", "Chỉ tiêu giao", "KH"),
            parse=as_it_stands,
            width=14,
            example="21,4",
        ),
        Column(
            name="estimate",
            headings=("Ước thực hiện", "Ước", "Số ước", "Ước tính", "Ước TH", "Ước đạt"),
            parse=as_it_stands,
            width=14,
        ),
        Column(
            name="source",
            headings=("Nguồn", "Nguồn số liệu", "Đơn vị cung cấp", "Cơ quan cung cấp", "Căn cứ"),
            parse=cells.text,
            width=26,
            example="Phòng Kinh tế",
        ),
    ),
    either=(("code", "title"),),
)  # fmt: skip
