"""The columns of a table of public works with the capital of a year, as offices head them; the export writes the same."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from soxa.kernel.sheets import BadCell, cells
from soxa.kernel.sheets.columns import Cell, Column, Columns
from soxa.steering.works.models import Work
from soxa.steering.works.typed import dong

# less than this typed as đồng is a sum in millions whose unit nobody wrote
LEAST = 10**6
_FIELDS = {str(words): key for key, words in Work.FIELDS} | {
    "Đường, cầu": Work.ROAD, "Cấp nước": Work.WATER, "Thủy lợi": Work.WATER, "Trường học": Work.SCHOOL,
    "Nhà văn hóa": Work.CULTURE, "Điện": Work.POWER, "Khác": Work.OTHER,
}  # fmt: skip


def money(cell: Cell) -> int:
    """Whole đồng; BadCell for what is no sum, and for one so small that its unit was left out."""
    try:
        amount = dong(cells.shown(cell))
    except ValueError as error:
        raise BadCell(str(_("không phải số tiền sổ đọc được")), str(error)) from error
    if 0 < amount < LEAST:
        right = _("Ghi đủ số đồng (6.800.000.000) hoặc ghi kèm đơn vị tính (6.800 triệu, 6,8 tỷ).")
        raise BadCell(str(_("chưa rõ là đồng hay triệu đồng")), str(right))
    return amount


def _text(name: str, *headings: str, width: float = 22, example: str = "", required: bool = False) -> Column:
    return Column(
        name=name, headings=headings, parse=cells.text, width=width, example=example, required=required
    )


def _money(name: str, *headings: str, example: str = "") -> Column:
    return Column(name=name, headings=headings, parse=money, width=18, example=example)


def _day(name: str, *headings: str, example: str = "") -> Column:
    return Column(name=name, headings=headings, parse=cells.full_day, width=14, example=example)


def _field_text(key: str) -> Any:
    return str(dict(Work.FIELDS)[key])


WORKS = Columns(
    "works",
    str(_("Công trình, dự án đầu tư công")),
    (
        _text(
            "name", "Công trình, dự án", "Công trình", "Dự án", "Tên công trình", "Tên dự án", "Danh mục công trình",
            "Danh mục dự án", width=42, example="Đường bê tông thôn Bến Đá", required=True,
        ),
        Column(
            name="field", headings=("Lĩnh vực", "Ngành, lĩnh vực"), parse=cells.choice(_FIELDS), export=_field_text, width=20,
            example=str(Work.FIELDS[0][1]),
        ),
        _text("place", "Địa điểm", "Địa điểm xây dựng", "Thôn, khu", example="thôn Bến Đá"),
        _text("investor", "Chủ đầu tư", "Đơn vị chủ đầu tư", example="UBND xã"),
        _text("contractor", "Đơn vị thi công", "Nhà thầu"),
        _text("decision", "Quyết định đầu tư", "Số quyết định đầu tư", "Quyết định phê duyệt", example="15/QĐ-UBND"),
        _day("since", "Ngày quyết định đầu tư", "Ngày quyết định", "Ngày phê duyệt", example="20/12/2025"),
        _money("total", "Tổng mức đầu tư", "Tổng mức đầu tư (đồng)", "TMĐT", "Tổng vốn", example="6.800 triệu"),
        _money("fund_central", "Ngân sách trung ương", "Ngân sách trung ương (đồng)", "NSTW"),
        _money("fund_province", "Ngân sách tỉnh", "Ngân sách tỉnh (đồng)", "NS tỉnh"),
        _money("fund_commune", "Ngân sách xã", "Ngân sách xã (đồng)", "NS xã", example="6.800 triệu"),
        _money("fund_people", "Nhân dân đóng góp", "Nhân dân đóng góp (đồng)", "Dân góp"),
        _money("fund_other", "Nguồn khác", "Nguồn khác (đồng)", "Vốn khác"),
        _day("planned_start", "Dự kiến khởi công", "Ngày dự kiến khởi công", example="15/01/2026"),
        _day("planned_finish", "Dự kiến hoàn thành", "Ngày dự kiến hoàn thành", "Thời hạn hoàn thành", example="30/10/2026"),
        _text("resolution", "Theo nghị quyết, kế hoạch", "Nghị quyết", "Theo văn bản"),
        _text("programme", "Thuộc chương trình, đề án", "Chương trình, đề án", "Chương trình"),
        Column(name="year", headings=("Năm", "Vốn của năm", "Năm kế hoạch"), parse=cells.year, fill_down=True, width=8, example="2026"),
        _money(
            "plan", "Kế hoạch vốn năm", "Kế hoạch vốn", "Kế hoạch vốn năm (đồng)", "KH vốn", "KHV năm", "Vốn giao trong năm",
            example="4.000 triệu",
        ),
        _day("plan_on", "Ngày giao vốn", "Ngày giao, điều chỉnh vốn", example="05/01/2026"),
        _text("plan_paper", "Văn bản giao vốn", "Quyết định giao vốn", example="Nghị quyết số 3/NQ-HĐND"),
        _money(
            "paid", "Lũy kế giải ngân năm", "Lũy kế giải ngân", "Đã giải ngân", "Giải ngân", "Giải ngân lũy kế",
            example="1.250 triệu",
        ),
        _day("paid_on", "Giải ngân đến ngày", "Tính đến ngày", example="30/6/2026"),
    ),
)  # fmt: skip
