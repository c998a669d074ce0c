"""One round of the carrier: what lies in a mailbox's slot comes in, what is owed is told, what waits goes out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from soxa.exchange.models import Mailbox
from soxa.exchange.receiving import empty_slot, unforeseen
from soxa.exchange.sending import ask_back, post, tell_on
from soxa.kernel.access import Actor
from soxa.kernel.refusal import Refused
from soxa.kernel.sealed.keys import KeyTrouble


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
    """Carry for every mailbox of the book; trouble with one, whatever it is, does not hold up the others."""
    return [carry_in_words(mailbox, actor) for mailbox in Mailbox.objects.order_by("pk")]


def carry_in_words(mailbox: Mailbox, actor: Actor) -> Round:
    """Carry for one mailbox; what stood in the way is told in `trouble`."""
    try:
        return carry(mailbox, actor)
    except (Refused, KeyTrouble) as error:
        trouble = str(error)
    except OSError:
        trouble = _("Không đọc, ghi được thư mục trục “{folder}” hoặc kho tệp.").format(folder=mailbox.folder)
    except Exception as error:
        unforeseen(mailbox, error)
        trouble = _("Lỗi ngoài dự liệu, lượt chuyển của hộp thư này chưa trọn. Hãy báo người quản trị.")
    return Round(mailbox, trouble=trouble)
