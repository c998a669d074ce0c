"""Who is asked whether he comes – those called, and who follows the cell – and which meetings ask a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from soxa.kernel import exposure
from soxa.meetings.kinds import OF_MEMBERS, PARTY
from soxa.meetings.models import DOMAINS, Meeting
from soxa.meetings.summoned import due_of, meetings_of
from soxa.org.models import Office
from soxa.party.models import Exemption
from soxa.party.posts import FOLLOWER


@dataclass(frozen=True)
class Asked:
    """One who is asked: as what he was called; whether he follows the cell and is told for the committee above it."""

    person_id: int
    name: str
    post: str = ""
    follows: bool = False


def asked_of(meeting: Meeting, people: Iterable[int] | None = None) -> list[Asked]:
    """Everyone who is told of a meeting and asked: who is called, then who follows the cell on the day; three questions.

    With `people` only these persons. Nobody whose activities in the Party are suspended on the day of a meeting of the Party.
    """
    due = due_of(meeting, meeting.planned_on, people)
    there = {one.person_id for one in due}
    found = [
        *(Asked(one.person_id, one.name, one.post) for one in due),
        *(one for one in followers_of(meeting, people) if one.person_id not in there),
    ]
    barred = suspended_of(meeting, [one.person_id for one in found])
    return [one for one in found if one.person_id not in barred]


def suspended_of(meeting: Meeting, people: Iterable[int]) -> set[int]:
    """Of these persons those who take no part in a meeting of the Party, being suspended on its day; one question."""
    if meeting.side != PARTY:
        return set()
    spells = Exemption.objects.filter(
        Exemption.standing(meeting.held_on or meeting.planned_on),
        kind=Exemption.SUSPENDED,
        member__person__in=people,
    )
    return set(spells.values_list("member__person_id", flat=True))


def followers_of(meeting: Meeting, people: Iterable[int] | None = None) -> list[Asked]:
    """Who follows the cell that holds the meeting, on its day; nobody for a meeting of another body."""
    if meeting.kind not in OF_MEMBERS:
        return []
    held: Any = Office.objects.filter(
        Office.standing(meeting.planned_on), code=FOLLOWER, unit_id=meeting.unit_id
    )
    if people is not None:
        held = held.filter(person__in=people)
    rows = held.order_by("since", "id").values_list("person_id", "person__full_name")
    return [Asked(person, name, _("theo dõi chi bộ"), follows=True) for person, name in dict(rows).items()]


def told_to(person_id: int | None) -> Any:
    """Meetings of which a person is told: those he is called to, and those of the members of cells that he follows.

    None of a side whose rows this install does not open, and none of the Party on a day on which he is suspended from it.
    """
    if person_id is None:
        return Meeting.objects.none()
    sides = [side for side, domain in DOMAINS.items() if not exposure.hides(domain)]
    followed = Q(pk__in=())
    spells = Office.objects.filter(person=person_id, code=FOLLOWER).values_list("since", "until", "unit_id")
    for since, until, unit_id in spells:
        followed |= Q(kind__in=OF_MEMBERS, unit_id=unit_id, planned_on__gte=since, planned_on__lt=until)
    told = (meetings_of(person_id) | Meeting.objects.filter(followed)).filter(side__in=sides)
    day = Coalesce(OuterRef("held_on"), OuterRef("planned_on"))
    suspended = Exemption.objects.filter(
        member__person=person_id, kind=Exemption.SUSPENDED, since__lte=day, until__gt=day
    )
    return told.exclude(Q(Exists(suspended), side=PARTY))


def followed_units(person_id: int, on: date) -> set[int]:
    """Cells that a person follows on a day."""
    held = Office.objects.filter(Office.standing(on), person=person_id, code=FOLLOWER)
    return set(held.values_list("unit_id", flat=True))
