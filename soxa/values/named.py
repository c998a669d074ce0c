"""Units by every way a table may write them: their code, their name with its marks, without "thôn", without any mark."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.sheets import BadCell
from soxa.kernel.sheets.named import perhaps
from soxa.kernel.units.tree import Tree, tree
from soxa.law.words import fold, spaced
from soxa.party.cell_guess import village_key, without_bracket
from soxa.values.villages import place_name

Words = tuple[str, ...]
_SIGNS = re.compile(r"[^\w%]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


class Named:
    """The units that a table may speak of, found by what it writes; what two of them answer to is told, never guessed.

    A name written with marks must bear those of the unit ("Lương Hà" is not Lương Hạ), wherever the tone stands ("Hoà" is
    Hòa); one written without any mark may be any unit that reads so.
    """

    def __init__(
        self, unit_ids: Iterable[int], on: date, *, unknown: str = "", standing: Tree | None = None
    ) -> None:
        self.tree = standing = standing or tree()
        self.on = on
        self.unknown = unknown or _("không phải đơn vị trong phạm vi nhập")
        self.codes: dict[str, int] = {}
        self.levels: list[dict[Words, list[int]]] = [defaultdict(list) for _level in range(4)]
        for key in sorted(unit_ids):
            name = standing.name(key, on)
            self.codes[standing.nodes[key].code.lower()] = key
            full, short = [_said(name)], list(dict.fromkeys(map(_said, _shorter(name))))
            for level, spellings in enumerate((full, short, map(_bare, full), map(_bare, short))):
                for spelling in dict.fromkeys(spellings):
                    self.levels[level][spelling].append(key)

    @classmethod
    def inside(cls, unit_id: int, on: date) -> "Named":
        """The unit and all that lies in it on the day."""
        standing = tree()
        return cls(standing.within(unit_id, on), on, standing=standing)

    def of(self, text: str) -> list[int]:
        """The units that the text may mean; none for one that is not known."""
        if (key := self.codes.get(spaced(text).lower())) is not None:
            return [key]
        marked = _said(text) != _bare(_said(text))
        asked = [_said(text), *(_said(one) for one in _shorter(text, brackets=False))]
        for level in self.levels[: 2 if marked else 4]:
            for words in asked:
                if found := level.get(words):
                    return found
        return []

    def one(self, text: str) -> int:
        """The unit that the text means; BadCell where it is none, or more than one."""
        found = self.of(text)
        if len(found) == 1:
            return found[0]
        if found:
            names = "; ".join(self._shown(key) for key in found)
            raise BadCell(
                _("là tên của nhiều đơn vị"), _("Ghi rõ hoặc ghi mã, một trong: {names}.").format(names=names)
            )
        raise BadCell(self.unknown, self._near(text))

    def _near(self, text: str) -> str:
        known = {" ".join(words): keys for words, keys in self.levels[2].items()}
        return perhaps(
            " ".join(_bare(_said(text))),
            known,
            lambda one: [self._shown(key) for key in known[one]],
            otherwise=_("Ghi mã hoặc tên đơn vị như trong sổ."),
        )

    def _shown(self, key: int) -> str:
        return f"“{place_name(key, self.on)}” ({self.tree.nodes[key].code})"


def _shorter(name: str, *, brackets: bool = True) -> Iterator[str]:
    """The name without its bracket, without "thôn" before it, without both."""
    for one in dict.fromkeys((name, without_bracket(name)[0] if brackets else name)):
        yield one
        _word, rest = village_key(one)
        words = _split(one)
        yield " ".join(words[-len(rest.split()) :])


def _split(text: str) -> list[str]:
    return _SIGNS.sub(" ", spaced(text).lower()).split()


def _said(text: str) -> Words:
    """The words as they are spoken: each its letters, then its tone, wherever that was typed."""
    return tuple(map(_word, _split(text)))


def _word(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    letters = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    return letters + "".join(sorted(char for char in parts if char in _TONES))


def _bare(words: Words) -> Words:
    return tuple(map(fold, words))
