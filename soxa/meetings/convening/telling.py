"""Telling those called when and where a meeting is held: written each time it is convened or moved."""

from datetime import date
from typing import Any

from soxa.kernel.models import Entry
from soxa.meetings.convening.models import Invitation
from soxa.meetings.models import Meeting

LIST_CHANGED = ("meeting", "call")


def tell(meeting: Meeting, on: date, entry: Entry, *, anew: bool = False) -> None:
    """Those called are told anew, unless day, hour and place are what they were told last; call it inside `atomic`.

    `anew`: told in any case, as when a meeting is convened – before, it was not, or was called off.
    """
    plan: dict[str, Any] = {
        "planned_on": meeting.planned_on, "planned_at": meeting.planned_at, "place": meeting.place,
    }  # fmt: skip
    if not anew and meeting.invitations.filter(number=meeting.told, **plan).exists():
        return
    meeting.told += 1
    Invitation(meeting=meeting, number=meeting.told, told_on=on, entry=entry, **plan).save(force_insert=True)


def told_before(meeting: Meeting) -> Invitation | None:
    """What those called were told before they were told what holds now; None where nothing was changed."""
    found: Invitation | None = meeting.invitations.filter(number__lt=meeting.told).last()
    return found


def list_changed_on(meeting: Meeting) -> date | None:
    """The day on which those called by name were changed after they had been told; None where they were not."""
    told = meeting.invitations.last()
    row = meeting.summonses.exclude(entry=None).select_related("entry").order_by("entry_id").last()
    if told is None or row is None or (row.entry.flow, row.entry.step) != LIST_CHANGED:
        return None
    changed: date = row.entry.on
    return changed if told.entry_id is None or row.entry_id > told.entry_id else None
