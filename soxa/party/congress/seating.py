"""The committee that a congress elected, seated: offices of the cell that begin on its day, the former ones ended."""

from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.party import CELL_COMMITTEE_FROM, CELL_COMMITTEE_MAXIMUM
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.org.roles import CELL_SECRETARY
from soxa.party.cells import COMMITTEE, COMMITTEE_MEMBER, DEPUTY, SECRETARY
from soxa.party.congress.models import Congress
from soxa.party.congress.rules import elects_committee, too_many
from soxa.party.models import Membership

RANKS = {SECRETARY: 20, DEPUTY: 21, COMMITTEE_MEMBER: 22}


def electable(unit_id: int, on: date) -> list[tuple[int, str]]:
    """(person, name) of the official members whose home the cell was on that day, in the order of names."""
    found: Any = _official(unit_id, on).select_related("member__person").order_by("name_key", "pk")
    return [(one.member.person_id, one.member.person.full_name) for one in found]


def _official(unit_id: int, on: date) -> Any:
    return Membership.objects.filter(Membership.standing(on), unit_id=unit_id, kind=Membership.HOME).filter(
        Membership.official_by(on)
    )


def official_on(unit_id: int, on: date) -> int:
    """How many official members the unit, or the whole commune, had on a day."""
    units = sorted(tree().within(unit_id, on) | {unit_id})
    found = Membership.objects.filter(
        Membership.standing(on), unit_id__in=units, kind=Membership.HOME
    ).filter(Membership.official_by(on))
    return found.aggregate(n=Count("pk"))["n"]


def seats_of(congress: Congress) -> list[Office]:
    """Offices that begin with the congress, in order of rank."""
    if congress.held_on is None:
        return []
    held: Any = Office.objects.filter(unit_id=congress.unit_id, code__in=COMMITTEE, since=congress.held_on)
    return list(held.select_related("person").order_by("rank", "id"))


def seat(congress: Congress, facts: dict[str, Any], entry: Entry) -> None:
    """End the committee before and open the new one on the day of the congress; Refused in words.

    The secretary signs in as such when whoever writes may give that role (`gives_role`), or when he did so before.
    """
    on: date = congress.held_on  # type: ignore[assignment]
    chosen = _chosen(facts)
    try:
        why = _objection(congress.unit_id, on, chosen)
    except LookupError as error:
        raise Refused(str(error)) from error
    if why:
        raise Refused(why)
    former = list(Office.objects.filter(unit_id=congress.unit_id, code__in=COMMITTEE, until=FOREVER))
    late = [one.since for one in former if one.since >= on]
    if late:
        raise Refused(
            _("Sổ đã có chi ủy nhận chức từ ngày {day}, không trước đại hội này.").format(
                day=day_text(late[0])
            )
        )
    signing = {one.person_id for one in former if one.role == CELL_SECRETARY.code}
    closing: Any = Office.objects.filter(pk__in=[one.pk for one in former])
    closing.moved(entry, until=on)
    name = tree().name(congress.unit_id, on)
    titles = {SECRETARY: _("Bí thư"), DEPUTY: _("Phó Bí thư"), COMMITTEE_MEMBER: _("Chi ủy viên")}
    for person_id, code in chosen:
        signs = code == SECRETARY and (facts.get("gives_role") or person_id in signing)
        Office(
            person_id=person_id, unit_id=congress.unit_id, code=code, title=f"{titles[code]} {name}",
            role=CELL_SECRETARY.code if signs else "", rank=RANKS[code], since=on, decision=facts["paper"],
            way=facts["way"] if code == SECRETARY else Office.ELECTED, entry=entry,
        ).save(force_insert=True)  # fmt: skip
    congress.elected = len(chosen)


def _chosen(facts: dict[str, Any]) -> list[tuple[int, str]]:
    heads = [(facts["secretary"], SECRETARY)] + ([(facts["deputy"], DEPUTY)] if facts.get("deputy") else [])
    return heads + [(one, COMMITTEE_MEMBER) for one in facts.get("committee", [])]


def _objection(unit_id: int, on: date, chosen: list[tuple[int, str]]) -> str:
    official = dict(electable(unit_id, on))
    outside = [person for person, code in chosen if person not in official and code != SECRETARY]
    if outside:
        return _("Chi ủy viên phải là đảng viên chính thức của chi bộ vào ngày đại hội.")
    if too_many(len(chosen), on):
        return _("Chi ủy có {n} đồng chí, nhiều nhất là {limit}.").format(
            n=len(chosen), limit=CELL_COMMITTEE_MAXIMUM.count_on(on)
        )
    if any(code == COMMITTEE_MEMBER for _p, code in chosen) and not elects_committee(len(official), on):
        return _("Chi bộ có {n} đảng viên chính thức, dưới {limit} thì không bầu chi ủy: chỉ ghi bí thư, phó bí thư.").format(
            n=len(official), limit=CELL_COMMITTEE_FROM.count_on(on)
        )  # fmt: skip
    return ""
