"""What an act on the tree carries along: members of a cell that ends or is split, from one cell to the other, and back."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, Unit
from soxa.law.numbers import count_text
from soxa.law.periods import FOREVER
from soxa.meetings.carried import call_off_from, take_up_from
from soxa.party.models import Cell, Exemption, Membership

_ONE_DAY = timedelta(days=1)


def carry(standing: Any, into: Unit, on: date, decision: str, actor: Actor) -> None:
    """Open spells (a queryset) end and begin again in `into` on the day, because of the reorganisation."""
    spells = list(standing)
    if not spells:
        return
    entry: Entry = journal.write(
        actor,
        "units",
        "carried",
        subject=("unit", into.code),
        on=on,
        facts={"rows": len(spells), "into": into.code, "decision": decision},
        unit_id=into.pk,
    )
    standing.moved(entry, until=on, closed_by=Membership.REORGANISED, closing_paper=decision)
    at_home = _at_home_after(spells, into, on, decision)
    fresh = [
        Membership(
            member_id=spell.member_id,
            unit=into,
            kind=spell.kind,
            since=on,
            opened_by=Membership.REORGANISED,
            paper=decision,
            name_key=spell.name_key,
        )
        for spell in spells
        if spell.kind == Membership.HOME or spell.member_id not in at_home
    ]
    Membership.objects.loaded(fresh, entry)


def _at_home_after(spells: list[Membership], into: Unit, on: date, decision: str) -> set[int]:
    """Members at home in the successor from the day on; their stays in either cell, and with them being away, end."""
    home = Membership.objects.home().filter(unit=into, until=FOREVER).values_list("member_id", flat=True)
    coming = {spell.member_id for spell in spells if spell.kind == Membership.HOME}
    guests = {spell.member_id for spell in spells} - coming
    stays = Membership.objects.filter(kind=Membership.ATTACHED, unit=into, until=FOREVER)
    ended = guests & set(home)
    for stay in stays.filter(member_id__in=coming):
        stay.until = max(on, stay.since + _ONE_DAY)
        stay.closed_by, stay.closing_paper = Membership.REORGANISED, decision
        stay.save(update_fields=["until", "closed_by", "closing_paper"])
        ended.add(stay.member_id)
    away = Exemption.objects.filter(kind=Exemption.TEMP_OUT, until=FOREVER, member_id__in=ended)
    for one in away:
        one.until = max(on, one.since)
        one.save(update_fields=["until"])
    return coming | set(home)


def end_cell(unit: Unit, on: date, decision: str, actor: Actor) -> None:
    """The Party's facts of a cell end with it, and its meetings ahead do not take place."""
    _cell_until(unit, on)
    call_off_from(unit, on, decision=decision, actor=actor)


def reopen_cell(unit: Unit, on: date, decision: str, entry: Entry) -> None:
    """The Party's facts of a cell stand again, its meetings are ahead again."""
    _cell_until(unit, FOREVER)
    take_up_from(unit, on, decision=decision, entry=entry)


def _cell_until(unit: Unit, until: date) -> None:
    cell = Cell.objects.filter(unit=unit).first()
    if cell:
        cell.until = until
        cell.save(update_fields=["until"])


# --- the way back, when the act should never have been written ---


def carried_from(unit: Unit, on: date) -> Any:
    """Spells of the unit that a reorganisation of the day closed."""
    return Membership.objects.filter(unit=unit, until=on, closed_by=Membership.REORGANISED)


def uncarry(unit: Unit, intos: Iterable[Unit], on: date, decision: str, entry: Entry) -> list[str]:
    """Put members back where the act took them from; what was taken out of the book, as texts, to be sealed.

    Refused in words when one of them has moved on since.
    """
    closed, successors = list(carried_from(unit, on)), [into.pk for into in intos]
    members = [spell.member_id for spell in closed]
    there = Membership.objects.filter(unit_id__in=successors, member_id__in=members)
    opened = list(there.filter(since=on, opened_by=Membership.REORGANISED))
    moved_on = [spell for spell in opened if spell.until != FOREVER]
    if moved_on:
        raise Refused(
            _(
                "{count} đảng viên đi theo đã có biến động sau đó ở đơn vị mới: bỏ ghi các biến động đó trước."
            ).format(count=count_text(len(moved_on)))
        )
    struck = [_written(spell) for spell in opened]
    for spell in opened:
        spell.delete()
    carried_from(unit, on).moved(entry, until=FOREVER, closed_by="", closing_paper="")
    ended = {spell.member_id for spell in closed} - {spell.member_id for spell in opened}
    for stay in there.filter(
        kind=Membership.ATTACHED, closed_by=Membership.REORGANISED, closing_paper=decision
    ):
        if stay.until in (on, stay.since + _ONE_DAY):
            stay.until, stay.closed_by, stay.closing_paper = FOREVER, "", ""
            stay.save(update_fields=["until", "closed_by", "closing_paper"])
            ended.add(stay.member_id)
    for one in Exemption.objects.filter(kind=Exemption.TEMP_OUT, member_id__in=ended):
        if one.until == max(on, one.since):
            one.until = FOREVER
            one.save(update_fields=["until"])
    return struck


def _written(row: Any) -> str:
    return str({field.attname: str(getattr(row, field.attname)) for field in row._meta.concrete_fields})
