"""Meetings as pages show them: the roll of one, the board of a month by cell, and the meetings of one cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from soxa.kernel.access import sight_of
from soxa.kernel.units.tree import tree
from soxa.law.force import Law, NotInForce
from soxa.law.numbers import share_text
from soxa.meetings.convening.lists import answers_standing
from soxa.meetings.convening.models import Reply
from soxa.meetings.effects import usual_day
from soxa.meetings.kinds import ALL, CALLS, CELL, HEADS, RHYTHMS, WAYS, Kind
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.rules import least_minutes
from soxa.meetings.summoned import Due, Everyone, everyone, must_come
from soxa.org.models import Office
from soxa.org.roles import PARTY
from soxa.party.models import Exemption

MUST = Q(presences__must=True)
CAME = MUST & Q(presences__answer__in=Presence.CAME)


@dataclass(frozen=True)
class Called:
    """One on the roll: what is written, or what is proposed; why he need not come; as what he was called; `free`: whether he is not counted, come or not."""

    person_id: int
    name: str
    answer: str
    written: bool
    note: str = ""
    post: str = ""
    votes: bool = True
    reason: str = ""
    must: bool = True
    free: bool = False


def roll_of(meeting: Meeting, on: date, known: Everyone | None = None) -> list[Called]:
    """Everyone called to the meeting that is held on a day, in order, with what is written or proposed of him; four questions, three when all are written.

    `known`: who is called and eased, where that was asked already: two questions less.
    Who is written on the roll stays on it, though what was typed later says that he was not called that day.
    """
    due, eased = known or everyone(meeting, on)
    held = {row.person_id: row for row in _written(meeting)}
    called = {one.person_id for one in due}
    answered = answers_standing(meeting) if called - held.keys() else {}
    gone = [
        Due(row.person_id, row.name, row.name_key, row.member_id, votes=False)
        for row in held.values()
        if row.person_id not in called
    ]

    def likely(one: Due) -> str:
        spell, said = eased.get(one.person_id), answered.get(one.person_id)
        if spell and (spell.kind == Exemption.SUSPENDED or said != Reply.COMES):
            return Presence.NOT_REQUIRED
        return Presence.EXCUSED if said == Reply.EXCUSED else Presence.PRESENT

    def line(one: Due) -> Called:
        row, spell = held.get(one.person_id), eased.get(one.person_id)
        note = str(spell.get_kind_display()) if spell else ""
        said = row.answer if row else likely(one)
        free = not must_come(one, Presence.PRESENT, eased)
        must = row.must if row else must_come(one, said, eased)
        reason = row.reason if row else ""
        return Called(
            one.person_id, one.name, said, row is not None, note, one.post, one.votes, reason, must, free
        )

    return [line(one) for one in (*due, *sorted(gone, key=lambda one: one.name_key))]


class _Row(NamedTuple):
    person_id: int
    name: str
    name_key: str
    member_id: int | None
    answer: str
    must: bool
    reason: str


def _written(meeting: Meeting) -> Iterator[_Row]:
    rows = Presence.objects.filter(meeting=meeting).values_list(
        "person_id", "person__full_name", "name_key", "member_id", "answer", "must", "reason"
    )
    return map(_Row._make, rows)


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


def turnout_of(roll: Iterable[Any]) -> Turnout:
    """Counts of those on a roll, written (Presence) or proposed (Called): of those who had to come alone."""
    answers = [one.answer for one in roll if one.must]
    return Turnout(
        len(answers),
        sum(one in Presence.CAME for one in answers),
        answers.count(Presence.EXCUSED),
        answers.count(Presence.ABSENT),
    )


def cells_of(reader: Any, on: date) -> list[int]:
    """Cells in sight that stand on a day."""
    sight = sight_of(reader, PARTY)
    return [node.id for node in tree().of_kind("cell", on) if node.id in sight]


def people_of(called: list[Called]) -> list[tuple[int, str]]:
    """(person, name) of those on a roll, in its order."""
    return [(one.person_id, one.name) for one in called]


def who_may_lead(meeting: Meeting) -> list[tuple[int, str]]:
    """(person, name) of those who may have led or written: who came, else – where heads are counted – who holds an office in the unit."""
    on = meeting.held_on or meeting.planned_on
    if meeting.what.summoned == HEADS:
        return list(
            dict(Office.of_unit(meeting.unit_id, on).values_list("person_id", "person__full_name")).items()
        )
    return people_of([one for one in roll_of(meeting, on) if one.answer in Presence.CAME])


def holds(meeting: Meeting, roll: list[Called]) -> bool:
    """Whether enough came for the meeting to be held, as its kind asks: of those who had to, or of all on the list."""
    on, rule = meeting.held_on or meeting.planned_on, meeting.what.quorum
    if meeting.what.summoned == HEADS:
        return meeting.heads_came is None or meeting.what.holds(
            meeting.heads_came, meeting.heads_due or 0, on
        )
    counted, votes = turnout_of(roll), sum(one.votes for one in roll)
    return meeting.what.holds(counted.came, votes if rule and rule.base == ALL else counted.required, on)


def agenda_before(meeting: Meeting) -> str:
    """The agenda to begin with: the meeting's own, else that of the cell's meeting before it; a line each."""
    items = list(meeting.items.values_list("title", flat=True))
    if not items:
        earlier = Meeting.objects.filter(
            kind=meeting.kind, unit_id=meeting.unit_id, planned_on__lt=meeting.planned_on, items__isnull=False
        )
        last = earlier.order_by("-planned_on").first()
        items = list(last.items.values_list("title", flat=True)) if last else []
    return "\n".join(items)


def day_of(month: date) -> date:
    """The rule's day of a month, its first day in months before the rule."""
    return usual_day(month) or month.replace(day=1)


def short_by(meeting: Meeting) -> int:
    """Minutes that a meeting lacks of the least the guidance asks; 0 where it lasted long enough, or none was asked."""
    if meeting.minutes is None or meeting.held_on is None or meeting.what.least_minutes is None:
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


def board(reader: Any, month: date, today: date, units: Iterable[int] | None = None) -> list[Row]:
    """Meetings of a month in sight (of `units` alone where they are told), those who have sent nothing first; one question."""
    seen: Any = Meeting.objects.seen_by(reader).filter(kind=CELL, month=month)
    rows = _rows(seen if units is None else seen.filter(unit_id__in=sorted(units)), today)
    return sorted(rows, key=lambda row: (_ORDER[row.light[0]], row.code))


def of_cell(reader: Any, unit_id: int, today: date) -> list[Row]:
    """The last twelve months of one cell, the latest first; one question."""
    seen: Any = Meeting.objects.seen_by(reader).filter(kind=CELL, unit_id=unit_id)
    return _rows(seen.order_by("-month")[:12], today)


def _rows(meetings: Any, today: date) -> list[Row]:
    found = meetings.annotate(required=Count("presences", filter=MUST), came=Count("presences", filter=CAME))
    standing = tree()
    nodes = standing.nodes
    return [
        Row(one, standing.name(one.unit_id, one.planned_on), nodes[one.unit_id].code, one.required, one.came, light_of(one, today))
        for one in found
        if one.held_on or nodes[one.unit_id].stands(one.planned_on)  # laid out before the cell was merged away
    ]  # fmt: skip


_STATES: dict[str, Any] = dict(Meeting.STATES)
_ORDER = {"bad": 0, "warn": 1, "quiet": 2, "good": 3}


def light_of(meeting: Meeting, today: date) -> tuple[str, Any]:
    """(kind of light, words) of a meeting today."""
    words = _STATES[meeting.state]
    if meeting.state == Meeting.CLOSED:
        return "good", words
    if meeting.state == Meeting.CALLED_OFF:
        return "quiet", words
    if meeting.state == Meeting.OPEN:
        return "warn", words
    return ("bad", _("Chưa gửi")) if meeting.planned_on < today else ("quiet", words)


def bodies(reader: Any, kind: str = "") -> Any:
    """Meetings in sight of every kind but a cell's regular one, the latest first."""
    seen: Any = Meeting.objects.seen_by(reader).exclude(kind=CELL).order_by("-planned_on", "-pk")
    counted = seen.annotate(required=Count("presences", filter=MUST), came=Count("presences", filter=CAME))
    return counted.filter(kind=kind) if kind else counted


def lined(meetings: Any, today: date) -> list[Row]:
    """Meetings of `bodies` as a list shows them; where heads are counted, by their number."""
    nodes = tree().nodes
    return [
        Row(
            one, tree().name(one.unit_id, one.planned_on), nodes[one.unit_id].code,
            one.heads_due or one.required, one.heads_came or one.came, light_of(one, today),
        )
        for one in meetings
    ]  # fmt: skip


def plan_before(kind: Any, unit_id: int) -> dict[str, Any]:
    """Title, hour and place of the last meeting of a kind, to change and use again; nothing where there was none."""
    last = Meeting.objects.filter(kind=kind.code, unit_id=unit_id).order_by("-planned_on", "-pk").first()
    return {name: getattr(last, name) for name in ("title", "planned_at", "place")} if last else {}


def rules_of(kind: Kind, on: date) -> dict[str, Any]:
    """What holds for a kind of meeting on a day, in words: rhythm, who is called, quorum, majority, ways of voting, length, papers, notice, law."""
    in_force = [law for law in (kind.times, kind.least_minutes, kind.papers_before, kind.notice) if law]
    shares = [share.law for share in (kind.quorum, kind.majority) if share]
    return {
        "kind": kind,
        "rhythm": RHYTHMS[kind.rhythm],
        "called": CALLS[kind.summoned],
        "quorum": kind.quorum.words(on) if kind.quorum else "–",
        "majority": kind.majority.words(on) if kind.majority else "–",
        "ways": ", ".join(str(WAYS[one]) for one in kind.forms) or _("không biểu quyết"),
        "least": _told(kind.least_minutes, on),
        "before": _told(kind.papers_before, on),
        "notice": _told(kind.notice, on),
        "papers": ", ".join(str(one) for one in kind.papers),
        "unconfirmed": [law.title for law in (*in_force, *shares) if not _confirmed(law, on)],
    }


def _told(law: Law | None, on: date) -> str:
    try:
        return f"{law.on(on).amount} {law.unit}" if law else "–"
    except NotInForce:
        return "–"


def _confirmed(law: Law, on: date) -> bool:
    try:
        return law.on(on).confirmed
    except NotInForce:
        return True
