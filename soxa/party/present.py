"""Who answers for a member now, and what his card was on a past day: of today's record a past list shows only what held then."""

from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from soxa.party.badges.models import CardEvent
from soxa.party.models import Membership
from soxa.party.rules import is_official

# what the record says today; the name, the birth, the sex and the days in the Party the cell of that day had too
OF_TODAY = (
    "birth_name", "card_no", "card_exchanged_on", "home_place", "address", "phone", "occupation", "education", "theory",
)  # fmt: skip
# by which a cell knows and reaches one who stays there for a time; the rest is his own cell's
OF_A_GUEST = frozenset(("card_no", "phone"))


def with_keeper(spells: QuerySet[Any], *, past: bool) -> QuerySet[Any]:
    """The spells with `keeper`: the unit of the member's present or last home, of a visitor's stay; the spell's own where all stand today."""
    if not past:
        return spells.annotate(keeper=F("unit_id"))
    homes = Membership.objects.filter(member_id=OuterRef("member_id"), kind=Membership.HOME)
    last = Subquery(homes.order_by("-since", "-pk").values("unit_id")[:1])
    return spells.annotate(keeper=Coalesce(last, F("unit_id"), output_field=BigIntegerField()))


def with_card(spells: QuerySet[Any], on: date, *, past: bool) -> QuerySet[Any]:
    """The spells with `card_then`: the number before the first thing that happened to the card after a past day, else none."""
    none = Value(None, output_field=CharField(null=True))
    later = CardEvent.objects.filter(member_id=OuterRef("member_id"), badge=None, on__gt=on)
    first = later.order_by("on", "pk").values("old_number")[:1]
    return spells.annotate(card_then=Subquery(first) if past else none)


def held_then(found: dict[str, Any], on: date) -> dict[str, Any]:
    """The row of a spell with the recognition, the card and its exchange that held at the end of a day: those of its own life.

    A probationary member has no card; of a card of which nothing is written, today's number is shown.
    """
    recognised = found["recognised_then"] or found["member__recognised_on"]
    exchanged, official = found["member__card_exchanged_on"], is_official(recognised, on)
    card = found["member__card_no"] if found["card_then"] is None else found["card_then"]
    return found | {
        "member__recognised_on": recognised if official else None,
        "member__card_exchanged_on": exchanged if exchanged and exchanged <= on else None,
        "member__card_no": card if official else "",
    }
