"""Pictures of signatures and seals that the book keeps sealed: kept, looked at, used and taken away by their own, each written down."""

import base64
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.documents.models import Document
from soxa.documents.pictures.models import KeptPicture
from soxa.documents.signing.marks import ORGANISATION, PERSONAL, Mark, picture_of
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import all_or_nothing, reference
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.kernel.sealed import open_text, seal_text


@dataclass(frozen=True)
class Whose:
    """Whose picture: a person, or a body of a unit."""

    person_id: int | None = None
    unit_id: int | None = None
    body: str = ""

    @classmethod
    def of(cls, kept: Any) -> "Whose":
        """Whose a kept picture is."""
        return cls(kept.person_id, kept.unit_id, kept.body)

    @property
    def kind(self) -> str:
        """Whether it is a person's signature or an organisation's seal."""
        return PERSONAL if self.person_id else ORGANISATION

    def kept_for(self, reader: Any) -> KeptPicture | None:
        """The picture that stands, if it lies in the reader's sight."""
        standing = KeptPicture.objects.seen_by(reader).filter(removed_on=None)
        found: KeptPicture | None = standing.filter(
            person=self.person_id, unit=self.unit_id, body=self.body
        ).first()
        return found


def whose_at(step: str, document: Document | None, reader: Any) -> Whose:
    """Whose picture a signing step takes: the seal of the document's body, else the signature of who is signed in."""
    if step == "seal" and document is not None:
        return Whose(unit_id=document.unit_id, body=document.body)
    return Whose(person_id=getattr(reader, "person_id", None) or -1)


def keep(whose: Whose, content: bytes, actor: Actor, *, on: date, width: float = 0) -> KeptPicture:
    """Keep a picture sealed, instead of the one that stood. Raises BadMark when it is no transparent PNG."""
    picture_of(Mark(whose.kind, "", picture=content))
    with all_or_nothing():
        standing = _standing(whose)
        for old in standing:
            _empty(old, on)
        sealed = seal_text(base64.b64encode(content).decode(), _purpose(whose))
        owner = {"person_id": whose.person_id, "unit_id": whose.unit_id, "body": whose.body}
        made = KeptPicture(**owner, sealed=sealed, width=width, kept_on=on)
        made.save(force_insert=True)
        made.entry = _told("replace" if standing else "keep", made, actor, on)
        made.save(update_fields=["entry"])
    return made


def remove(kept: KeptPicture, actor: Actor, *, on: date) -> None:
    """Take a picture away: its bytes are gone, the row and its entries stay."""
    with transaction.atomic():
        locked = KeptPicture.objects.select_for_update().get(pk=kept.pk)
        if locked.removed_on:
            raise Refused(_("Hình này đã bỏ khỏi sổ."))
        _empty(locked, on)
        _told("remove", locked, actor, on)


def look(kept: KeptPicture, actor: Actor, *, on: date) -> bytes:
    """The bytes of a picture, to be looked at; an act with its entry."""
    _told("read", kept, actor, on)
    return opened(kept)


def opened(kept: KeptPicture) -> bytes:
    """The bytes of a picture, to be signed with; the signing writes the entry. KeyTrouble when the key does not fit."""
    whose = Whose.of(kept)
    return base64.b64decode(open_text(kept.sealed, _purpose(whose)))


def _standing(whose: Whose) -> list[KeptPicture]:
    found = KeptPicture.objects.select_for_update().filter(removed_on=None)
    return list(found.filter(person=whose.person_id, unit=whose.unit_id, body=whose.body))


def _empty(kept: KeptPicture, on: date) -> None:
    kept.sealed, kept.removed_on = "", on
    kept.save(update_fields=["sealed", "removed_on"])


def _purpose(whose: Whose) -> str:
    """One for each owner, so that no sealed picture opens in another's row."""
    return f"picture {whose.person_id or ''} {whose.unit_id or ''} {whose.body}"


def _told(step: str, kept: KeptPicture, actor: Actor, on: date) -> Entry:
    whose = Whose.of(kept)
    facts = {"kind": whose.kind, **({"body": kept.body} if kept.body else {})}
    return journal.write(
        actor,
        "picture",
        step,
        subject=reference(kept),
        on=on,
        facts=facts,
        unit_id=whose.unit_id or actor.unit_id,
    )
