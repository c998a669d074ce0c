"""Finds what a row of a member list already is in the book: its cell by a loosely written name, its person by card, number or name."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from soxa.kernel.sealed import token
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.org.models import CITIZEN_ID, Person
from soxa.party.cell_guess import bare_name, village_key, whole_key, without_bracket
from soxa.party.models import Membership

CELL = "cell"
_ABOVE = re.compile(r"(?<=\S)\s*[,;/>–—-]\s*(?:thuộc\s+)?(?:đảng bộ|đảng ủy)\b.*$", re.IGNORECASE)
_AT_ONCE = 5000  # values in one question
_SHEET_NAME = 31  # letters; a workbook cuts longer names of sheets


class CellIndex:
    """The cells in a unit as they stand at the end of a day, to be found by what people write."""

    def __init__(self, unit_id: int, on: date) -> None:
        grown = tree()
        self.on = on
        self.ids = [key for key in sorted(grown.within(unit_id, on)) if grown.nodes[key].kind == CELL]
        self.names = {key: grown.name(key, on) for key in self.ids}
        self.codes = {grown.nodes[key].code.lower(): key for key in self.ids}
        self.whole: dict[str, list[int]] = defaultdict(list)
        self.village: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.stem: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for key, name in self.names.items():
            self._enter(key, name)

    def _enter(self, key: int, name: str) -> None:
        self.whole[whole_key(name)].append(key)
        word, rest = village_key(name)
        self.village[rest].append((word, key))
        before, inside = without_bracket(name)
        if inside:
            word, rest = village_key(before)
            self.stem[rest].append((word, key))

    def find(self, written: str) -> list[int]:
        """The cells that the text may mean, by the most faithful reading that finds any; empty when it means none."""
        if (key := self.codes.get(written.strip().lower())) is not None:
            return [key]
        if found := self.whole.get(whole_key(written)):
            return found
        before, inside = without_bracket(written)
        readings = (
            [(self.village, written), (self.stem, written)] if not inside else [(self.village, written)]
        )
        if inside:  # "Bến Đá (xã Khê Hạ cũ)" where the book has one "Bến Đá" without a bracket
            readings.append((self.village, before))
        for keys, text in readings:
            if found := _agreeing(keys, text):
                return found
        if len(written) == _SHEET_NAME and (found := self._cut_short(written)):
            return found
        own = own_part(written)
        return self.find(own) if own != written else []

    def _cut_short(self, written: str) -> list[int]:
        begun = whole_key(written)
        return [key for whole, keys in self.whole.items() if whole.startswith(begun) for key in keys]

    def like(self, written: str) -> list[str]:
        """Names of cells that the text resembles, the nearest first."""
        near = get_close_matches(village_key(written)[1], list(self.village), n=3, cutoff=0.75)
        return [self.names[key] for rest in near for _word, key in self.village[rest]]


def own_part(written: str) -> str:
    """The cell of a path through what stands above it: "Đảng bộ xã A - Chi bộ thôn B", "Chi bộ thôn B, Đảng bộ xã A"."""
    cut = _ABOVE.sub("", written)
    at = cut.lower().rfind("chi bộ")
    return cut[at:].strip() if at > 0 else cut.strip()


def _agreeing(keys: dict[str, list[tuple[str, int]]], written: str) -> list[int]:
    """Cells of the same name whose word for a village ("thôn", "khu") is the same, or missing on one side."""
    word, rest = village_key(written)
    return [key for other, key in keys.get(rest, []) if not word or not other or word == other]


def cell_name(written: str) -> str:
    """The name under which a new cell enters the book: "CHI BỘ THÔN BẾN ĐÁ" → "Chi bộ thôn Bến Đá"."""
    bare = bare_name(written)
    if bare.isupper() and " " in bare and not any(char.isdigit() for char in bare):
        bare = bare.title()
    for word in ("Thôn", "Xóm", "Khu Phố", "Bản", "Làng", "Ấp", "Tổ Dân Phố"):
        if bare.startswith(f"{word} "):
            bare = word.lower() + bare[len(word) :]
    return f"Chi bộ {bare}"


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the book, as far as matching needs him."""

    id: int
    folded: str
    born: PartialDate | None
    card_no: str
    token: str


@dataclass
class PersonIndex:
    """People of the whole book that the rows of a list may mean, found by card, citizen's number and folded name."""

    by_card: dict[str, Known] = field(default_factory=dict)
    by_token: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    others: set[int] = field(default_factory=set)

    @classmethod
    def of(
        cls,
        *,
        cards: Collection[str],
        citizen_ids: Iterable[str],
        names: Collection[str],
        units: Collection[int],
    ) -> "PersonIndex":
        """The index for a list's cards, citizen's numbers (in the clear) and folded names; empty for an empty book.

        By name only who was a member in these units, or nowhere, is found; who was one only elsewhere is among `others`.
        """
        index = cls()
        if not Person.objects.exists():
            return index
        tokens = [token(number, CITIZEN_ID) for number in citizen_ids]
        for known in _asked("member__card_no", cards):
            index.by_card[known.card_no] = known
        for known in _asked("citizen_id_token", tokens):
            index.by_token[known.token] = known
        for known in _asked("folded", names):
            index.by_name[known.folded].append(known)
        numbered = {one.id for one in (*index.by_card.values(), *index.by_token.values())}
        named = {one.id for ones in index.by_name.values() for one in ones}
        index.others = _only_elsewhere(numbered | named, units)
        for name, ones in index.by_name.items():
            index.by_name[name] = [one for one in ones if one.id not in index.others]
        return index


def _asked(path: str, values: Collection[str]) -> Iterator[Known]:
    wanted = sorted(set(values))
    for first in range(0, len(wanted), _AT_ONCE):
        rows = Person.objects.filter(**{f"{path}__in": wanted[first : first + _AT_ONCE]})
        for row in rows.values_list("id", "folded", "born", "member__card_no", "citizen_id_token"):
            yield Known(row[0], row[1], row[2], row[3] or "", row[4])


def _only_elsewhere(people: Collection[int], units: Collection[int]) -> set[int]:
    """Who of these people is or was a member, and never in these units."""
    here: dict[int, bool] = {}
    wanted = sorted(people)
    for first in range(0, len(wanted), _AT_ONCE):
        spells = Membership.objects.filter(member__person_id__in=wanted[first : first + _AT_ONCE])
        for person, unit in spells.values_list("member__person_id", "unit_id"):
            here[person] = here.get(person, False) or unit in units
    return {person for person, ours in here.items() if not ours}


def compatible(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates agree as far as both are known: 1962 and 05/03/1962 do."""
    if one is None or other is None:
        return True
    if one.year != other.year:
        return False
    pairs = ((one.month, other.month), (one.day, other.day))
    return all(not a or not b or a == b for a, b in pairs)
