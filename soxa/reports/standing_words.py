"""The words around a report that the book knows: its head, and who signs it for the standing committee."""

from datetime import date

from soxa.documents.heads import Signer, signers_of
from soxa.documents.heads import head_of as document_head
from soxa.kernel.paper.model import Head, Signature

# what a report is in the registers: a document of the Party committee
BODY, KIND = "committee", "bao_cao"
AUTHORITY, SECRETARY = "T/M BAN THƯỜNG VỤ", "BÍ THƯ"
NOTE = "(chữ ký số)"


def head_of(unit_id: int, on: date, notation: str, *, signed: bool) -> Head:
    """The head of a paper of this unit's Party committee, under the names of that day; "Số …-BC/ĐU" before it is numbered."""
    return document_head(unit_id, BODY, KIND, on, given=notation, day=on if signed else None)


def signers(unit_id: int, on: date) -> list[Signer]:
    """Who may sign on a day: the secretary first, then the deputies."""
    return [one for one in signers_of(unit_id, BODY, on) if one.name and one.authority == AUTHORITY]


def signer_in(unit_id: int, on: date, office_id: int | None) -> Signer:
    """The holder of an office who may sign on a day; a nameless secretary when there is none."""
    found = [one for one in signers(unit_id, on) if one.office_id == office_id]
    return found[0] if found else Signer("", SECRETARY, AUTHORITY)


def signature_of(unit_id: int, on: date, name: str, post: str) -> Signature:
    """The signature: of the one named, else of the secretary that day."""
    standing = signers(unit_id, on) if not name else []
    first = standing[0] if standing else Signer(name, post or SECRETARY, AUTHORITY)
    return first.signature(NOTE)
