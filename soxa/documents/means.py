"""What the office has set for signing: time-stamping service, revocation data, what to do when something is missing."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.anchors import trusted
from soxa.documents.signing.means import Wishes
from soxa.documents.signing.signer import stamping_service
from soxa.kernel.preferences import SECRET, Preference, declare, secret_of, value_of
from soxa.law.acts import ND_30

FETCH, KEPT, LOWER, REFUSE = "fetch", "kept", "lower", "refuse"


def _address_fault(given: Any) -> str:
    parts = urlsplit(str(given or ""))
    if not given or (parts.scheme in ("http", "https") and parts.hostname and not parts.username):
        return ""
    return _("Địa chỉ bắt đầu bằng http:// hoặc https://, không kèm tên và mật khẩu (hai mục ấy ghi riêng).")


SERVICE = declare(
    Preference(
        "signing.service",
        gettext_lazy("Địa chỉ dịch vụ cấp dấu thời gian (RFC 3161)"),
        "",
        help=gettext_lazy("Do nơi cấp chứng thư thông báo. Để trống thì chữ ký ở mức B-B, không có dấu thời gian."),
        check=_address_fault,
    )
)  # fmt: skip
SERVICE_USER = declare(
    Preference("signing.service_user", gettext_lazy("Tên đăng nhập dịch vụ dấu thời gian (nếu có)"), "")
)
SERVICE_PASSWORD = declare(
    Preference(
        "signing.service_password",
        gettext_lazy("Mật khẩu dịch vụ dấu thời gian (nếu có)"),
        "",
        kind=SECRET,
        help=gettext_lazy("Giữ kín bằng khóa của sổ; ghi trống để bỏ."),
    )
)
REVOCATION = declare(
    Preference(
        "signing.revocation",
        gettext_lazy("Dữ liệu thu hồi của chứng thư"),
        KEPT,
        kind="choice",
        choices=(
            (KEPT, gettext_lazy("chỉ dùng danh sách thu hồi đã đưa vào sổ (máy không có mạng)")),
            (FETCH, gettext_lazy("hỏi nơi cấp chứng thư qua mạng khi ký (CRL, OCSP)")),
        ),
        help=gettext_lazy("Để chữ ký kiểm tra được về sau mà không cần hỏi nơi cấp."),
    )
)
SECONDS = declare(
    Preference(
        "signing.seconds",
        gettext_lazy("Chờ mỗi lần hỏi qua mạng (giây)"),
        10,
        kind="number",
        check=lambda given: "" if given <= 60 else _("Nhiều nhất 60 giây."),
    )
)
MISSING = declare(
    Preference(
        "signing.missing",
        gettext_lazy("Khi dịch vụ không trả lời hoặc thiếu dữ liệu thu hồi"),
        LOWER,
        kind="choice",
        choices=(
            (LOWER, gettext_lazy("vẫn ký ở mức thấp hơn, nói rõ, bổ sung sau")),
            (REFUSE, gettext_lazy("không ký")),
        ),
        cite=ND_30.at("Điều 13"),
        confirmed=False,
    )
)


def stamper() -> Any:
    """The time-stamping service that is set; None without one."""
    address = value_of(SERVICE)
    if not address:
        return None
    user, password = value_of(SERVICE_USER), secret_of(SERVICE_PASSWORD)
    return stamping_service(address, user=user, password=password, seconds=value_of(SECONDS))


def wishes() -> Wishes:
    """What the office has set, to sign with now."""
    return Wishes(
        trust=trusted(),
        stamper=stamper(),
        fetch_seconds=value_of(SECONDS) if value_of(REVOCATION) == FETCH else 0,
        lower=value_of(MISSING) == LOWER,
    )
