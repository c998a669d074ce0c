"""Who is called to a meeting: the members at home in the cell on the day, or those on its list; and which meetings a person is called to."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q

from soxa.kernel.asked_again import AskedAgain
from soxa.kernel.units.tree import tree
from soxa.meetings.kinds import LIST, MEMBERS, OF_MEMBERS, Kind
from soxa.meetings.models import Meeting, Presence, Summons
from soxa.org.models import Office
from soxa.party.models import Exemption, Membership


@dataclass(frozen=True)
class Due:
    """One who is called: the membership where a cell meets, the post where a list was called; whether he votes."""

    person_id: int
    name: str
    name_key: str
    member_id: int | None = None
    post: str = ""
    votes: bool = True


def due_of(meeting: Meeting, on: date, people: Iterable[int] | None = None) -> list[Due]:
    """Everyone called to a meeting that is held on a day, a cell's members by name, others in the order of the list: one question.

    With `people` only these persons. Nobody where heads are counted.
    """
    if meeting.what.summoned == MEMBERS:
        return _members(meeting.unit_id, on, people)
    if meeting.what.summoned == LIST:
        return _listed(meeting, people)
    return []


def eased_of(due: Iterable[Due], on: date) -> dict[int, Exemption]:
    """Person → why he need not come on a day: of a cell's members those exempt, away or – before all else – suspended; one question."""
    people = {one.member_id: one.person_id for one in due if one.member_id}
    if not people:
        return {}
    spells = Exemption.objects.filter(Exemption.standing(on), member_id__in=people)
    found = sorted(spells, key=lambda one: one.kind == Exemption.SUSPENDED)
    return {people[one.member_id]: one for one in found}


class Everyone(NamedTuple):
    """All who are called to a meeting on a day, and who of them need not come: to be asked once where several want it."""

    due: list[Due]
    eased: dict[int, Exemption]


def everyone(meeting: Meeting, on: date) -> Everyone:
    """Who is called to a meeting that is held on a day, and who of them is eased: two questions."""
    due = due_of(meeting, on)
    return Everyone(due, eased_of(due, on))


def name_if_called(meeting: Meeting, on: date, person_id: int) -> str:
    """The name of a person who is called to a meeting that is held on a day; empty for one who is not: one question."""
    rows: Any = ()
    if meeting.what.summoned == MEMBERS:
        homes = _homes(meeting.unit_id, on).filter(member__person=person_id)
        rows = homes.values_list("member__person__full_name", flat=True)[:1]
    elif meeting.what.summoned == LIST:
        called = Summons.objects.filter(meeting=meeting, person=person_id)
        rows = called.values_list("person__full_name", flat=True)[:1]
    return next(iter(rows), "")


def must_come(one: Due, answer: str, eased: Container[int]) -> bool:
    """Whether one has to come: a member who is not eased, or one with a vote on a list – and nobody said that he need not."""
    called = one.person_id not in eased if one.member_id else one.votes
    return called and answer != Presence.NOT_REQUIRED


def _members(unit_id: int, on: date, people: Iterable[int] | None) -> list[Due]:
    if people is not None:
        rows: Any = _in_order(_homes(unit_id, on).filter(member__person__in=people), on)
    else:
        rows = _whole_cell(unit_id, on)
    return [
        Due(person, name, key, member_id, votes=bool(votes)) for person, name, key, member_id, votes in rows
    ]


@AskedAgain
def _whole_cell(unit_id: int, on: date) -> Any:
    return _in_order(_homes(unit_id, on), on)


def _in_order(spells: Any, on: date) -> Any:
    official = ExpressionWrapper(Membership.official_by(on), output_field=BooleanField())
    told = ("member__person_id", "member__person__full_name", "name_key", "member_id", "votes")
    return spells.annotate(votes=official).order_by("name_key", "pk").values_list(*told)


def _homes(unit_id: int, on: date) -> Any:
    return Membership.objects.home().filter(Membership.standing(on), unit_id=unit_id)


def _listed(meeting: Meeting, people: Iterable[int] | None) -> list[Due]:
    rows: Any = Summons.objects.filter(meeting=meeting)
    if people is not None:
        rows = rows.filter(person__in=people)
    found = rows.values_list("person_id", "person__full_name", "person__name_key", "post", "votes")
    return [Due(person, name, key, None, post, votes) for person, name, key, post, votes in found]


class Listed(NamedTuple):
    """One on a list of those called: as what, and whether he votes or is only asked to attend."""

    person_id: int
    post: str
    votes: bool = True


def proposed(kind: Kind, unit_id: int, on: date) -> list[Listed]:
    """Those to begin a list with: who holds the kind's offices on the day; where it names none, those called the last time."""
    if kind.codes:
        within = tree().within(unit_id, on)
        held: Any = Office.objects.filter(Office.standing(on), code__in=kind.codes, unit_id__in=within)
        rows = dict(held.order_by("-rank", "-id").values_list("person_id", "title"))
        return [Listed(person, title) for person, title in reversed(rows.items())]
    last = Meeting.objects.filter(kind=kind.code, unit_id=unit_id, summonses__isnull=False)
    latest = last.order_by("-planned_on", "-pk").first()
    return listed(latest) if latest else []


def listed(meeting: Meeting) -> list[Listed]:
    """The list of those called to a meeting, in its order."""
    return [Listed(*row) for row in meeting.summonses.values_list("person_id", "post", "votes")]


def meetings_of(person_id: int | None) -> Any:
    """Meetings a person is called to by name, or as a member at home in the cell on the day it is held, or planned: his own to read and answer.

    The one way, beside `seen_by`, by which a page may reach a meeting: nobody is kept from what he is called to.
    """
    if person_id is None:
        return Meeting.objects.none()
    homes = Membership.objects.home().filter(member__person=person_id)
    own = Q(pk__in=Summons.objects.filter(person=person_id).values("meeting"))
    for since, until, unit_id in homes.values_list("since", "until", "unit_id"):
        there = Q(kind__in=OF_MEMBERS, unit_id=unit_id)
        own |= there & Q(held_on__gte=since, held_on__lt=until)
        own |= there & Q(held_on=None, planned_on__gte=since, planned_on__lt=until)
    return Meeting.objects.filter(own)


@dataclass(frozen=True)
class Near:
    """One who holds an office near a unit: the kind of unit it is in, and whether he leads it."""

    person_id: int
    name: str
    post: str
    where: str
    leads: bool


def candidates(unit_id: int, on: date) -> list[Near]:
    """Everyone who holds an office in the unit, its agencies or its cells on a day, the most important first: one question."""
    standing = tree()
    below = {one: standing.nodes[one].kind for one in standing.within(unit_id, on)} | {unit_id: "own"}
    held: Any = Office.objects.filter(Office.standing(on), unit_id__in=below)
    rows = held.order_by("rank", "id").values_list(
        "person_id", "person__full_name", "title", "unit_id", "code", "role"
    )
    found: dict[int, Near] = {}
    for person, name, title, unit, code, role in rows:
        leads = code == "cell_secretary" or role == "unit_head"
        found.setdefault(person, Near(person, name, title, below[unit], leads))
    return list(found.values())
