"""The columns of an export in any layout: what each heading is taken for, and what a person says it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from soxa.kernel.sheets import Cell, Column, Columns, limits
from soxa.kernel.sheets import text as as_text
from soxa.kernel.sheets.book import Sheet, open_book
from soxa.kernel.sheets.cells import shown
from soxa.kernel.sheets.headings import Dictionary, Layout, find, keys
from soxa.party.sheets import MEMBERS

# what an export is held against the book in; the exemption and the day of the new card are acts, not facts to correct
COMPARED = (
    "full_name", "born", "sex", "cell", "card_no", "citizen_id", "admitted_on", "decision_on", "recognised_on",
    "ethnicity", "religion", "home_place", "address", "phone", "occupation", "education", "theory", "birth_name",
)  # fmt: skip
NEEDED = ("full_name", "born")
PRIVATE = frozenset(("citizen_id", "ethnicity", "religion"))
NOTHING = ""
_NUMBERED = re.compile(r"\(?\d+\)?")
_LONGEST, _SAMPLE = 120, 40  # letters of a heading, and of the value shown under it
# words of exports beside those of offices' own lists
_MORE = {
    "full_name": ("Họ và tên ĐV", "Họ tên ĐV", "Tên ĐV"),
    "cell": (
        "TCĐ đang sinh hoạt",
        "Chi bộ sinh hoạt",
        "Tổ chức đảng trực tiếp",
        "TCCSĐ",
        "Đảng bộ/Chi bộ",
        "Nơi sinh hoạt đảng",
    ),
    "citizen_id": ("Số ĐDCN", "Mã định danh", "Số định danh cá nhân/CCCD"),
    "recognised_on": (
        "Ngày vào Đảng CT",
        "Ngày công nhận CT",
        "Chính thức ngày",
        "Ngày chuyển Đảng chính thức",
    ),
    "admitted_on": ("Kết nạp ngày", "Vào Đảng ngày", "Ngày kết nạp vào Đảng"),
    "decision_on": ("Ngày quyết định vào Đảng", "Ngày QĐ kết nạp Đảng"),
    "born": ("Ngày/tháng/năm sinh",),
}
NATIONAL = Columns(
    "national",
    str(_("Bản xuất cơ sở dữ liệu đảng viên")),
    tuple(
        replace(
            MEMBERS[name],
            required=name in NEEDED,
            headings=(*MEMBERS[name].headings, *_MORE.get(name, ())),
        )
        for name in COMPARED
    ),
)


@dataclass(frozen=True)
class Heading:
    """A heading of the export, the column it is taken for ("" for none), and the first value under it."""

    text: str
    name: str
    sample: str = ""


def columns_of(layout: Mapping[str, str]) -> Columns:
    """The columns by which an export is read whose headings mean what `layout` says; other headings are guessed."""
    said = {text: name for text, name in layout.items() if text}
    keyed = {key: text for text in said for key in keys(text)[:1]}
    made = [_with(column, said, keyed) for column in NATIONAL.columns]
    aside = [text for text, name in said.items() if name == NOTHING]
    made += [
        Column(name=f"aside_{place}", headings=(text,), parse=as_text) for place, text in enumerate(aside)
    ]
    return Columns(NATIONAL.code, NATIONAL.title, tuple(made))


def _with(column: Column, said: Mapping[str, str], keyed: Mapping[str, str]) -> Column:
    own = [text for text, name in said.items() if name == column.name]
    rest = [text for text in column.headings if not any(key in keyed for key in keys(text))]
    # a column that lost every heading to others is found by none
    return replace(column, headings=(*own, *rest) or (f"\x00{column.name}",))


def headings(content: bytes, layout: Mapping[str, str]) -> list[Heading]:
    """The headings of the export's first sheet, with what `layout` or the usual words take them for."""
    words = Dictionary.of(NATIONAL)
    taken: set[str] = set()
    found: dict[str, Heading] = {}
    for sheet in open_book(content).sheets[:1]:
        for text, guess, sample in _texts(sheet, words):
            name = layout.get(text, guess)
            if text not in found:
                found[text] = Heading(text, "" if name in taken else name, sample)
                taken.add(name)
    return list(found.values())


def _texts(sheet: Sheet, words: Dictionary) -> list[tuple[str, str, str]]:
    """(text, column it is taken for, first value below) of the heading, however many rows it has, as the reader takes it.

    Where no row names a column: of the wordiest row. Columns that are ticked ("Nam", "Nữ") are understood by themselves.
    """
    rows = list(islice(sheet.rows(), limits.HEADING_ROWS + limits.HEADING_DEPTH))
    rows = [[""] * sheet.left + row for row in rows]
    wanted = NATIONAL.needed(NATIONAL.grouping())
    made = find(rows, sheet.inside.merges, words=words, wanted=wanted) or _wordiest(rows)
    if made is None:
        return []
    ticked = {index for marks in made.marks.values() for index, _value in marks}
    below = [[shown(cell) for cell in row] for row in rows[made.last + 1 :]]
    below = [row for row in below if sum(map(bool, row)) > 1 and not all(_NUMBERED.fullmatch(one) for one in row if one)]  # fmt: skip
    fed = {index: (name, indexes) for name, indexes in made.places.items() for index in indexes}
    told = []
    for index, text in sorted(made.texts.items()):
        name, indexes = fed.get(index, ("", [index]))
        if index != indexes[0] or (not name and index in ticked):
            continue
        words_of_all = [made.texts[one].split() for one in indexes]
        shared = " ".join(word for word, *others in zip(*words_of_all, strict=False) if set(others) <= {word})
        sample = next((found for row in below if (found := _joined(row, indexes))), "")
        sample = sample if name and name not in PRIVATE else _shape(sample)
        told.append(((text if len(indexes) == 1 else shared or text)[:_LONGEST], name, sample[:_SAMPLE]))
    return told


def _shape(value: str) -> str:
    """What a value looks like, for a column that is sealed, or that nobody has named yet: "001062099999" is "999999999999"."""
    return re.sub(r"[^\W\d_]", "x", re.sub(r"\d", "9", value))


def _joined(row: list[str], indexes: list[int]) -> str:
    return " ".join(row[at] for at in indexes if at < len(row) and row[at])


def _wordiest(rows: list[list[Cell]]) -> Layout | None:
    """The row with the most words as a heading that names nothing; None where there is none."""
    texts = [
        {at: shown(cell) for at, cell in enumerate(row) if isinstance(cell, str) and cell} for row in rows
    ]
    most = max(range(len(texts)), key=lambda at: len(texts[at]), default=0)
    return Layout(most, most, texts=texts[most]) if texts and texts[most] else None


def titles() -> list[tuple[str, str]]:
    """(name, title) of the columns that a heading may be said to be."""
    return [(name, NATIONAL[name].title) for name in COMPARED]
