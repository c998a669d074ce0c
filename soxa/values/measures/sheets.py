"""The columns of a workbook of measures, and the catalogue in them: what goes out may be handed in again."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import sheets
from soxa.kernel.sheets import BadCell, cells
from soxa.kernel.sheets.columns import Cell, Column, Columns
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.values.catalogue import groups
from soxa.values.measures.forms import PERIODS
from soxa.values.models import Measure
from soxa.values.written import unit_word

PERCENT = "%"
_GROUPS = {one.title: one.code for one in groups()}
_KINDS = {
    **{str(words): code for code, words in Measure.KINDS}, "tỷ lệ": Measure.SHARE, "tỷ lệ %": Measure.SHARE,
    "xếp loại": Measure.WORD,
}  # fmt: skip
_ADDED = {
    **{str(words): code for code, words in Measure.AGGREGATIONS}, "cộng": Measure.SUM,
    "không tổng hợp": Measure.NONE,
}  # fmt: skip
_HIGHER, _LOWER = "càng cao càng tốt", "càng thấp càng tốt"
_WAYS = {_HIGHER: True, _LOWER: False, "cao": True, "tăng": True, "thấp": False, "giảm": False}
_ANY = "kỳ bất kỳ"
_PERIOD_WORDS = {code: str(words) for code, words in PERIODS}
_PERIODS = {fold(words): code for code, words in _PERIOD_WORDS.items()} | {"vu": "season"}


def _periods(cell: Cell) -> list[str]:
    """The kinds of period of "quý, năm", in the order of the form; none of "kỳ bất kỳ"."""
    parts = [fold(part).strip() for part in cells.text(cell).replace(";", ",").split(",")]
    asked = [part.removeprefix("hang ").removeprefix("theo ") for part in parts if part]
    if asked == [fold(_ANY)]:
        return []
    if not all(part in _PERIODS for part in asked):
        offered = ", ".join(_PERIOD_WORDS.values())
        raise BadCell(
            _("không phải các kỳ báo cáo"),
            _("Ghi một hoặc nhiều trong: {offered}; cách nhau bằng dấu phẩy; kỳ nào cũng được thì ghi “{any}”.").format(offered=offered, any=_ANY),
        )  # fmt: skip
    found = {_PERIODS[part] for part in asked}
    return [code for code, _words in PERIODS if code in found]


def _told_periods(codes: list[str]) -> str:
    return ", ".join(_PERIOD_WORDS[code] for code in codes if code in _PERIOD_WORDS) or _ANY


def _unit(cell: Cell) -> str:
    return unit_word(cells.text(cell))


def _first(words: dict[str, Any], value: Any) -> str:
    return next(word for word, held in words.items() if held == value)


MEASURES = Columns(
    "measures",
    str(gettext_lazy("Danh mục chỉ tiêu")),
    (
        Column(
            name="title", headings=("Chỉ tiêu", "Tên chỉ tiêu", "Nội dung chỉ tiêu", "Nội dung"), parse=cells.text,
            required=True, width=50, example="Hộ nghèo được tặng quà Tết",
        ),
        Column(
            name="group", headings=("Nhóm", "Nhóm chỉ tiêu", "Lĩnh vực"), parse=cells.choice(_GROUPS), fill_down=True,
            group=tuple(_GROUPS), export=lambda code: _first(_GROUPS, code), width=28, example="Chính sách xã hội, lao động",
        ),
        Column(
            name="kind", headings=("Loại số", "Loại", "Loại chỉ tiêu"), parse=cells.choice(_KINDS),
            export=lambda code: _first(_KINDS, code), width=18, example="số lượng",
        ),
        Column(
            name="unit_word", headings=("Đơn vị tính", "ĐVT", "Đơn vị"), parse=_unit, width=14, example="hộ",
        ),
        Column(
            name="higher_is_better", headings=("Chiều tốt", "Chiều hướng tốt", "Chiều hướng"), parse=cells.choice(_WAYS),
            export=lambda value: _HIGHER if value else _LOWER, width=18, example=_HIGHER,
        ),
        Column(
            name="periods", headings=("Kỳ báo cáo", "Kỳ", "Chế độ báo cáo"), parse=_periods, export=_told_periods,
            width=22, example="quý, năm",
        ),
        Column(
            name="aggregation", headings=("Tổng hợp từ đơn vị dưới", "Cách tổng hợp", "Tổng hợp"), parse=cells.choice(_ADDED),
            export=lambda code: _first(_ADDED, code), width=28, example="cộng các đơn vị",
        ),
        Column(
            name="weight", headings=("Chỉ tiêu làm quyền số", "Quyền số", "Mã chỉ tiêu làm quyền số"), parse=cells.text,
            width=26,
        ),
        Column(name="numerator_title", headings=("Tử số là", "Tử số"), parse=cells.text, width=22),
        Column(name="denominator_title", headings=("Mẫu số là", "Mẫu số"), parse=cells.text, width=22),
        Column(name="factor", headings=("Hệ số nhân", "Hệ số"), parse=cells.decimal, width=10),
        Column(
            name="decimals", headings=("Số chữ số sau dấu phẩy", "Số lẻ"), parse=cells.integer, width=12,
        ),
        Column(name="low", headings=("Không thấp hơn", "Thấp nhất"), parse=cells.decimal, width=12),
        Column(name="high", headings=("Không cao hơn", "Cao nhất"), parse=cells.decimal, width=12),
        Column(
            name="jump", headings=("Hỏi lại khi lệch kỳ trước quá (%)", "Hỏi lại khi lệch (%)", "Lệch quá (%)"),
            parse=cells.decimal, width=14, example="50",
        ),
        Column(name="definition", headings=("Cách tính", "Định nghĩa", "Giải thích"), parse=cells.text, width=50),
        Column(
            name="cite", headings=("Căn cứ", "Căn cứ (văn bản, điều)", "Văn bản"), parse=cells.text, width=28,
        ),
        Column(
            name="confirmed", headings=("Đã đối chiếu với văn bản", "Đã đối chiếu"), parse=cells.yes_no, width=12, example="Không",
        ),
    ),
    either=(("unit_word", "kind"),),
)  # fmt: skip


def as_told(one: Measure) -> dict[str, Any]:
    """A measure as a row of the workbook says it, by column; None for what stands blank."""
    told = {name: getattr(one, name) for name in MEASURES.names}
    told["unit_word"] = PERCENT if one.kind == Measure.SHARE else one.unit_word
    told["periods"] = [code for code, _words in PERIODS if code in one.periods]
    told["factor"] = one.factor if one.factor != Decimal(1) else None
    return {name: None if value == "" else value for name, value in told.items()}


def export(measures: Iterable[Measure], unit_id: int, on: date) -> bytes:
    """The measures of the catalogue as a workbook; the same table handed in again changes nothing."""
    title = _("DANH MỤC CHỈ TIÊU")
    return sheets.write(MEASURES, map(as_told, measures), title, [tree().name(unit_id, on)])
