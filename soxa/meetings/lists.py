"""Meetings as pages show them: the roll of one, the board of a month by cell, and the meetings of one cell."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from soxa.kernel.access import sight_of
from soxa.kernel.units.tree import tree
from soxa.law.force import NotInForce
from soxa.law.numbers import share_text
from soxa.meetings.effects import usual_day
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.rules import least_minutes, more_than_half
from soxa.org.roles import PARTY
from soxa.party.models import Exemption, Member, Membership

CAME = Q(presences__answer__in=Presence.CAME)
MUST = ~Q(presences__answer=Presence.NOT_REQUIRED) & Q(presences__isnull=False)


@dataclass(frozen=True)
class Called:
    """A member on the roll: what is written, or what is proposed; why he need not come."""

    member_id: int
    name: str
    answer: str
    written: bool
    note: str = ""


def roll_of(meeting: Meeting, on: date) -> list[Called]:
    """Members at home in the cell at the end of a day, by name; three questions."""
    spells = Membership.objects.home().filter(Membership.standing(on), unit_id=meeting.unit_id)
    people = list(spells.order_by("name_key", "pk").values_list("member_id", "member__person__full_name"))
    eased = {
        one.member_id: str(one.get_kind_display())
        for one in Exemption.objects.filter(Exemption.standing(on), member_id__in=[key for key, _n in people])
    }
    held = dict(Presence.objects.filter(meeting=meeting).values_list("member_id", "answer"))
    return [
        Called(
            key,
            name,
            held.get(key, Presence.NOT_REQUIRED if key in eased else Presence.PRESENT),
            key in held,
            eased.get(key, ""),
        )
        for key, name in people
    ]


@dataclass(frozen=True)
class Turnout:
    """Who had to come and who came."""

    required: int
    came: int
    excused: int
    absent: int

    @property
    def share(self) -> str:
        """The share that came, as printed."""
        return share_text(self.came, self.required)

    @property
    def enough(self) -> bool:
        """More than half came."""
        return more_than_half(self.came, self.required)


def turnout_of(answers: list[str]) -> Turnout:
    """Counts of answers."""
    must = [one for one in answers if one != Presence.NOT_REQUIRED]
    return Turnout(
        len(must),
        sum(one in Presence.CAME for one in must),
        must.count(Presence.EXCUSED),
        must.count(Presence.ABSENT),
    )


def cells_of(reader: Any, on: date) -> list[int]:
    """Cells in sight that stand on a day."""
    sight = sight_of(reader, PARTY)
    return [node.id for node in tree().of_kind("cell", on) if node.id in sight]


def people_of(called: list[Called]) -> list[tuple[int, str]]:
    """(person, name) of members on a roll, in its order."""
    persons = dict(
        Member.objects.filter(pk__in=[one.member_id for one in called]).values_list("pk", "person_id")
    )
    return [(persons[one.member_id], one.name) for one in called]


def agenda_before(meeting: Meeting) -> str:
    """The agenda to begin with: the meeting's own, else that of the cell's meeting before it; a line each."""
    items = list(meeting.items.values_list("title", flat=True))
    if not items:
        earlier = Meeting.objects.filter(
            unit_id=meeting.unit_id, month__lt=meeting.month, items__isnull=False
        )
        last = earlier.order_by("-month").first()
        items = list(last.items.values_list("title", flat=True)) if last else []
    return "\n".join(items)


def day_of(month: date) -> date:
    """The rule's day of a month, its first day in months before the rule."""
    return usual_day(month) or month.replace(day=1)


def short_by(meeting: Meeting) -> int:
    """Minutes that a meeting lacks of the least the guidance asks; 0 where it lasted long enough, or none was asked."""
    if meeting.minutes is None or meeting.held_on is None:
        return 0
    try:
        least = least_minutes(meeting.held_on, themed=bool(meeting.theme))
    except NotInForce:
        return 0
    return max(least - meeting.minutes, 0)


@dataclass(frozen=True)
class Row:
    """One cell's meeting of a month on the board."""

    meeting: Any
    cell: str
    code: str
    required: int
    came: int
    light: tuple[str, Any]

    @property
    def share(self) -> str:
        """The share that came; a dash while no roll was called."""
        return share_text(self.came, self.required) if self.required else "–"


def board(reader: Any, month: date, today: date) -> list[Row]:
    """Meetings of a month in sight, those who have sent nothing first; one question."""
    rows = _rows(Meeting.objects.seen_by(reader).filter(month=month), today)
    return sorted(rows, key=lambda row: (_ORDER[row.light[0]], row.code))


def of_cell(reader: Any, unit_id: int, today: date) -> list[Row]:
    """The last twelve months of one cell, the latest first; one question."""
    seen: Any = Meeting.objects.seen_by(reader).filter(unit_id=unit_id)
    return _rows(seen.order_by("-month")[:12], today)


def _rows(meetings: Any, today: date) -> list[Row]:
    found = meetings.annotate(required=Count("presences", filter=MUST), came=Count("presences", filter=CAME))
    nodes = tree().nodes
    return [
        Row(one, tree().name(one.unit_id, one.planned_on), nodes[one.unit_id].code, one.required, one.came, light_of(one, today))
        for one in found
        if one.held_on or nodes[one.unit_id].stands(one.planned_on)  # laid out before the cell was merged away
    ]  # fmt: skip


_ORDER = {"bad": 0, "warn": 1, "quiet": 2, "good": 3}


def light_of(meeting: Meeting, today: date) -> tuple[str, Any]:
    """(kind of light, words) of a meeting today."""
    words = meeting.get_state_display()
    if meeting.state == Meeting.CLOSED:
        return "good", words
    if meeting.state == Meeting.CALLED_OFF:
        return "quiet", words
    if meeting.state == Meeting.OPEN:
        return "warn", words
    return ("bad", _("Chưa gửi")) if meeting.planned_on < today else ("quiet", words)
