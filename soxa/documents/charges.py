"""Tasks that an instruction gives: which units may be chosen, the task with its reference back, and how those tasks stand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.catalogue import IN
from soxa.documents.models import Document
from soxa.kernel import journal
from soxa.kernel.access import may, sight_of
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import Node, tree
from soxa.org.models import Account
from soxa.tasks.flow import GIVE, Giver, Source, Wish, give
from soxa.tasks.lists import judged
from soxa.tasks.models import SIGHT, Task
from soxa.tasks.takers import GROUPS, units_around
from soxa.tasks.words import Light, light_of

KIND = "document"


@dataclass(frozen=True)
class Charged:
    """A task given about a document, as its page lists it."""

    pk: int
    content: str
    unit: str
    due_on: date
    light: Light


def offered(reader: Any, document: Document | None, today: date) -> list[Node]:
    """Units to which the reader may give a task about the document: in his sight, of the same commune."""
    if reader is None or document is None or not may(reader, GIVE, document.unit_id):
        return []
    sight = sight_of(reader, SIGHT)
    return [one for one in units_around(document.unit_id, today) if one.kind in GROUPS and one.id in sight]


def charge(document: Document, facts: dict[str, Any], entry: Entry) -> Task:
    """Give the task of an instruction, inside the transaction of its step; Refused in words when it cannot be given."""
    unit_id, on = facts["unit"], facts["on"]
    account = Account.objects.filter(pk=entry.account_id).first() if entry.account_id else None
    person = account.person_id if account else None
    document.receiver = document.receiver or tree().name(unit_id, on)[:200]
    wish = Wish(
        content=_content(document, facts["instruction"]),
        giver=Giver(document.unit_id, entry.office or entry.actor, person),
        unit_id=unit_id,
        person_id=facts.get("person"),
        given_on=on,
        due_on=facts.get("due") or document.answer_due,
        source=Source(KIND, str(document.pk), document.notation or document.kind_title),
    )
    return give(wish, journal.signer(entry))


def _content(document: Document, instruction: str) -> str:
    """The words of the instruction; of a secret document only its number goes to those who do not see it."""
    if document.is_secret:
        return _("Thực hiện bút phê trên bản giấy của văn bản số {number}").format(number=document.notation)
    return instruction


def charged(document: Document, reader: Any, today: date) -> list[Charged]:
    """Tasks given about the document that lie in the reader's sight, the oldest first; only what came in is instructed on."""
    if document.direction != IN:
        return []
    seen: Any = Task.objects.seen_by(reader)
    rows = seen.filter(source_kind=KIND, source_key=str(document.pk)).annotate(judged=judged())
    return [
        Charged(
            one.pk, one.content, tree().name(one.unit_id, today), one.due_on, light_of(one, one.judged, today)
        )
        for one in rows.order_by("pk")
    ]
