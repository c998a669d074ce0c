"""What a meeting's own page shows of its convening: who comes, who asks to stay away and – for the organiser – why."""

from typing import Any

from soxa.kernel.access import may
from soxa.meetings.convening import lists
from soxa.meetings.convening.models import Reply
from soxa.meetings.convening.telling import told_before
from soxa.meetings.flow import WRITE
from soxa.meetings.kinds import HEADS
from soxa.meetings.models import DOMAINS, Meeting


def laid_by_replies(meeting: Meeting, reader: Any) -> dict[str, Any] | None:
    """Answers to a meeting that was convened and has not begun; None before and after."""
    if meeting.state != Meeting.CONVENED or meeting.what.summoned == HEADS:
        return None
    answered = lists.answers_to(meeting)
    return {
        "template": "meetings/beside_replies.html",
        "meeting": meeting,
        "tally": lists.tally_of(answered),
        "away": [one for one in answered if one.answer == Reply.EXCUSED],
        "writes": may(reader, WRITE, meeting.unit_id, domain=DOMAINS[meeting.side]),
        "before": told_before(meeting),
    }
