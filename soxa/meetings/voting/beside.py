"""The votes of a meeting as they lie on its page."""

from typing import Any

from soxa.kernel.access import may
from soxa.meetings.models import DOMAINS, Meeting
from soxa.meetings.voting import lists
from soxa.meetings.voting.flow import WRITE
from soxa.meetings.voting.measures import measures_of

AHEAD = (Meeting.DUE, Meeting.CONVENED, Meeting.OPEN)


def laid(meeting: Meeting, reader: Any) -> dict[str, Any] | None:
    """The votes on the page of their meeting; nothing where its kind takes none."""
    if not measures_of(meeting.what):
        return None
    rows = lists.results_of(meeting)
    puts = meeting.state in AHEAD and may(reader, WRITE, meeting.unit_id, domain=DOMAINS[meeting.side])
    if not rows and not puts:
        return None
    return {
        "template": "meetings/voting/beside.html", "rows": rows, "puts": puts, "meeting": meeting,
        "apart": lists.heads_apart(meeting),
    }  # fmt: skip
