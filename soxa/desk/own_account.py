"""Tài khoản của tôi: password, second factor, card and devices of who is signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse

from soxa.desk.second_factor import has_second, must_have
from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.org.cards.devices import CARD, devices_of
from soxa.org.cards.flow import card_of


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
        card=card_of(reader),
        by_card=bool(request.session.get(CARD)),
        devices=devices_of(reader),
        here=request.session.session_key,
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )
