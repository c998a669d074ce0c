"""The days of a programme's ends put right, with those of its items: none before it was adopted or across another end."""

from datetime import date
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, strike
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.steering.programmes.flow import DAY, must
from soxa.steering.programmes.models import ProgrammeEnd, ProgrammeItem, WorkProgramme

Facts = dict[str, Any]


def must_stand(row: ProgrammeEnd, facts: Facts, *, struck: bool = False) -> None:
    """Refused in words for days between which the programme cannot have been over, by what is said of them so far."""
    if struck:
        if row.until == FOREVER:
            raise Refused(
                _(
                    "Chương trình đang kết thúc theo dòng này. Ghi mở lại từ ngày kết thúc, rồi mở lại đây để bỏ dòng này."
                )
            )
        return
    last, again = facts.get("last_on") or row.last_on, facts.get("until") or row.until
    for wrong, day, said in _bounds(row, last, again):
        if wrong:
            raise Refused(said.format(day=day_text(day)))


def _bounds(row: ProgrammeEnd, last: date, again: date) -> list[tuple[bool, date, str]]:
    """(is it wrong, the day that bounds it, words) of each bound."""
    adopted: date | None = row.programme.adopted_on
    others = ProgrammeEnd.objects.filter(programme=row.programme).exclude(pk=row.pk)
    before = others.filter(since__lte=row.since, until__lte=row.since).order_by("-until").first()
    after = others.filter(since__gte=row.until).order_by("since").first()
    found = [(again < last, last, _("Ngày mở lại không trước ngày kết thúc {day}."))]
    if adopted:
        found.append((last < adopted, adopted, _("Ngày kết thúc trước ngày ban hành {day}.")))
    if before:
        found.append((last < before.until, before.until, _("Ngày kết thúc trước ngày mở lại {day}.")))
    if after:
        said = _("Ngày mở lại sau ngày kết thúc lần sau {day}.")
        found.append((again > after.last_on, after.last_on, said))
    return found


def mend(row: ProgrammeEnd, facts: Facts, actor: Actor, *, basis: str, struck: bool = False) -> None:
    """Put right what is said of an end, or take it out of the book, with the basis. Refused in words."""
    must(actor)
    with all_or_nothing():
        programme: WorkProgramme = WorkProgramme.objects.select_for_update().get(pk=row.programme.pk)
        row.programme, unit_id = programme, programme.unit_id  # type: ignore[attr-defined]
        must_stand(row, facts, struck=struck)
        if struck:
            strike(row, actor, basis=basis, about=programme, unit_id=unit_id)
            return
        told = dict(facts)
        told["since"] = told.pop("last_on") + DAY
        if "until" in told:
            told["until"] = max(told["until"], told["since"])
        entry = correct(row, told, actor, basis=basis, unit_id=unit_id, about=programme)
        if row.until == FOREVER and programme.adopted_on:
            items = ProgrammeItem.objects.filter(programme=programme, dropped_on=None)
            items.moved(entry, until=Greatest(F("since"), Value(row.since)))
            WorkProgramme.objects.filter(pk=programme.pk).moved(entry, until=max(row.since, programme.since))
