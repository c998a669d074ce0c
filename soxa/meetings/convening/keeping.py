"""Writing in the week's calendar: a duty or visit put in, changed or taken out, each with its entry."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.meetings.convening.models import CalendarLine

Facts = dict[str, Any]


def put_in(unit_id: int, side: str, told: Facts, actor: Actor, *, on: date) -> CalendarLine:
    """Put a line into the calendar of a unit. Refused for one that is there already."""
    with all_or_nothing():
        same = CalendarLine.objects.filter(unit=unit_id, side=side, dropped_on=None)
        if same.filter(on=told["on"], begins_at=told["begins_at"], text=told["text"]).exists():
            raise Refused(_("Lịch ngày này đã có việc ấy, đúng giờ ấy."))
        made = CalendarLine(unit_id=unit_id, side=side, **told)
        made.save(force_insert=True)
        made.entry = record(
            ("calendar_line", "put_in"), reference(made), actor, on=on, unit_id=unit_id, facts={}
        )
        made.save(update_fields=["entry"])
    return made


def take_out(line: CalendarLine, actor: Actor, *, on: date) -> None:
    """Take a line out of the calendar; it stays in the book."""
    with all_or_nothing():
        locked = CalendarLine.objects.select_for_update().get(pk=line.pk)
        if locked.dropped_on:
            raise Refused(_("Việc này đã bỏ khỏi lịch."))
        record(
            ("calendar_line", "take_out"), reference(locked), actor, on=on, unit_id=locked.unit_id, facts={}
        )
        locked.dropped_on = on
        locked.save(update_fields=["dropped_on"])
