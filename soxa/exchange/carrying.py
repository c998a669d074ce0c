"""One round of the carrier: what lies in a mailbox's slot comes in, what is owed is told, what waits goes out."""

from dataclasses import dataclass

from soxa.exchange.models import Mailbox, Package
from soxa.exchange.receiving import empty_slot
from soxa.exchange.sending import ask_back, post, tell_on
from soxa.kernel import files
from soxa.kernel.access import Actor
from soxa.kernel.refusal import Refused


@dataclass(frozen=True)
class Round:
    """What one round did for one mailbox; `trouble` says in words why it could not go on."""

    mailbox: Mailbox
    came: int = 0
    told: int = 0
    went: int = 0
    trouble: str = ""


def carry(mailbox: Mailbox, actor: Actor) -> Round:
    """Carry for one mailbox; a round cut short is simply made again. Raises Refused, OSError for its folder."""
    came = empty_slot(mailbox, actor)
    told = ask_back(mailbox, actor) + tell_on(mailbox, actor)
    return Round(mailbox, came, told, post(mailbox))


def carry_all(actor: Actor) -> list[Round]:
    """Carry for every mailbox of the book; one folder that is away does not hold up the others."""
    rounds = []
    for mailbox in Mailbox.objects.order_by("pk"):
        try:
            rounds.append(carry(mailbox, actor))
        except (Refused, OSError) as error:
            rounds.append(Round(mailbox, trouble=str(error)))
    return rounds


def sweep_packages() -> int:
    """Take away the bytes of packages whose document was destroyed with its file; how many went. Digest and answers stay."""
    over = Package.objects.exclude(document__folder__destroyed_on=None).exclude(digest="")
    digests = set(over.values_list("digest", flat=True))
    return sum(files.discard(one) for one in sorted(digests) if files.is_here(one))
