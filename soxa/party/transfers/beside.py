"""What a member's page shows of his transfer: the one under way, or the way to begin one."""

from typing import Any

from soxa.kernel.access import may
from soxa.kernel.preferences import book_day
from soxa.party.standing import Life
from soxa.party.transfers.flow import WRITE, open_of
from soxa.party.transfers.lists import row


def under_way(life: Life, reader: Any) -> dict[str, Any] | None:
    """The open case, or a button for who may begin one; None for others and for who is at home nowhere here."""
    template = "party/transfers/beside_member.html"
    member = life.member
    if "transfers" in life.held and (case := open_of(member)):
        return {"template": template, "row": row(case, book_day()), "pk": member.pk}
    if life.home is None or not may(reader, WRITE, life.home.unit_id):
        return None
    return {"template": template, "row": None, "pk": member.pk}
