"""Who must have a second factor: by a setting, the offices that open sealed data."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.party.flow import READ_SEALED

REQUIRED = declare(
    Preference(
        "accounts.second_required",
        "Vai xem dữ liệu niêm kín phải bật mã xác thực",
        False,
        kind="switch",
        help="Bật thì những người ấy chưa mở được trang nào khác khi chưa có mã xác thực trên điện thoại.",
        confirmed=False,
    )
)
_OPEN = ("/accounts/", "/static/", "/suc-khoe/", "/tai-khoan/")


def has_second(account: Any) -> bool:
    """Whether the account asks for a code beside the password."""
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()


def must_have(reader: Any) -> bool:
    """Whether an office of the reader opens sealed data, and the book asks a second factor of it."""
    return bool(value_of(REQUIRED)) and any(held.role.may(READ_SEALED) for held in reader.held_offices())


class Required:
    """Middleware: who must have a second factor and has none sees only the page where it is turned on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, or the way to the second factor."""
        if _held_back(request):
            messages.info(request, _("Vai của đồng chí xem được dữ liệu niêm kín: bật mã xác thực trước."))
            return redirect("own_account")
        return self.get_response(request)


def _held_back(request: HttpRequest) -> bool:
    reader: Any = request.user
    closed = reader.is_authenticated and not request.path.startswith(_OPEN)
    return closed and must_have(reader) and not has_second(reader)
