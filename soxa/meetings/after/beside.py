"""What comes after a meeting, laid beside it; and beside a document, the meeting it was made of."""

from typing import Any

from soxa.documents.catalogue import kinds
from soxa.documents.models import Document
from soxa.kernel.access import may
from soxa.kernel.preferences import book_day
from soxa.meetings.after.giving import ready, shown
from soxa.meetings.after.models import MadePaper, NotebookPage
from soxa.meetings.after.papers import DECISIONS, MINUTES, kind_of, papers_of
from soxa.meetings.flow import WRITE
from soxa.meetings.models import DOMAINS, Meeting
from soxa.org.roles import TASKS
from soxa.tasks.flow import GIVE

PAPER_SLUGS = {MINUTES: "bien-ban", DECISIONS: "ket-luan"}


def beside_meeting(meeting: Meeting, reader: Any) -> dict[str, Any] | None:
    """The papers a meeting leaves, with the documents made of them; None before it was held."""
    if meeting.held_on is None:
        return None
    made = {
        one.paper: one
        for one in MadePaper.objects.filter(meeting=meeting, item=None).select_related("document")
    }
    rows = [
        (
            kinds()[meeting.side, kind_of(meeting, which)].title.partition(" (")[0],
            PAPER_SLUGS[which],
            made.get(which),
        )
        for which in papers_of(meeting)
    ]
    return {
        "template": "meetings/after/beside.html",
        "pk": meeting.pk,
        "rows": rows,
        "conclusions": shown(meeting, reader, book_day()),
        "gives": _gives(meeting, reader),
        "of_cell": meeting.what.unit_kind == "cell",
        "pages": NotebookPage.objects.filter(meeting=meeting, gone_on=None).count(),
        "excerpts": list(meeting.items.values_list("number", "title"))
        if MINUTES in papers_of(meeting)
        else [],
    }


def _gives(meeting: Meeting, reader: Any) -> int:
    """How many conclusions the reader may now give as tasks; 0 where he may not."""
    if meeting.state != Meeting.CLOSED or not may(reader, GIVE, meeting.unit_id, domain=TASKS):
        return 0
    return ready(meeting) if may(reader, WRITE, meeting.unit_id, domain=DOMAINS[meeting.side]) else 0


def beside_document(document: Document, reader: Any) -> dict[str, Any] | None:
    """The meeting whose record a document was made of, where it lies in the reader's sight."""
    if document.origin_kind != "meeting" or not document.origin_key.isdecimal():
        return None
    seen: Any = Meeting.objects.seen_by(reader)
    found = seen.filter(pk=int(document.origin_key)).first()
    if found is None:
        return None
    return {"template": "meetings/after/beside_document.html", "meeting": found}
