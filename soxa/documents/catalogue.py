"""What the texts in force list, as tables: kinds, bodies with their heads and signers, marks, files of a plan, columns."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PARTY, STATE = "party", "state"
OUT, IN = "out", "in"


@dataclass(frozen=True)
class Kind:
    """A kind of document of one side: "Nghị quyết", "NQ"; `paper` is "copy", "paper" or empty for a kind of its own.

    `commune`: whether a commune's bodies issue it (not confirmed: the province's own list decides).
    """

    side: str
    code: str
    title: str
    abbreviation: str
    paper: str
    commune: bool
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Body:
    """A body that issues documents under its own symbol: "Đảng ủy xã", "ĐU", in a unit of `unit_kind`."""

    side: str
    code: str
    title: str
    symbol: str
    unit_kind: str
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Mark:
    """A stamp on a document: its group ("urgency", "secrecy", "circulation"), its words and its size."""

    group: str
    code: str
    title: str
    stamp: str


@dataclass(frozen=True)
class Heading:
    """A file that a commune's plan begins with: its heading, code, title and term (`keep_years` None: for ever)."""

    side: str
    heading: str
    code: str
    title: str
    keep_years: int | None
    source: str
    confirmed: bool


@dataclass(frozen=True)
class RegisterColumn:
    """A column of the printed register, in the order and words of the annex."""

    title: str
    field: str


@dataclass(frozen=True)
class HeadWords:
    """What stands at the head of a body's papers: `{unit}`, `{above}`, `{superior}` are names of that day, "|" a new line."""

    superior: str
    issuer: str


@dataclass(frozen=True)
class SignerWords:
    """Who signs for a body, and as what: an office of this code, or with a title that begins so, folded.

    `authority` and `instead_of` are the lines above `post`; the Party's papers never have `instead_of`.
    """

    office: str
    titles: tuple[str, ...]
    authority: str
    instead_of: str
    post: str
    confirmed: bool


@cache
def kinds() -> dict[tuple[str, str], Kind]:
    """Kinds by (side, code), in the order of the texts."""
    rows = (
        Kind(**{**row, "commune": row["commune"] == "yes", "confirmed": row["confirmed"] == "yes"})  # type: ignore[arg-type]
        for row in _rows("kinds")
    )
    return {(one.side, one.code): one for one in rows}


@cache
def bodies() -> dict[str, Body]:
    """Bodies by code."""
    rows = (Body(**{**row, "confirmed": row["confirmed"] == "yes"}) for row in _rows("bodies"))  # type: ignore[arg-type]
    return {one.code: one for one in rows}


@cache
def head_words() -> dict[str, HeadWords]:
    """The head of each body's papers, by its code."""
    return {row["body"]: HeadWords(row["superior"], row["issuer"]) for row in _rows("heads")}


@cache
def signer_words(body: str) -> tuple[SignerWords, ...]:
    """Who may sign for a body, the usual one first."""
    return tuple(
        SignerWords(
            row["office"],
            tuple(row["title"].split("|")),
            row["authority"],
            row["instead_of"],
            row["post"],
            row["confirmed"] == "yes",
        )  # fmt: skip
        for row in _rows("signers")
        if row["body"] == body
    )


@cache
def marks(group: str) -> dict[str, Mark]:
    """Stamps of a group by code, the gravest first."""
    found = (Mark(row["group"], row["code"], row["title"], row["stamp"]) for row in _rows("marks"))
    return {one.code: one for one in found if one.group == group}


@cache
def register_columns(direction: str) -> tuple[RegisterColumn, ...]:
    """The ten columns of the register of a direction ("out", "in")."""
    return tuple(
        RegisterColumn(row["title"], row["field"])
        for row in _rows("register_columns")
        if row["register"] == direction
    )


@cache
def headings(side: str) -> tuple[Heading, ...]:
    """The files that a plan of a side begins with, in the order of the table."""
    return tuple(
        Heading(
            row["side"], row["heading"], row["code"], row["title"],
            int(row["keep_years"]) if row["keep_years"] else None, row["source"], row["confirmed"] == "yes",
        )
        for row in _rows("file_headings")
        if row["side"] == side
    )  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    text = files("soxa.documents").joinpath("tables", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
