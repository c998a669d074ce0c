"""What a member's page shows of the admission by which he came: its stage, its next step."""

from typing import Any

from soxa.kernel.calendar import working_calendar
from soxa.kernel.preferences import book_day
from soxa.party.admission.models import Admission
from soxa.party.admission.stages import next_of
from soxa.party.rules import card_text
from soxa.party.standing import Life


def laid_by_admission(life: Life, reader: Any) -> dict[str, Any] | None:
    """The part of a member's page that this room lays; None for who came without a case."""
    seen: Any = Admission.objects.seen_by(reader)
    came = seen.filter(member=life.member) if "admissions" in life.held else seen.none()
    case = came.order_by("-pk").first()
    earlier = sorted(life.rows("earlier_admissions"), key=lambda one: one.left_on)
    if case is None and not earlier:
        return None
    today = book_day()
    return {
        "template": "party/admission/beside_member.html",
        "case": case,
        "next": next_of(case, today, working_calendar(today)) if case else None,
        "earlier": [(one, card_text(one.card_no, today) if one.card_no else "") for one in earlier],
    }
