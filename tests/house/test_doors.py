"""Every page says who may open it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

# the pages of allauth that are mounted: the door, the way out, one's own password and second factor
DOORS_OF_OTHERS = {
    "account_login",
    "account_logout",
    "account_change_password",
    "account_set_password",
    "account_inactive",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
}


def patterns(found: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(address, pattern) of every page below these."""
    for one in found:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, address)
        else:
            yield address, one


def unguarded(found: list[Any]) -> list[str]:
    """Addresses whose view says nothing of who may open it."""
    return [address for address, one in patterns(found) if not _says(one)]


def _says(one: URLPattern) -> bool:
    if one.callback.__module__.startswith("allauth."):
        return one.name in DOORS_OF_OTHERS
    return hasattr(one.callback, "__allow__")


def test_every_page_says_who_may_open_it():
    site = get_resolver("soxa.urls").url_patterns
    assert len(list(patterns(site))) > 5
    assert unguarded(site) == []


def _view(module: str, **marks: object) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    view.__module__ = module
    vars(view).update(marks)
    return view


def test_a_silent_page_is_noticed():
    silent = path("silent/", _view("soxa.party.views"))
    guarded = path("guarded/", _view("soxa.party.views", __allow__=()))
    door = path("login/", _view("allauth.account.views"), name="account_login")
    side_door = path("signup/", _view("allauth.account.views"), name="account_signup")
    assert unguarded([path("party/", include([silent, guarded])), door, side_door]) == [
        "party/silent/",
        "signup/",
    ]
