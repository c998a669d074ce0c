"""Who may vote in a meeting on its day, and which of them are there: from the roll, the list of those called, and who is suspended or eased."""

from dataclasses import dataclass

from soxa.kernel.preferences import value_of
from soxa.meetings.kinds import MEMBERS, PARTY, PRESENT, SUMMONED
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.summoned import due_of
from soxa.party.models import Exemption
from soxa.party.voting.count import LEAVES_OUT_ABSENT
from soxa.party.voting.rules import Electorate


@dataclass(frozen=True)
class Electors:
    """All who may vote, those without the suspended and the eased who stayed away, those who had to come, and who came.

    `called`: whether a roll was called at all; `suspended`: those who are on the roll and may not vote.
    """

    official: int
    counted: int
    required: int
    present: tuple[int, ...]
    suspended: frozenset[int] = frozenset()
    called: bool = True

    def base(self, of: str, present: int, *, leaves_out_absent: bool) -> int:
        """The number a share is taken of: all, those summoned, or those there."""
        if of == PRESENT:
            return present
        if of == SUMMONED:
            return self.required
        return self.counted if leaves_out_absent else self.official


def electors_of(meeting: Meeting) -> Electors:
    """The electorate of a meeting that calls people, as its roll stands; four questions."""
    on = meeting.held_on or meeting.planned_on
    voters = [one.person_id for one in due_of(meeting, on) if one.votes]
    roll = dict(Presence.objects.filter(meeting=meeting).values_list("person_id", "answer"))
    eased, suspended = _eased(meeting, voters)
    present = tuple(key for key in voters if roll.get(key) in Presence.CAME and key not in suspended)
    who = Electorate(len(voters), len(eased), len(suspended))
    required = sum(
        roll.get(key) not in (None, Presence.NOT_REQUIRED) and key not in suspended for key in voters
    )
    return Electors(
        len(voters), who.counted(len(eased & set(present))), required, present, suspended, bool(roll)
    )


def _eased(meeting: Meeting, voters: list[int]) -> tuple[set[int], frozenset[int]]:
    """Of the voters those eased or away – where a cell meets – and those suspended, who vote in no body of the Party."""
    if meeting.side != PARTY:
        return set(), frozenset()
    on = meeting.held_on or meeting.planned_on
    rows = Exemption.objects.filter(Exemption.standing(on), member__person__in=voters)
    found = list(rows.values_list("member__person_id", "kind"))
    suspended = frozenset(key for key, kind in found if kind == Exemption.SUSPENDED)
    if meeting.what.summoned != MEMBERS:
        return set(), suspended
    return {key for key, _kind in found} - suspended, suspended


def leaves_out_absent(meeting: Meeting) -> bool:
    """Whether the eased and the suspended who stayed away leave the number a share is taken of, as the book is set."""
    on = meeting.held_on or meeting.planned_on
    return meeting.what.summoned == MEMBERS and bool(value_of(LEAVES_OUT_ABSENT, on=on))
