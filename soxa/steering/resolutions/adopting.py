"""The meeting that adopted a text: which ones may have, the one that did with its minutes, and what a meeting adopted."""

from datetime import date
from typing import Any

from soxa.kernel.page import day_text
from soxa.meetings.after.models import MadePaper
from soxa.meetings.after.papers import MINUTES
from soxa.meetings.kinds import CELL, CELL_COMMITTEE, CELL_THEME
from soxa.meetings.models import Meeting
from soxa.steering.resolutions.models import Resolution

# what decides for a unit; briefings and meetings with citizens adopt nothing
DECIDING = (
    CELL, CELL_THEME, CELL_COMMITTEE, "committee", "standing", "council", "council_special", "people_committee",
)  # fmt: skip
MOST = 60


def adopted_at(unit_id: int, on: date) -> Any:
    """Meetings of a unit that may have adopted a text issued on a day."""
    return Meeting.objects.filter(unit_id=unit_id, kind__in=DECIDING, held_on__lte=on)


def choices(reader: Any, unit_id: int, on: date, *, held: int | None = None) -> list[tuple[int, str]]:
    """Meetings of a unit that the reader sees, the latest first; with the one that is written already."""
    seen: Any = Meeting.objects.seen_by(reader)
    rows = list(seen.filter(pk__in=adopted_at(unit_id, on).values("pk")).order_by("-held_on", "-pk")[:MOST])
    if held is not None and held not in {one.pk for one in rows}:
        rows += Meeting.objects.filter(pk=held)
    return [(one.pk, title(one)) for one in rows]


def title(one: Meeting) -> str:
    """A meeting in a sentence: "Hội nghị Ban Chấp hành, họp ngày 09/01/2026"."""
    return f"{one.called}, {day_text(one.held_on)}" if one.held_on else one.called


def meeting_of(one: Resolution, reader: Any) -> dict[str, Any] | None:
    """The meeting that adopted a text, its minutes' document where one was made; None where it is not written.

    `opens`: whether the reader may open it.
    """
    if one.meeting_id is None:  # type: ignore[attr-defined]
        return None
    seen: Any = Meeting.objects.seen_by(reader)
    found = seen.filter(pk=one.meeting_id).first()  # type: ignore[attr-defined]
    if found is None:
        return {"opens": False, "title": title(Meeting.objects.get(pk=one.meeting_id))}  # type: ignore[attr-defined]
    made = MadePaper.objects.filter(meeting=found, paper=MINUTES, item=None).select_related("document")
    return {
        "opens": True, "title": title(found), "meeting": found, "minutes": made.order_by("pk").last(),
        "has_minutes": found.held_on is not None,
    }  # fmt: skip


def laid_by_resolutions(meeting: Meeting, reader: Any) -> dict[str, Any] | None:
    """The texts a meeting adopted, as far as the reader reads them; None where there are none."""
    rows: Any = Resolution.objects.seen_by(reader)  # type: ignore[attr-defined]
    found = list(rows.filter(meeting=meeting))
    return {"template": "steering/adopted.html", "texts": found} if found else None
