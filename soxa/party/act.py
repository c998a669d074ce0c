"""What one act on a member is: a row that says who may take it when, what is asked and what is written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.law.citation import Citation
from soxa.party import forms
from soxa.party.effects import nothing
from soxa.party.standing import STANDINGS, Life

Facts = dict[str, Any]
WRITE = "party.write"
# to judge a member: discipline and strike-off, by case or from an old paper
PROCEED = "discipline.write"


def _fits(life: Life) -> str:
    return ""


@dataclass(frozen=True)
class Act:
    """One row of a member's life: its button, form, law; the standings it starts from; objections; effect.

    `fits` looks at the life alone (shown beside a grey button), `unless` at the facts given too. `told` names the
    facts that may stand in the journal: numbers of papers, units, kinds; never personal values.
    """

    name: str
    label: Any
    form: type[forms.ActForm]
    standings: frozenset[str]
    then: Callable[[Life, Facts, Entry], None]
    cite: Citation
    unless: Callable[[Life, Facts], str] = nothing
    fits: Callable[[Life], str] = _fits
    told: tuple[str, ...] = ("paper",)
    group: str = "membership"
    by: str = WRITE

    def refusal(self, standing: str, actor: Actor) -> str:
        """Why this actor may not take this act with one of this standing; empty when nothing stands in the way."""
        if standing not in self.standings:
            return _("Không làm được với người {standing}.").format(standing=STANDINGS[standing])
        if not actor.may(self.by):
            return _("Chức vụ hiện nay của đồng chí không làm được việc này.")
        return ""
