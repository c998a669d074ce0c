"""The life of a cell's monthly meeting: laid out for every cell, convened, opened, its roll called, closed; moved or called off."""

from collections.abc import Iterable
from datetime import date
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
from soxa.meetings.models import Meeting, Presence
from soxa.party.models import Membership

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
        held = set(Meeting.objects.filter(month=first).values_list("unit_id", flat=True))
        nodes = tree().nodes
        new = [key for key in sorted(set(units)) if key not in held and nodes[key].stands(day)]
        if new:
            entry = record(
                ("meetings", "lay_out"), ("month", f"{first:%Y-%m}"), actor, on=on, unit_id=actor.unit_id,
                facts={"month": f"{first:%Y-%m}", "rows": len(new)},
            )  # fmt: skip
            Meeting.objects.loaded([Meeting(unit_id=key, month=first, planned_on=day) for key in new], entry)
    return len(new)


def take(name: str, meeting: Meeting, actor: Actor, facts: dict[str, Any]) -> Entry:
    """Take one step of FLOW; Refused in words, nothing written."""
    with all_or_nothing():
        return FLOW.take(name, meeting, actor, facts)


def call_roll(meeting: Meeting, answers: dict[int, str], actor: Actor, *, basis: str = "") -> int:
    """Write who came; how many rows changed. Two who call it at once end in one roll: the later answer of a name stands.

    `answers`: member → one of Presence.ANSWERS. Refused for another word, for one who is not of the cell that day, before
    the meeting began; once it was sent, what was written is corrected, and needs its basis.
    """
    if set(answers.values()) - {value for value, _words in Presence.ANSWERS}:
        raise Refused(_("Không rõ có mặt hay vắng."))
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if locked.held_on is None or locked.state not in (Meeting.OPEN, Meeting.CLOSED):
            raise Refused(_("Buổi họp chưa bắt đầu: bắt đầu họp rồi mới điểm danh."))
        held = {one.member_id: one for one in Presence.objects.filter(meeting=locked)}
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
    home = Membership.objects.home().filter(
        Membership.standing(on), unit_id=meeting.unit_id, member_id__in=answers
    )
    names = dict(home.values_list("member_id", "name_key"))
    if set(names) != set(answers):
        raise Refused(_("Có tên không thuộc chi bộ này vào ngày họp; mở lại trang điểm danh."))
    rows = [
        Presence(meeting=meeting, unit_id=meeting.unit_id, member_id=key, held_on=on, answer=said, name_key=names[key])
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
