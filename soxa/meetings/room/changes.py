"""Changes as a page sends them, one by one or after an hour without a network: each has a key and is written once, in the page's order.

The order is that in which the book receives them, and within one sending that of the page's own list; what the clock of
a phone says is never asked. A key that was received is never written again, so a page may send anew what it has no
answer for. What is refused is told in words and stops nothing beside it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing
from soxa.law.typed_day import typed_day
from soxa.meetings.models import Conclusion, Guest, Meeting, Opinion, Presence
from soxa.meetings.room import flow, roll
from soxa.meetings.room.models import Received
from soxa.meetings.summoned import Everyone, everyone

Change = Mapping[str, Any]
MOST, KEY_LENGTH = 300, 40


@dataclass
class Taken:
    """What became of changes: the keys that are written, and for each that is not the words why; `open`: whether the meeting still was.

    `known`: who is called to it and eased, where the roll was written and so that was asked.
    """

    took: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    open: bool = True
    known: Everyone | None = None


def take_in(meeting: Meeting, changes: Iterable[Change], actor: Actor) -> Taken:
    """Write changes that were not received before, all in one transaction; answers of the roll first, the last of each name."""
    done = Taken()
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        done.open = locked.state == Meeting.OPEN
        fresh = _not_received(locked, changes, done)
        called = {key: one for key, one in fresh.items() if one.get("do") in ("roll", "fill")}
        if called and done.open and locked.held_on:
            done.known = everyone(locked, locked.held_on)
        for key, words in _roll(locked, called, actor, done.known).items():
            done.refused[key] = words
        with flow.holding(locked):
            for key, one in fresh.items():
                if key not in called and (words := take(locked, one, actor)):
                    done.refused[key] = words
        for key in fresh:
            if key not in done.refused:
                Received(meeting=locked, key=key).save(force_insert=True)
                done.took.append(key)
    return done


def _not_received(meeting: Meeting, changes: Iterable[Change], done: Taken) -> dict[str, Change]:
    told = {str(one.get("key", ""))[:KEY_LENGTH]: one for one in list(changes)[:MOST]}
    told.pop("", None)
    held = set(Received.objects.filter(meeting=meeting, key__in=told).values_list("key", flat=True))
    done.took += [key for key in told if key in held]
    return {key: one for key, one in told.items() if key not in held}


def _roll(
    meeting: Meeting, changes: Mapping[str, Change], actor: Actor, known: Everyone | None
) -> dict[str, str]:
    """Write the answers of the roll: what was pressed, then what was proposed for those of whom nothing is written."""
    pressed: dict[int, tuple[str, str | None]] = {}
    proposed: dict[int, tuple[str, str | None]] = {}
    whose: dict[int, str] = {}
    now = {row.person_id: row for row in _written(meeting, changes.values())}
    refused: dict[str, str] = {}
    for key, one in changes.items():
        if one["do"] == "roll":
            person = number(one.get("person"))
            if words := _overtaken(one, now.get(person)):
                refused[key] = words
                continue
            pressed[person] = (_text(one, "answer"), _text(one, "why") if "why" in one else None)
            whose[person] = key
        else:
            for person, answer in _answers(one).items():
                proposed[person] = (answer, None)
                whose.setdefault(person, key)
    try:
        wrong = write_roll(meeting, pressed, proposed, actor, known) if changes else {}
    except Refused as error:
        return dict.fromkeys(changes, str(error))
    return refused | {whose[person]: words for person, words in wrong.items()}


def _written(meeting: Meeting, changes: Iterable[Change]) -> list[Presence]:
    people = [number(one.get("person")) for one in changes if one["do"] == "roll" and "was" in one]
    rows = Presence.objects.filter(meeting=meeting, person_id__in=people)
    return list(rows.select_related("person")) if people else []


def _overtaken(change: Change, row: Presence | None) -> str:
    """Why an answer is not written: since the page that pressed it knew the book (`was`: its last answer and those pressed there since), another hand wrote something else; empty when nothing did."""
    was = change.get("was")
    if row is None or not isinstance(was, list) or row.answer in (*was, _text(change, "answer")):
        return ""
    return _("{name}: sổ đã ghi “{answer}” từ máy khác sau lúc đồng chí xem; cần sửa thì bấm lại.").format(
        name=row.person.full_name, answer=row.get_answer_display()
    )


def call(meeting: Meeting, pressed: roll.Answers, proposed: roll.Answers, actor: Actor) -> dict[int, str]:
    """The same of a whole roll sent as one form; person → why his answer is not taken, the rest kept."""
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        return write_roll(locked, pressed, proposed, actor)


def write_roll(
    meeting: Meeting,
    pressed: roll.Answers,
    proposed: roll.Answers,
    actor: Actor,
    known: Everyone | None = None,
) -> dict[int, str]:
    """Write what was pressed and, where nothing is written, what was proposed; person → why his answer is not taken, the rest kept."""
    if meeting.state != Meeting.OPEN:
        raise Refused(
            _("Buổi họp đã gửi; mở lại, ghi căn cứ, rồi mới sửa được.")
            if meeting.state == Meeting.CLOSED
            else _("Buổi họp chưa bắt đầu: bắt đầu họp rồi mới điểm danh.")
        )
    held = roll.held_of(meeting, None if proposed else pressed)
    left = {key: told for key, told in proposed.items() if key not in held and key not in pressed}
    answers = {**left, **pressed}
    sheet = roll.sheet_of(meeting, answers, held, known)
    wrong = roll.objections(meeting, answers, sheet)
    roll.written(meeting, {key: told for key, told in answers.items() if key not in wrong}, actor, sheet)
    return wrong


def take(meeting: Meeting, change: Change, actor: Actor) -> str:
    """Write one change other than an answer of the roll; the words in which it is refused, empty when it is written."""
    act = _ACTS.get(_text(change, "do"))
    if act is None:
        return _("Sổ không rõ việc này; tải lại trang rồi làm lại.")
    try:
        act(meeting, change, actor)
    except Refused as refused:
        return str(refused)
    return ""


def number(given: Any) -> int:
    """A key as it was sent; 0, which nothing bears, for what is none."""
    text = str(given)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _text(change: Change, name: str) -> str:
    given = change.get(name, "")
    return given.replace("\x00", "") if isinstance(given, str) else ""


def _answers(change: Change) -> dict[int, str]:
    given = change.get("answers")
    return {number(key): str(said) for key, said in given.items()} if isinstance(given, dict) else {}


def _point(change: Change) -> int | None:
    return number(change.get("item")) if _text(change, "item") else None


def _told_opinion(meeting: Meeting, change: Change) -> flow.Said:
    who, name = _text(change, "who"), _text(change, "name")
    person = number(who[1:]) if who.startswith("p") else None
    if who.startswith("g"):
        guest = _one(Guest, meeting, who[1:])
        person, name = guest.person_id, guest.name
    return flow.Said(
        _text(change, "text"), person, name, _point(change), reserved=bool(_text(change, "reserved"))
    )


def _told_decision(meeting: Meeting, change: Change) -> flow.Decided:
    person, due = _text(change, "person"), _text(change, "due").strip()
    try:
        day = typed_day(due) if due else None
    except ValueError as error:
        raise Refused(str(error)) from error
    return flow.Decided(_text(change, "text"), number(person) if person else None, day, _point(change))


def _one(model: Any, meeting: Meeting, given: Any) -> Any:
    found = model.objects.filter(meeting=meeting, pk=number(given)).first()
    if found is None:
        raise Refused(_("Dòng này không còn; người khác vừa bỏ. Tải lại trang để xem."))
    return found


def _welcome(meeting: Meeting, change: Change, actor: Actor) -> None:
    person = _text(change, "person")
    told = flow.Visitor(
        _text(change, "name"), _text(change, "post"), bool(_text(change, "follower")), number(person) if person else None
    )  # fmt: skip
    flow.welcome(meeting, told, actor)


def _see_off(meeting: Meeting, change: Change, actor: Actor) -> None:
    flow.see_off(_one(Guest, meeting, change.get("id")), actor)


def _say(meeting: Meeting, change: Change, actor: Actor) -> None:
    flow.say(meeting, _told_opinion(meeting, change), actor)


def _say_again(meeting: Meeting, change: Change, actor: Actor) -> None:
    flow.say_again(_one(Opinion, meeting, change.get("id")), _told_opinion(meeting, change), actor)


def _unsay(meeting: Meeting, change: Change, actor: Actor) -> None:
    flow.unsay(_one(Opinion, meeting, change.get("id")), actor)


def _decide(meeting: Meeting, change: Change, actor: Actor) -> None:
    flow.decide(meeting, _told_decision(meeting, change), actor)


def _decide_again(meeting: Meeting, change: Change, actor: Actor) -> None:
    flow.decide_again(_one(Conclusion, meeting, change.get("id")), _told_decision(meeting, change), actor)


def _undecide(meeting: Meeting, change: Change, actor: Actor) -> None:
    flow.undecide(_one(Conclusion, meeting, change.get("id")), actor)


_ACTS: dict[str, Callable[[Meeting, Change, Actor], None]] = {
    "welcome": _welcome,
    "see_off": _see_off,
    "say": _say,
    "say_again": _say_again,
    "unsay": _unsay,
    "decide": _decide,
    "decide_again": _decide_again,
    "undecide": _undecide,
}
