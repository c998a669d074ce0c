"""What pages show of convening: a person's own meetings, and who answered what to one meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce

from soxa.kernel.units.tree import tree
from soxa.meetings.convening.called import Asked, asked_of, told_to
from soxa.meetings.convening.models import Invitation, Reply
from soxa.meetings.models import Meeting

AHEAD = Q(state__in=(Meeting.DUE, Meeting.CONVENED))


@dataclass(frozen=True)
class Own:
    """A meeting as one who is told of it sees it: his answer, whether it stands, what he was told before."""

    meeting: Any
    unit: str
    reply: Reply | None
    before: Invitation | None

    @property
    def asks(self) -> bool:
        """Whether he may answer now."""
        return bool(self.meeting.state == Meeting.CONVENED)

    @property
    def stands(self) -> bool:
        """Whether he answered what holds now."""
        return self.reply is not None and self.reply.told == self.meeting.told

    @property
    def moved(self) -> bool:
        """Whether day, hour or place were changed after those called had been told."""
        return self.before is not None and self.asks


def own(person_id: int | None, meetings: Iterable[Meeting]) -> list[Own]:
    """These meetings as a person sees them, in their order; two questions."""
    found = list(meetings)
    keys = [one.pk for one in found]
    replies = {one.meeting_id: one for one in Reply.objects.filter(person=person_id, meeting__in=keys)}
    told = {(one.meeting_id, one.number): one for one in Invitation.objects.filter(meeting__in=keys)}
    return [
        Own(one, tree().name(one.unit_id, one.planned_on), replies.get(one.pk), told.get((one.pk, one.told - 1)))
        for one in found
    ]  # fmt: skip


def coming(person_id: int | None, today: date) -> Any:
    """Meetings to come of which a person is told, the nearest first, one that is on today among them whenever it was planned; one that should have been held and was not is none of them."""
    rows = told_to(person_id).filter(AHEAD & Q(planned_on__gte=today) | Q(state=Meeting.OPEN, held_on=today))
    return rows.order_by(Coalesce("held_on", "planned_on"), Coalesce("began_at", "planned_at"), "pk")


def taken_back(person_id: int | None, today: date) -> Any:
    """Meetings to come of which a person was told and that were called off since."""
    rows = told_to(person_id).filter(state=Meeting.CALLED_OFF, told__gt=0, planned_on__gte=today)
    return rows.order_by("planned_on", "planned_at", "pk")


def past(person_id: int | None, today: date) -> Any:
    """Meetings of which a person was told that are over, the latest first."""
    over = Q(state__in=(Meeting.CLOSED, Meeting.CALLED_OFF)) | Q(state=Meeting.OPEN, held_on__lt=today)
    return told_to(person_id).filter(over).order_by("-planned_on", "-pk")


@dataclass(frozen=True)
class Answered:
    """One who was told, with his answer; `again`: he answered what holds no more."""

    asked: Asked
    reply: Reply | None
    again: bool

    @property
    def answer(self) -> str:
        """The answer that stands; empty for none."""
        return self.reply.answer if self.reply and not self.again else ""


def answers_to(meeting: Meeting) -> list[Answered]:
    """Everyone told of a meeting with what he answered; three questions."""
    held = {one.person_id: one for one in Reply.objects.filter(meeting=meeting)}
    return [
        Answered(one, reply := held.get(one.person_id), reply is not None and reply.told != meeting.told)
        for one in asked_of(meeting)
    ]


@dataclass(frozen=True)
class Tally:
    """How many come, ask to stay away, and have not answered what holds."""

    comes: int
    excused: int
    silent: int


def tally_of(answered: Iterable[Answered]) -> Tally:
    """Counts of answers."""
    said = [one.answer for one in answered]
    return Tally(said.count(Reply.COMES), said.count(Reply.EXCUSED), said.count(""))


def answers_standing(meeting: Meeting) -> dict[int, str]:
    """Person → his answer to what holds now: the roll proposes him as he said; one question."""
    rows = Reply.objects.filter(meeting=meeting, told=meeting.told)
    return dict(rows.values_list("person_id", "answer"))


def with_items(rows: Any) -> Any:
    """Meetings with their agenda at hand."""
    return rows.prefetch_related(Prefetch("items"))
