"""What the demo commune has set for its reports: who stands above it, the first day of the term, the cut-off of a half-year."""

from soxa.documents.heads import SUPERIOR
from soxa.documents.registers import TERM_SINCE
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.kernel.preferences import put
from soxa.law.periods import Period
from soxa.samples.commune.plan import CUT_OFF, MERGER
from soxa.values.cut_off import set_party_cut_off

SUPERIOR_NAME = "ĐẢNG BỘ TỈNH SÔNG CẨM"


def set_reporting(commune: Unit, actor: Actor) -> None:
    """Write the settings that the commune's reports print."""
    for preference, value in (
        (SUPERIOR, SUPERIOR_NAME),
        (TERM_SINCE, MERGER.isoformat()),
    ):
        put(preference, value, since=MERGER, actor=actor, unit_id=commune.pk)
    period = Period.parse(f"{CUT_OFF.year}-H1")
    set_party_cut_off(commune.pk, period, CUT_OFF, on=CUT_OFF, actor=actor)
