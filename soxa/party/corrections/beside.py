"""What a member's page shows of corrections: the scans of the written consents."""

from typing import Any

from soxa.org.roles import PARTY_OFFICES
from soxa.party.standing import Life


def laid_by_corrections(life: Life, reader: Any) -> dict[str, Any] | None:
    """The part of a member's page that this room lays; None where there is none, and for who holds no office of the Party."""
    if not {held.role for held in reader.held_offices()} & set(PARTY_OFFICES):
        return None
    scans = sorted(life.rows("correction_scans"), key=lambda one: (one.on, one.pk), reverse=True)
    return (
        {"template": "party/corrections/beside_member.html", "scans": scans, "member": life.member}
        if scans
        else None
    )
