"""The life of a cell's monthly meeting: laid out for every cell, convened, opened, its roll called, closed; moved or called off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, record, reference
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import tree
from soxa.law.acts import CT_50, HD_42
from soxa.meetings import effects, forms
from soxa.meetings.convening.telling import LIST_CHANGED
from soxa.meetings.kinds import CELL, KINDS, LIST
from soxa.meetings.models import Meeting, Summons
from soxa.meetings.room.roll import call_roll as call_roll
from soxa.meetings.summoned import Listed, listed

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
        then=effects.open_it, untold=frozenset({"agenda", "place", "why"}),
    ),
    Step(
        "mend", gettext_lazy("Sửa ngày, giờ họp"), (Meeting.OPEN,), Meeting.OPEN, WRITE, CT_50.at(""), forms.Mend,
        then=effects.mend, untold=frozenset({"place", "why"}),
    ),
    Step(
        "not_begun", gettext_lazy("Chưa họp, bấm nhầm"), (Meeting.OPEN,), Meeting.DUE, WRITE, CT_50.at(""), forms.Why,
        effects.nothing_written, effects.not_begun, frozenset({"why"}),
    ),
    Step(
        "close", gettext_lazy("Kết thúc và gửi"), (Meeting.OPEN,), Meeting.CLOSED, WRITE, HD_42.at(""), forms.Close,
        effects.not_yet_over, effects.close, frozenset({"conclusions", "theme"}),
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
    """A meeting to be planned: its kind, whose, when, what it is called, and for one called by list who is on it."""

    kind: str
    unit_id: int
    on: date
    at: time | None = None
    place: str = ""
    title: str = ""
    called: tuple[Listed, ...] = ()


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
    if kind.summoned == LIST:
        _somebody(wish.called)
    meeting = Meeting(
        kind=kind.code, side=kind.side, title=wish.title, unit_id=wish.unit_id, month=wish.on.replace(day=1),
        planned_on=wish.on, planned_at=wish.at, place=wish.place,
    )  # fmt: skip
    with all_or_nothing():
        facts = {"kind": kind.code, "on": wish.on.isoformat(), "called": len(wish.called)}
        entry = FLOW.start(meeting, actor, unit_id=wish.unit_id, facts=facts)
        set_called(meeting, wish.called, entry)
    return meeting


def _somebody(called: Iterable[Listed]) -> None:
    if not any(Listed(*one).votes for one in called):
        raise Refused(_("Chưa có ai trong thành phần dự họp: chọn các thành viên, kể cả người sẽ vắng."))


class Changed(NamedTuple):
    """Persons who were put on a list, and those who were taken off it."""

    new: frozenset[int]
    gone: frozenset[int]


def call(meeting: Meeting, called: Iterable[Listed], actor: Actor, *, on: date) -> Changed:
    """Change the list of those called, before the meeting begins; who is new on it and who is no more. Refused in words."""
    wanted = tuple(called)
    _somebody(wanted)
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if locked.state not in _AHEAD:
            raise Refused(_("Cuộc họp đã bắt đầu hoặc đã hoãn; không đổi thành phần nữa."))
        before = listed(locked)
        if [Listed(*one) for one in wanted] == before:
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        entry = record(LIST_CHANGED, reference(locked), actor, on=on, unit_id=locked.unit_id, facts={"rows": len(wanted)})  # fmt: skip
        for one in locked.summonses.all():
            one.delete()
        set_called(locked, wanted, entry)
    then, now = ({one[0] for one in several} for several in (before, wanted))
    return Changed(frozenset(now - then), frozenset(then - now))


def set_called(meeting: Meeting, called: Iterable[Listed], entry: Entry) -> None:
    """Write the list of those called, in this order; each once, as he is named first."""
    once: dict[int, Listed] = {}
    for one in called:
        once.setdefault(one[0], Listed(*one))
    rows = [
        Summons(meeting=meeting, person_id=one.person_id, number=number, post=one.post, votes=one.votes)
        for number, one in enumerate(once.values(), start=1)
    ]
    Summons.objects.loaded(rows, entry)


def take(name: str, meeting: Meeting, actor: Actor, facts: dict[str, Any]) -> Entry:
    """Take one step of FLOW; Refused in words, nothing written."""
    with all_or_nothing():
        return FLOW.take(name, meeting, actor, facts)
