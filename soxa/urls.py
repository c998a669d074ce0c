"""The site map."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from allauth.account import views as door
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, path
from django.urls.resolvers import RoutePattern


class FirstWord(RoutePattern):
    """Takes nothing of an address; lets on only those whose first word begins a page of the room, so that the others are not tried one by one."""

    def __init__(self, pages: list[Any]) -> None:
        super().__init__("")
        self.words = {_first_word(str(one.pattern)) for one in pages}
        if any("<" in word for word in self.words):
            raise ValueError(f"a page begins with no word of its own: {sorted(self.words)}")

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
        """The whole address, where its first word is one of the room's."""
        return (path, (), {}) if _first_word(path) in self.words else None


def _first_word(address: str) -> str:
    return address.partition("/")[0]


urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", door.login, name="account_login"),
    path("accounts/logout/", door.logout, name="account_logout"),
    path("accounts/password/change/", door.password_change, name="account_change_password"),
    path("accounts/inactive/", door.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", door.reauthenticate, name="account_reauthenticate"),
    path("accounts/ma-xac-thuc/", second.authenticate, name="mfa_authenticate"),
    path("accounts/ma-xac-thuc/lai/", second.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/ma-xac-thuc/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("accounts/ma-xac-thuc/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/ma-du-phong/moi/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
for _room in (
    "soxa.desk",
    "soxa.tasks",
    "soxa.documents",
    "soxa.exchange",
    "soxa.party",
    "soxa.meetings",
    "soxa.values",
    "soxa.steering",
    "soxa.reports",
    "soxa.desk.imports",
):
    if find_spec(_room) and find_spec(f"{_room}.urls"):
        _pages = import_module(f"{_room}.urls")
        urlpatterns.append(URLResolver(FirstWord(_pages.urlpatterns), _pages))
handler403 = "soxa.desk.views.not_allowed"
handler404 = "soxa.desk.views.not_found"
handler500 = "soxa.desk.views.broken"
