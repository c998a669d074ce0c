"""What the book knows of a meeting that was held, gathered once for its papers: who came, what was said, voted and decided."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Sum

from soxa.kernel.units.tree import tree
from soxa.law.numbers import quantity_text
from soxa.law.periods import FOREVER
from soxa.meetings import lists
from soxa.meetings.after import rules
from soxa.meetings.kinds import CELL, HEADS, MEMBERS
from soxa.meetings.models import Conclusion, Meeting, Presence
from soxa.meetings.quality.models import Score
from soxa.meetings.voting.lists import Row as Vote
from soxa.meetings.voting.lists import counted_of
from soxa.org.models import Office
from soxa.party.models import Exemption, Membership


@dataclass(frozen=True)
class Named:
    """One as a paper names him: his name and as what, or why."""

    name: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.words}" if self.words else self.name


@dataclass(frozen=True)
class Before:
    """What became of the conclusions of the cell's meeting before: done of all, and those that are not."""

    month: date
    done: int
    whole: int
    open: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """The record of one meeting that was held; `counted` of a cell's members, `turnout` of everybody else who was called."""

    meeting: Meeting
    unit: str
    counted: rules.Composition | None
    turnout: lists.Turnout | None
    excused: tuple[Named, ...]
    absent: tuple[Named, ...]
    holds: bool
    guests: tuple[Named, ...]
    visitors: frozenset[int]
    chair: Named | None
    scribe: Named | None
    items: Sequence[Any]
    opinions: Sequence[Any]
    conclusions: Sequence[Any]
    before: Before | None
    votes: tuple[str, ...]
    score: tuple[str, str] | None

    @property
    def held_on(self) -> date:
        """The day it was held."""
        assert self.meeting.held_on is not None  # noqa: S101 – a record is of a meeting that was held
        return self.meeting.held_on

    def from_guest(self, said: Any) -> bool:
        """Whether a guest said it: he himself, or one of his name whom the book does not know; never a member of that name."""
        if said.person_id:
            return said.person_id in self.visitors
        return said.name in {one.name for one in self.guests}

    def without_reasons(self) -> "Record":
        """The same for who reads and does not write: who stayed away, not why."""
        return replace(self, excused=tuple(Named(one.name) for one in self.excused))

    def numbers_alone(self) -> "Record":
        """The same for a paper that goes elsewhere: how many stayed away, neither who nor why."""
        return replace(self, excused=(), absent=())

    @property
    def speakers(self) -> int:
        """How many different people spoke."""
        return len({one.person_id or one.name for one in self.opinions})


def record_of(meeting: Meeting) -> Record:
    """The record of a meeting that was held, in a fixed number of questions."""
    assert meeting.held_on is not None  # noqa: S101 – asked before
    on = meeting.held_on
    roll, guests = _roll(meeting, on), list(meeting.guests.all())
    return Record(
        meeting=meeting,
        unit=tree().name(meeting.unit_id, on),
        counted=_counted(meeting, roll, on) if meeting.what.summoned == MEMBERS else None,
        turnout=_turnout(meeting, roll),
        excused=tuple(Named(one.name, one.why) for one in roll if one.said == rules.EXCUSED),
        absent=tuple(Named(one.name) for one in roll if one.said == rules.ABSENT),
        holds=lists.holds(meeting, lists.roll_of(meeting, on)),
        guests=tuple(Named(one.name, one.post) for one in guests),
        visitors=frozenset(one.person_id for one in guests if one.person_id),
        chair=_named(meeting, meeting.chair, on),
        scribe=_named(meeting, meeting.scribe, on),
        items=list(meeting.items.all()),
        opinions=list(meeting.opinions.all()),
        conclusions=list(meeting.conclusions.select_related("person", "task")),
        before=_before(meeting),
        score=_score(meeting),
        votes=tuple(_vote(one) for one in counted_of(meeting)),
    )


@dataclass(frozen=True)
class _Row:
    """One on the roll: his name, whether official, why he need not come, what the roll says, why he was excused."""

    name: str
    official: bool
    eased: str
    said: str
    why: str


