"""A member as he stood at the end of any day: home cell under its name of then, standing, what eased his duties, posts, Party age."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.org.models import Office
from soxa.party.badges.outside import outside_of
from soxa.party.communes import commune_of
from soxa.party.models import Exemption, Member, Membership
from soxa.party.rules import PartyAge, is_official, party_age
from soxa.party.standing import AFTER, MOVED_AWAY, NEW, OFFICIAL, PROBATIONARY, STANDINGS, VISITOR


@dataclass
class AsOf:
    """What held of a member on a day; names of units are those of the day."""

    on: date
    standing: str
    cell: str = ""
    code: str = ""
    commune: str = ""
    stay: str = ""
    age: int | None = None
    party_age: PartyAge | None = None
    eased: list[Exemption] = field(default_factory=list)
    posts: list[tuple[Office, str]] = field(default_factory=list)


def as_of(member: Member, on: date) -> AsOf:
    """The member on that day, in four questions."""
    names, spells = tree(), list(member.memberships.order_by("-since", "-pk"))
    homes = [one for one in spells if one.kind == Membership.HOME and one.since <= on]
    home = next((one for one in homes if one.until > on), None)
    stay = next(
        (one for one in spells if one.kind == Membership.ATTACHED and one.since <= on < one.until), None
    )
    found = AsOf(on, str(STANDINGS[_standing(member, homes, home, stay, on)]))
    if home:
        found.cell, found.code = names.name(home.unit_id, on), names.nodes[home.unit_id].code
        found.commune = names.name(commune_of(home.unit_id, on), on)
    found.stay = names.name(stay.unit_id, on) if stay else ""
    person = member.person
    if not person.died_on or on < person.died_on:
        found.age = person.born.age_on(on) if person.born else None
        gone = not home and homes and homes[0].closed_by in AFTER
        last = homes[0].until - timedelta(days=1) if gone else on
        outside = outside_of([member.pk], last).get(member.pk, 0)
        found.party_age = party_age(
            member.decision_on,
            _recognised(member, home),
            on=last,
            admitted=member.admitted_on,
            days_outside=outside,
        )
    found.eased = list(member.exemptions.filter(Exemption.standing(on)).order_by("since"))
    held: Any = Office.objects.filter(Office.standing(on), person=person).order_by("rank", "id")
    found.posts = [(office, names.name(office.unit_id, on)) for office in held]
    return found


def _recognised(member: Member, home: Membership | None) -> PartialDate | None:
    """The recognition of the life in which the day lies: a member admitted again has two."""
    return (home.recognised_then if home else None) or member.recognised_on


def _standing(
    member: Member, homes: list[Membership], home: Membership | None, stay: Membership | None, on: date
) -> str:
    if home:
        return OFFICIAL if is_official(_recognised(member, home), on) else PROBATIONARY
    if homes:
        return AFTER.get(homes[0].closed_by, MOVED_AWAY)
    return VISITOR if stay else NEW
