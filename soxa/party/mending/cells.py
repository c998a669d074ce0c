"""Who follows a cell, a congress and the committee that it seated, put right: within their neighbours, or taken out whole."""

from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.party.cells import COMMITTEE
from soxa.party.congress.flow import day_objection, mend
from soxa.party.congress.models import Congress
from soxa.party.congress.seating import seats_of
from soxa.party.following.flow import Assigned, objection
from soxa.party.mending.said import Said, ask
from soxa.party.models import Cell
from soxa.party.posts import FOLLOWER


def mend_follower(office: Office, said: Said, actor: Actor) -> None:
    """The days and the paper of an assignment; who was replaced on its first day ends when it truly began.

    Refused when another followed the cell in those days, or who follows was no official member.
    """
    ask(actor)
    since, until = said.changes["since"], said.changes.setdefault("until", FOREVER)
    with flow.all_or_nothing():
        locked = Office.objects.select_for_update().select_related("person").get(pk=office.pk)
        cell = Cell.objects.select_for_update().get(unit_id=locked.unit_id)
        if why := objection(Assigned(locked.person, since, ""), said.today):
            raise Refused(why)
        if not cell.since <= since < cell.until:
            raise Refused(_("Ngày {day} chi bộ không hoạt động.").format(day=day_text(since)))
        former = _replaced(locked)
        others = _followers(locked).filter(since__lt=until, until__gt=since)
        met: Office | None = others.exclude(pk=former.pk).first() if former else others.first()
        met = met or (former if former and former.since >= since else None)
        if met:
            raise Refused(_crossing(met))
        unit_id = locked.unit_id
        if former and since != locked.since:
            flow.correct(former, {"until": since}, actor, basis=said.basis, unit_id=unit_id, about=cell)
        flow.correct(office, said.changes, actor, basis=said.basis, unit_id=unit_id, about=cell)


def strike_follower(office: Office, said: Said, actor: Actor) -> None:
    """An assignment that never was; who was said to be replaced by it follows on."""
    ask(actor)
    with flow.all_or_nothing():
        locked = Office.objects.select_for_update().get(pk=office.pk)
        cell = Cell.objects.select_for_update().get(unit_id=locked.unit_id)
        former, until = _replaced(locked), locked.until
        flow.strike(locked, actor, basis=said.basis, about=cell, unit_id=cell.unit_id)
        if former:
            flow.correct(former, {"until": until}, actor, basis=said.basis, unit_id=cell.unit_id, about=cell)


def _followers(office: Office) -> Any:
    held: Any = Office.objects.select_for_update().filter(unit_id=office.unit_id, code=FOLLOWER)
    return held.exclude(pk=office.pk).order_by("since", "pk")


def _replaced(office: Office) -> Office | None:
    """Who followed the cell until the day this one began."""
    found: Office | None = _followers(office).filter(until=office.since).first()
    return found


def _crossing(met: Office) -> str:
    last = "…" if met.until == FOREVER else day_text(met.until)
    return _("Trùng với phân công của {name}, từ {since} đến trước {until}.").format(
        name=met.person.full_name, since=day_text(met.since), until=last
    )


def mend_congress(congress: Congress, said: Said, actor: Actor) -> None:
    """The facts of a congress held, planned or called off; a planned day stays within the bounds of the term."""
    ask(actor)
    if congress.held_on:
        mend(congress, actor, said.changes, basis=said.basis)
        return
    planned, paper = said.changes["planned_on"], said.changes["shift_paper"]
    if why := day_objection(congress.unit_id, planned, paper):
        raise Refused(why)
    flow.correct(congress, said.changes, actor, basis=said.basis, unit_id=congress.unit_id)


def strike_congress(congress: Congress, said: Said, actor: Actor) -> None:
    """A congress that never was; Refused while a committee stands that it seated."""
    ask(actor)
    if seats_of(congress):
        raise Refused(_("Sổ đã ghi chi ủy nhận chức từ đại hội này; bỏ chi ủy ghi nhầm trước."))
    flow.strike(congress, actor, basis=said.basis, about=congress, unit_id=congress.unit_id)


def unseat(congress: Congress, said: Said, actor: Actor) -> None:
    """The committee seated wrongly, as a whole; the one before it stands again until the right one is written."""
    ask(actor)
    unit_id = congress.unit_id
    with flow.all_or_nothing():
        Congress.objects.select_for_update().get(pk=congress.pk)
        seats = seats_of(congress)
        if not seats:
            raise Refused(_("Đại hội này chưa ghi chi ủy."))
        if any(one.until != FOREVER for one in seats):
            raise Refused(_("Chi ủy này đã có người thôi chức; không bỏ cả chi ủy được nữa."))
        for seat in seats:
            flow.strike(seat, actor, basis=said.basis, about=congress, unit_id=unit_id)
        before: Any = Office.objects.select_for_update().filter(
            unit_id=unit_id, code__in=COMMITTEE, until=congress.held_on
        )
        for one in before:
            flow.correct(one, {"until": FOREVER}, actor, basis=said.basis, unit_id=unit_id, about=congress)
