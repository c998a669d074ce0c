"""What the journal's entries on accounts say in plain words; the sign-in name follows."""

from typing import Any

from django.utils.translation import gettext_lazy

ACCOUNTS: dict[tuple[str, str], Any] = {
    ("accounts", "create"): gettext_lazy("Lập tài khoản"),
    ("accounts", "office"): gettext_lazy("Giao chức vụ cho"),
    ("accounts", "end_office"): gettext_lazy("Ghi thôi giữ chức vụ của"),
    ("accounts", "password"): gettext_lazy("Cấp lại mật khẩu cho"),
    ("accounts", "ask"): gettext_lazy("Đề nghị tại quầy, cho"),
    ("accounts", "refuse"): gettext_lazy("Không xác nhận đề nghị tại quầy, cho"),
    ("accounts", "second_off"): gettext_lazy("Bỏ mã xác thực đã mất của"),
    ("accounts", "second_away"): gettext_lazy("Tắt mã xác thực của"),
    ("accounts", "second_codes"): gettext_lazy("Lấy mã dự phòng mới của"),
    ("accounts", "second_on"): gettext_lazy("Bật mã xác thực của"),
    ("accounts", "card"): gettext_lazy("Cấp thẻ đăng nhập cho"),
    ("accounts", "card_first"): gettext_lazy("Lần đầu vào sổ bằng thẻ đăng nhập:"),
    ("accounts", "card_locked"): gettext_lazy("Thẻ đăng nhập khóa vì gõ sai PIN, của"),
    ("accounts", "card_off"): gettext_lazy("Hủy thẻ đăng nhập của"),
    ("accounts", "card_pin"): gettext_lazy("Đổi PIN thẻ đăng nhập của"),
    ("accounts", "device_off"): gettext_lazy("Cho một thiết bị ra khỏi sổ, của"),
    ("accounts", "lock"): gettext_lazy("Khóa tài khoản"),
    ("accounts", "unlock"): gettext_lazy("Mở lại tài khoản"),
}
