"""Tài khoản của tôi: the password and the second factor of who is signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse

from soxa.desk.second_factor import has_second, must_have
from soxa.kernel.access import allow
from soxa.kernel.page import page


@allow()
def index(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    reader: Any = request.user
    codes = Authenticator.objects.filter(user=reader, type=Authenticator.Type.RECOVERY_CODES).first()
    return page(
        request,
        "desk/own_account.html",
        account=reader,
        second=has_second(reader),
        must=must_have(reader),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )
