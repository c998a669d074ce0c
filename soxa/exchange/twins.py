"""Whether a paper is here already: same number with notation, issuing body and date, in the register or waiting to go there."""

from datetime import date
from typing import Any

from soxa.documents.catalogue import IN
from soxa.documents.models import Document
from soxa.exchange.models import Mailbox, Package
from soxa.exchange.rules import same_document


def registered_twin(mailbox: Mailbox, notation: str, author: str, on: date | None) -> Document | None:
    """The same paper in the mailbox's registers; one that was sent back does not count."""
    rows = Document.objects.filter(unit_id=mailbox.unit_id, side=mailbox.side, direction=IN, issued_on=on)
    told = (notation, author, on)
    return next(
        (
            one
            for one in rows.exclude(state=Document.SENT_BACK)
            if same_document(told, (one.notation, one.author, one.issued_on))
        ),
        None,
    )


def waiting_twin(mailbox: Mailbox, notation: str, author: str, on: date | None) -> Package | None:
    """The same paper among the letters that wait for the clerk."""
    rows = mailbox.packages.filter(direction=IN, kind=Package.LETTER, state=Package.HERE)
    same_day = rows.filter(says__issued_on=str(on)) if on else rows
    return next((one for one in same_day if same_document((notation, author, on), _paper(one))), None)


def _paper(package: Package) -> tuple[str, str, date | None]:
    says = package.said
    return says["notation"], says["author"], day(says["issued_on"])


def day(text: Any) -> date | None:
    """A day as a letter's facts keep it."""
    return date.fromisoformat(text) if text else None
