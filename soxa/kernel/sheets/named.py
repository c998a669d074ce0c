"""A record named in a cell: found by its words whatever their marks and case, or told why not, with the nearest name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from soxa.law.words import fold


@dataclass(frozen=True)
class NotNamed:
    """Why no one record is meant: what is wrong (continuing the value), and a sentence on what would be right."""

    wrong: str
    right: str


@dataclass(frozen=True)
class Words:
    """What is said where a name is that of none, that of several, and what would be right."""

    none: Any
    several: Any
    right: Any


def named(said: str, known: Mapping[str, Sequence[Any]], words: Words, spelt: Callable[[Any], str]) -> Any:
    """The one record of a name among those known by their folded names; else NotNamed. `spelt`: how a record is called."""
    found = known.get(fold(said), ())
    if len(found) == 1:
        return found[0]
    right = str(words.right)
    near = get_close_matches(fold(said), list(known), n=1, cutoff=0.6)
    if near and not found:
        right = _("Có phải “{name}”?").format(name=spelt(known[near[0]][0]))
    return NotNamed(str(words.several if found else words.none), right)
