"""The calendar of meetings and duties in sight: by day, with what falls together in one place or on one person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Q

from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.meetings.convening.models import CalendarLine
from soxa.meetings.kinds import CELL
from soxa.meetings.models import Meeting, Summons

NOON = time(12)
USUAL = timedelta(hours=2)  # how long a meeting is taken to last whose end nobody said
FEW = 4  # so many cells of a day have a line of their own


@dataclass
class Event:
    """One line of a day: a meeting (with its key) or a duty, when, what, who leads, who comes, where; what it clashes with."""

    on: date
    begins: time | None
    ends: time | None
    title: str
    unit: str
    place: str = ""
    leader: str = ""
    people: str = ""
    prepares: str = ""
    meeting_id: int | None = None
    line_id: int | None = None
    cells: int = 0
    clashes: list[str] = field(default_factory=list)

    @property
    def morning(self) -> bool:
        """Whether it stands in the morning's column; what has no hour does."""
        return self.begins is None or self.begins < NOON

    @property
    def span(self) -> tuple[int, int] | None:
        """Minutes of the day it takes; None without an hour."""
        if self.begins is None:
            return None
        start = self.begins.hour * 60 + self.begins.minute
        end = (
            self.ends.hour * 60 + self.ends.minute if self.ends else start + int(USUAL.total_seconds() // 60)
        )
        return start, end


def overlap(one: Event, other: Event) -> bool:
    """Whether two events of one day take the same minutes; one that ends as the other begins does not."""
    if one.on != other.on or one.span is None or other.span is None:
        return False
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def events(reader: Any, since: date, until: date, *, units: frozenset[int] | None = None) -> list[Event]:
    """Everything in sight from a day up to (not including) another, in order; cells' regular meetings of a day as one line when many.

    Four questions, whatever there is. With units only what these hold themselves.
    """
    held = Q(held_on=None, planned_on__gte=since, planned_on__lt=until)
    seen: Any = Meeting.objects.seen_by(reader).filter(held | Q(held_on__gte=since, held_on__lt=until))
    seen = seen.exclude(state=Meeting.CALLED_OFF).select_related("chair").order_by("planned_on", "pk")
    lines: Any = (
        CalendarLine.objects.seen_by(reader)
        .filter(on__gte=since, on__lt=until, dropped_on=None)
        .order_by("pk")
    )
    if units is not None:
        seen, lines = seen.filter(unit__in=sorted(units)), lines.filter(unit__in=sorted(units))
    meetings = list(seen)
    found = [*_of_meetings(meetings), *(_of_line(one) for one in lines)]
    _clashes(found, _persons(meetings))
    return sorted(_gathered(found), key=lambda one: (one.on, one.begins or time(0), one.title))


def _of_meetings(meetings: Iterable[Meeting]) -> Iterable[Event]:
    nodes = tree().nodes
    for one in meetings:
        day = one.held_on or one.planned_on
        if not one.held_on and not nodes[one.unit_id].stands(day):
            continue
        yield Event(
            day, one.began_at or one.planned_at, one.ended_at, one.called, tree().name(one.unit_id, day), one.place,
            one.chair.full_name if one.chair else "", meeting_id=one.pk, cells=int(one.kind == CELL),
        )  # fmt: skip


def _of_line(one: CalendarLine) -> Event:
    return Event(
        one.on, one.begins_at, one.ends_at, one.text, tree().name(one.unit_id, one.on), one.place, one.leader, one.people,
        one.prepares, line_id=one.pk,
    )  # fmt: skip


def _persons(meetings: Sequence[Meeting]) -> dict[int, dict[int, str]]:
    """By meeting those called by name; one question."""
    keys = [one.pk for one in meetings if one.kind != CELL]
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Summons.objects.filter(meeting__in=keys)
    for key, person, name in rows.values_list("meeting", "person", "person__full_name"):
        found[key][person] = name
    return found


def _clashes(found: list[Event], persons: dict[int, dict[int, str]]) -> None:
    """Say of each pair in the same minutes what they share: the place, or those called to both."""
    by_day: dict[date, list[Event]] = defaultdict(list)
    for one in found:
        if not one.cells and one.span:
            by_day[one.on].append(one)
    for events_ in by_day.values():
        for at, one in enumerate(events_):
            for other in events_[at + 1 :]:
                if overlap(one, other) and (shared := _shared(one, other, persons)):
                    one.clashes.append(f"{other.title} ({shared})")
                    other.clashes.append(f"{one.title} ({shared})")


def _shared(one: Event, other: Event, persons: dict[int, dict[int, str]]) -> str:
    said = []
    if one.place and fold(one.place) == fold(other.place):
        said.append(one.place)
    mine, theirs = persons.get(one.meeting_id or 0, {}), persons.get(other.meeting_id or 0, {})
    both = [name for key, name in mine.items() if key in theirs]
    if both:
        said.append(", ".join(both[:2]) + (f" +{len(both) - 2}" if len(both) > 2 else ""))
    return "; ".join(said)


def _gathered(found: list[Event]) -> list[Event]:
    """Many cells' meetings of one day stand as one line."""
    of_cells: dict[date, list[Event]] = defaultdict(list)
    for one in found:
        if one.cells:
            of_cells[one.on].append(one)
    rest = [one for one in found if not one.cells]
    for day, cells in of_cells.items():
        if len(cells) < FEW:
            rest += cells
        else:
            begins = min((one.begins for one in cells if one.begins), default=None)
            rest.append(Event(day, begins, None, "", "", cells=len(cells)))
    return rest


def week_of(day: date) -> list[date]:
    """Monday to Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=step) for step in range(7)]


def month_of(day: date) -> list[list[date]]:
    """The weeks that hold the days of a month, Monday to Sunday."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    weeks, at = [], week_of(first)
    while at[0] < following:
        weeks.append(at)
        at = week_of(at[0] + timedelta(days=7))
    return weeks
