"""What the journal calls acts on reported values that no button of a flow names."""

from typing import Any

from django.utils.translation import gettext_lazy

VALUES: dict[tuple[str, str], Any] = {
    ("filing", "start"): gettext_lazy("Lập bảng số liệu"),
    ("filing", "save"): gettext_lazy("Nhập số vào bảng"),
    ("filing", "paper"): gettext_lazy("Ghi tài liệu của một số trong bảng"),
    ("filing", "correct"): gettext_lazy("Đính chính một số đã duyệt của bảng"),
    ("sheets", "values"): gettext_lazy("Nhập số báo cáo từ"),
    ("sheets", "measures"): gettext_lazy("Nhập danh mục chỉ tiêu từ"),
}
