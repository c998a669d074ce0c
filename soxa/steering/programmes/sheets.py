"""The columns of a workbook of a programme's items, as offices head them."""

from django.utils.translation import gettext_lazy as _

from soxa.kernel.sheets import cells
from soxa.kernel.sheets.columns import Column, Columns
from soxa.steering.programmes.models import ProgrammeItem

_KINDS = {
    "việc": ProgrammeItem.WORK, "đầu việc": ProgrammeItem.WORK, "nhiệm vụ": ProgrammeItem.WORK,
    "bước": ProgrammeItem.STEP, "mốc": ProgrammeItem.MILESTONE,
}  # fmt: skip

ITEMS = Columns(
    "programme_items",
    str(_("Đầu việc của chương trình")),
    (
        Column(
            name="programme", headings=("Chương trình", "Chương trình, đề án, kế hoạch", "Số, ký hiệu chương trình", "Kế hoạch", "Đề án"),
            parse=cells.text, fill_down=True, width=18, example="11-KH/ĐU",
        ),
        Column(
            name="content", headings=("Việc", "Nội dung việc", "Nội dung", "Nội dung công việc", "Nhiệm vụ", "Đầu việc", "Nội dung nhiệm vụ"),
            parse=cells.text, required=True, width=56, example="Rà soát hộ nghèo, hộ cận nghèo của 36 thôn",
        ),
        Column(
            name="unit", headings=("Đơn vị", "Đơn vị thực hiện", "Đơn vị chủ trì", "Cơ quan thực hiện", "Cơ quan chủ trì"),
            parse=cells.text, required=True, fill_down=True, width=28, example="Phòng Văn hóa - Xã hội",
        ),
        Column(
            name="person", headings=("Người", "Người thực hiện", "Người phụ trách", "Cán bộ thực hiện"),
            parse=cells.text, width=24,
        ),
        Column(
            name="due_on", headings=("Hạn", "Thời hạn", "Hạn hoàn thành", "Thời gian hoàn thành", "Ngày hoàn thành"),
            parse=cells.full_day, required=True, width=14, example="20/12/2026",
        ),
        Column(
            name="result_wanted", headings=("Kết quả", "Kết quả cần có", "Sản phẩm", "Kết quả, sản phẩm", "Sản phẩm đầu ra"),
            parse=cells.text, width=32, example="Danh sách kèm báo cáo",
        ),
        Column(
            name="article", headings=("Nhiệm vụ của văn bản", "Nhiệm vụ của nghị quyết", "Theo nhiệm vụ", "Nhiệm vụ, giải pháp của nghị quyết"),
            parse=cells.text, width=24, example="2",
        ),
        Column(name="kind", headings=("Loại", "Loại việc"), parse=cells.choice(_KINDS), width=12),
    ),
)  # fmt: skip
