"""Months that members missed, told by whoever keeps attendance or dues; what the three-month rules make of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from soxa.kernel.access import sight_of
from soxa.org.roles import CASES
from soxa.party.models import Membership, Memberships
from soxa.party.striking.models import StrikeOff
from soxa.party.striking.rules import months_say


@dataclass(frozen=True)
class Missed:
    """A month of a year in which a member missed something without an approved reason; `month` is 1 to 12."""

    member_id: int
    month: int


Asked = Callable[[int, date, Memberships], Iterable[Missed]]
"""(year, on, homes) → months missed in that year by the members of these home spells, as known at the end of the day."""
SOURCES: dict[str, list[Asked]] = {StrikeOff.ABSENT: [], StrikeOff.UNPAID: []}
"""Ground → who tells of it; rooms of attendance and of dues add themselves here once (`tell`)."""


def tell(ground: str, asked: Asked) -> None:
    """Let a room tell of months missed on a ground (StrikeOff.ABSENT, StrikeOff.UNPAID)."""
    if asked not in SOURCES[ground]:
        SOURCES[ground].append(asked)


@dataclass(frozen=True)
class Finding:
    """A member whose months missed in a year say something: on which ground, which months, how grave."""

    member_id: int
    unit_id: int
    name: str
    ground: str
    months: tuple[int, ...]
    says: str


def findings(reader: Any, today: date) -> list[Finding]:
    """Members in sight whose missed months of this year are at the rule or one before it, without an open case; gravest first."""
    homes = homes_seen(reader, today)
    missed: dict[tuple[int, str], set[int]] = defaultdict(set)
    for ground, told in SOURCES.items():
        for asked in told:
            for one in asked(today.year, today, homes):
                missed[one.member_id, ground].add(one.month)
    grave = {key: months for key, months in missed.items() if months_say(len(months), today)}
    if not grave:
        return []
    rows = homes.filter(member_id__in={member_id for member_id, _ground in grave})
    here = {
        member_id: (unit_id, name)
        for member_id, unit_id, name in rows.values_list("member_id", "unit_id", "member__person__full_name")
    }
    open_cases = StrikeOff.objects.filter(member_id__in=here, decided_on=None, dropped_on=None)
    busy = set(open_cases.values_list("member_id", flat=True))
    found = [
        Finding(member_id, *here[member_id], ground, tuple(sorted(months)), months_say(len(months), today))
        for (member_id, ground), months in grave.items()
        if member_id in here and member_id not in busy
    ]
    return sorted(found, key=lambda one: (one.says != "reached", one.name, one.ground))


def homes_seen(reader: Any, today: date) -> Memberships:
    """Home spells of today in cells whose cases the reader sees; of others nothing is asked."""
    homes = Membership.objects.home().filter(Membership.standing(today))
    sight = sight_of(reader, CASES)
    return homes if sight.everything else homes.filter(unit_id__in=sorted(sight.units))
