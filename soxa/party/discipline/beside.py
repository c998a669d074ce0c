"""What a member's page shows of discipline and strike-off, to who may see it; and where a case on him is opened."""

from typing import Any

from soxa.kernel.access import may
from soxa.kernel.preferences import book_day
from soxa.org.roles import CASES
from soxa.party.discipline.flow import PROCEED
from soxa.party.discipline.force import with_others
from soxa.party.discipline.lists import level_text, light_of
from soxa.party.discipline.models import Discipline
from soxa.party.own_case import veiled
from soxa.party.standing import HERE, Life
from soxa.party.striking.models import StrikeOff


def laid_by_discipline(life: Life, reader: Any) -> dict[str, Any] | None:
    """The part of a member's page that these rooms lay; None where there is nothing to see or do."""
    today = book_day()
    of_discipline: Any = Discipline.objects.seen_by(reader)
    of_strike: Any = StrikeOff.objects.seen_by(reader)
    member = life.member
    punished = of_discipline.filter(member=member) if "disciplines" in life.held else of_discipline.none()
    disciplines = [
        (one, level_text(one), light_of(one, today))
        for one in (veiled(row, reader) for row in with_others(punished.order_by("-opened_on", "-pk")))
    ]
    raised = of_strike.filter(member=member) if "strike_offs" in life.held else of_strike.none()
    strikes = list(raised.order_by("-raised_on", "-pk"))
    opens = life.standing in HERE and may(reader, PROCEED, life.unit_id, domain=CASES)
    if not disciplines and not strikes and not opens:
        return None
    return {
        "template": "party/proceedings/beside_member.html",
        "disciplines": disciplines,
        "strikes": strikes,
        "opens": opens,
        "member_id": member.pk,
    }
