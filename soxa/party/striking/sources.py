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
from soxa.party.striking.rules import REACHED, months_say


@dataclass(frozen=True)
class Missed:
    """A month of a year in which a member missed something without an approved reason; `month` is 1 to 12."""

    member_id: int
    year: int
    month: int


Asked = Callable[[tuple[int, ...], date, Memberships], Iterable[Missed]]
"""(years, on, homes) → months missed in those years by the members of these home spells, as known at the end of the day."""
_Key = tuple[int, str, int]  # member, ground, year
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
    year: int
    months: tuple[int, ...]
    says: str


def findings(reader: Any, today: date) -> list[Finding]:
    """Members in sight whose missed months of a year are at the rule or one before it; gravest first.

    Of the year before only what is at the rule: it stands until somebody answers. A case answers: an open one for the
    member, an ended one for the months up to its day.
    """
    homes = homes_seen(reader, today)
    missed: dict[_Key, set[int]] = defaultdict(set)
    for ground, told in SOURCES.items():
        for asked in told:
            for one in asked((today.year, today.year - 1), today, homes):
                missed[one.member_id, ground, one.year].add(one.month)
    said = {key: months_say(len(months), today) for key, months in missed.items()}
    grave = {key: say for key, say in said.items() if say == REACHED or say and key[2] == today.year}
    if not grave:
        return []
    rows = homes.filter(member_id__in={member_id for member_id, _ground, _year in grave})
    here = {
        member_id: (unit_id, name)
        for member_id, unit_id, name in rows.values_list("member_id", "unit_id", "member__person__full_name")
    }
    answered = _answered({member_id for member_id, _ground, _year in grave})
    found = [
        Finding(member_id, *here[member_id], ground, year, tuple(sorted(missed[key])), says)
        for key, says in grave.items()
        for member_id, ground, year in (key,)
        if member_id in here and not answered(key, max(missed[key]))
    ]
    return sorted(found, key=lambda one: (one.says != REACHED, one.name, one.ground, one.year))


def _answered(members: set[int]) -> Callable[["_Key", int], bool]:
    """Whether a case answers the months missed by one of these members up to a month of the year."""
    busy: set[int] = set()
    last: dict[tuple[int, str], date] = {}
    cases: Any = StrikeOff.objects.filter(member_id__in=sorted(members)).order_by("raised_on")
    for one in cases:
        last[one.member_id, one.ground] = one.raised_on
        if one.decided_on is None and one.dropped_on is None:
            busy.add(one.member_id)

    def answers(key: _Key, month: int) -> bool:
        member_id, ground, year = key
        raised = last.get((member_id, ground))
        return member_id in busy or raised is not None and raised >= date(year, month, 1)

    return answers


def homes_seen(reader: Any, today: date) -> Memberships:
    """Home spells of today in cells whose cases the reader sees; of others nothing is asked."""
    homes = Membership.objects.home().filter(Membership.standing(today))
    sight = sight_of(reader, CASES)
    return homes if sight.everything else homes.filter(unit_id__in=sorted(sight.units))
