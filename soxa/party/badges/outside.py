"""Time outside the Party: the days that Party age leaves out, by member."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from soxa.party.badges.models import TimeOutside
from soxa.party.badges.rules import days_outside


def outside_of(members: Iterable[int], on: date) -> dict[int, int]:
    """Days outside the Party by the end of `on`, by member; members without any are left out. One question."""
    spells: dict[int, list[tuple[date, date]]] = defaultdict(list)
    rows = TimeOutside.objects.filter(member_id__in=list(members), since__lte=on)
    for member_id, since, until in rows.values_list("member_id", "since", "until"):
        spells[member_id].append((since, until))
    return {member_id: days_outside(found, on + timedelta(days=1)) for member_id, found in spells.items()}
