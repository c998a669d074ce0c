"""The facts from which warnings are told, read from the book: of one meeting, and of the rhythm of cells and bodies in sight."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q

from soxa.meetings.convening import warnings
from soxa.meetings.convening.models import Invitation, Reply
from soxa.meetings.convening.warnings import Facts, Warned
from soxa.meetings.kinds import ALL, CELL, CELL_THEME, KINDS
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.summoned import due_of, eased_of, must_come

AHEAD = (Meeting.DUE, Meeting.CONVENED)
YEARLY = ("council", "dialogue", "village")


def warned_of(meeting: Meeting, today: date) -> list[Warned]:
    """What is about to be broken by a meeting ahead; nothing once it began, or should have."""
    return warned_of_all([meeting], today)[meeting.pk]


def warned_of_all(meetings: Iterable[Meeting], today: date) -> dict[int, list[Warned]]:
    """What is about to be broken by each of these meetings; two questions, and two more for each with excuses."""
    found = list(meetings)
    keys = [one.pk for one in found if one.state in AHEAD and one.planned_on >= today]
    told = {
        (key, number): day
        for key, number, day in Invitation.objects.filter(meeting__in=keys).values_list("meeting", "number", "told_on")
    }  # fmt: skip
    away: dict[int, set[int]] = {}
    excused = Reply.objects.filter(meeting__in=keys, answer=Reply.EXCUSED, told=F("meeting__told"))
    for key, person in excused.values_list("meeting", "person"):
        away.setdefault(key, set()).add(person)
    return {
        one.pk: warnings.of_meeting(_facts(one, told.get((one.pk, one.told)), away.get(one.pk, set())), today)
        if one.pk in keys
        else []
        for one in found
    }


def _facts(one: Meeting, told: date | None, away: set[int]) -> Facts:
    due = _counted(one) if away else set()
    return Facts(
        one.what, one.planned_on, told or one.convened_on, one.papers_on, one.moved_why, len(due), len(away & due)
    )  # fmt: skip


def _counted(meeting: Meeting) -> set[int]:
    """Those of whom the quorum of a meeting ahead is counted: all with a vote, or those who have to come."""
    due, quorum = due_of(meeting, meeting.planned_on), meeting.what.quorum
    if quorum and quorum.base == ALL:
        return {each.person_id for each in due if each.votes}
    eased = eased_of(due, meeting.planned_on)
    return {each.person_id for each in due if must_come(each, Presence.PRESENT, eased)}


def without_theme(cells: Iterable[int], today: date) -> set[int]:
    """Of these cells those that held no thematic meeting in the quarter of a day, by it; one question."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    wanted = set(cells)
    themed = Q(kind=CELL_THEME) | Q(kind=CELL) & ~Q(theme="")
    held = Meeting.objects.filter(themed, held_on__gte=first, held_on__lte=today, unit__in=wanted)
    return wanted - set(held.values_list("unit_id", flat=True))


def rhythm(reader: Any, unit_id: int, kinds: Iterable[str], today: date) -> list[Warned]:
    """Bodies of a commune that have not met as often as they must, of these kinds; what is planned counts; one question."""
    half = date(today.year, 1 if today.month <= 6 else 7, 1)
    seen: Any = Meeting.objects.seen_by(reader).filter(
        unit=unit_id, kind__in=tuple(kinds), planned_on__year=today.year, called_off_on=None
    )
    days: dict[str, list[date]] = {code: [] for code in kinds}
    for code, day in seen.values_list("kind", "planned_on"):
        days[code].append(day)
    return [
        one
        for code, found in days.items()
        for one in warnings.of_rhythm(
            KINDS[code], sum(day >= half if code == "council" else True for day in found), today
        )
    ]
