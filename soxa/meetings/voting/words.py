"""What the counts of a vote are called, on forms, pages and papers alike."""

from typing import Any

from django.utils.translation import gettext_lazy

LABELS: dict[str, Any] = {
    "official": gettext_lazy("Tổng số có quyền biểu quyết"),
    "present": gettext_lazy("Có quyền biểu quyết, đang có mặt"),
    "given": gettext_lazy("Phiếu phát ra"),
    "returned": gettext_lazy("Phiếu thu về"),
    "valid": gettext_lazy("Phiếu hợp lệ"),
    "invalid": gettext_lazy("Phiếu không hợp lệ"),
    "ayes": gettext_lazy("Tán thành"),
    "noes": gettext_lazy("Không tán thành"),
    "other": gettext_lazy("Ý kiến khác"),
}
