"""What differs from allauth's defaults: nobody signs himself up, and each door names the office."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class OfficeSignIn(DefaultAccountAdapter):
    """Accounts are made by the office; the sign-up page stays closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "signed in as …" banners: the spine shows who is at the book."""
