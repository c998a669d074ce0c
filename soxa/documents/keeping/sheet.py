"""The columns of a file plan as a workbook, the same for reading and for writing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from soxa.documents.keeping.models import Folder
from soxa.kernel.sheets import BadCell, cells
from soxa.kernel.sheets.columns import Cell, Column, Columns
from soxa.law.words import fold

FOR_EVER = 0
"""How a term without end stands among numbers of years."""


def term(cell: Cell) -> int:
    """A term of keeping in years, FOR_EVER for "vĩnh viễn"; BadCell for anything else."""
    text = fold(cells.shown(cell))
    if text in ("vinh vien", "vv", "lau dai"):
        return FOR_EVER
    number = text.removesuffix("nam").strip()
    if number.isdecimal() and 1 <= int(number[:4]) <= 100:
        return int(number)
    raise BadCell(
        str(_("không phải thời hạn lưu")), str(_("Ghi “vĩnh viễn” hoặc số năm từ 1 đến 100, ví dụ: 10 năm."))
    )


def year(cell: Cell) -> int:
    """A year of a plan; BadCell for what is none."""
    text = cells.shown(cell).lower().removeprefix("năm").strip()
    if text.isdecimal() and len(text) == 4 and 1945 <= int(text) <= 2100:
        return int(text)
    raise BadCell(str(_("không phải năm")), str(_("Ghi năm bằng bốn chữ số, ví dụ: 2026.")))


def _term_text(years: int) -> str:
    return f"{years} năm" if years else "Vĩnh viễn"


FOLDERS = Columns(
    "folders",
    str(_("Danh mục hồ sơ")),
    (
        Column(
            name="year", headings=("Năm", "Năm hồ sơ"), parse=year, required=True, fill_down=True, width=8, example="2026",
        ),
        Column(
            name="heading", headings=("Đề mục", "Nhóm hồ sơ", "Đề mục lớn"), parse=cells.text, fill_down=True, width=28,
            example="I. Tổng hợp",
        ),
        Column(
            name="code", headings=("Số, ký hiệu hồ sơ", "Số và ký hiệu hồ sơ", "Số và ký hiệu HS", "Ký hiệu hồ sơ", "Mã hồ sơ"),
            parse=cells.text, required=True, width=16, example="02-TH",
        ),
        Column(
            name="title", headings=("Tiêu đề hồ sơ", "Tên hồ sơ", "Tên đề mục và tiêu đề hồ sơ"), parse=cells.text,
            required=True, width=52, example="Văn bản của cấp trên gửi đến",
        ),
        Column(
            name="keep_years", headings=("Thời hạn lưu", "Thời hạn bảo quản", "Thời hạn lưu trữ", "THBQ"), parse=term,
            export=_term_text, required=True, width=14, example="10 năm",
        ),
        Column(name="term_source", headings=("Căn cứ thời hạn", "Căn cứ"), parse=cells.text, width=26),
        Column(
            name="keeper", headings=("Người lập hồ sơ", "Đơn vị, người lập hồ sơ", "Người lập"), parse=cells.text, width=24,
        ),
        Column(name="rights", headings=("Chế độ sử dụng", "Chế độ sử dụng hồ sơ"), parse=cells.text, width=16),
    ),
)  # fmt: skip


def as_row(folder: Folder) -> dict[str, Any]:
    """A file by the names of the columns."""
    kept = {name: getattr(folder, name) for name in FOLDERS.names}
    return {**kept, "keep_years": folder.keep_years or FOR_EVER}
