"""Months in which a member stayed away from the cell's meeting without a reason, for the rule on three months in a year."""

from datetime import date

from django.db.models import Count

from soxa.meetings.kinds import CELL
from soxa.meetings.models import Presence
from soxa.party.models import Memberships
from soxa.party.striking.sources import Missed


def months_missed(years: tuple[int, ...], on: date, homes: Memberships) -> list[Missed]:
    """Months of these years missed by the members of these spells, of those who missed more than one; as told by `on`."""
    away = Presence.objects.filter(
        kind=CELL,
        must=True,
        answer=Presence.ABSENT,
        meeting__month__year__in=years,
        held_on__lte=on,
        member_id__in=homes.values("member_id"),
    )
    several = away.values("member_id").annotate(months=Count("pk")).filter(months__gt=1).values("member_id")
    return [
        Missed(member_id, month.year, month.month)
        for member_id, month in away.filter(member_id__in=several).values_list("member_id", "meeting__month")
    ]
