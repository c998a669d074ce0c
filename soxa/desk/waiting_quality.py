"""What waits to be scored: for who follows cells, their last meetings; for a cell's secretary, the own cell's."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import Waiting
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.meetings.models import Meeting
from soxa.meetings.quality.models import SCORED, Score
from soxa.org.models import Office
from soxa.org.roles import CELL_SECRETARY, COMMITTEE_MEMBER
from soxa.party.posts import FOLLOWER

BEHIND = timedelta(days=60)  # an older meeting is seen on the board alone


def scores(reader: Any, today: date) -> list[Waiting]:
    """Meetings held in the last sixty days and not yet scored by the side the reader scores for; one question a side."""
    found = []
    for side, role, slug in (
        (Score.FOLLOWER, COMMITTEE_MEMBER, "theo-doi"),
        (Score.SELF, CELL_SECRETARY, "tu-cham"),
    ):
        units = {
            one.unit_id
            for one in reader.held_offices()
            if one.role == role and tree().nodes[one.unit_id].kind == "cell"
        }
        if units:
            held = _unscored(units, side, today)
            if side == Score.FOLLOWER:
                held = held.filter(_followed_by(reader))
            found += [_line(one, today, slug) for one in held]
    return found


def _followed_by(reader: Any) -> Exists:
    """Meetings of cells that the reader followed on their day."""
    mine = Office.objects.filter(person=reader.person_id, code=FOLLOWER, unit=OuterRef("unit"))
    return Exists(mine.filter(since__lte=OuterRef("held_on"), until__gt=OuterRef("held_on")))


def _unscored(units: set[int], side: str, today: date) -> Any:
    given = Score.objects.filter(meeting_id=OuterRef("pk"), side=side)
    held = Meeting.objects.filter(
        ~Exists(given), kind__in=SCORED, unit_id__in=sorted(units), held_on__gt=today - BEHIND, held_on__lte=today,
        closed_on__isnull=False,
    )  # fmt: skip
    return held.order_by("held_on", "pk")


def _line(one: Meeting, today: date, slug: str) -> Waiting:
    return Waiting(
        title=_("Chấm điểm: {meeting}").format(meeting=one.called),
        detail=_("{cell} · họp ngày {day}").format(
            cell=tree().name(one.unit_id, today), day=day_text(one.held_on or one.planned_on)
        ),
        verb=_("Chấm điểm"),
        address=reverse("meeting_score", args=[one.pk, slug]),
        words=_("Không có hạn"),
    )
