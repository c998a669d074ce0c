"""The demo commune's scores of its cells' meetings: the half-year's levels as counted by hand, then in the same measure."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.law.periods import FOREVER
from soxa.meetings import lists
from soxa.meetings.kinds import CELL
from soxa.meetings.models import Guest, Meeting
from soxa.meetings.quality import rules
from soxa.meetings.quality.catalogue import ensure_sheets
from soxa.meetings.quality.models import Score, ScoreSheet
from soxa.org.models import Office
from soxa.party.posts import FOLLOWER
from soxa.samples.commune import plan
from soxa.samples.commune.inserting import insert_all

# of the 333 meetings of the half-year; the others are good
HALF = {rules.POOR: 2, rules.AVERAGE: 9, rules.FAIR: 51}
LATER = {rules.POOR: 1, rules.AVERAGE: 7, rules.FAIR: 38}
# the least total of a level, and how many totals it has in the demo
TOTALS = {rules.GOOD: (90, 7), rules.FAIR: (72, 16), rules.AVERAGE: (55, 13), rules.POOR: (41, 7)}
OTHERS = (Decimal(20), Decimal(30), Decimal(20), Decimal(20))
CAME_OF, SCORED_AFTER, OWN_AFTER = 4, timedelta(days=6), timedelta(days=1)
WHY = {
    rules.POOR: "Nhiều đảng viên vắng, chưa thảo luận, không phân công việc.",
    rules.AVERAGE: "Ít ý kiến phát biểu, kết luận chưa giao người, giao hạn.",
    rules.FAIR: "Tài liệu gửi muộn, cần gợi ý nội dung thảo luận trước.",
    rules.GOOD: "",
}
Row = dict[str, Any]


def score_all(units: dict[str, Unit], actor: Actor) -> None:
    """Scores of both sides and the followers who came, in one load; of the last month followers have not scored yet."""
    turnout = {
        "came": Count("presences", filter=lists.CAME),
        "must": Count("presences", filter=lists.MUST),
    }
    found: Any = Meeting.objects.filter(kind=CELL, held_on__isnull=False).annotate(**turnout)
    meetings = list(found.order_by("month", "unit__code"))
    last = meetings[-1].month
    ensure_sheets()
    sheet = ScoreSheet.objects.get(kind=CELL, unit=None)
    followers = dict(Office.objects.filter(code=FOLLOWER, until=FOREVER).values_list("unit_id", "person_id"))
    names = dict(Office.objects.filter(code=FOLLOWER).values_list("person_id", "person__full_name"))
    entry = journal.write(
        actor, "samples", "scores", subject=("unit", plan.COMMUNE[0]), on=last, facts={"rows": len(meetings)},
        unit_id=units[plan.COMMUNE[0]].pk,
    )  # fmt: skip
    scores: list[Row] = []
    guests: list[Row] = []
    for at, (meeting, level) in enumerate(_levels(meetings)):
        total = _total(meeting, level, at)
        person = followers.get(meeting.unit_id)
        came = person is not None and at % CAME_OF != 1
        if came:
            guests.append(
                {"meeting_id": meeting.pk, "person_id": person, "name": names[person], "post": "Đảng ủy viên", "follower": True}
            )  # fmt: skip
        both = came and meeting.month < last
        own = total + (at % 3 if both and level != rules.GOOD else 0)
        scores.append(_row(meeting, sheet, Score.SELF, own, both=both))
        if both:
            scores.append(_row(meeting, sheet, Score.FOLLOWER, total, both=both, note=WHY[level]))
    insert_all(Guest, guests, entry)
    Score.objects.loaded([Score(**row) for row in scores], entry)


def _levels(meetings: list[Any]) -> Iterator[tuple[Any, str]]:
    """Each meeting with its level: so many of a level as the half-year has, evenly spread over it."""
    for part, counts in (
        ([one for one in meetings if one.month.month <= 6], HALF),
        ([one for one in meetings if one.month.month > 6], LATER),
    ):
        given: dict[int, str] = {}
        free = list(range(len(part)))
        for level, count in counts.items():
            chosen = [free[at * len(free) // count + 1] for at in range(count)] if len(free) > count else []
            given |= dict.fromkeys(chosen, level)
            free = [at for at in free if at not in given]
        yield from ((one, given.get(at, rules.GOOD)) for at, one in enumerate(part))


def _total(meeting: Any, level: str, at: int) -> Decimal:
    least, several = TOTALS[level]
    return min(Decimal(least + at % several), _attended(meeting) + sum(OTHERS, Decimal()))


def _attended(meeting: Any) -> Decimal:
    return rules.points_of(Decimal(10), Fraction(meeting.came, meeting.must or 1))


def _row(meeting: Any, sheet: ScoreSheet, side: str, total: Decimal, *, both: bool, note: str = "") -> Row:
    own = side == Score.SELF
    on = meeting.held_on + (OWN_AFTER if own else SCORED_AFTER)
    until = meeting.held_on + SCORED_AFTER if own and both else FOREVER
    return {
        "meeting_id": meeting.pk, "unit_id": meeting.unit_id, "month": meeting.month, "side": side, "sheet_id": sheet.pk,
        "scored_on": on, "since": on, "until": until, "total": total, "level": rules.level_of(total, sheet.bounds),
        "points": _points(meeting, total), "note": note,
    }  # fmt: skip


def _points(meeting: Any, total: Decimal) -> dict[str, list[str]]:
    """The total over the criteria: attendance as it was, the rest in the measure of what each gives at most."""
    first = min(_attended(meeting), total)
    left, whole = total - first, sum(OTHERS, Decimal())
    given = [first, *(rules.points_of(most, Fraction(left) / Fraction(whole)) for most in OTHERS)]
    given[2] += total - sum(given, Decimal())
    return {str(number): [str(points), "", ""] for number, points in enumerate(given, start=1)}
