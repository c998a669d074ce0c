"""Assigning a committee member to follow cells, and ending it: an office in each cell, opened and closed with its paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.org.models import Office, Person
from soxa.org.roles import COMMITTEE_MEMBER
from soxa.party.flow import WRITE
from soxa.party.models import Cell, Membership
from soxa.party.posts import FOLLOWER
from soxa.party.rules import is_official

GIVES_SIGHT = "accounts.write"  # who answers for offices says who may read a cell


@dataclass(frozen=True)
class Assigned:
    """One assignment: who follows, from which day, by what paper, and whether he reads the cells in the book."""

    person: Person
    on: date
    paper: str
    sees: bool = False


def assign(cells: Sequence[Cell], said: Assigned, actor: Actor, *, today: date) -> list[Entry]:
    """Let one member follow several cells: an entry per cell with the shared paper, all or nothing.

    Whoever followed a cell before ends on that day. Refused in words for a day to come, for one who is no official
    member, and when nothing changes in a cell.
    """
    if not actor.may(WRITE) or (said.sees and not actor.may(GIVES_SIGHT)):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    if why := objection(said, today):
        raise Refused(why)
    with flow.all_or_nothing():
        found: Any = Cell.objects.select_for_update().filter(pk__in=[cell.pk for cell in cells])
        return [_assigned(cell, said, actor) for cell in found.order_by("pk")]


def objection(said: Assigned, today: date) -> str:
    """Why this person may not be assigned on that day; empty when nothing stands in the way."""
    if said.on > today:
        return _("Ngày {day} chưa đến; sổ chỉ ghi việc đã có hiệu lực.").format(day=day_text(said.on))
    home = Membership.objects.filter(
        Membership.standing(said.on), member__person=said.person, kind=Membership.HOME
    ).select_related("member")
    spell = home.first()
    if spell is None or not is_official(spell.recognised_then or spell.member.recognised_on, said.on):
        return _("Ngày {day}, {name} không phải là đảng viên chính thức trong sổ.").format(
            day=day_text(said.on), name=said.person.full_name
        )
    return ""


def _assigned(cell: Cell, said: Assigned, actor: Actor) -> Entry:
    name = tree().name(cell.unit_id, said.on)
    if not cell.since <= said.on < cell.until:
        raise Refused(
            _("{cell}: ngày {day} chi bộ không hoạt động.").format(cell=name, day=day_text(said.on))
        )
    held = list(open_followers(cell.unit_id))
    if any(one.person_id == said.person.pk for one in held):
        raise Refused(_("{cell}: đồng chí này đang theo dõi rồi.").format(cell=name))
    late = [one.since for one in held if one.since >= said.on]
    if late:
        raise Refused(
            _("{cell}: người đang theo dõi nhận việc ngày {day}; người thay phải từ ngày sau đó.").format(
                cell=name, day=day_text(late[0])
            )
        )
    facts = {"paper": said.paper, "person": said.person.pk}
    entry = flow.record(
        ("following", "assign"), flow.reference(cell), actor, on=said.on, unit_id=cell.unit_id, facts=facts
    )
    Office.objects.filter(pk__in=[one.pk for one in held]).moved(entry, until=said.on)  # type: ignore[attr-defined]
    Office(
        person=said.person, unit_id=cell.unit_id, code=FOLLOWER, title=_("Đảng ủy viên theo dõi chi bộ"),
        role=COMMITTEE_MEMBER.code if said.sees else "", way=Office.APPOINTED, decision=said.paper,
        rank=10, since=said.on, entry=entry,
    ).save(force_insert=True)  # fmt: skip
    return entry


def end(office: Office, actor: Actor, *, on: date, paper: str, today: date) -> Entry:
    """Record that a member follows a cell no longer, from `on`; Refused for a day to come or before the assignment."""
    with flow.all_or_nothing():
        locked = Office.objects.select_for_update().get(pk=office.pk)
        cell = Cell.objects.select_for_update().get(unit_id=locked.unit_id)
        if not actor.may(WRITE):
            raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
        if locked.until != FOREVER:
            raise Refused(_("Phân công này đã kết thúc ngày {day}.").format(day=day_text(locked.until)))
        if not locked.since < on <= today:
            raise Refused(
                _("Ngày thôi theo dõi phải sau ngày phân công {since} và không sau hôm nay.").format(
                    since=day_text(locked.since)
                )
            )
        facts = {"paper": paper, "person": locked.person_id}
        entry = flow.record(
            ("following", "end"), flow.reference(cell), actor, on=on, unit_id=cell.unit_id, facts=facts
        )
        locked.until = on
        locked.save(update_fields=["until"])
    return entry


def open_followers(unit_id: int) -> Any:
    """Assignments to a cell that go on."""
    return Office.objects.filter(unit_id=unit_id, code=FOLLOWER, until=FOREVER)
