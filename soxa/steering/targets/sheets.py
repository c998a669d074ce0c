"""The columns of a table of targets and their plans, by the headings offices give them; the export writes the same."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from soxa.kernel.sheets import BadCell, cells
from soxa.kernel.sheets.columns import Cell, Column, Columns
from soxa.law.words import fold
from soxa.steering.targets.models import PlannedValue, Target

# column → who gave the plan
GIVERS = {
    "province": PlannedValue.PROVINCE, "council": PlannedValue.COUNCIL, "committee": PlannedValue.COMMITTEE,
    "own": PlannedValue.OWN,
}  # fmt: skip
_WAYS = {
    "cao": True, "tang": True, "cang cao cang tot": True, "thap": False, "giam": False, "cang thap cang tot": False,
}  # fmt: skip
_PACES = {fold(str(words)): key for key, words in Target.PACES}


def as_it_stands(cell: Cell) -> Any:
    """A number waits for its figure before it can be read."""
    return cells.spaced(cell) if isinstance(cell, str) else cell


def way(cell: Cell) -> bool:
    """Whether more is better; BadCell for anything else."""
    found = _WAYS.get(fold(cells.shown(cell)))
    if found is None:
        raise BadCell(
            str(_("không phải chiều tốt")), str(_("Ghi “càng cao càng tốt” hoặc “càng thấp càng tốt”."))
        )
    return found


def pace(cell: Cell) -> str:
    """How it is judged before the end; BadCell for anything else."""
    found = _PACES.get(fold(cells.shown(cell)))
    if found is None:
        said = "; ".join(str(words) for _key, words in Target.PACES)
        raise BadCell(
            str(_("không phải cách đánh giá giữa kỳ")),
            str(_("Ghi một trong các cách: {said}.")).format(said=said),
        )
    return found


def _way_text(higher: bool) -> str:  # noqa: FBT001 – a cell's value
    return str(_("càng cao càng tốt")) if higher else str(_("càng thấp càng tốt"))


def _number(name: str, *headings: str, example: str = "") -> Column:
    return Column(name=name, headings=headings, parse=as_it_stands, width=15, example=example)


TARGETS = Columns(
    "targets",
    str(_("Chỉ tiêu và kế hoạch")),
    (
        Column(
            name="code", headings=("Mã số liệu", "Mã", "Mã chỉ tiêu"), parse=cells.code, width=26, example="budget.revenue"
        ),
        Column(
            name="title",
            headings=(
                "Chỉ tiêu", "Tên chỉ tiêu", "Nội dung", "Nội dung chỉ tiêu", "Chỉ tiêu chủ yếu", "Nhiệm vụ, chỉ tiêu",
                "Các chỉ tiêu",
            ),
            parse=cells.text, required=True, width=42, example="Thu ngân sách nhà nước trên địa bàn",
        ),
        Column(
            name="unit", headings=("Đơn vị tính", "ĐVT", "Đ.vị tính"), parse=cells.text, width=14, example="triệu đồng"
        ),
        Column(name="year", headings=("Năm", "Năm kế hoạch"), parse=cells.year, fill_down=True, width=8, example="2026"),
        _number(
            "before", "Thực hiện năm trước", "Thực hiện năm", "Ước thực hiện năm trước", "Ước thực hiện năm", "TH năm",
            "TH năm trước", "Kết quả năm trước", "Kết quả năm", "Số đầu kỳ", example="19.800",
        ),
        _number(
            "plan", "Kế hoạch năm", "Kế hoạch", "KH năm", "KH", "Chỉ tiêu kế hoạch", "Kế hoạch giao", "Chỉ tiêu giao",
            "Mục tiêu", "Mục tiêu năm", example="21.400",
        ),
        _number(
            "province", "Tỉnh giao", "Kế hoạch tỉnh giao", "Dự toán tỉnh giao", "Chỉ tiêu tỉnh giao", "Cấp trên giao",
            "UBND tỉnh giao", example="21.400",
        ),
        _number(
            "council", "HĐND giao", "Hội đồng nhân dân giao", "HĐND xã giao", "Kế hoạch HĐND giao", "Dự toán HĐND giao",
            "Dự toán HĐND xã giao", "Hội đồng nhân dân xã giao", example="23.000",
        ),
        _number("committee", "Cấp ủy giao", "Đảng ủy giao", "Nghị quyết Đảng ủy giao"),
        _number("own", "Đơn vị đăng ký", "Đăng ký", "Xã đăng ký"),
        Column(
            name="lead",
            headings=(
                "Đơn vị chủ trì", "Cơ quan chủ trì", "Cơ quan, đơn vị chủ trì", "Đơn vị phụ trách", "Phòng, ban phụ trách",
                "Đơn vị thực hiện",
            ),
            parse=cells.text, width=26, example="Phòng Kinh tế",
        ),
        Column(
            name="person", headings=("Người chịu trách nhiệm", "Người phụ trách", "Đồng chí phụ trách"), parse=cells.text,
            width=24,
        ),
        Column(name="higher", headings=("Chiều tốt",), parse=way, export=_way_text, width=18, example="càng cao càng tốt"),
        Column(
            name="pace", headings=("Đánh giá giữa kỳ", "Tiến độ"), parse=pace,
            export=lambda key: str(dict(Target.PACES)[key]), width=24, example=str(Target.PACES[0][1]),
        ),
        _number("yellow", "Ngưỡng vàng", "Ngưỡng vàng riêng"),
        Column(name="why", headings=("Lý do ngưỡng", "Vì sao có ngưỡng riêng"), parse=cells.text, width=26),
        Column(name="paper", headings=("Văn bản giao", "Văn bản", "Căn cứ"), parse=cells.text, width=26),
    ),
)  # fmt: skip
