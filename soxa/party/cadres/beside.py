"""What a member's page shows of planning and courses; the planning only to the Party's offices."""

from typing import Any

from soxa.kernel.access import may
from soxa.org.roles import PARTY_OFFICES
from soxa.party.act import WRITE
from soxa.party.cadres.lists import of_member
from soxa.party.standing import Life


def laid_by_cadres(life: Life, reader: Any) -> dict[str, Any] | None:
    """The part of a member's page that this room lays; None where there is nothing."""
    planned, courses = of_member(life.member.pk, life.held)
    if not {held.role for held in reader.held_offices()} & set(PARTY_OFFICES):
        planned = []
    if not planned and not courses:
        return None
    writes = bool(planned) and may(reader, WRITE, planned[0].post.unit_id)
    return {
        "template": "party/cadres/beside_member.html",
        "planned": planned,
        "courses": courses,
        "writes": writes,
    }
