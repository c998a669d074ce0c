"""The columns of an export in any layout: what each heading is taken for, and what a person says it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from soxa.kernel.sheets import Column, Columns, limits
from soxa.kernel.sheets import text as as_text
from soxa.kernel.sheets.book import Sheet, open_book
from soxa.kernel.sheets.cells import shown
from soxa.kernel.sheets.headings import Dictionary, keys
from soxa.party.sheets import MEMBERS

# what an export is held against the book in; the exemption and the day of the new card are acts, not facts to correct
COMPARED = (
    "full_name", "born", "sex", "cell", "card_no", "citizen_id", "admitted_on", "decision_on", "recognised_on",
    "ethnicity", "religion", "home_place", "address", "phone", "occupation", "education", "theory", "birth_name",
)  # fmt: skip
NEEDED = ("full_name", "born")
PRIVATE = frozenset(("citizen_id", "ethnicity", "religion"))
NOTHING = ""
_LONGEST, _SAMPLE = 120, 40  # letters of a heading, and of the value shown under it
# words of exports beside those of offices' own lists
_MORE = {
    "full_name": ("Họ và tên ĐV", "Họ tên ĐV", "Tên ĐV"),
    "cell": ("TCĐ đang sinh hoạt", "Chi bộ sinh hoạt", "Tổ chức đảng trực tiếp", "TCCSĐ"),
    "citizen_id": ("Số ĐDCN", "Mã định danh", "Số định danh cá nhân/CCCD"),
    "recognised_on": ("Ngày vào Đảng CT", "Ngày công nhận CT"),
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
        for text, sample in _texts(sheet, words):
            name = layout.get(text, words.column(text))
            if text not in found:
                found[text] = Heading(text, "" if name in taken else name, sample)
                taken.add(name)
    return list(found.values())


def _texts(sheet: Sheet, words: Dictionary) -> list[tuple[str, str]]:
    """(text, first value below) of the row that knows most headings; where none knows any, of the wordiest."""
    rows = [
        [shown(cell) for cell in row]
        for row, _place in zip(sheet.rows(), range(limits.HEADING_ROWS), strict=False)
    ]
    if not rows:
        return []
    best = max(range(len(rows)), key=lambda at: _likeness(rows[at], words))
    below = rows[best + 1 :]
    return [
        (text[:_LONGEST], next((row[at] for row in below if at < len(row) and row[at]), "")[:_SAMPLE])
        for at, text in enumerate(rows[best])
        if text
    ]


def _likeness(row: list[str], words: Dictionary) -> tuple[int, int]:
    known = sum(bool(words.column(text)) for text in row if text)
    return known, sum(bool(text) and not text[0].isdigit() for text in row)


def titles() -> list[tuple[str, str]]:
    """(name, title) of the columns that a heading may be said to be."""
    return [(name, NATIONAL[name].title) for name in COMPARED]
