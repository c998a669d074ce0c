"""What the journal says of dues, study and inspection: a sentence for each act."""

from typing import Any

from django.utils.translation import gettext_lazy

PARTY_ROOMS: dict[tuple[str, str], Any] = {
    ("post", "begin"): gettext_lazy("Ghi giữ lại chức vụ sau khiếu nại của đảng viên:"),
    ("post", "end"): gettext_lazy("Ghi thôi giữ chức vụ theo việc của đảng viên:"),
    ("dues", "draw"): gettext_lazy("Lập danh sách thu đảng phí của"),
    ("dues", "collect"): gettext_lazy("Ghi thu đảng phí của"),
    ("dues", "reckon"): gettext_lazy("Cập nhật danh sách, số đảng phí phải nộp của"),
    ("dues", "hand_over"): gettext_lazy("Ghi nộp đảng phí lên cấp trên của"),
    ("dues", "rates"): gettext_lazy("Ghi đối tượng đóng đảng phí của"),
    ("dues", "grant"): gettext_lazy("Ghi miễn, giảm, nộp chậm đảng phí của"),
    ("dues", "end_relief"): gettext_lazy("Thôi miễn, giảm đảng phí của"),
    ("inspections", "begin"): gettext_lazy("Lập dự thảo"),
    ("inspections", "approve"): gettext_lazy("Ghi ban hành"),
    ("inspection", "start"): gettext_lazy("Ghi vào chương trình"),
    ("inspection", "recommend"): gettext_lazy("Ghi kiến nghị, yêu cầu sau"),
    ("inspection", "answer"): gettext_lazy("Ghi kết quả thực hiện kiến nghị của"),
    ("inspection", "verify"): gettext_lazy("Xác minh việc thực hiện kiến nghị của"),
    ("study", "open"): gettext_lazy("Ghi nội dung học tập:"),
    ("study", "paper"): gettext_lazy("Thêm văn bản được học vào"),
    ("study", "hold"): gettext_lazy("Ghi buổi học tập:"),
    ("study", "plan"): gettext_lazy("Ghi kế hoạch thực hiện của"),
    ("study", "review"): gettext_lazy("Ghi sơ kết, kiểm điểm"),
    ("sitting", "roll"): gettext_lazy("Ghi điểm danh"),
    ("sitting", "essays"): gettext_lazy("Ghi bài thu hoạch của"),
    ("commitment", "register"): gettext_lazy("Ghi đăng ký làm theo Bác của"),
    ("commitment", "review"): gettext_lazy("Ghi kiểm điểm việc làm theo Bác của"),
    ("commitment", "register_unit"): gettext_lazy("Ghi nội dung đăng ký làm theo Bác của"),
    ("commitment", "review_unit"): gettext_lazy("Ghi kiểm điểm nội dung đăng ký làm theo Bác của"),
}
