"""The written plan of the demo commune: its cells, its movements and the people known by name, read from tables."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from soxa.law.partial import PartialDate

COMMUNE = ("99901", "xã Đồng Vải")
BASE = ("99901.CQ", "Đảng bộ cơ sở UBND xã")
OLD_COMMUNES = {
    "99911": "thị trấn Đồng Vải",
    "99912": "xã Khê Hạ",
    "99913": "xã Lương Bình",
    "99914": "xã Mai Trạch",
}
START = date(2025, 1, 1)
MERGER = date(2025, 7, 1)
CUT_OFF = date(2026, 6, 15)
RHYTHM_FROM = date(2026, 7, 1)
BOOK_DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class PlannedCell:
    """A cell: whose it was before the merger, into which it went, and how many members (women) it is to have.

    `members` stands at 15/6/2026 for a cell of today and at 30/6/2025 for one that ended with the merger.
    """

    code: str
    name: str
    kind: str
    old_commune: str
    founded: date | None
    merged_into: str
    grassroots: bool
    members: int
    women: int

    @property
    def ended(self) -> bool:
        """Whether the cell ended with the merger."""
        return bool(self.merged_into)


@dataclass(frozen=True)
class Movement:
    """One admission, transfer, death or removal: its day, kind, cell, the cell gone to, and a tag for whom."""

    day: date
    kind: str
    cell: str
    to: str = ""
    who: str = ""


@dataclass(frozen=True)
class Named:
    """A person of the demo commune whom texts and tests know by name."""

    tag: str
    name: str
    sex: str
    born: PartialDate
    people: str
    first_cell: str
    later_cell: str
    admitted: date
    education: str
    theory: str
    occupation: str
    home_place: str
    card_no: str


def table(name: str) -> Iterator[dict[str, str]]:
    """Rows of one of this folder's tables by column."""
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def cells() -> dict[str, PlannedCell]:
    """Every cell, of today and of before the merger, by code."""
    read = [
        PlannedCell(
            row["code"], row["name"], row["kind"], row["old_commune"],
            date.fromisoformat(row["founded"]) if row["founded"] else None,
            row["merged_into"], row["grassroots"] == "yes", int(row["members"]), int(row["women"] or 0),
        )
        for row in table("cells")
    ]  # fmt: skip
    return {cell.code: cell for cell in read}


def movements(on: date) -> list[Movement]:
    """What moved up to `on`; after the written plan ends, its last months repeat in the same rhythm."""
    written = [
        Movement(date.fromisoformat(row["day"]), row["kind"], row["cell"], row["to"], row["who"])
        for row in table("movements")
    ]
    lasting = [move for move in written if move.day >= RHYTHM_FROM]
    length, again = BOOK_DAY - RHYTHM_FROM + timedelta(days=1), 1
    while RHYTHM_FROM + again * length <= on:
        written += [
            Movement(move.day + again * length, move.kind, move.cell, move.to, move.who) for move in lasting
        ]
        again += 1
    return [move for move in written if move.day <= on]


def reorganised() -> dict[str, list[str]]:
    """For each cell that ended: the new cell of each of its members, in order."""
    found: dict[str, list[str]] = {}
    for row in table("reorganised"):
        found.setdefault(row["from"], []).extend([row["to"]] * int(row["members"]))
    return found


def named() -> list[Named]:
    """The people known by name."""
    found = []
    for row in table("named"):
        born, admitted = PartialDate.parse(row.pop("born")), PartialDate.parse(row.pop("admitted"))
        assert admitted.exact  # noqa: S101 – every day of admission in the table is whole
        found.append(Named(born=born, admitted=admitted.exact, **row))
    return found
