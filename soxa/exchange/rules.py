"""Statuses and kinds of business of an exchanged document, which status follows from where a document stands, and when two are one."""

from datetime import date

from soxa.law.acts import ND_30, QCVN_102, QD_28
from soxa.law.citation import cites
from soxa.law.words import fold

ARRIVED, REFUSED, RECEIVED, ASSIGNED, PROCESSING, COMPLETED = "01", "02", "03", "04", "05", "06"
RECALL, AGREED, DISAGREED = "13", "15", "16"
CODES = (ARRIVED, REFUSED, RECEIVED, ASSIGNED, PROCESSING, COMPLETED, RECALL, AGREED, DISAGREED)
LADDER = ("", ARRIVED, RECEIVED, ASSIGNED, PROCESSING, COMPLETED)
"""Statuses that only climb."""
NEW, RECALLING, UPDATING, REPLACING = "0", "1", "2", "3"
BUSINESS = (NEW, RECALLING, UPDATING, REPLACING)

# where an incoming document stands → what its sender is told
_TOLD = {
    "registered": RECEIVED,
    "proposed": RECEIVED,
    "instructed": ASSIGNED,
    "answered": COMPLETED,
    "filed": COMPLETED,
    "sent_back": REFUSED,
}


@cites(QD_28.at(""), QCVN_102.at(""))
def status_due(stands: str, told: str, *, accepted: bool = False) -> str:
    """The status to tell of a document that stands so, when `told` was the last one; empty when nothing is new.

    `accepted`: a task that was given about the document has been accepted by who is to do it.
    """
    due = _TOLD.get(stands, "")
    if due == ASSIGNED and accepted:
        due = PROCESSING
    if due == REFUSED:
        return due if told != REFUSED else ""
    if due not in LADDER or told not in LADDER:
        return ""
    return due if LADDER.index(due) > LADDER.index(told) else ""


@cites(QD_28.at(""), QCVN_102.at(""))
def follows(before: str, code: str, *, recalling: bool) -> bool:
    """Whether a sender believes this status after the one before.

    A recall is agreed to or refused, once. A document climbs its ladder, or is refused; one that was refused by a
    machine and arrived whole later begins anew.
    """
    if recalling:
        return before == RECALL and code in (ARRIVED, AGREED, DISAGREED, REFUSED)
    if code == REFUSED:
        return before not in (REFUSED, COMPLETED)
    if code not in LADDER:
        return False
    if before == REFUSED:
        return code in (ARRIVED, RECEIVED)
    return LADDER.index(code) > LADDER.index(before)


@cites(ND_30.at("Phụ lục VI"))
def same_document(one: tuple[str, str, date | None], other: tuple[str, str, date | None]) -> bool:
    """Whether two papers (number with notation, issuing body, date) are one; case, spaces and tone marks count for nothing."""
    return _bare(one) == _bare(other)


def _bare(paper: tuple[str, str, date | None]) -> tuple[str, str, date | None]:
    notation, author, day = paper
    return "".join(fold(notation).split()), fold(author), day
