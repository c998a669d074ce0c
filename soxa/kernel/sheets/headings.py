"""Which heading of a sheet means which column, however it is worded, marked, merged or spread over rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from soxa.kernel.sheets.cells import shown
from soxa.kernel.sheets.columns import Cell, Columns
from soxa.law.words import fold, spaced

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"\b\d+\b")
# Words that add nothing to a heading; taken from headings and from declarations alike.
_EMPTY_WORDS = re.compile(
    r"\b(?:dang vien|dong chi|d c|va|cua|cac|nguoi|neu co|ghi ro|theo khai sinh|bat buoc)\b"
)
_DAY_MONTH_YEAR = re.compile(r"\bngay thang(?: nam(?= \w))?\b")
_COUNTING = frozenset(("tt", "stt", "so tt", "so thu tu"))
_PARTS = frozenset(
    ("ngay", "thang", "nam", "ho", "dem", "ho dem", "ho va dem", "ho va ten dem", "ten dem", "ten", "chu dem")
    + (
        "thon",
        "xa",
        "xa, phuong",
        "xa/phuong",
        "huyen",
        "quan, huyen",
        "tinh",
        "tinh, thanh pho",
        "tinh/thanh pho",
    )
)
# a name written in two columns: family and middle names, then the given name
_FAMILY = frozenset(
    ("ho", "ho dem", "ho va dem", "ho chu dem", "ho va chu dem", "ho va ten dem", "ho ten dem", "ho lot", "ho va ten lot")
)  # fmt: skip
_GIVEN, _WHOLE_NAME = "ten", "Họ và tên"
_LONGEST = 120  # letters of a heading


@lru_cache(maxsize=8192)
def keys(text: str) -> tuple[str, ...]:
    """What a heading may be looked up by, the most faithful first: bracketed remarks in, then out; filling words out."""
    found: dict[str, None] = {}
    for version in (text, _BRACKETS.sub(" ", text)):
        words = " ".join(_NOT_WORDS.sub(" ", fold(version)).split())
        found[words] = None
        bare = _DAY_MONTH_YEAR.sub("ngay", _NUMBERS.sub(" ", words))
        found[" ".join(bare.split())] = None
        found[" ".join(_EMPTY_WORDS.sub(" ", bare).split())] = None
    return tuple(key for key in found if key)


@dataclass(frozen=True)
class Dictionary:
    """The declared headings, ready to be looked up."""

    columns: Mapping[str, str]
    marks: Mapping[str, tuple[str, Any]]
    stand_ins: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Columns) -> "Dictionary":
        """The dictionary of the declaration; a faithful key is never given up for a shortened one."""
        ranked = [
            (rank, key, column.name)
            for column in columns.columns
            for heading in column.headings
            for rank, key in enumerate(keys(heading))
        ]
        found: dict[str, str] = {}
        for _rank, key, name in sorted(ranked, key=lambda entry: entry[0]):
            found.setdefault(key, name)
        marks = {
            spaced(word).lower(): (column.name, value)
            for column in columns.columns
            for word, value in column.marks
        }
        stand_ins = {column.name: column.stands_for for column in columns.columns if column.stands_for}
        return cls(found, marks, stand_ins)

    def column(self, heading: str) -> str:
        """The name of the column that the heading means, or an empty text."""
        return next((self.columns[key] for key in keys(heading) if key in self.columns), "")

    def mark(self, heading: str) -> tuple[str, Any] | None:
        """The column that is ticked under the heading, with the value; "Năm" is not "Nam", "Nu" is "Nữ"."""
        word = " ".join(_NOT_WORDS.sub(" ", _BRACKETS.sub(" ", spaced(heading).lower())).split())
        if word in self.marks or not word.isascii():
            return self.marks.get(word)
        return next((mark for known, mark in self.marks.items() if fold(known) == word), None)


@dataclass(frozen=True)
class Head:
    """A heading text with the cell it was written in (rows and columns from 0)."""

    text: str
    row: int
    column: int


@dataclass(frozen=True)
class Hit:
    """A sheet column that feeds a declared one: by its whole heading or a known part of it (rank 0), by its lowest row
    alone (1), or by the row above one that says nothing known (2)."""

    name: str
    index: int
    head: Head
    rank: int


@dataclass
class Layout:
    """Where the declared columns stand in one sheet; rows and columns from 0."""

    first: int
    last: int
    places: dict[str, list[int]] = field(default_factory=dict)
    marks: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    clashes: list[tuple[str, Head, Head]] = field(default_factory=list)
    ignored: list[Head] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        """The declared columns that the sheet has."""
        return {*self.places, *self.marks}

    def indexes(self, name: str) -> list[int]:
        """The sheet columns that feed the declared one."""
        return self.places.get(name) or [index for index, _value in self.marks.get(name, [])]


Merge = tuple[tuple[int, int], tuple[int, int]]
Grid = Sequence[Sequence[Cell]]


def paths(rows: Grid, first: int, depth: int, merges: Sequence[Merge]) -> list[list[Head]]:
    """For each sheet column its heading from top to bottom, merged cells and cells left open to the right filled in."""
    width = max(len(row) for row in rows[first : first + depth])
    heads: dict[tuple[int, int], Head] = {}
    for row in range(first, first + depth):
        for column, cell in enumerate(rows[row]):
            if written := shown(cell):
                heads[row, column] = Head(written, row, column)
    _spread(heads, merges)
    for row in range(first, first + depth - 1):
        for column in range(1, width):
            below, left = (row + 1, column), (row, column - 1)
            if (row, column) not in heads and {below, left, (row + 1, column - 1)} <= heads.keys():
                heads[row, column] = heads[left]
    return [_path(heads, range(first, first + depth), column) for column in range(width)]


def _spread(heads: dict[tuple[int, int], Head], merges: Sequence[Merge]) -> None:
    for (top, left), (bottom, right) in merges:
        origin = heads.get((top, left))
        if origin is None or right - left > 200:
            continue
        for row in range(top, min(bottom, top + 5) + 1):
            for column in range(left, right + 1):
                heads.setdefault((row, column), origin)


def _path(heads: Mapping[tuple[int, int], Head], rows: range, column: int) -> list[Head]:
    return list(dict.fromkeys(heads[row, column] for row in rows if (row, column) in heads))


def _hits(index: int, path: list[Head], words: Dictionary) -> tuple[list[Hit], tuple[str, Any] | None]:
    """What one sheet column feeds: declared columns, and perhaps a tick."""
    name = words.column(" ".join(head.text for head in path))
    if name:
        return [Hit(name, index, path[-1], 0)], None
    if len(path) == 1:
        return [], words.mark(path[0].text)
    below, above = words.column(path[-1].text), words.column(path[0].text)
    if below:
        return [Hit(below, index, path[-1], 1)], words.mark(path[0].text)
    mark = words.mark(path[-1].text)
    if above and not (mark and mark[0] == above):
        known = mark is not None or fold(path[-1].text) in _PARTS
        return [Hit(above, index, path[0], 0 if known else 2)], mark
    return [], mark


def layout(rows: Grid, first: int, depth: int, *, merges: Sequence[Merge], words: Dictionary) -> Layout:
    """The layout when the heading is taken to be `depth` rows from row `first` on."""
    made = Layout(first, first + depth - 1)
    hits: dict[str, list[Hit]] = {}
    written = paths(rows, first, depth, merges)
    for index, path in enumerate(written):
        if not path:
            continue
        made.texts[index] = " ".join(head.text for head in path)
        found, mark = _hits(index, path, words)
        for hit in found:
            hits.setdefault(hit.name, []).append(hit)
        if mark:
            made.marks.setdefault(mark[0], []).append((index, mark[1]))
        if not found and not mark and not _COUNTING & set(keys(made.texts[index])):
            made.ignored.append(path[-1])
    _pair_names(made, hits, written, words)
    for name, all_hits in _stood_in(hits, words.stand_ins).items():
        _settle(made, name, all_hits)
    made.marks = {name: marks for name, marks in made.marks.items() if name not in made.places}
    return made


def _pair_names(
    made: Layout, hits: dict[str, list[Hit]], written: Sequence[Sequence[Head]], words: Dictionary
) -> None:
    """A column of family names with one of given names beside it feed the column of names, where no other heading does."""
    name = words.column(_WHOLE_NAME)
    for index, (path, beside) in enumerate(zip(written, written[1:], strict=False)):
        if not (name and path and beside and path[-1].row == beside[-1].row):
            continue
        if fold(path[-1].text) not in _FAMILY or fold(beside[-1].text) != _GIVEN:
            continue
        if all(hit.index in (index, index + 1) for hit in hits.get(name, [])):
            hits[name] = [Hit(name, place, path[-1], 0) for place in (index, index + 1)]
            made.ignored = [head for head in made.ignored if head not in (path[-1], beside[-1])]
        return


def _stood_in(hits: dict[str, list[Hit]], stand_ins: Mapping[str, str]) -> dict[str, list[Hit]]:
    """A column that stands for another is that one where no heading names it."""
    taken = {name: other for name, other in stand_ins.items() if name in hits and other not in hits}
    return {
        taken.get(name, name): [replace(hit, name=taken.get(name, name)) for hit in found]
        for name, found in hits.items()
    }


def _settle(made: Layout, name: str, hits: list[Hit]) -> None:
    """Keep the hits of the best rank; two headings of that rank that mean the same column clash."""
    best = min(hit.rank for hit in hits)
    kept = [hit for hit in hits if hit.rank == best]
    if best == 2 and len(kept) > 1:  # "Trình độ" over three kinds of schooling is none of them
        made.ignored += [hit.head for hit in kept[:1]]
        return
    made.places[name] = [hit.index for hit in kept if hit.head == kept[0].head]
    made.ignored += [hit.head for hit in hits if hit.rank > best]
    made.clashes += [(name, kept[0].head, hit.head) for hit in kept if hit.head != kept[0].head][:1]


def find(
    rows: Grid, merges: Sequence[Merge], *, words: Dictionary, wanted: Sequence[Sequence[str]]
) -> Layout | None:
    """The layout of the sheet: the rows that name the most of the `wanted`, then the most columns; the topmost if equal.

    None when no row names a column.
    """
    best: Layout | None = None
    best_score = (0, 0)
    for first, row in enumerate(rows):
        if not any(isinstance(cell, str) and 0 < len(cell) <= _LONGEST for cell in row):
            continue
        made = _deepest(rows, first, merges, words=words)
        score = (sum(not made.names.isdisjoint(names) for names in wanted), len(made.names))
        if score > best_score:
            best, best_score = made, score
        if best_score[0] == len(wanted) and best_score[1] > 1:
            break
    return best


def _deepest(rows: Grid, first: int, merges: Sequence[Merge], *, words: Dictionary) -> Layout:
    """The layout from row `first` on with as many rows as merged cells ask for, and more while that names more columns."""
    forced = 1 + max((bottom - top for (top, _left), (bottom, _right) in merges if top == first), default=0)
    depth = min(forced, 3, len(rows) - first)
    made = layout(rows, first, depth, merges=merges, words=words)
    while made.names and depth < 3 and _continues(rows, first + depth, made):
        deeper = layout(rows, first, depth + 1, merges=merges, words=words)
        if len(deeper.names) <= len(made.names) and not _parts(rows[first + depth], made, deeper):
            break
        made, depth = deeper, depth + 1
    return made


def _parts(row: Sequence[Cell], made: Layout, deeper: Layout) -> bool:
    """Whether the row splits a heading above it into parts that are known as such (day, month, year; family and given name)."""
    grown = [
        index
        for name, indexes in deeper.places.items()
        for index in indexes
        if len(indexes) > len(made.places.get(name, indexes))
    ]
    return bool(grown) and all(index < len(row) and fold(shown(row[index])) in _PARTS for index in grown)


def _continues(rows: Grid, row: int, made: Layout) -> bool:
    """Whether the row can belong to the heading: text only, and open under some column that is already named."""
    if row >= len(rows):
        return False
    cells = rows[row]
    if not all(isinstance(cell, str) and len(cell) <= _LONGEST for cell in cells):
        return False
    places = [index for indexes in made.places.values() for index in indexes]
    return any(index >= len(cells) or not cells[index] for index in places)
