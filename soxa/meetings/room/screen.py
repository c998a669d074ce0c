"""What the screen of a meeting shows: five parts, the roll with its count, who may speak and be charged, who may lead and write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from soxa.kernel.flow import reference
from soxa.kernel.models import Entry
from soxa.law.force import NotInForce
from soxa.meetings import lists
from soxa.meetings.kinds import ALL, HEADS, MEMBERS
from soxa.meetings.models import Conclusion, Guest, Meeting, Opinion, Presence
from soxa.meetings.room.codes import at_the_door
from soxa.meetings.room.flow import followers_on
from soxa.meetings.summoned import Everyone
from soxa.org.models import Office

ROLL, AGENDA, OPINIONS, DECISIONS, DONE = "diem-danh", "noi-dung", "y-kien", "viec", "xong"
PARTS = (
    (ROLL, gettext_lazy("Điểm danh")),
    (AGENDA, gettext_lazy("Nội dung")),
    (OPINIONS, gettext_lazy("Ý kiến")),
    (DECISIONS, gettext_lazy("Việc")),
    (DONE, gettext_lazy("Xong")),
)
# the three that are pressed at once, and those one looks for
NEAR = (Presence.PRESENT, Presence.EXCUSED, Presence.ABSENT)
FAR = (Presence.ONLINE, Presence.NOT_REQUIRED)
FEW, MANY = 3, 6


@dataclass(frozen=True)
class Needed:
    """How many must come: more than, or at least, so many parts of so much; of all on the roll or of those who must."""

    part: int = 0
    of: int = 1
    strict: bool = False
    everyone: bool = False


# acts that add a line to one list of the page and move nothing else that it shows
_LINES = {"say": "said", "decide": "decided", "decide_again": "decided", "undecide": "decided"}
_ROLL = frozenset({"roll"})
# what a page shows of a meeting in pieces that are put in place anew, beside the roll itself
_SUM, _PIECES = ("sum",), ("guests", "said", "decided", "sum")


@dataclass(frozen=True)
class Since:
    """The last entry of a meeting, and the steps of those after the one that a page has seen.

    The meeting is locked while any of them is written, so that none appears later under an earlier key.
    """

    last: int
    steps: frozenset[str]

    @property
    def lines(self) -> bool:
        """Whether lines of opinions or decisions are all that is new."""
        return bool(self.steps) and self.steps <= _LINES.keys()

    @property
    def roll(self) -> bool:
        """Whether answers of the roll are all that is new."""
        return self.steps == _ROLL


class Told(NamedTuple):
    """What an open page is told: what its pieces are made of, which of them are to be put in place anew, and whether the roll is."""

    shown: dict[str, Any]
    pieces: tuple[str, ...]
    roll: bool = True


def needed(meeting: Meeting) -> Needed | None:
    """The quorum as a page counts it while one presses; None where the kind has none, or its law was not yet in force."""
    rule = meeting.what.quorum
    if rule is None:
        return None
    try:
        share = str(rule.law.on(_day(meeting)).amount)
    except NotInForce:
        return None
    part, _slash, of = share.partition("/")
    return Needed(int(part), int(of or 1), rule.strict, rule.base == ALL)


def _day(meeting: Meeting) -> date:
    return meeting.held_on or meeting.planned_on


def followers(meeting: Meeting, guests: list[Guest]) -> list[Any]:
    """(person, name, post) of those who follow the cell on the day and are not yet among the guests."""
    here = {guest.person_id for guest in guests} | {guest.name for guest in guests}
    rows = followers_on(meeting).values_list("person_id", "person__full_name", "title")
    return [row for row in rows if row[0] not in here and row[1] not in here]


def leading(meeting: Meeting, people: list[tuple[int, str]]) -> dict[str, int]:
    """Who is proposed to have led and written: whom the meeting holds already, those of the unit's last one, the first of its offices who came."""
    came = dict(people)
    if meeting.chair_id in came and meeting.scribe_id in came:
        return {"chair": meeting.chair_id, "scribe": meeting.scribe_id}
    last = (
        Meeting.objects.filter(kind=meeting.kind, unit_id=meeting.unit_id, held_on__lt=_day(meeting))
        .order_by("-held_on")
        .values_list("chair_id", "scribe_id")
        .first()
    ) or (None, None)
    chair = last[0] if last[0] in came else None
    if chair is None:
        offices = Office.of_unit(meeting.unit_id, _day(meeting)).values_list("person_id", flat=True)
        chair = next((person for person in offices if person in came), None)
    scribe = last[1] if last[1] in came else None
    return {name: who for name, who in (("chair", chair), ("scribe", scribe)) if who}


