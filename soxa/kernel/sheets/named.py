"""What a cell names: a record found by its words whatever their marks and case, or told why not; and what may have been meant."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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


_CLOSE = 0.6


def perhaps(
    said: str, known: Iterable[str], shown: Callable[[str], Sequence[str]], *, otherwise: Any, most: int = 2
) -> str:
    """ "Có phải “thôn Bến Đá”; hoặc “thôn Bến Đò”?": what `shown` makes of the nearest of those known; `otherwise` where none is near."""
    near = get_close_matches(said, list(known), n=most, cutoff=_CLOSE)
    names = list(dict.fromkeys(name for one in near for name in shown(one)))
    return _("Có phải {names}?").format(names=_("; hoặc ").join(names)) if names else str(otherwise)


def named(said: str, known: Mapping[str, Sequence[Any]], words: Words, spelt: Callable[[Any], str]) -> Any:
    """The one record of a name among those known by their folded names; else NotNamed. `spelt`: how a record is called."""
    found = known.get(fold(said), ())
    if len(found) == 1:
        return found[0]
    if found:
        return NotNamed(str(words.several), str(words.right))
    right = perhaps(
        fold(said), known, lambda one: [f"“{spelt(known[one][0])}”"], otherwise=words.right, most=1
    )
    return NotNamed(str(words.none), right)
