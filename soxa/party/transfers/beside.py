"""What a member's page shows of his transfer: the one under way, or the way to begin one."""

from typing import Any

from soxa.kernel.access import may
from soxa.kernel.preferences import book_day
from soxa.party.models import Member
from soxa.party.transfers.flow import WRITE, open_of
from soxa.party.transfers.lists import row


def under_way(member: Member, reader: Any) -> dict[str, Any] | None:
    """The open case, or a button for who may begin one; None for others and for who is at home nowhere here."""
    template = "party/transfers/beside_member.html"
    if case := open_of(member):
        return {"template": template, "row": row(case, book_day()), "pk": member.pk}
    home = member.memberships.home().filter(until__year=9999).values_list("unit_id", flat=True).first()
    if home is None or not may(reader, WRITE, home):
        return None
    return {"template": template, "row": None, "pk": member.pk}
