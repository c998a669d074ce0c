"""Devices on which an account is signed in: named in plain words, ended one by one or with the card that opened them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CARD = "card"  # key of the card, in a session that a card opened
SEEN = "seen_on"  # the last day written down, in every session
# the first that the browser's own description holds; those that name others too come first
_MACHINES: tuple[tuple[str, Any], ...] = (
    ("iPhone", gettext_lazy("Điện thoại iPhone")),
    ("iPad", gettext_lazy("Máy tính bảng iPad")),
    ("Android", gettext_lazy("Điện thoại Android")),
    ("Windows", gettext_lazy("Máy tính Windows")),
    ("Macintosh", gettext_lazy("Máy tính Mac")),
    ("CrOS", gettext_lazy("Máy tính Chromebook")),
    ("Linux", gettext_lazy("Máy tính Linux")),
)
_BROWSERS = (
    ("Zalo", "Zalo"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


@dataclass(frozen=True)
class Device:
    """One sign-in that still holds: what it looks like, since when, the last day it was used, by which card."""

    row: Any
    words: str
    since: datetime
    seen: date
    until: date
    card: int | None


def device_words(described: str) -> str:
    """A browser's description of itself in words: "Điện thoại Android, Chrome"."""
    machine = next(
        (str(words) for mark, words in _MACHINES if mark in described), _("Thiết bị không rõ loại")
    )
    browser = next((name for mark, name in _BROWSERS if mark in described), "")
    if machine == _MACHINES[2][1] and "Mobile" not in described:
        machine = _("Máy tính bảng Android")
    return f"{machine}, {browser}" if browser else machine


def devices_of(account: Any) -> list[Device]:
    """Sign-ins of an account that hold now, the last used first; those of an earlier password hold no more."""
    rows = {one.session_key: one for one in UserSession.objects.filter(user=account)}
    live = Session.objects.filter(session_key__in=list(rows), expire_date__gt=timezone.now())
    found = []
    for session in live:
        kept = session.get_decoded()
        if constant_time_compare(kept.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash()):
            row: Any = rows[session.session_key]
            seen, until = timezone.localdate(row.last_seen_at), timezone.localdate(session.expire_date)
            words = device_words(row.user_agent)
            found.append(Device(row, words, row.created_at, seen, until, kept.get(CARD)))
    return sorted(found, key=lambda one: (one.seen, one.row.pk), reverse=True)


def end_devices_of_card(card: Any) -> None:
    """Whoever is signed in by this card is so no longer."""
    for one in devices_of(card.account):
        if one.card == card.pk:
            one.row.end()


def forget_devices() -> None:
    """Sign-ins that have lapsed, and the addresses they came from, are kept no longer."""
    SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


class SeenToday:
    """Middleware: writes down, once a day, that a device was used."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """The page, after the day was written."""
        today = str(timezone.localdate())
        if request.session.get(SEEN, today) != today and request.user.is_authenticated:
            UserSession.objects.create_from_request(request)
            request.session[SEEN] = today
        return self.get_response(request)
