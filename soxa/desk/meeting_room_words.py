"""What the journal says of acts before a meeting and at it: answers, guests, what was said and decided, the code on the wall."""

from typing import Any

from django.utils.translation import gettext_lazy

from soxa.meetings.voting import casting
from soxa.meetings.voting.flow import VOTES

ROOM: dict[tuple[str, str], Any] = {
    ("meeting", "welcome"): gettext_lazy("Ghi đại biểu dự họp"),
    ("meeting", "see_off"): gettext_lazy("Bỏ đại biểu ghi nhầm"),
    ("meeting", "say"): gettext_lazy("Ghi ý kiến phát biểu"),
    ("meeting", "say_again"): gettext_lazy("Sửa ý kiến phát biểu"),
    ("meeting", "unsay"): gettext_lazy("Bỏ ý kiến ghi nhầm"),
    ("meeting", "decide"): gettext_lazy("Ghi việc đã quyết định"),
    ("meeting", "decide_again"): gettext_lazy("Sửa việc đã quyết định"),
    ("meeting", "undecide"): gettext_lazy("Bỏ việc ghi nhầm"),
    ("meeting", "show_code"): gettext_lazy("Mở mã điểm danh"),
    ("meeting", "at_the_door"): gettext_lazy("Gõ mã điểm danh khi đang ghi vắng"),
}
CONVENING: dict[tuple[str, str], Any] = {
    ("calendar_line", "put_in"): gettext_lazy("Ghi vào lịch công tác"),
    ("calendar_line", "take_out"): gettext_lazy("Bỏ khỏi lịch công tác"),
    ("meeting", "invitation"): gettext_lazy("Lập dự thảo giấy mời"),
    ("meeting", "agenda"): gettext_lazy("Ghi chương trình họp"),
    ("meeting", "hand_out"): gettext_lazy("Gửi tài liệu họp"),
    ("meeting", "withdraw"): gettext_lazy("Rút tài liệu họp"),
    ("meeting", "reply"): gettext_lazy("Ghi trả lời giấy mời"),
}
VOTING: dict[tuple[str, str], Any] = {
    **{("vote", name): step.label for name, step in VOTES.steps.items()},
    ("vote", "start"): gettext_lazy("Đưa ra biểu quyết"),
    ("vote", "cast"): gettext_lazy("Bỏ phiếu ghi tên"),
    ("vote", "rejected"): gettext_lazy("Không nhận phiếu"),
}
# why a ballot was not taken
REJECTED: dict[str, Any] = {
    casting.EARLY: gettext_lazy("chưa mở bỏ phiếu"),
    casting.LATE: gettext_lazy("đã đóng bỏ phiếu"),
    casting.WITHDRAWN: gettext_lazy("lượt bỏ phiếu đã rút"),
    casting.STRANGER: gettext_lazy("không có trong danh sách bỏ phiếu"),
    casting.SUSPENDED: gettext_lazy("đang bị đình chỉ sinh hoạt"),
    casting.TWICE: gettext_lazy("đã bỏ phiếu rồi"),
}
