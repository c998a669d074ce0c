"""What one check found: a level, what is, and what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

GOOD, WARN, BAD = "good", "warn", "bad"
_WORST_FIRST = (BAD, WARN, GOOD)


@dataclass(frozen=True)
class Asked:
    """How much is asked: some of the seals and files, as for a page, or `every` one."""

    every: bool = False


@dataclass(frozen=True)
class Found:
    """What a check answers: how bad it is, one sentence on what is, one on what to do (empty when nothing)."""

    level: str
    what: str
    to_do: str = ""


@dataclass(frozen=True)
class Check:
    """One row of the table: its code, its title, and the function that looks."""

    code: str
    title: Any
    look: Callable[[Asked], Found]


@dataclass(frozen=True)
class Finding:
    """A check with what it found."""

    code: str
    title: str
    found: Found

    @property
    def level(self) -> str:
        """How bad it is."""
        return self.found.level

    @property
    def weight(self) -> int:
        """Worst first, when sorted."""
        return _WORST_FIRST.index(self.level)

    def as_json(self) -> dict[str, str]:
        """The object that `--json` prints."""
        found = self.found
        return {
            "code": self.code,
            "title": self.title,
            "level": found.level,
            "is": found.what,
            "do": found.to_do,
        }


def good(what: str) -> Found:
    """Nothing to do."""
    return Found(GOOD, what)


def warn(what: str, to_do: str) -> Found:
    """Something to do soon."""
    return Found(WARN, what, to_do)


def bad(what: str, to_do: str) -> Found:
    """Something to do now."""
    return Found(BAD, what, to_do)
