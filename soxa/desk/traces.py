"""What the machine last did for the book, and whether it is open: small files in the data directory, for the check-up."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

TICK, BACKUP, COMPLETING = "last-tick", "last-backup", "last-completing"
OPEN = "open.lock"


def leave(name: str, **facts: str | int) -> None:
    """Note that something was done now, with facts about it."""
    place = Path(settings.DATA_DIR) / f"{name}.json"
    fresh = place.with_suffix(f".{os.getpid()}.new")
    fresh.write_text(json.dumps({"at": timezone.now().isoformat(), **facts}, ensure_ascii=False), "utf-8")
    fresh.replace(place)


def last(name: str) -> tuple[datetime, dict[str, Any]] | None:
    """When it was last done, and the facts; None when never or when the note cannot be read."""
    try:
        held = json.loads((Path(settings.DATA_DIR) / f"{name}.json").read_text("utf-8"))
        return datetime.fromisoformat(held["at"]), held
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def held_open() -> Iterator[bool]:
    """While this lasts, and in processes forked meanwhile, the book counts as open; false while it is being upgraded."""
    with _lock(fcntl.LOCK_SH) as free:
        yield free


@contextmanager
def held_alone() -> Iterator[bool]:
    """Whether nobody on this machine has the book open; while it lasts nobody opens it."""
    with _lock(fcntl.LOCK_EX) as free:
        yield free


@contextmanager
def _lock(kind: int) -> Iterator[bool]:
    with (Path(settings.DATA_DIR) / OPEN).open("ab") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
