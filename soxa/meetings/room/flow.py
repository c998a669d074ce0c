"""What is written while a meeting is open: guests, what is said, what is decided; changed and taken back by the same hands until it is sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.words import spaced
from soxa.meetings.convening.called import suspended_of
from soxa.meetings.flow import WRITE
from soxa.meetings.models import Conclusion, Guest, Meeting, Opinion, Presence
from soxa.meetings.summoned import candidates, name_if_called
from soxa.org.models import Office
from soxa.party.posts import FOLLOWER

NAME_LENGTH, POST_LENGTH, OPINION_LENGTH, CONCLUSION_LENGTH = 120, 160, 2000, 600


@dataclass(frozen=True)
class Visitor:
    """A guest as he is told: his name and post, whether he follows the cell, who he is where the book knows him."""

    name: str
    post: str = ""
    follower: bool = False
    person_id: int | None = None


@dataclass(frozen=True)
class Said:
    """An opinion as it is told: who spoke – one who is called, a guest, or a name – and what, on which point."""

    text: str
    person_id: int | None = None
    name: str = ""
    item_id: int | None = None
    reserved: bool = False


@dataclass(frozen=True)
class Decided:
    """A decision as it is told: what, by whom, by when, on which point."""

    text: str
    person_id: int | None = None
    due_on: date | None = None
    item_id: int | None = None


Tell = Callable[..., Entry]


def followers_on(meeting: Meeting) -> Any:
    """Offices of those who follow the cell on the day of its meeting; none for a meeting of another body."""
    day = meeting.held_on or meeting.planned_on
    of_cell = meeting.what.unit_kind == "cell"
    return (
        Office.objects.filter(Office.standing(day), unit_id=meeting.unit_id, code=FOLLOWER)
        if of_cell
        else Office.objects.none()
    )


_held: ContextVar[Meeting | None] = ContextVar("the meeting that is locked", default=None)


@contextmanager
def holding(meeting: Meeting) -> Iterator[None]:
    """What is written in the block is of this meeting, which the transaction around has locked: it is not asked for again."""
    token = _held.set(meeting)
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def _open(meeting: Meeting, actor: Actor, act: str) -> Iterator[tuple[Meeting, Tell]]:
    """The meeting, locked, and what writes the entry of an act in it. Refused unless it is open and the actor writes of it."""
    with all_or_nothing():
        locked = _held.get()
        if locked is None or locked.pk != meeting.pk:
            locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if not actor.may(WRITE):
            raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
        if locked.state == Meeting.CLOSED:
            raise Refused(_("Buổi họp đã gửi; mở lại, ghi căn cứ, rồi mới sửa được."))
        if locked.state != Meeting.OPEN or locked.held_on is None:
            raise Refused(_("Buổi họp chưa bắt đầu: bắt đầu họp rồi mới ghi."))
        held_on = locked.held_on

        def tell(**facts: int) -> Entry:
            about = reference(locked)
            return record(("meeting", act), about, actor, on=held_on, unit_id=locked.unit_id, facts=facts)

        yield locked, tell


def welcome(meeting: Meeting, told: Visitor, actor: Actor) -> Guest:
    """Write down a guest; once, however often he is told. Refused without a name.

    The book names by his key only who follows the cell on the day; anybody else is the name that was typed.
    """
    name, post = spaced(told.name)[:NAME_LENGTH], spaced(told.post)[:POST_LENGTH]
    with _open(meeting, actor, "welcome") as (locked, tell):
        following = dict(followers_on(locked).values_list("person_id", "person__full_name"))
        person = told.person_id if told.person_id in following else None
        name = following.get(told.person_id, name)
        if not name:
            raise Refused(_("Ghi họ và tên đại biểu."))
        held = Guest.objects.filter(meeting=locked, name=name, post=post).first()
        if held:
            return held
        follower = told.follower and (person is not None or name in following.values())
        guest = Guest(meeting=locked, person_id=person, name=name, post=post, follower=follower)
        guest.entry = tell()
        guest.save(force_insert=True)
    return guest


def see_off(guest: Guest, actor: Actor) -> None:
    """Take back a guest who was written by mistake."""
    with _open(guest.meeting, actor, "see_off") as (_locked, tell):
        tell()
        guest.delete()


def say(meeting: Meeting, told: Said, actor: Actor) -> Opinion:
    """Write down what one said. Refused without words or a speaker, and for a speaker who is not of the meeting."""
    with _open(meeting, actor, "say") as (locked, tell):
        said = Opinion(meeting=locked, number=_next(Opinion, locked), **_said(locked, told))
        said.entry = tell(number=said.number)
        said.save(force_insert=True)
    return said


def say_again(opinion: Opinion, told: Said, actor: Actor) -> None:
    """Mend what was written of an opinion, while the meeting is open."""
    with _open(opinion.meeting, actor, "say_again") as (locked, tell):
        _change(opinion, {**_said(locked, told), "entry": tell(number=opinion.number)})


def unsay(opinion: Opinion, actor: Actor) -> None:
    """Take back an opinion that was written by mistake."""
    with _open(opinion.meeting, actor, "unsay") as (_locked, tell):
        tell(number=opinion.number)
        opinion.delete()


def decide(meeting: Meeting, told: Decided, actor: Actor) -> Conclusion:
    """Write down one thing the meeting decided. Refused without words, for a day before the meeting, for a stranger."""
    with _open(meeting, actor, "decide") as (locked, tell):
        one = Conclusion(meeting=locked, number=_next(Conclusion, locked), **_decided(locked, told))
        one.entry = tell(number=one.number)
        one.save(force_insert=True)
    return one


def decide_again(one: Conclusion, told: Decided, actor: Actor) -> None:
    """Mend a decision, while the meeting is open and it has become no task."""
    with _open(one.meeting, actor, "decide_again") as (locked, tell):
        _no_task(one)
        _change(one, {**_decided(locked, told), "entry": tell(number=one.number)})


def undecide(one: Conclusion, actor: Actor) -> None:
    """Take back a decision that was written by mistake."""
    with _open(one.meeting, actor, "undecide") as (_locked, tell):
        _no_task(one)
        tell(number=one.number)
        one.delete()


def _no_task(one: Conclusion) -> None:
    if one.task and one.task.withdrawn_on is None:
        raise Refused(_("Việc này đã giao thành nhiệm vụ; sửa ở nhiệm vụ ấy."))


def _next(model: type[Opinion] | type[Conclusion], meeting: Meeting) -> int:
    last: int | None = model.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _said(meeting: Meeting, told: Said) -> dict[str, Any]:
    text = told.text.strip()[:OPINION_LENGTH]
    if not text:
        raise Refused(_("Ghi nội dung ý kiến."))
    name = spaced(told.name)[:NAME_LENGTH]
    if told.person_id:
        name = _of_meeting(meeting, told.person_id)
        _who_came(meeting, told.person_id, name)
    if not name:
        raise Refused(_("Chọn hoặc ghi tên người phát biểu."))
    return {
        "text": text, "person_id": told.person_id, "name": name, "reserved": told.reserved,
        "item_id": _item(meeting, told.item_id),
    }  # fmt: skip


def _who_came(meeting: Meeting, person_id: int, name: str) -> None:
    """Who stays away does not speak, nor who is suspended: the roll is mended first."""
    row = Presence.objects.filter(meeting=meeting, person=person_id).first()
    if row and row.answer not in Presence.CAME:
        raise Refused(
            _(
                "{name}: điểm danh ghi “{answer}” nên không ghi phát biểu; sửa điểm danh trước. "
                "Ý kiến gửi bằng giấy thì chọn “Người khác – ghi tên”."
            ).format(name=name, answer=row.get_answer_display())
        )
    if suspended_of(meeting, [person_id]):
        raise Refused(
            _("{name} đang bị đình chỉ sinh hoạt nên không phát biểu trong cuộc họp.").format(name=name)
        )


def _decided(meeting: Meeting, told: Decided) -> dict[str, Any]:
    text = spaced(told.text)[:CONCLUSION_LENGTH]
    if not text:
        raise Refused(_("Ghi nội dung việc đã quyết định."))
    if told.due_on and meeting.held_on and told.due_on < meeting.held_on:
        raise Refused(_("Hạn của việc phải từ ngày họp {day} trở đi.").format(day=day_text(meeting.held_on)))
    if told.person_id:
        _of_meeting(meeting, told.person_id)
    return {
        "text": text, "person_id": told.person_id, "due_on": told.due_on, "item_id": _item(meeting, told.item_id),
    }  # fmt: skip


def _of_meeting(meeting: Meeting, person_id: int) -> str:
    """The name of one who is called, is a guest, or holds an office in the unit; Refused for anybody else."""
    on = meeting.held_on or meeting.planned_on
    if name := name_if_called(meeting, on, person_id):
        return name
    if guest := Guest.objects.filter(meeting=meeting, person=person_id).first():
        return guest.name
    for near in candidates(meeting.unit_id, on):
        if near.person_id == person_id:
            return near.name
    raise Refused(_("Người được chọn không thuộc cuộc họp này; mở lại trang rồi chọn lại."))


def _item(meeting: Meeting, item_id: int | None) -> int | None:
    if item_id is None or meeting.items.filter(pk=item_id).exists():
        return item_id
    raise Refused(_("Nội dung này không còn trong chương trình họp; mở lại trang rồi chọn lại."))


def _change(row: Any, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=[name.removesuffix("_id") for name in facts])
