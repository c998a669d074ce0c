"""What the journal calls acts on resolutions, targets, assessments and programmes that no button of a flow names."""

from typing import Any

from django.utils.translation import gettext_lazy

STEERING: dict[tuple[str, str], Any] = {
    ("resolution", "new"): gettext_lazy("Ghi văn bản:"),
    ("resolution", "articles"): gettext_lazy("Ghi thêm nhiệm vụ của"),
    ("theme", "new"): gettext_lazy("Ghi chủ đề năm:"),
    ("shortcoming", "start"): gettext_lazy("Ghi hạn chế, khuyết điểm:"),
    ("shortcoming", "task"): gettext_lazy("Giao thành nhiệm vụ việc khắc phục"),
    ("review", "start"): gettext_lazy("Lập bản sơ kết, tổng kết"),
    ("review", "word"): gettext_lazy("Viết lời vào bản"),
    ("target", "new"): gettext_lazy("Ghi chỉ tiêu:"),
    ("target", "plan"): gettext_lazy("Ghi kế hoạch của chỉ tiêu"),
    ("target", "path"): gettext_lazy("Ghi số đầu kỳ, lộ trình của chỉ tiêu"),
    ("assessment", "start"): gettext_lazy("Đọc số, mở đánh giá chỉ tiêu"),
    ("assessment", "judge"): gettext_lazy("Ghi đánh giá một chỉ tiêu,"),
    ("workprogramme", "start"): gettext_lazy("Lập dự thảo:"),
    ("workprogramme", "targets"): gettext_lazy("Gắn thêm chỉ tiêu vào"),
    ("workprogramme", "item"): gettext_lazy("Thêm một việc vào"),
    ("workprogramme", "item_done"): gettext_lazy("Ghi xong một việc của"),
    ("workprogramme", "item_dropped"): gettext_lazy("Bỏ một việc khỏi"),
    ("workprogramme", "item_linked"): gettext_lazy("Gắn nhiệm vụ đã giao vào một việc của"),
    ("workprogramme", "items_given"): gettext_lazy("Giao thành nhiệm vụ các việc của"),
    ("workprogramme", "finding"): gettext_lazy("Ghi kết luận, kiến nghị của"),
    ("workprogramme", "finding_put_right"): gettext_lazy("Ghi khắc phục xong một kiến nghị của"),
    ("criterion_result", "start"): gettext_lazy("Ghi kết quả"),
    ("criterion_result", "withdraw"): gettext_lazy("Rút lại kết quả"),
    ("criteria_set", "new"): gettext_lazy("Lập bộ tiêu chí:"),
    ("criteria_set", "copy"): gettext_lazy("Chép thành phiên bản mới:"),
    ("criteria_set", "add"): gettext_lazy("Thêm chỉ tiêu vào"),
    ("criteria_set", "load"): gettext_lazy("Nhập từ Excel"),
    ("criteria_set", "end"): gettext_lazy("Thôi áp dụng"),
    ("sheets", "programme_items"): gettext_lazy("Nhập đầu việc của chương trình từ"),
}
