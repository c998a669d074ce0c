"""The life of a cell's monthly meeting: laid out for every cell, convened, opened, its roll called, closed; moved or called off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, correct, record, reference
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import tree
from soxa.law.acts import CT_50, HD_42
from soxa.meetings import effects, forms
from soxa.meetings.kinds import CELL, KINDS, LIST
from soxa.meetings.models import Meeting, Presence, Summons
from soxa.meetings.summoned import due_of

WRITE = "meetings.write"
_AHEAD = (Meeting.DUE, Meeting.CONVENED)

FLOW = Flow(
    "meeting",
    Step(
        "convene", gettext_lazy("Triệu tập"), (Meeting.DUE,), Meeting.CONVENED, WRITE, HD_42.at(""), forms.Convene,
        then=effects.convene, untold=frozenset({"agenda", "theme", "place", "why"}),
    ),
    Step(
        "move", gettext_lazy("Đổi ngày, giờ họp"), (Meeting.CONVENED,), Meeting.CONVENED, WRITE, CT_50.at(""), forms.Move,
        then=effects.move, untold=frozenset({"place", "why"}),
    ),
    Step(
        "open", gettext_lazy("Bắt đầu họp"), _AHEAD, Meeting.OPEN, WRITE, CT_50.at(""), forms.OpenIt,
        then=effects.open_it, untold=frozenset({"agenda", "place"}),
    ),
    Step(
        "close", gettext_lazy("Kết thúc và gửi"), (Meeting.OPEN,), Meeting.CLOSED, WRITE, HD_42.at(""), forms.Close,
        effects.not_without_roll, effects.close, frozenset({"conclusions", "theme"}),
    ),
    Step(
        "reopen", gettext_lazy("Mở lại để sửa"), (Meeting.CLOSED,), Meeting.OPEN, WRITE, HD_42.at(""), forms.Why,
        then=effects.reopen, untold=frozenset({"why"}),
    ),
    Step(
        "call_off", gettext_lazy("Ghi không họp"), _AHEAD, Meeting.CALLED_OFF, WRITE, CT_50.at(""), forms.Why,
        then=effects.call_off, untold=frozenset({"why"}),
    ),
    Step(
        "take_up", gettext_lazy("Họp lại"), (Meeting.CALLED_OFF,), Meeting.DUE, WRITE, CT_50.at(""), forms.Why,
        then=effects.take_up, untold=frozenset({"why"}),
    ),
)  # fmt: skip


def lay_out(units: Iterable[int], month: date, actor: Actor, *, on: date) -> int:
    """Lay out the month's meeting of every cell of `units` that has none; how many. Refused for a month not yet near."""
    first = month.replace(day=1)
    if first > on and (first - on).days > 31:
        raise Refused(_("Chưa đến lúc lập lịch tháng {month}.").format(month=f"{first:%m/%Y}"))
    day = effects.usual_day(first) or first
    with all_or_nothing():
        one_at_a_time(Meeting)
        held = set(Meeting.objects.filter(kind=CELL, month=first).values_list("unit_id", flat=True))
        nodes = tree().nodes
        new = [key for key in sorted(set(units)) if key not in held and nodes[key].stands(day)]
        if new:
            entry = record(
                ("meetings", "lay_out"), ("month", f"{first:%Y-%m}"), actor, on=on, unit_id=actor.unit_id,
                facts={"month": f"{first:%Y-%m}", "rows": len(new)},
            )  # fmt: skip
            Meeting.objects.loaded([Meeting(unit_id=key, month=first, planned_on=day) for key in new], entry)
    return len(new)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A meeting to be planned: its kind, whose, when, what it is called, and for one called by list who is on it (person, post)."""

    kind: str
    unit_id: int
    on: date
    at: time | None = None
    place: str = ""
    title: str = ""
    called: tuple[tuple[int, str], ...] = ()


def plan(wish: Wish, actor: Actor, *, today: date) -> Meeting:
    """Plan a meeting of any kind but a cell's regular one, which is laid out by the month. Refused in words."""
    kind = KINDS.get(wish.kind)
    if kind is None or wish.kind == CELL:
        raise Refused(_("Chọn loại cuộc họp trong danh sách."))
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    node = tree().nodes[wish.unit_id]
    if node.kind != kind.unit_kind or not node.stands(wish.on):
        raise Refused(
            _("{unit} không tổ chức loại cuộc họp này.").format(unit=tree().name(wish.unit_id, today))
        )
    if kind.summoned == LIST and not wish.called:
        raise Refused(_("Chưa có ai trong thành phần dự họp."))
    meeting = Meeting(
        kind=kind.code, side=kind.side, title=wish.title, unit_id=wish.unit_id, month=wish.on.replace(day=1),
        planned_on=wish.on, planned_at=wish.at, place=wish.place,
    )  # fmt: skip
    with all_or_nothing():
        facts = {"kind": kind.code, "on": wish.on.isoformat(), "called": len(wish.called)}
        entry = FLOW.start(meeting, actor, unit_id=wish.unit_id, facts=facts)
        set_called(meeting, wish.called, entry)
    return meeting


