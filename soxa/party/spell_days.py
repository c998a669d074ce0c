"""Days of spells put right: one at a time within its neighbours, or by an end that came before a reorganisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow, journal
from soxa.kernel.models import ALWAYS, Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.party.models import Membership
from soxa.party.standing import Life

Facts = dict[str, Any]
_ONE_DAY = timedelta(days=1)
SINCE, UNTIL = "since", "until"


def basis_of(facts: Facts) -> str:
    """The papers of a correction, as the journal keeps them."""
    return _("{basis}; cấp ủy đồng ý: {consent}").format(basis=facts["paper"], consent=facts["consent"])


# --- an end before a reorganisation that carried the member along ---


def carried_since(spells: Sequence[Membership], on: date) -> list[Membership]:
    """Spells, the latest first, that only reorganisations opened and that an end on `on` would not have seen.

    None of them when what stood before was not carried, or had not begun by that day.
    """
    late: list[Membership] = []
    for spell, before in zip(spells, spells[1:], strict=False):
        if on > spell.since or spell.opened_by != Membership.REORGANISED or before.until != spell.since:
            break
        late.append(spell)
    stood = spells[len(late)] if late else None
    return late if stood and stood.since < on else []


def uncarried(life: Life, facts: Facts, entry: Entry) -> None:
    """Strike what reorganisations after the day wrote of the member; the spell that stood on the day is open again."""
    basis = facts.get("paper", "")
    for spells in (life.homes, life.stays):
        if not spells or spells[0].until != FOREVER:
            continue
        for spell in carried_since(spells, facts["on"]):
            flow.strike(spell, journal.signer(entry), basis=basis, about=life.member, unit_id=spell.unit_id)
            spells.remove(spell)
            reopened = {"until": FOREVER, "closed_by": "", "closing_paper": "", "went_to": ""}
            _correct(spells[0], reopened, life, entry, basis=basis)


def _correct(row: Any, changes: Facts, life: Life, entry: Entry, *, basis: str) -> None:
    flow.correct(row, changes, journal.signer(entry), basis=basis, about=life.member, unit_id=entry.unit_id)


# --- one day put right ---


@dataclass(frozen=True)
class Edge:
    """The first or the last day of a spell, with the spells beside it; `joined` ends or begins on the same day by a move."""

    spell: Membership
    name: str
    before: Membership | None
    after: Membership | None

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.name}:{self.spell.pk}"

    @property
    def day(self) -> date:
        """The day as it stands in the book."""
        found: date = getattr(self.spell, self.name)
        return found

    @property
    def joined(self) -> Membership | None:
        """The spell that a move inside the organisation ended on the day this one began."""
        moved = self.name == SINCE and self.spell.opened_by == Membership.INTERNAL
        return self.before if moved and self.before and self.before.until == self.spell.since else None

    def __str__(self) -> str:
        cell, why = tree().name(self.spell.unit_id), self.spell.get_opened_by_display()
        if self.name == SINCE:
            return _("{day}: vào {cell} ({why})").format(day=day_text(self.day), cell=cell, why=why)
        why = self.spell.get_closed_by_display()
        return _("{day}: ra khỏi {cell} ({why})").format(day=day_text(self.day), cell=cell, why=why)

    def bounds(self, today: date) -> tuple[date, date]:
        """The first and the last day it may be."""
        if self.name == UNTIL:
            return self.spell.since + _ONE_DAY, min(self.after.since, today) if self.after else today
        last = min(self.spell.until - _ONE_DAY, today)
        if self.joined:
            return self.joined.since + _ONE_DAY, last
        return self.before.until if self.before else ALWAYS, last


def edges(life: Life) -> list[Edge]:
    """The days of the member's spells that may be put right, in order; those that a reorganisation dated are not."""
    found = []
    for spells in (life.homes, life.stays):
        row = [None, *reversed(spells), None]
        for before, spell, after in zip(row, row[1:], row[2:], strict=False):
            if spell is not None:
                found += _edges_of(spell, before, after)
    return sorted(found, key=lambda edge: (edge.day, edge.spell.pk))


