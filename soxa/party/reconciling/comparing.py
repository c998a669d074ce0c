"""Holds an export against the book: who is only here, only there, and in which facts both differ; writes nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from soxa.kernel import sheets
from soxa.kernel.sealed import seal_text
from soxa.kernel.sheets import SheetRead
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.law.words import fold, name_key
from soxa.party.book_facts import InBook, changes_of_member, changes_of_person, in_book
from soxa.party.doubles import Listed
from soxa.party.elsewhere import units_of_commune
from soxa.party.matching import CellIndex
from soxa.party.models import Membership
from soxa.party.recognise import recognise
from soxa.party.reconciling.columns import COMPARED, columns_of
from soxa.party.reconciling.models import Difference
from soxa.party.sheets import MEMBERS

PURPOSE = "reconciling"
GONE, ELSEWHERE, UNSURE = "gone", "elsewhere", "unsure"


@dataclass
class Compared:
    """What was found: differences not yet saved, how many rows were read and agree, and what could not be read."""

    read: SheetRead
    differences: list[Difference] = field(default_factory=list)
    same: int = 0
    rows: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """Rows read, members that agree, differences by sort, and rows left out because nobody can be known by them."""
        by_sort = {sort: sum(one.sort == sort for one in self.differences) for sort, _t in Difference.SORTS}
        left = {"unread": len(self.read.rows) - self.rows}
        return {"rows": self.rows, "same": self.same, **by_sort, **{key: n for key, n in left.items() if n}}


def as_text(value: Any) -> str:
    """A value of the export as it is kept and shown."""
    return value.text() if isinstance(value, PartialDate) else str(value)


def compare(content: bytes, layout: Mapping[str, str], *, unit_id: int, on: date) -> Compared:
    """Hold an export against the members at home in a unit at the end of a day."""
    read = sheets.read(content, columns_of(layout), on=on)
    found = Compared(read)
    if not read.rows:
        return found
    comparing = _Comparing(found, unit_id, on)
    listed = [_listed(row, comparing.cells) for row in read.rows if row["full_name"] and row["born"]]
    found.rows = len(listed)
    comparing.match(listed)
    comparing.only_here()
    return found


def _listed(row: Any, cells: CellIndex) -> Listed:
    blank = dict.fromkeys(MEMBERS.names)
    values = {**blank, **{name: row.values.get(name) for name in COMPARED}}
    written = values["cell"]
    units = cells.find(written) if written else []
    return Listed(row, values, fold(values["full_name"]), units[0] if len(units) == 1 else None)


class _Comparing:
    """One export being held against the book."""

    def __init__(self, found: Compared, unit_id: int, on: date) -> None:
        self.found, self.unit_id, self.on = found, unit_id, on
        self.cells = CellIndex(unit_id, on)
        within = sorted(tree().within(unit_id, on))
        spells = Membership.objects.home().filter(Membership.standing(on), unit_id__in=within)
        rows = spells.values_list(
            "member__person_id", "member_id", "unit_id", "name_key", "member__person__folded", "member__person__born"
        )  # fmt: skip
        self.home = {row[0]: row for row in rows}
        self.met: set[int] = set()

    def match(self, listed: list[Listed]) -> None:
        """Find who each row is, by citizen's number, card, then name and birth; what numbers contradict, by birth alone."""
        known = recognise(listed, units_of_commune(self.unit_id, self.on))
        sure = [one for one in known.rows if one.person_id]
        self.met = {one.person_id for one in sure if one.person_id}
        named: dict[tuple[str, int], list[int]] = {}
        for person, row in self.home.items():
            if row[5] and person not in self.met:
                named.setdefault((row[4], row[5].number), []).append(person)
        settled, asked = {id(one) for one in sure}, {id(one) for one in (*known.rows, *known.elsewhere)}
        left = [one for one in listed if id(one) not in settled]
        for one in left:
            same = named.get((one.folded, one.values["born"].number), [])
            if len(same) == 1 and same[0] not in self.met:
                one.person_id = same[0]
                self.met.add(same[0])
                sure.append(one)
            else:
                one.person_id = None
                self._there(one, "" if id(one) in asked else UNSURE)
        book = in_book([one.person_id for one in sure if one.person_id], self.on)
        for one in sure:
            self._met(one, book[one.person_id or 0])

    def _met(self, one: Listed, held: InBook) -> None:
        at_home = self.home.get(one.person_id or 0)
        if at_home is None:
            one.member_id = held.member_id
            self._there(one, ELSEWHERE if held.home else GONE if held.member_id else "")
            return
        fields = changes_of_person(one.values, held.facts)
        fields += [name for name in changes_of_member(one.values, held.facts) if name in COMPARED]
        if one.cell is not None and one.cell != at_home[2]:
            fields.append("cell")
        if not fields:
            self.found.same += 1
        for name in fields:
            text = as_text(one.values[name])
            self._add(
                Difference.DIFFERS, at_home[1], at_home[2], at_home[3], one=one, field=name, theirs=text
            )

    def _there(self, one: Listed, note: str) -> None:
        shown = {
            name: as_text(one.values[name])
            for name in ("full_name", "born", "card_no", "cell", "admitted_on")
            if one.values[name]
        }
        unit_id = one.cell if isinstance(one.cell, int) else self.unit_id
        key = name_key(one.values["full_name"])
        theirs = json.dumps(shown, ensure_ascii=False)
        self._add(Difference.THERE, one.member_id, unit_id, key, one=one, theirs=theirs, note=note)

    def only_here(self) -> None:
        """Members at home here whom the export does not name."""
        for person, row in self.home.items():
            if person not in self.met:
                self._add(Difference.HERE, row[1], row[2], row[3])

    def _add(
        self, sort: str, member_id: int | None, unit_id: int, key: str, *, one: Listed | None = None, **more: str
    ) -> None:  # fmt: skip
        place = f"{one.row.sheet}, {one.row.number}"[:80] if one else ""
        theirs = seal_text(more.pop("theirs", ""), PURPOSE)
        self.found.differences.append(
            Difference(
                sort=sort, member_id=member_id, unit_id=unit_id, name_key=key, place=place, theirs=theirs, **more
            )
        )  # fmt: skip
