"""What a paper is made of: head, title, blocks of runs, signature, recipients and appendices, all frozen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

# A link stays inside the book: a path, a fragment, or nothing. Browsers drop tabs and read "\" as "/".
PARTY, STATE = "party", "state"
HREF = re.compile(r"|#[^\s\\]*|/(?![/\\])[^\s\\]*")


class Unfinished(ValueError):
    """A paper that is no longer a draft still has words nobody has written."""


@dataclass(frozen=True)
class Text:
    """Words as the writer left them; never read as markup by any output."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Number:
    """The value of one figure inside a sentence or a cell.

    `code` names the figure, `text` is the value as printed ("1.417", "99,44%"), `href` the page of its
    rows (a path inside the book, or empty), `fingerprint` the digest of those rows when they were counted.
    Raises ValueError when the code is empty or the link leads out of the book.
    """

    code: str
    text: str
    href: str = ""
    fingerprint: str = ""
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        if not self.code:
            raise ValueError("a number needs the code of its figure")
        if not HREF.fullmatch(self.href):
            raise ValueError(f"a number links inside the book only: {self.href!r}")


@dataclass(frozen=True)
class Gap:
    """Words a person still has to write; `key` names the place, `prompt` says what is wanted there."""

    key: str
    prompt: str


Run = Text | Number | Gap
Cell = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """Level 1 is a part, centred; 2 a numeral, 3 a number, 4 a letter. A line break in `text` is kept."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"a heading has level 1 to 4, not {self.level}")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, justified, its first line indented; `centred` for the lines that a letter is addressed with.

    `kept`: it does not end a page, what it names follows on the same one.
    """

    runs: tuple[Run, ...]
    centred: bool = field(default=False, metadata={"later": True})
    kept: bool = field(default=False, metadata={"later": True})


@dataclass(frozen=True)
class Bullets:
    """A list; each item is the runs of one line, set after a dash."""

    items: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table with ruled cells, its headings repeated on every page.

    `widths` are shares, one for each column (equal when empty); `numeric` are the indices of the columns
    set flush right; `totals` the indices of the rows set bold. Raises ValueError when a row or the widths
    do not fit the columns.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    numeric: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table needs at least one column")
        wrong = [n for n, row in enumerate(self.rows) if len(row) != len(self.columns)]
        if wrong:
            raise ValueError(f"row {wrong[0]} does not have {len(self.columns)} cells")
        if self.widths and (len(self.widths) != len(self.columns) or min(self.widths) <= 0):
            raise ValueError("widths are positive shares, one for each column")

    @property
    def shares(self) -> tuple[float, ...]:
        """Each column's part of the width; the parts add up to one."""
        widths = self.widths or (1.0,) * len(self.columns)
        return tuple(width / sum(widths) for width in widths)


@dataclass(frozen=True)
class Chart:
    """A drawing in SVG with the words under it; a chart is always followed by its table."""

    svg: str
    caption: str


@dataclass(frozen=True)
class Framed:
    """What another unit sent in: framed in a draft, part of the text once the paper is issued."""

    unit_name: str
    sent_on: date
    blocks: tuple["Block", ...]


Block = Heading | Paragraph | Bullets | Table | Chart | Framed


@dataclass(frozen=True)
class Head:
    """Who writes, under which number, where and on what day.

    `superior` may be empty; `number` is the whole line, "Số 68-BC/ĐU" or "Số …-BC/ĐU"; `day` is None until
    the paper is issued. `side` chooses the layout: PARTY or STATE. `about` is the line of a letter under its number,
    "V/v …": a letter has no title. Raises ValueError for a side nobody knows.
    """

    superior: str
    issuer: str
    number: str
    place: str
    day: date | None = None
    side: str = field(default=PARTY, metadata={"later": True})
    about: str = field(default="", metadata={"later": True})

    def __post_init__(self) -> None:
        if self.side not in (PARTY, STATE):
            raise ValueError(f"a paper is of the Party or of the State, not of {self.side!r}")


@dataclass(frozen=True)
class Signature:
    """On whose behalf ("T/M BAN THƯỜNG VỤ"), as what ("BÍ THƯ"), and who; `note` stands where the hand signs."""

    authority: str
    post: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Appendix:
    """One appendix on pages of its own; `wide` turns them sideways; `note` is the line under the title."""

    label: str
    title: str
    blocks: tuple[Block, ...]
    note: str = ""
    wide: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole paper. `title_lines[0]` is the kind ("BÁO CÁO"), the rest say what it is about; a letter has none.

    `notes` is the italic line on when the figures were cut off; `made_on` the day it was put together, the
    only date a file carries besides `head.day`; `draft` the number of the draft, None once issued;
    `seal_note` the closing line by which the paper can be held against the book. `beside`: who signs on the left, as the
    scribe of minutes does beside the chair; recipients then stand beneath.
    """

    head: Head
    title_lines: tuple[str, ...]
    made_on: date
    blocks: tuple[Block, ...]
    signature: Signature
    notes: str = ""
    recipients: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    draft: int | None = None
    seal_note: str = ""
    beside: Signature | None = field(default=None, metadata={"later": True})

    def __post_init__(self) -> None:
        if not self.title_lines and not self.head.about:
            raise ValueError("a paper needs a title, a letter what it is about")
        if self.draft is not None and self.draft < 1:
            raise ValueError("drafts are counted from 1")

    @property
    def title(self) -> str:
        """The title on one line: "Báo cáo sơ kết công tác …"."""
        kind, *rest = self.title_lines or (self.head.about,)
        return " ".join(" ".join([kind.capitalize(), *rest]).split())

    @property
    def dated(self) -> date:
        """The day the files of this paper carry: the day it was issued, else the day it was put together."""
        return self.head.day or self.made_on

    def runs(self) -> Iterator[Run]:
        """Every run of the text and of the appendices, in the order of reading."""
        yield from runs_of(self.blocks)
        for appendix in self.appendices:
            yield from runs_of(appendix.blocks)

    def numbers(self) -> list[Number]:
        """Every number printed, in the order of reading, repetitions included."""
        return [run for run in self.runs() if isinstance(run, Number)]

    def gaps(self) -> list[Gap]:
        """What a person still has to write, in the order of reading."""
        return [run for run in self.runs() if isinstance(run, Gap)]

    def check_finished(self) -> None:
        """Raise Unfinished when the paper is issued and still has gaps."""
        gaps = self.gaps()
        if self.draft is None and gaps:
            prompts = "; ".join(gap.prompt for gap in gaps)
            raise Unfinished(f"Văn bản còn {len(gaps)} chỗ chưa viết: {prompts}")


def runs_of(blocks: tuple[Block, ...]) -> Iterator[Run]:
    """Every run in these blocks, in the order of reading."""
    for block in blocks:
        match block:
            case Paragraph(runs):
                yield from runs
            case Bullets(items):
                yield from (run for item in items for run in item)
            case Table(rows=rows):
                yield from (run for row in rows for cell in row for run in cell)
            case Framed(blocks=inner):
                yield from runs_of(inner)