def _edges_of(spell: Membership, before: Membership | None, after: Membership | None) -> list[Edge]:
    moved_on = spell.closed_by == Membership.INTERNAL and after and after.since == spell.until
    found = []
    if spell.opened_by != Membership.REORGANISED:
        found.append(Edge(spell, SINCE, before, after))
    if spell.until != FOREVER and spell.closed_by != Membership.REORGANISED and not moved_on:
        found.append(Edge(spell, UNTIL, before, after))
    return found


def _edge(life: Life, key: str) -> Edge | None:
    return next((edge for edge in edges(life) if edge.key == key), None)


def day_refusal(life: Life, facts: Facts) -> str:
    """Why this day cannot be put right so; empty when it can."""
    edge, on = _edge(life, facts["edge"]), facts["on"]
    if edge is None:
        return _("Ngày này không đính chính riêng được.")
    if on == edge.day:
        return _("Không có gì thay đổi so với dữ liệu đang có trong sổ.")
    return _of_joining(edge, life, on) or edge_refusal(edge, on, life.on)


def edge_refusal(edge: Edge, on: date, today: date) -> str:
    """Why a spell cannot begin or end on another day than it does; empty when it can."""
    first, last = edge.bounds(today)
    return _no_cell(edge, on) if first <= on <= last else _outside(first, last)


def joined_by(life: Life) -> Edge | None:
    """The first day of the spell that the last ceremony in this book opened; None for who joined elsewhere, or before the book."""
    opened = [
        edge
        for edge in edges(life)
        if (edge.name, edge.spell.kind, edge.spell.opened_by) == (SINCE, Membership.HOME, Membership.ADMITTED)
    ]
    return opened[-1] if opened else None


def mendable(life: Life) -> list[Edge]:
    """The days that may be put right alone: not that of the ceremony, which is a fact of who the member is."""
    return [edge for edge in edges(life) if not _is_ceremony(edge, life)]


def _outside(first: date, last: date) -> str:
    if first == ALWAYS:
        return _("Ngày phải đến {last} là muộn nhất, để các quãng không chồng nhau.").format(
            last=day_text(last)
        )
    return _("Ngày phải từ {first} đến {last}, để các quãng không chồng nhau.").format(
        first=day_text(first), last=day_text(last)
    )


def _no_cell(edge: Edge, on: date) -> str:
    """The cell stands on the first day, and on the day before the end."""
    stood = [(edge.spell, on if edge.name == SINCE else on - _ONE_DAY)]
    if edge.joined:
        stood.append((edge.joined, on - _ONE_DAY))
    for spell, day in stood:
        if not tree().nodes[spell.unit_id].stands(day):
            return _("{cell} không hoạt động vào ngày {day}.").format(
                cell=tree().name(spell.unit_id), day=day_text(day)
            )
    return ""


def _of_joining(edge: Edge, life: Life, on: date) -> str:
    """The day of an admission is the ceremony's, and that is put right with the scan of the consent."""
    if edge != joined_by(life) or life.member.admitted_on == PartialDate.exactly(on):
        return ""
    return _(
        "Ngày này là ngày làm lễ kết nạp: đính chính ở mục “Đính chính hồ sơ”, có bản quét văn bản đồng ý của cấp ủy; "
        "ngày vào chi bộ đổi theo."
    )


def _is_ceremony(edge: Edge, life: Life) -> bool:
    return edge == joined_by(life) and life.member.admitted_on == PartialDate.exactly(edge.day)


def put_right(life: Life, facts: Facts, entry: Entry) -> None:
    """Write the day, in both spells of a move; the death's with it."""
    edge, on, basis = _edge(life, facts["edge"]), facts["on"], basis_of(facts)
    assert edge is not None, "day_refusal has been asked"  # noqa: S101
    member = life.member
    rows: list[tuple[Any, Facts]] = []
    if edge.name == UNTIL and edge.spell.closed_by == Membership.DIED and member.person.died_on == edge.day:
        rows.append((member.person, {"died_on": on}))
    if edge.joined:
        rows.append((edge.joined, {UNTIL: on}))
    rows.append((edge.spell, {SINCE: on, "assumed": False} if edge.name == SINCE else {UNTIL: on}))
    for row, changes in rows:
        _correct(row, changes, life, entry, basis=basis)
