"""What every correction is told: the facts as they are, its basis, the day it is written."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.party.act import WRITE


@dataclass(frozen=True)
class Said:
    """The facts as they are (none when the whole row is a mistake), the basis, and today."""

    changes: dict[str, Any]
    basis: str
    today: date


def ask(actor: Actor, act: str = WRITE) -> None:
    """Refused for whom it is not to write."""
    if not actor.may(act):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
