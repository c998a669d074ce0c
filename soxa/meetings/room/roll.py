"""The roll of a meeting: each hand sends what it changed, the later answer of a name stands, a wrong name stops nobody else's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.law.words import spaced
from soxa.meetings.convening.called import suspended_of
from soxa.meetings.models import Meeting, Opinion, Presence
from soxa.meetings.summoned import Due, Everyone, due_of, eased_of, must_come
from soxa.meetings.voting.electorate import electors_of
from soxa.meetings.voting.models import Vote
from soxa.party.models import Exemption

REASONED = (Presence.EXCUSED, Presence.NOT_REQUIRED)
REASON_LENGTH = 200
_ANSWERS = frozenset(value for value, _words in Presence.ANSWERS)
Answers = Mapping[int, tuple[str, str | None]]
"""Person → (one of Presence.ANSWERS, why he stays away; None where nothing was said of it)."""


@dataclass(frozen=True)
class Sheet:
    """The roll of a meeting that is locked, of some of its people: who of them is called, what is written of them, who is eased where that is at hand."""

    due: Mapping[int, Due]
    held: Mapping[int, Presence]
    eased: Mapping[int, Exemption] | None = None


def sheet_of(
    meeting: Meeting,
    people: Iterable[int],
    held: Mapping[int, Presence] | None = None,
    known: Everyone | None = None,
) -> Sheet:
    """The sheet of these persons; what is written and who is called is read, unless it is at hand. Refused before the meeting began."""
    if meeting.held_on is None or meeting.state not in (Meeting.OPEN, Meeting.CLOSED):
        raise Refused(_("Buổi họp chưa bắt đầu: bắt đầu họp rồi mới điểm danh."))
    asked = set(people)
    called = known.due if known else due_of(meeting, meeting.held_on, asked) if asked else ()
    due = {one.person_id: one for one in called if one.person_id in asked}
    return Sheet(due, held_of(meeting, asked) if held is None else held, known.eased if known else None)


def held_of(meeting: Meeting, people: Iterable[int] | None = None) -> dict[int, Presence]:
    """Person → what is written of him; of everybody, or of some."""
    rows = Presence.objects.filter(meeting=meeting)
    return {one.person_id: one for one in (rows if people is None else rows.filter(person_id__in=people))}


def call_roll(
    meeting: Meeting,
    answers: Mapping[int, str],
    actor: Actor,
    *,
    basis: str = "",
    reasons: Mapping[int, str] | None = None,
) -> int:
    """Write who came; how many rows changed. Two who call it at once end in one roll: the later answer of a name stands.

    `answers`: person → one of Presence.ANSWERS; `reasons`: why one stays away. Refused for another word, for one who
    is not called to it or is suspended, before the meeting began; once it was sent, what was written is corrected, and
    needs its basis.
    """
    told = {key: (said, (reasons or {}).get(key)) for key, said in answers.items()}
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        sheet = sheet_of(locked, told)
        if wrong := list(objections(locked, told, sheet).values()):
            raise Refused(wrong[0])
        return written(locked, told, actor, sheet, basis=basis)


def fill(meeting: Meeting, proposed: Mapping[int, str], actor: Actor) -> int:
    """Write what was proposed and nobody changed, for those alone of whom nothing is written yet; how many rows."""
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        held = set(Presence.objects.filter(meeting=locked).values_list("person_id", flat=True))
        left = {key: said for key, said in proposed.items() if key not in held}
        return call_roll(locked, left, actor) if left else 0


def objections(meeting: Meeting, answers: Answers, sheet: Sheet) -> dict[int, str]:
    """Person → why his answer is not taken; empty when all are."""
    due = sheet.due
    unknown = _("Không rõ có mặt hay vắng.")
    wrong = {key: unknown for key, (said, _why) in answers.items() if said not in _ANSWERS}
    foreign = _("Có tên không thuộc diện dự cuộc họp này vào ngày họp; mở lại trang điểm danh.")
    wrong |= {
        key: foreign for key in answers if key not in due and key not in sheet.held and key not in wrong
    }
    came = [key for key, (said, _why) in answers.items() if key in due and said in Presence.CAME]
    for key in suspended_of(meeting, came) if came else ():
        wrong[key] = _(
            "Đồng chí {name} đang bị đình chỉ sinh hoạt nên không điểm danh có mặt; ghi “Không phải dự”."
        ).format(name=due[key].name)
    return wrong


def written(meeting: Meeting, answers: Answers, actor: Actor, sheet: Sheet, *, basis: str = "") -> int:
    """Write answers that nothing stands against, of a meeting that is locked; how many rows changed."""
    held = sheet.held
    new = {key: told for key, told in answers.items() if key not in held}
    due = {key: one for key, one in sheet.due.items() if key in answers}
    eased = eased_of(due.values(), _day_of(meeting)) if sheet.eased is None else sheet.eased
    must = {key: must_come(one, answers[key][0], eased) for key, one in due.items()}
    changed = {
        held[key]: _facts(held[key], told)
        for key, told in answers.items()
        if key in held and _facts(held[key], told) != (held[key].answer, held[key].reason)
    }
    if meeting.state == Meeting.CLOSED and (new or changed):
        if not basis:
            raise Refused(_("Buổi họp đã gửi; sửa điểm danh thì ghi căn cứ đính chính."))
        turned = [*new, *(row.person_id for row in changed)]
        away = [key for key in turned if answers[key][0] not in Presence.CAME]
        _none_who_led(meeting, away)
        _none_who_spoke(meeting, away)
    if new:
        _write(meeting, new, due, must, actor)
    if meeting.state == Meeting.OPEN and changed:
        _change(meeting, changed, must, actor)
    elif changed:
        for row, (said, why) in changed.items():
            now = {
                "answer": said,
                "reason": why,
                "must": must.get(row.person_id, row.must and said != Presence.NOT_REQUIRED),
            }
            correct(row, now, actor, basis=basis, unit_id=row.unit_id, about=meeting)
        if beyond := votes_beyond_roll(meeting):
            raise Refused(
                _("{words} Buổi họp đã gửi: đính chính lượt biểu quyết trước, hoặc bấm “Mở lại để sửa”.").format(
                    words=beyond
                )
            )  # fmt: skip
    return len(new) + len(changed)


def votes_beyond_roll(meeting: Meeting) -> str:
    """A vote that counts more there than the roll has: one of the two is wrong; empty when they agree."""
    counted = Vote.objects.filter(meeting=meeting, state=Vote.COUNTED, present__isnull=False)
    rows = list(counted.values_list("number", "present"))
    here = len(electors_of(meeting).present) if rows else 0
    for number, present in rows:
        if present > here:
            return _(
                "Lượt biểu quyết {number} ghi có mặt {present}, điểm danh chỉ có {here} người có quyền biểu quyết: "
                "sửa điểm danh, hoặc đính chính lượt biểu quyết ấy."
            ).format(number=number, present=present, here=here)
    return ""


def called_anew(meeting: Meeting, entry: Entry) -> None:
    """The roll of a meeting whose day was written wrongly: who had to come on the right one. Refused for one present who is suspended on it."""
    on, rows = _day_of(meeting), held_of(meeting)
    sheet = sheet_of(meeting, rows, rows)
    told = {key: (rows[key].answer, rows[key].reason) for key in sheet.due}
    if wrong := list(objections(meeting, told, sheet).values()):
        raise Refused(wrong[0])
    meeting.presences.all().moved(entry, held_on=on)
    eased = eased_of(sheet.due.values(), on)
    for key, one in sheet.due.items():
        must = must_come(one, rows[key].answer, eased)
        if must != rows[key].must:
            rows[key].must, rows[key].held_on = must, on
            rows[key].save(update_fields=["must", "held_on"])


def spoke_away(meeting: Meeting, people: Iterable[int] | None = None) -> list[str]:
    """Names of those written down as speaking who stayed away by the roll – or of these persons; one question."""
    stayed = Presence.objects.filter(meeting=meeting).exclude(answer__in=Presence.CAME)
    away: Any = stayed.values("person_id") if people is None else people
    found = Opinion.objects.filter(meeting=meeting, person__in=away)
    return list(dict.fromkeys(found.values_list("name", flat=True)))


def _none_who_led(meeting: Meeting, away: list[int]) -> None:
    led = [one.full_name for one in (meeting.chair, meeting.scribe) if one and one.pk in away]
    if led:
        raise Refused(
            _(
                "{names} là chủ trì, thư ký ghi trong sổ: bấm “Mở lại để sửa”, sửa điểm danh, chọn lại chủ trì, thư ký rồi gửi lại."
            ).format(names=", ".join(dict.fromkeys(led)))
        )


def _none_who_spoke(meeting: Meeting, away: Iterable[int]) -> None:
    if spoke := spoke_away(meeting, away):
        raise Refused(
            _(
                "{names} có ý kiến phát biểu trong sổ: bấm “Mở lại để sửa”, sửa cả điểm danh và ý kiến rồi gửi lại."
            ).format(names=", ".join(spoke))
        )


def _facts(row: Presence | None, told: tuple[str, str | None]) -> tuple[str, str]:
    """What is written of an answer: a reason stands with one who stays away for it, and stays while the answer does."""
    said, why = told
    if said not in REASONED:
        return said, ""
    if why is None:
        return said, row.reason if row and row.answer == said else ""
    return said, spaced(why)[:REASON_LENGTH]


def _write(
    meeting: Meeting, answers: Answers, due: Mapping[int, Due], must: Mapping[int, bool], actor: Actor
) -> None:
    rows = [
        Presence(
            meeting=meeting, kind=meeting.kind, unit_id=meeting.unit_id, person_id=key, member_id=due[key].member_id,
            held_on=_day_of(meeting), answer=said, must=must[key], reason=_facts(None, (said, why))[1], name_key=due[key].name_key,
        )
        for key, (said, why) in answers.items()
    ]  # fmt: skip
    Presence.objects.loaded(rows, _told(meeting, actor, len(rows)))


def _change(
    meeting: Meeting, changed: Mapping[Presence, tuple[str, str]], must: Mapping[int, bool], actor: Actor
) -> None:
    entry = _told(meeting, actor, len(changed))
    for row, (said, why) in changed.items():
        row.answer, row.reason, row.entry = said, why, entry
        row.must = must.get(row.person_id, row.must and said != Presence.NOT_REQUIRED)
        row.save(update_fields=["answer", "reason", "must", "entry"])


def _told(meeting: Meeting, actor: Actor, rows: int) -> Entry:
    act, about = ("meeting", "roll"), reference(meeting)
    return record(act, about, actor, on=_day_of(meeting), unit_id=meeting.unit_id, facts={"rows": rows})


def _day_of(meeting: Meeting) -> date:
    assert meeting.held_on is not None  # noqa: S101 – a roll is called of a meeting that began
    return meeting.held_on