def call(meeting: Meeting, called: Iterable[tuple[int, str]], actor: Actor, *, on: date) -> Entry:
    """Change the list of those called, before the meeting begins. Refused in words."""
    listed = tuple(called)
    if not listed:
        raise Refused(_("Chưa có ai trong thành phần dự họp."))
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if locked.state not in _AHEAD:
            raise Refused(_("Cuộc họp đã bắt đầu hoặc đã hoãn; không đổi thành phần nữa."))
        entry = record(
            ("meeting", "call"), reference(locked), actor, on=on, unit_id=locked.unit_id, facts={"rows": len(listed)}
        )  # fmt: skip
        for one in locked.summonses.all():
            one.delete()
        set_called(locked, listed, entry)
    return entry


def set_called(meeting: Meeting, called: Iterable[tuple[int, str]], entry: Entry) -> None:
    """Write the list of those called, in this order."""
    rows = [
        Summons(meeting=meeting, person_id=person, number=number, post=post)
        for number, (person, post) in enumerate(dict(called).items(), start=1)
    ]
    Summons.objects.loaded(rows, entry)


def take(name: str, meeting: Meeting, actor: Actor, facts: dict[str, Any]) -> Entry:
    """Take one step of FLOW; Refused in words, nothing written."""
    with all_or_nothing():
        return FLOW.take(name, meeting, actor, facts)


def call_roll(meeting: Meeting, answers: dict[int, str], actor: Actor, *, basis: str = "") -> int:
    """Write who came; how many rows changed. Two who call it at once end in one roll: the later answer of a name stands.

    `answers`: person → one of Presence.ANSWERS. Refused for another word, for one who is not called to it, before
    the meeting began; once it was sent, what was written is corrected, and needs its basis.
    """
    if set(answers.values()) - {value for value, _words in Presence.ANSWERS}:
        raise Refused(_("Không rõ có mặt hay vắng."))
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if locked.held_on is None or locked.state not in (Meeting.OPEN, Meeting.CLOSED):
            raise Refused(_("Buổi họp chưa bắt đầu: bắt đầu họp rồi mới điểm danh."))
        held = {one.person_id: one for one in Presence.objects.filter(meeting=locked)}
        new = {key: said for key, said in answers.items() if key not in held}
        changed = {
            held[key]: said for key, said in answers.items() if key in held and held[key].answer != said
        }
        if locked.state == Meeting.CLOSED and (new or changed) and not basis:
            raise Refused(_("Buổi họp đã gửi; sửa điểm danh thì ghi căn cứ đính chính."))
        if new:
            _write(locked, new, actor)
        if locked.state == Meeting.OPEN and changed:
            _change(locked, changed, actor)
        elif changed:
            for row, said in changed.items():
                correct(row, {"answer": said}, actor, basis=basis, unit_id=row.unit_id, about=locked)
    return len(new) + len(changed)


def _write(meeting: Meeting, answers: dict[int, str], actor: Actor) -> None:
    on = _day_of(meeting)
    due = {one.person_id: one for one in due_of(meeting, on, answers)}
    if set(due) != set(answers):
        raise Refused(_("Có tên không thuộc diện dự cuộc họp này vào ngày họp; mở lại trang điểm danh."))
    rows = [
        Presence(
            meeting=meeting, kind=meeting.kind, unit_id=meeting.unit_id, person_id=key, member_id=due[key].member_id,
            held_on=on, answer=said, name_key=due[key].name_key,
        )
        for key, said in answers.items()
    ]  # fmt: skip
    Presence.objects.loaded(rows, _told(meeting, actor, len(rows)))


def _change(meeting: Meeting, changed: dict[Presence, str], actor: Actor) -> None:
    entry = _told(meeting, actor, len(changed))
    for row, said in changed.items():
        row.answer, row.entry = said, entry
        row.save(update_fields=["answer", "entry"])


def _told(meeting: Meeting, actor: Actor, rows: int) -> Entry:
    act, about = ("meeting", "roll"), reference(meeting)
    return record(act, about, actor, on=_day_of(meeting), unit_id=meeting.unit_id, facts={"rows": rows})


def _day_of(meeting: Meeting) -> date:
    assert meeting.held_on is not None  # noqa: S101 – a roll is called of a meeting that began
    return meeting.held_on
