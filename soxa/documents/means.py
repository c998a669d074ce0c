"""What the office has set for signing: time-stamping service, revocation data, what to do when something is missing."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.anchors import trusted
from soxa.documents.signing.devices import open_pkcs11
from soxa.documents.signing.means import Wishes
from soxa.documents.signing.signer import stamping_service
from soxa.documents.signing.tokens import Token, TokenTrouble
from soxa.kernel.preferences import SECRET, Preference, declare, secret_of, value_of
from soxa.law.acts import ND_30

FETCH, KEPT, LOWER, REFUSE = "fetch", "kept", "lower", "refuse"
_LIBRARY = re.compile(r"\.(so(\.\d+)*|dll|dylib)$", re.IGNORECASE)


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


def _library_fault(given: Any) -> str:
    """A library runs inside the program: only one that is installed on the machine, out of reach of who sends files."""
    if not given:
        return ""
    path = Path(str(given))
    if not path.is_absolute() or not path.is_file() or not _LIBRARY.search(path.name):
        return _(
            "Ghi đường dẫn đầy đủ của tệp thư viện (.so, .dll) do phần mềm của thiết bị cài trên máy giữ sổ."
        )
    real = path.resolve()
    if real.is_relative_to(Path(settings.DATA_DIR).resolve()) or real.stat().st_mode & 0o002:
        return _(
            "Thư viện phải là tệp đã cài của máy, không nằm trong thư mục của sổ, người khác không sửa được."
        )
    return ""


LIBRARY = declare(
    Preference(
        "signing.device_library",
        gettext_lazy("Thư viện PKCS#11 của thiết bị ký cắm ở máy này"),
        "",
        help=gettext_lazy(
            "Khi văn thư ngồi ở chính máy giữ sổ. Để trống thì trang ký không hỏi mã PIN; máy khác vẫn ký được bằng phần mềm "
            "của mình rồi tải lên."
        ),
        check=_library_fault,
    )
)
DEVICE = declare(
    Preference(
        "signing.device_label",
        gettext_lazy("Tên thiết bị ký, khi cắm nhiều thiết bị"),
        "",
        help=gettext_lazy("Nhãn của thiết bị như phần mềm kèm theo hiển thị."),
    )
)
DEVICE_KEY = declare(
    Preference("signing.device_key", gettext_lazy("Tên khóa trong thiết bị, khi thiết bị có nhiều khóa"), "")
)


def has_device() -> bool:
    """Whether a signing device on this machine is set."""
    return bool(value_of(LIBRARY))


def open_device(pin: str) -> Token:
    """The key of the device on this machine. Raises TokenTrouble in words."""
    library = value_of(LIBRARY)
    if fault := _library_fault(library):
        raise TokenTrouble(fault)
    return open_pkcs11(Path(library), pin=pin, token=value_of(DEVICE), key=value_of(DEVICE_KEY))


def stamper(at_most: int = 60) -> Any:
    """The time-stamping service that is set, waited for as long as is set or `at_most` seconds; None without one."""
    address = value_of(SERVICE)
    if not address:
        return None
    user, password = value_of(SERVICE_USER), secret_of(SERVICE_PASSWORD)
    seconds = min(value_of(SECONDS), at_most)
    return stamping_service(address, user=user, password=password, seconds=seconds)


def wishes() -> Wishes:
    """What the office has set, to sign with now."""
    return Wishes(
        trust=trusted(),
        stamper=stamper(),
        fetch_seconds=value_of(SECONDS) if value_of(REVOCATION) == FETCH else 0,
        lower=value_of(MISSING) == LOWER,
    )
