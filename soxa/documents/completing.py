"""Signatures made here below the highest level are given, by the timer, the time stamp and revocation data they lack."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from soxa.documents.files import Paper, attach
from soxa.documents.means import wishes
from soxa.documents.models import Document, DocumentFile
from soxa.documents.signatures import PDF
from soxa.documents.signing import levels
from soxa.documents.signing.completing import complete
from soxa.documents.signing.signer import NoStamp
from soxa.kernel import files, journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import reference
from soxa.kernel.refusal import Refused

# states in which no paper of the document is out to be signed: what is added now is under no one's hand
_STILL = (Document.SIGNED, Document.SEALED, Document.ISSUED)
MOST = 200


@dataclass(frozen=True)
class Completed:
    """How many files were completed, how many wait for another time, and why the first of these does.

    `reached`: the file tried last, after which the next round begins; 0 when none was tried.
    """

    done: int = 0
    left: int = 0
    why: str = ""
    reached: int = field(default=0, compare=False)


def waiting() -> QuerySet[DocumentFile]:
    """The last signed file of each document signed here, where a signature is below the highest level; oldest first."""
    newer = DocumentFile.objects.filter(
        document=OuterRef("document"), role=DocumentFile.SIGNED, pk__gt=OuterRef("pk")
    )
    found = DocumentFile.objects.filter(
        ~Exists(newer),
        role=DocumentFile.SIGNED,
        gone_on=None,
        document__state__in=_STILL,
        entry__facts__level__in=(levels.B_B, levels.B_T),
    )
    return found.select_related("document").order_by("pk")


def complete_waiting(actor: Actor, *, after: int = 0, most: int = MOST) -> Completed:
    """Complete what waits, as far as it can be now; stops at once when the time-stamping service does not answer.

    A round begins after the file the last one reached and turns round at the newest, so that files which can never be
    completed keep no other waiting.
    """
    wanted = wishes()
    if wanted.stamper is None or not wanted.trust.roots:
        return Completed()
    done, troubles, found, reached = 0, [], _round(after, most), 0
    for one in found:
        reached = one.pk
        try:
            content, told = complete(files.fetch(one.digest), wanted)
            _kept(one, Paper(content, one.name, PDF, told), actor)
            done += 1
        except NoStamp as error:
            return Completed(done, len(found) - done, str(error), reached)
        except (Refused, FileNotFoundError, ValueError) as error:
            troubles.append(
                str(error) if isinstance(error, Refused) else _("Tệp không còn nguyên trong kho tệp.")
            )
    return Completed(done, len(troubles), troubles[0] if troubles else "", reached)


def _round(after: int, most: int) -> list[DocumentFile]:
    later = list(waiting().filter(pk__gt=after)[:most])
    return later + list(waiting().filter(pk__lte=after)[: most - len(later)])


def _kept(before: DocumentFile, paper: Paper, actor: Actor) -> None:
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=before.document_id)
        if not waiting().filter(pk=before.pk).exists():
            raise Refused(_("Văn bản vừa được ký thêm; để lần sau."))
        facts = {"level": levels.B_LT}
        entry = journal.write(
            actor, "document", "complete", subject=reference(document), facts=facts, unit_id=document.unit_id
        )
        attach(document, paper, DocumentFile.SIGNED, entry)
