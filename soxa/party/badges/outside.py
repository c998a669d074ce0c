"""Time outside the Party: the days that Party age leaves out, by member."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from soxa.party.badges.models import TimeOutside
from soxa.party.badges.rules import days_outside

Spells = list[tuple[date, date]]


def spells_outside(members: Iterable[int], on: date) -> dict[int, Spells]:
    """Spells outside the Party that had begun by a day, by member; members without any are left out. One question."""
    found: dict[int, Spells] = defaultdict(list)
    rows = TimeOutside.objects.filter(member_id__in=list(members), since__lte=on)
    for member_id, since, until in rows.values_list("member_id", "since", "until"):
        found[member_id].append((since, until))
    return found


def outside_of(members: Iterable[int], on: date) -> dict[int, int]:
    """Days outside the Party by the end of `on`, by member; members without any are left out. One question."""
    spells = spells_outside(members, on).items()
    return {member_id: days_outside(found, on + timedelta(days=1)) for member_id, found in spells}