_SAID = {
    Presence.PRESENT: rules.PRESENT,
    Presence.ONLINE: rules.PRESENT,
    Presence.EXCUSED: rules.EXCUSED,
    Presence.ABSENT: rules.ABSENT,
    Presence.NOT_REQUIRED: "",
}


def _roll(meeting: Meeting, on: date) -> list[_Row]:
    """Who was on the roll as it was written; nobody where heads are counted or no roll was called."""
    written = [one for one in lists.roll_of(meeting, on) if one.written]
    members = dict(meeting.presences.exclude(member=None).values_list("person_id", "member_id"))
    eased: dict[int, str] = {}
    if members:
        spells = Exemption.objects.filter(Exemption.standing(on), member_id__in=members.values())
        eased = dict(spells.order_by("-pk").values_list("member_id", "kind"))
    rows = []
    for one in written:
        kind = "" if one.must else eased.get(members.get(one.person_id, 0), rules.OTHER)
        said = _SAID.get(one.answer, "")
        rows.append(
            _Row(one.name, one.votes, kind, said if not kind or said == rules.PRESENT else "", one.reason)
        )
    return rows


def _counted(meeting: Meeting, roll: list[_Row], on: date) -> rules.Composition | None:
    if not roll:
        return None
    attached = Membership.objects.filter(
        Membership.standing(on), unit_id=meeting.unit_id, kind=Membership.ATTACHED
    )
    members = (rules.Counted(one.official, one.eased, one.said) for one in roll)
    return rules.composition(members, guests=attached.count())


def _turnout(meeting: Meeting, roll: list[_Row]) -> lists.Turnout | None:
    if meeting.what.summoned == HEADS:
        if meeting.heads_due is None or meeting.heads_came is None:
            return None
        return lists.Turnout(meeting.heads_due, meeting.heads_came, 0, 0)
    if meeting.what.summoned == MEMBERS or not roll:
        return None
    said = [one.said for one in roll if one.said]  # who need not come is not among those called
    return lists.Turnout(
        len(said), said.count(rules.PRESENT), said.count(rules.EXCUSED), said.count(rules.ABSENT)
    )


def _score(meeting: Meeting) -> tuple[str, str] | None:
    """(points, level) that the cell gave its own meeting; None where it gave none."""
    own = Score.objects.filter(meeting=meeting, side=Score.SELF)
    found = own.annotate(most=Sum("sheet__criteria__most")).first()
    if found is None:
        return None
    return f"{quantity_text(found.total)}/{quantity_text(found.most)}", str(found.get_level_display())


def _vote(row: Vote) -> str:
    """One vote as part IV tells it, with its counting team and the clause."""
    team = f" Tổ kiểm phiếu: {', '.join(row.tellers)}." if row.tellers else ""
    clause = f" Căn cứ: {row.cite}." if row.cite else ""
    return f"{row.sentence}{team}{clause}"


def _named(meeting: Meeting, person: Any, on: date) -> Named | None:
    """The person with the post he held there on the day: of the list of those called, else of his offices in the unit."""
    if person is None:
        return None
    called = meeting.summonses.filter(person=person).values_list("post", flat=True).first()
    office = called or Office.of_unit(meeting.unit_id, on).filter(person=person).values_list("title", flat=True).first()  # fmt: skip
    return Named(person.full_name, office or "")


def _before(meeting: Meeting) -> Before | None:
    """Of a cell's monthly meeting: how the conclusions of the one before it were carried out by the day of this one, but those withdrawn."""
    if meeting.kind != CELL:
        return None
    earlier = Meeting.objects.filter(
        kind=CELL, unit_id=meeting.unit_id, month__lt=meeting.month, held_on__isnull=False
    )
    last = earlier.order_by("-month").first()
    on = meeting.held_on or FOREVER
    binding = Conclusion.objects.filter(meeting=last).exclude(task__withdrawn_on__lte=on)
    rows = list(binding.select_related("task")) if last else []
    if last is None or not rows:
        return None
    done = [one for one in rows if one.task and one.task.done_on and one.task.done_on <= on]
    return Before(last.month, len(done), len(rows), tuple(one.text for one in rows if one not in done))
