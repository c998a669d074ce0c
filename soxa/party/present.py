"""Who answers for a member now: a list of a past day shows the record as it is only to who may see it today."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from soxa.party.models import Membership

# what the record says today; the name, the birth, the sex and the days in the Party the cell of that day had too
OF_TODAY = (
    "birth_name", "card_no", "card_exchanged_on", "home_place", "address", "phone", "occupation", "education", "theory",
)  # fmt: skip


def with_keeper(spells: QuerySet[Any], *, past: bool) -> QuerySet[Any]:
    """The spells with `keeper`: the unit of the member's present or last home; the spell's own where all stand today."""
    if not past:
        return spells.annotate(keeper=F("unit_id"))
    homes = Membership.objects.filter(member_id=OuterRef("member_id"), kind=Membership.HOME)
    return spells.annotate(keeper=Subquery(homes.order_by("-since", "-pk").values("unit_id")[:1]))
