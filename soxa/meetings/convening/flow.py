"""Acts of convening, each with its entry: somebody answers, or the organiser writes down what was answered by telephone."""

from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.law.words import spaced
from soxa.meetings.convening.called import asked_of
from soxa.meetings.convening.models import Reply
from soxa.meetings.models import Meeting

Answer = tuple[str, str]
"""What one answers, a value of Reply.ANSWERS, and why he stays away."""
_MOST = 200


def reply(meeting: Meeting, answers: dict[int, Answer], actor: Actor, *, on: date) -> int:
    """Write what persons answer to the telling that holds now; how many answers are new or changed.

    Refused before the meeting was convened, once it began, for another word, and for one who was not called.
    """
    if {said for said, _why in answers.values()} - dict(Reply.ANSWERS).keys():
        raise Refused(_("Chọn “Sẽ dự” hoặc “Xin vắng”."))
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if why := refusal(locked):
            raise Refused(why)
        if set(answers) - {one.person_id for one in asked_of(locked, set(answers))}:
            raise Refused(_("Có tên không thuộc thành phần được mời dự cuộc họp này; mở lại trang."))
        held = {one.person_id: one for one in Reply.objects.filter(meeting=locked, person__in=answers)}
        changed = {key: said for key, said in answers.items() if _differs(held.get(key), said, locked.told)}
        if changed:
            _write(locked, changed, held, actor, on)
    return len(changed)


def refusal(meeting: Meeting) -> str:
    """Why nobody may answer now; empty when nothing stands in the way."""
    if meeting.state == Meeting.DUE:
        return _("Cuộc họp chưa triệu tập; báo ngày, giờ họp rồi mới trả lời được.")
    if meeting.state == Meeting.CALLED_OFF:
        return _("Cuộc họp này không tổ chức nữa.")
    if meeting.state != Meeting.CONVENED:
        return _("Cuộc họp đã bắt đầu; ai dự, ai vắng thì ghi ở điểm danh.")
    return ""


def _differs(held: Reply | None, said: Answer, told: int) -> bool:
    return held is None or (held.answer, held.why, held.told) != (said[0], _why(said), told)


def _why(said: Answer) -> str:
    return spaced(said[1])[:_MOST] if said[0] == Reply.EXCUSED else ""


def _write(
    meeting: Meeting, answers: dict[int, Answer], held: dict[int, Reply], actor: Actor, on: date
) -> None:
    facts = {"rows": len(answers)}
    entry = record(
        ("meeting", "reply"), reference(meeting), actor, on=on, unit_id=meeting.unit_id, facts=facts
    )
    fresh: list[Reply] = []
    for person, said in answers.items():
        row = held.get(person) or Reply(meeting=meeting, person_id=person)
        row.answer, row.why, row.told, row.replied_on = said[0], _why(said), meeting.told, on
        if row.pk is None:
            fresh.append(row)
        else:
            row.entry = entry
            row.save(update_fields=["answer", "why", "told", "replied_on", "entry"])
    Reply.objects.loaded(fresh, entry)
