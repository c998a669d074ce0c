"""What a meeting's own page shows of its convening: who comes, who asks to stay away and – for the organiser – why; its papers."""

from typing import Any

from soxa.kernel.access import may
from soxa.kernel.preferences import book_day
from soxa.meetings.convening import lists, papers
from soxa.meetings.convening.models import Reply
from soxa.meetings.convening.telling import list_changed_on, told_before
from soxa.meetings.convening.watch import warned_of
from soxa.meetings.flow import WRITE
from soxa.meetings.kinds import HEADS, STATE
from soxa.meetings.models import DOMAINS, Meeting


def laid_by_replies(meeting: Meeting, reader: Any) -> dict[str, Any] | None:
    """Answers to a meeting that was convened and has not begun; None before and after."""
    if meeting.state != Meeting.CONVENED:
        return None
    answered = lists.answers_to(meeting)
    return {
        "template": "meetings/beside_replies.html",
        "meeting": meeting,
        "counts": meeting.what.summoned != HEADS,
        "tally": lists.tally_of(answered),
        "away": [one for one in answered if one.answer == Reply.EXCUSED],
        "writes": _writes(meeting, reader),
        "before": told_before(meeting),
        "changed": list_changed_on(meeting),
        "issues": meeting.side == STATE,
    }


def laid_by_warnings(meeting: Meeting, reader: Any) -> dict[str, Any] | None:
    """What is about to be broken, for whoever may mend it; None where nothing is."""
    rows = warned_of(meeting, book_day()) if _writes(meeting, reader) else []
    return {"template": "meetings/beside_warned.html", "rows": rows} if rows else None


def laid_by_papers(meeting: Meeting, reader: Any) -> dict[str, Any] | None:
    """The meeting's papers, with the buttons of whoever may add and withdraw them; None for one that is called off."""
    if meeting.state == Meeting.CALLED_OFF:
        return None
    writes = _writes(meeting, reader)
    return {
        "template": "meetings/beside_papers.html",
        "meeting": meeting,
        "shown": papers.shown(meeting),
        "writes": writes,
        "withdraws": writes and meeting.state != Meeting.CLOSED,
    }


def _writes(meeting: Meeting, reader: Any) -> bool:
    return may(reader, WRITE, meeting.unit_id, domain=DOMAINS[meeting.side])
