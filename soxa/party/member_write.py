"""Writes a checked member list: cells founded, people and spells inserted in bulk, changed facts corrected one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import correct
from soxa.kernel.models import ALWAYS, Unit
from soxa.kernel.sealed import seal_text, token
from soxa.kernel.sheets.load import Loading, Workbook
from soxa.kernel.units.acts import Founding, found, many_acts
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.law.words import fold, name_key
from soxa.org.models import CITIZEN_ID, Person, sealed_columns
from soxa.party.book_facts import OF_MEMBER, OF_PERSON, SEALED, member_facts
from soxa.party.doubles import Listed
from soxa.party.list_cells import ProposedCell
from soxa.party.list_checks import end_of
from soxa.party.matching import CELL
from soxa.party.models import Cell, Exemption, Member, Membership

_TEXTS = ("birth_name", "sex", "home_place", "address", "occupation", "education", "theory", "phone")
_PERSON = (
    *("id", "full_name", "folded", "name_key", "born", *_TEXTS, "citizen_id_sealed", "citizen_id_token"),
    *("ethnicity_sealed", "ethnicity_token", "religion_sealed", "religion_token"),
)
_MEMBER = ("id", "person_id", "decision_on", "admitted_on", "recognised_on", "card_no", "card_exchanged_on")
_MEMBERSHIP = ("member_id", "unit_id", "since", "assumed", "name_key")
_EXEMPTION = ("member_id", "kind", "since")
_key = lru_cache(maxsize=65536)(name_key)
Tuples = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Lists:
    """What is to be written: people new to the Party's book, people with changed facts, cells to be founded."""

    new: Sequence[Listed]
    changed: Sequence[Listed]
    cells: Sequence[ProposedCell]


def write(lists: Lists, loading: Loading, actor: Actor, *, workbook: Workbook) -> None:
    """Write everything under the load's entry; the caller holds the transaction."""
    units = _found_cells(lists.cells, loading, actor, workbook)
    basis = _("Tệp Excel {digest}, mục nhật ký {entry}").format(
        digest=workbook.digest[:12], entry=loading.entry.pk
    )
    _insert(lists.new, loading, units, workbook.on)
    for one in (*lists.new, *lists.changed):
        if one.fields:
            _correct(one, loading, actor, basis=basis, on=workbook.on)


def _found_cells(
    cells: Sequence[ProposedCell], loading: Loading, actor: Actor, workbook: Workbook
) -> dict[str, int]:
    """Found the proposed cells, as having stood since always; their units by key."""
    if not cells:
        return {}
    units = {}
    above = Unit.objects.get(pk=workbook.unit_id)
    rows: Tuples = []
    with many_acts():
        for cell in cells:
            unit = found(Founding(cell.code, CELL, cell.name, parent=above), actor)
            units[cell.key] = unit.pk
            rows.append((unit.pk, cell.kind, ALWAYS))
    # whether the cell is a grassroots organisation nobody was asked yet
    loading.insert(Cell, ("unit_id", "kind", "since"), rows)
    return units


def _insert(new: Sequence[Listed], loading: Loading, units: dict[str, int], on: date) -> None:
    strangers = [one for one in new if one.person_id is None]
    for one, key in zip(strangers, loading.reserve(Person, len(strangers)), strict=True):
        one.person_id = key
    loading.insert(Person, _PERSON, (_person(one) for one in strangers))
    for one, key in zip(new, loading.reserve(Member, len(new)), strict=True):
        one.member_id = key
    loading.insert(Member, _MEMBER, (_member(one) for one in new))
    since = {key: node.since for key, node in tree().nodes.items()}
    loading.insert(Membership, _MEMBERSHIP, _memberships(new, units, since, on))
    loading.insert(Exemption, _EXEMPTION, [_exemption(one) for one in new if one.values["exempt"]])


def _person(one: Listed) -> tuple[Any, ...]:
    values = one.values
    citizen_id = values["citizen_id"] or ""
    return (
        one.person_id,
        values["full_name"],
        one.folded,
        _key(values["full_name"]),
        values["born"],
        *(values[name] or "" for name in _TEXTS),
        seal_text(citizen_id, CITIZEN_ID),
        token(citizen_id, CITIZEN_ID),
        *sealed_columns("ethnicity", values["ethnicity"] or "").values(),
        *sealed_columns("religion", values["religion"] or "").values(),
    )


def _member(one: Listed) -> tuple[Any, ...]:
    values = one.values
    exchanged: PartialDate | None = values["card_exchanged_on"]
    return (
        one.member_id,
        one.person_id,
        values["decision_on"],
        values["admitted_on"],
        values["recognised_on"],
        values["card_no"] or "",
        exchanged.exact if exchanged else None,
    )


def _memberships(
    new: Sequence[Listed], units: dict[str, int], since: dict[int, date], on: date
) -> Iterator[tuple[Any, ...]]:
    for one in new:
        unit = units[one.cell] if isinstance(one.cell, str) else one.cell or 0
        begins = max(min(_began(one.values), on), since.get(unit, ALWAYS))
        yield one.member_id, unit, begins, True, _key(one.values["full_name"])


def _began(values: dict[str, Any]) -> date:
    """The day from which a home spell is known to have stood: of the transfer, else of the admission, else since always.

    Of a date known to the month or year it is the last day that fits, by which the spell had begun for certain.
    """
    for name in ("moved_in_on", "admitted_on", "decision_on", "recognised_on"):
        if values[name] is not None:
            return end_of(values[name])
    return ALWAYS


def _exemption(one: Listed) -> tuple[Any, ...]:
    began: PartialDate | bool = one.values["exempt"]
    since = end_of(began) if isinstance(began, PartialDate) else ALWAYS
    return one.member_id, Exemption.EXEMPT, since


def _correct(one: Listed, loading: Loading, actor: Actor, *, basis: str, on: date) -> None:
    """Correct the facts that differ: one sealed correction for the person, one for the Party record."""
    person = {field: one.values[name] for name, field in OF_PERSON.items() if name in one.fields}
    if "full_name" in person:
        person |= {"folded": fold(person["full_name"]), "name_key": _key(person["full_name"])}
        Membership.objects.filter(member=one.member_id).moved(loading.entry, name_key=person["name_key"])
    for name in SEALED:
        if name in one.fields:
            person |= sealed_columns(name, one.values[name])
    if "citizen_id" in one.fields:
        number = one.values["citizen_id"]
        person |= {
            "citizen_id_sealed": seal_text(number, CITIZEN_ID),
            "citizen_id_token": token(number, CITIZEN_ID),
        }
    said = member_facts(one.values)
    member = {field: said[field] for name, field in OF_MEMBER.items() if name in one.fields}
    unit_id = one.cell if isinstance(one.cell, int) else None
    if person:
        correct(Person.objects.get(pk=one.person_id or 0), person, actor, basis=basis, unit_id=unit_id)
    if member:
        correct(Member.objects.get(pk=one.member_id or 0), member, actor, basis=basis, unit_id=unit_id)
    if "exempt" in one.fields:
        loading.insert(Exemption, _EXEMPTION, [_exemption(one)])
