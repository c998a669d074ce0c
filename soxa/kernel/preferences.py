"""What a province or commune may set itself: declared with a default and its law, kept as dated rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.marks import last_rows
from soxa.kernel.models import Setting
from soxa.kernel.request_memo import forget, once_per_request
from soxa.kernel.sealed import open_text, seal_text
from soxa.law.citation import Citation

SECRET = "secret"  # noqa: S105 – a kind of setting


def _no_fault(_value: Any) -> str:
    return ""


@dataclass(frozen=True)
class Preference:
    """A setting: its code, title, default, kind of value and law.

    Kinds: "switch", "number", "text", "date", "choice", and "secret" – a text kept sealed, told nobody and left out of
    the journal. `check` says in words what is wrong with a new value; empty when nothing is.
    """

    code: str
    title: Any
    default: Any
    kind: str = "text"
    help: Any = ""
    cite: Citation | None = None
    confirmed: bool = True
    choices: tuple[tuple[str, Any], ...] = ()
    shown: bool = True
    check: Callable[[Any], str] = _no_fault


PREFERENCES: dict[str, Preference] = {}


def declare(preference: Preference) -> Preference:
    """Declare a setting once; raises ValueError for a code that is taken."""
    if preference.code in PREFERENCES:
        raise ValueError(f"setting {preference.code} is declared twice")
    PREFERENCES[preference.code] = preference
    return preference


Rows = list[tuple[str, int | None, date, Any]]
_kept: dict[str, tuple[tuple[int, int], Rows]] = {}
_generation = [0]


@once_per_request
def _rows() -> Rows:
    """Every setting ever made; asked once per request whether one was added, and read anew only then."""
    name = str(connection.settings_dict["NAME"])
    version = (last_rows()[1], _generation[0])
    if name not in _kept or _kept[name][0] != version:
        found = Setting.objects.order_by("since", "id").values_list("code", "unit_id", "since", "value")
        _kept[name] = (version, list(found))
    return _kept[name][1]


def value_of(preference: Preference, unit_ids: tuple[int, ...] = (), on: date | None = None) -> Any:
    """Value in force on a day (today when none) for the nearest of `unit_ids`, else the book's, else the default."""
    day = on or timezone.localdate()
    rows = [row for row in _rows() if row[0] == preference.code and row[2] <= day]
    for unit_id in (*unit_ids, None):
        set_here = [row[3] for row in rows if row[1] == unit_id]
        if set_here:
            return set_here[-1]
    return preference.default


def put(preference: Preference, value: Any, *, since: date, actor: Actor, unit_id: int | None = None) -> None:
    """Set a value from a day on; the old one stays for the days before."""
    with transaction.atomic():
        secret = preference.kind == SECRET
        facts = {"value": bool(value) if secret else value, "since": str(since)}
        subject = ("setting", preference.code)
        entry = journal.write(
            actor, "settings", "set", subject=subject, on=since, facts=facts, unit_id=unit_id
        )
        kept = seal_text(value, _purpose(preference)) if secret else value
        Setting.objects.create(code=preference.code, unit_id=unit_id, value=kept, since=since, entry=entry)
    _generation[0] += 1
    forget(_rows)
    forget(last_rows)


def secret_of(preference: Preference) -> str:
    """The text of a secret setting that is in force now; KeyTrouble when the key does not fit."""
    return open_text(value_of(preference), _purpose(preference))


def _purpose(preference: Preference) -> str:
    return f"setting {preference.code}"


BOOK_DAY = declare(Preference("book.day", "Ngày của sổ mẫu", "", kind="date", shown=False))
BOOK_NAME = declare(Preference("book.name", "Tên sổ", "", shown=False))


def book_day() -> date:
    """Today: by the clock in Vietnam, or the day at which a demo book stands still. Here today enters, once."""
    standing = value_of(BOOK_DAY, on=date.max)
    return date.fromisoformat(standing) if standing else timezone.localdate()


def demo_day() -> date | None:
    """The day of a demo book; None in a real one."""
    standing = value_of(BOOK_DAY, on=date.max)
    return date.fromisoformat(standing) if standing else None
