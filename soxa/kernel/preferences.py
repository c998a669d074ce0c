"""What a province or commune may set itself: declared with a default and its law, kept as dated rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


@dataclass(frozen=True)
class Supposed:
    """A new value of a setting that is not written down yet."""

    preference: Preference
    value: Any
    since: date
    unit_id: int | None = None


_supposed: ContextVar[Supposed | None] = ContextVar("supposed", default=None)
# what a new value would change in counts of its first day to today, in words; told by the domain that counts
Moves = Callable[[Supposed, date], list[str]]
_moves: dict[str, Moves] = {}


def tells_moves(preference: Preference, tell: Moves) -> None:
    """Let a domain say what a new value of a setting, held from a day that is past, changes in what it counts."""
    _moves[preference.code] = tell


def moves(one: Supposed, today: date) -> list[str]:
    """What changes in counts from a past day to today when a setting gets a new value, in words; nothing for a day to come."""
    tell = _moves.get(one.preference.code)
    return tell(one, today) if tell and one.since < today else []


@contextmanager
def supposing(one: Supposed) -> Iterator[None]:
    """What is read inside is read as if the new value were written down."""
    token = _supposed.set(one)
    try:
        yield
    finally:
        _supposed.reset(token)


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


def _known() -> Rows:
    if (one := _supposed.get()) is None:
        return _rows()
    fresh = (one.preference.code, one.unit_id, one.since, one.value)
    return sorted([*_rows(), fresh], key=lambda row: row[2])  # of one day the last said holds


def value_of(preference: Preference, unit_ids: tuple[int, ...] = (), on: date | None = None) -> Any:
    """Value in force on a day (today when none) for the nearest of `unit_ids`, else the book's, else the default."""
    day = on or timezone.localdate()
    rows = [row for row in _known() if row[0] == preference.code and row[2] <= day]
    for unit_id in (*unit_ids, None):
        set_here = [row[3] for row in rows if row[1] == unit_id]
        if set_here:
            return set_here[-1]
    return preference.default


def put(
    preference: Preference,
    value: Any,
    *,
    since: date,
    actor: Actor,
    unit_id: int | None = None,
    reason: str = "",
) -> None:
    """Set a value from a day on; the old one stays for the days before. `reason`: why counts of past days are moved."""
    with transaction.atomic():
        secret = preference.kind == SECRET
        facts = {"value": bool(value) if secret else value, "since": str(since)}
        facts |= {"reason": reason} if reason else {}
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
