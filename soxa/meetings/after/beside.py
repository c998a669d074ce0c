"""What comes after a meeting, laid beside it; and beside a document, the meeting it was made of."""

from typing import Any

from soxa.documents.catalogue import kinds
from soxa.documents.models import Document
from soxa.meetings.after.models import MadePaper
from soxa.meetings.after.papers import DECISIONS, MINUTES, kind_of, papers_of
from soxa.meetings.models import Meeting

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
        "excerpts": list(meeting.items.values_list("number", "title"))
        if MINUTES in papers_of(meeting)
        else [],
    }


def beside_document(document: Document, reader: Any) -> dict[str, Any] | None:
    """The meeting whose record a document was made of, where it lies in the reader's sight."""
    if document.origin_kind != "meeting" or not document.origin_key.isdecimal():
        return None
    seen: Any = Meeting.objects.seen_by(reader)
    found = seen.filter(pk=int(document.origin_key)).first()
    if found is None:
        return None
    return {"template": "meetings/after/beside_document.html", "meeting": found}
