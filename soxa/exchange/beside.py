"""What a document's page shows of its exchange: to whom it went and how it stands there, or from whom it came."""

from typing import Any

from soxa.documents.acting import may_act
from soxa.documents.catalogue import OUT
from soxa.documents.flow import NUMBER
from soxa.documents.models import Document
from soxa.exchange.lights import stands
from soxa.exchange.models import Package
from soxa.exchange.sending import mailbox_of, objection


def exchanged(document: Document, reader: Any) -> dict[str, Any] | None:
    """The letters of a document with where they stand, and whether the reader may send it on; None where there is neither."""
    mailbox = mailbox_of(document)
    if mailbox is None:
        return None
    rows = Package.objects.filter(document=document, kind=Package.LETTER).select_related("partner")
    letters = list(rows.order_by("pk"))
    issued = document.direction == OUT and document.state == Document.ISSUED
    sends = issued and may_act(reader, NUMBER, document) and not objection(document)
    if not letters and not sends:
        return None
    return {
        "template": "exchange/beside.html",
        "letters": letters,
        "sends": sends,
        "stands": stands,
        "pk": document.pk,
    }
