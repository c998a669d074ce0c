"""What the journal calls acts on resolutions, targets and assessments that no button of a flow names."""

from typing import Any

from django.utils.translation import gettext_lazy

STEERING: dict[tuple[str, str], Any] = {
    ("resolution", "new"): gettext_lazy("Ghi văn bản:"),
    ("resolution", "articles"): gettext_lazy("Ghi thêm nhiệm vụ của"),
    ("theme", "new"): gettext_lazy("Ghi chủ đề năm:"),
    ("target", "new"): gettext_lazy("Ghi chỉ tiêu:"),
    ("target", "plan"): gettext_lazy("Ghi kế hoạch của chỉ tiêu"),
    ("target", "path"): gettext_lazy("Ghi số đầu kỳ, lộ trình của chỉ tiêu"),
    ("assessment", "start"): gettext_lazy("Đọc số, mở đánh giá chỉ tiêu"),
    ("assessment", "judge"): gettext_lazy("Ghi đánh giá một chỉ tiêu,"),
}
