"""What differs from allauth's defaults: nobody signs himself up, secrets lie sealed, and each change has its entry."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.sealed import open_text, seal_text

_PURPOSE = "second factor"
# what allauth would tell by mail → the step by which the journal tells it
_STEPS = {
    "mfa/email/totp_activated": "second_on",
    "mfa/email/totp_deactivated": "second_away",
    "mfa/email/recovery_codes_generated": "second_codes",
}


class OfficeSignIn(DefaultAccountAdapter):
    """Accounts are made by the office; the sign-up page stays closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "signed in as …" banners: the spine shows who is at the book."""

    def send_notification_mail(self, template: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """Nobody is written a mail; the journal is."""
        if step := _STEPS.get(template):
            own = Actor(user.full_name(), user.office_title(), account_id=user.pk)
            journal.write(own, "accounts", step, subject=("account", user.username))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Who came by a card stays as long as the setting says; not at all when the card ended while a code was asked."""
        from soxa.org.cards.devices import CARD, SEEN
        from soxa.org.cards.flow import entered

        answer = super().post_login(request, user, **kwargs)
        request.session[SEEN] = str(timezone.localdate())
        card = (kwargs["signal_kwargs"] or {}).get(CARD)
        if card is None:
            request.session.pop(CARD, None)
            return answer
        until = entered(user, card)
        if until is None:
            logout(request)
            return redirect("card_door")
        request.session[CARD] = card
        request.session.set_expiry(until)
        return answer


class SecondFactor(DefaultMFAAdapter):
    """Codes of a telephone: their secrets are sealed."""

    def encrypt(self, text: str) -> str:
        """Ciphertext, with the book's own key."""
        return seal_text(text, _PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret in the clear; KeyTrouble when the key does not fit."""
        return open_text(encrypted_text, _PURPOSE)
