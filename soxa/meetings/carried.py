"""Meetings of a unit that ends: what was ahead of it does not take place; and is ahead again when the act is taken back."""

from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import record
from soxa.kernel.models import Entry, Unit
from soxa.meetings.models import Meeting

_AHEAD = (Meeting.DUE, Meeting.CONVENED)


def call_off_from(unit: Unit, on: date, *, decision: str, actor: Actor) -> None:
    """Meetings planned for the day or later, and not begun, are called off by the decision that ends the unit."""
    ahead = Meeting.objects.filter(unit=unit, state__in=_AHEAD, planned_on__gte=on)
    if count := ahead.count():
        subject = ("unit", unit.code)
        entry = record(
            ("meetings", "ended"), subject, actor, on=on, unit_id=unit.pk, facts={"rows": count, "decision": decision}
        )  # fmt: skip
        ahead.moved(entry, state=Meeting.CALLED_OFF, called_off_on=on, called_off_why=_words(decision))


def take_up_from(unit: Unit, on: date, *, decision: str, entry: Entry) -> None:
    """What the act of a day called off is ahead again."""
    off = Meeting.objects.filter(
        unit=unit, state=Meeting.CALLED_OFF, called_off_on=on, called_off_why=_words(decision)
    )
    facts = {"called_off_on": None, "called_off_why": ""}
    off.filter(convened_on=None).moved(entry, state=Meeting.DUE, **facts)
    off.filter(convened_on__isnull=False).moved(entry, state=Meeting.CONVENED, **facts)


def _words(decision: str) -> str:
    return _("Đơn vị thôi hoạt động theo {decision}").format(decision=decision)[:300]