def since(meeting: Meeting, seen: int) -> Since:
    """What was written of a meeting after the entry that a page has seen: one question."""
    kind, key = reference(meeting)
    later = Entry.objects.filter(subject_kind=kind, subject_key=key, pk__gt=seen).order_by("pk")
    rows = list(later.values_list("pk", "flow", "step"))
    steps = {step if flow == kind else "" for _pk, flow, step in rows}
    return Since(rows[-1][0] if rows else seen, frozenset(steps))


def told(meeting: Meeting, news: Since, known: Everyone | None = None) -> Told:
    """What an open page is told after a press: lines of opinions or decisions, or the roll and its sum, where nothing else was written; else everything."""
    if news.roll:
        return Told(_rolled(meeting, known), _SUM)
    if not news.lines:
        return Told(sent(meeting, known), _PIECES)
    read = {"said": _opinions, "decided": _decisions}
    shown = {name: read[name](meeting) for name in sorted({_LINES[step] for step in news.steps})}
    return Told(shown, tuple(shown), roll=False)


def _opinions(meeting: Meeting) -> list[Opinion]:
    return list(meeting.opinions.select_related("item"))


def _decisions(meeting: Meeting) -> list[Conclusion]:
    return list(meeting.conclusions.select_related("person", "item"))


def sent(meeting: Meeting, known: Everyone | None = None) -> dict[str, Any]:
    """The roll, and what was written of the meeting so far; `known`: who is called and eased, where that was asked already."""
    said = _opinions(meeting)
    written = {"guests": list(meeting.guests.all()), "said": said, "decided": _decisions(meeting)}
    return _summed(meeting, [(one.person_id, one.name) for one in said], known) | written


def _rolled(meeting: Meeting, known: Everyone | None) -> dict[str, Any]:
    """The roll and what it comes to, of lines only how many there are."""
    said = list(meeting.opinions.values_list("person_id", "name"))
    decided = list(meeting.conclusions.values_list("pk", flat=True))
    return _summed(meeting, said, known) | {"said": said, "decided": decided}


def _summed(
    meeting: Meeting, spoke: Sequence[tuple[int | None, str]], known: Everyone | None
) -> dict[str, Any]:
    """The roll and what it comes to; `spoke`: who is written down as speaking, and his name."""
    roll = lists.roll_of(meeting, _day(meeting), known)
    stayed = {one.person_id for one in roll if one.written and one.answer not in Presence.CAME}
    return {
        "people": roll,
        "turnout": lists.turnout_of(roll),
        "holds": lists.holds(meeting, roll),
        "spoke_away": list(dict.fromkeys(name for person, name in spoke if person in stayed)),
        "at_the_door": at_the_door(meeting) if stayed else [],
        "heads": meeting.what.summoned == HEADS,
        "few": FEW,
        "many": MANY,
    }


def closing(meeting: Meeting) -> dict[str, Any]:
    """What the form that ends a meeting asks about, and nothing beside."""
    return {
        "people": lists.roll_of(meeting, _day(meeting)),
        "items": list(meeting.items.all()),
        "heads": meeting.what.summoned == HEADS,
    }


def shown(meeting: Meeting) -> dict[str, Any]:
    """Everything the five parts show of a meeting, but the form that ends it."""
    told = sent(meeting)
    return told | {
        "followers": followers(meeting, told["guests"]),
        "needed": needed(meeting),
        "items": list(meeting.items.all()),
        "of_members": meeting.what.summoned == MEMBERS,
        "near": [(value, words) for value, words in Presence.ANSWERS if value in NEAR],
        "far": [(value, words) for value, words in Presence.ANSWERS if value in FAR],
    }
