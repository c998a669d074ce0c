"""What of a meeting told by the handbook is written, by the acts of the pages: it begins, its roll is called, it ends and is sent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.sheets import Fault
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.meetings import effects
from soxa.meetings import flow as life
from soxa.meetings.convening.agenda import in_order
from soxa.meetings.handbook import words
from soxa.meetings.handbook.cells import ends_after
from soxa.meetings.handbook.people import Home, Homes
from soxa.meetings.handbook.rolls import Roll, by_name
from soxa.meetings.handbook.told import Told, day_column, ended_column
from soxa.meetings.kinds import CELL
from soxa.meetings.models import Item, Meeting, Presence
from soxa.meetings.room import flow as room


@dataclass
class Made:
    """A meeting to be written: what the row says, its roll, who led and wrote; sent where nothing is lacking."""

    told: Told
    meeting: Meeting | None
    roll: Roll
    began: time | None = None
    chair: int | None = None
    scribe: int | None = None
    why: str = ""
    points: list[words.Point] = field(default_factory=list)
    spoken: list[words.Spoken] = field(default_factory=list)
    tasks: list[words.Task] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    @property
    def sends(self) -> bool:
        """Whether the meeting is sent; else it stands as begun, and what is lacking is written on its page."""
        return not self.lacks

    @property
    def came(self) -> int:
        """How many came, by the roll."""
        return sum(said in Presence.CAME for said, _why in self.roll.answers.values())

    def plain(self) -> list[Any]:
        """What is written, as plain values."""
        told, texts = self.told, [[one.text, one.name] for one in self.spoken]
        tasks = [[one.text, one.person_id, str(one.due_on)] for one in self.tasks]
        points = [[one.title, one.conclusion] for one in self.points]
        roll = sorted([person, *said] for person, said in self.roll.answers.items())
        hours = [str(self.began), str(told.ended), told.next_day, self.chair, self.scribe, self.lacks]
        return [
            told.unit_id,
            told.kind,
            str(told.month),
            str(told.day),
            hours,
            roll,
            points,
            texts,
            tasks,
            told.row["guests"],
        ]


def made_of(told: Told, roll: Roll, meeting: Meeting | None, homes: Homes) -> Made:
    """What would be written, with what cannot be and what is lacking."""
    here, row = homes.of(told.place), told.row
    made = Made(told, meeting, roll, began=_begun(meeting) or told.began or _planned(meeting))
    made.points = words.points(row["content"] or ())
    try:
        made.spoken = words.spoken(row["said"] or (), here)
    except ValueError as error:
        made.faults.append(row.fault("said", str(error), right=_("Ngắt thành nhiều dòng.")))
    for line in row["decided"] or ():
        try:
            made.tasks.append(words.task(line, here, told.day))
        except ValueError as error:
            made.faults.append(row.fault("decided", str(error), right=_("Sửa dòng ấy trong ô.")))
    made.faults += _too_long(told)
    _check(made, here)
    _ask_why(made)
    _list_lacks(made, here)
    return made


_MOST = {"place": 160, "theme": 300, "why": 300}


def _too_long(told: Told) -> Iterator[Fault]:
    """Words longer than the book keeps."""
    right = _("Viết gọn lại ô này.")
    for name, most in _MOST.items():
        if len(told.row[name] or "") > most:
            yield told.row.fault(name, _("dài quá {n} ký tự").format(n=most), right=right)
    for name, post in told.row["guests"] or ():
        if not name or len(name) > room.NAME_LENGTH or len(post) > room.POST_LENGTH:
            yield told.row.fault("guests", _("có tên, chức vụ dài quá hoặc thiếu tên"), right=right)


def _begun(meeting: Meeting | None) -> time | None:
    return meeting.began_at if meeting and meeting.held_on else None


def _planned(meeting: Meeting | None) -> time | None:
    return meeting.planned_at if meeting else None


def _check(made: Made, here: list[Home]) -> None:
    told, row = made.told, made.told.row
    column = day_column(row)
    if made.began is None:
        right = _("Thêm cột “Bắt đầu – kết thúc”, ghi như 19:30 – 21:00.")
        made.faults.append(row.fault(column, _("chưa có giờ bắt đầu"), right=right))
    elif told.ended and not ends_after(made.began, told.ended, next_day=told.next_day):
        made.faults.append(row.fault(ended_column(row), _("không sau giờ bắt đầu"), right=_("Sửa giờ kết thúc.")))  # fmt: skip
    if not here:
        wrong = _("là ngày chi bộ chưa có đảng viên trong sổ")
        made.faults.append(
            row.fault(column, wrong, right=_("Xem lại ngày họp, hoặc nhập danh sách đảng viên trước."))
        )
    due = effects.usual_day(told.month) or told.month
    if told.kind == CELL and made.meeting is None and not tree().nodes[told.unit_id].stands(due):
        wrong = _("là buổi của tháng chi bộ chưa lập hoặc đã thôi hoạt động")
        made.faults.append(row.fault(column, wrong, right=_("Xem lại tháng và chi bộ.")))


def _ask_why(made: Made) -> None:
    """A meeting on another day than the rule's, or than was told, has its reason – or the word that the handbook gives none."""
    told, row = made.told, made.told.row
    meant = effects.usual_day(told.month) if told.kind == CELL else None
    if told.kind != CELL and made.meeting and made.meeting.convened_on:
        meant = made.meeting.planned_on
    if meant is None or told.day == meant:
        return
    made.why = row["why"] or ""
    if not made.why:
        made.why = _("Sổ tay đảng viên điện tử không ghi lý do")
        wrong = _("không phải ngày {day} mà Sổ tay không ghi lý do").format(day=day_text(meant))
        column = day_column(row)
        made.warnings.append(row.fault(column, wrong, right=_("Ghi vào cột “Lý do họp ngày khác” nếu biết.")))


def _list_lacks(made: Made, here: list[Home]) -> None:
    told, row = made.told, made.told.row
    if not made.roll.whole:
        made.lacks.append(made.roll.lacks)
    if told.ended is None:
        made.lacks.append(_("chưa có giờ kết thúc"))
    for name, title in (("chair", _("chủ trì")), ("scribe", _("thư ký"))):
        one = by_name(row[name], here) if row[name] else None
        came = one and made.roll.answers.get(one.person_id, ("", ""))[0] in Presence.CAME
        setattr(made, name, one.person_id if one and (came or not made.roll.whole) else None)
        if not row[name]:
            made.lacks.append(_("chưa có {who}").format(who=title))
        elif not came and made.roll.whole:
            made.lacks.append(
                _("{who} {name} không có tên trong số có mặt").format(who=title, name=row[name])
            )
    if made.lacks and not made.faults:
        column = "came" if "came" in row.places.indexes else day_column(row)
        wrong = _("{unit}: ghi buổi họp mà chưa gửi được, vì {why}").format(
            unit=tree().name(told.unit_id, told.day), why="; ".join(made.lacks)
        )
        right = _(
            "Bổ sung tệp rồi nhập, hoặc cứ ghi sổ: chi bộ vào cuộc họp điểm danh, bấm “Kết thúc và gửi”."
        )
        made.warnings.append(row.fault(column, wrong, right=right))


def write(rows: Iterable[Made], actor: Actor, *, on: date) -> None:
    """Write every meeting; Refused in words, with the cell named, and then nothing is to be written."""
    made = sorted(rows, key=lambda one: one.told.key)
    absent: dict[date, list[int]] = defaultdict(list)
    for one in made:
        if one.meeting is None and one.told.kind == CELL:
            absent[one.told.month].append(one.told.unit_id)
    with all_or_nothing():
        for month, units in sorted(absent.items()):
            life.lay_out(units, month, actor, on=on)
        for one in made:
            try:
                _written(one, _meeting_of(one, actor, on), actor, on)
            except Refused as refused:
                unit = tree().name(one.told.unit_id, one.told.day)
                raise Refused(_("{unit}, ngày {day}: {why}").format(unit=unit, day=day_text(one.told.day), why=refused)) from refused  # fmt: skip


def _meeting_of(made: Made, actor: Actor, on: date) -> Meeting:
    told = made.told
    if made.meeting is not None:
        return Meeting.objects.get(pk=made.meeting.pk)
    if told.kind == CELL:
        found: Meeting = Meeting.objects.get(kind=CELL, unit=told.unit_id, month=told.month)
        return found
    wish = life.Wish(
        kind=told.kind,
        unit_id=told.unit_id,
        on=told.day,
        at=made.began,
        title=(told.row["theme"] or "")[:200],
    )
    return life.plan(wish, actor, today=on)


def _written(made: Made, meeting: Meeting, actor: Actor, on: date) -> None:
    told = made.told
    if meeting.state != Meeting.OPEN:
        place = told.row["place"] or ""
        opening = {"on": told.day, "began_at": made.began, "place": place, "why": made.why}
        life.take("open", meeting, actor, {**opening, "agenda": []})
    _keep(made, meeting, actor)
    if made.roll.whole:
        answers = {person: said for person, (said, _why) in made.roll.answers.items()}
        reasons = {person: why for person, (_said, why) in made.roll.answers.items()}
        life.call_roll(meeting, answers, actor, reasons=reasons)
    _spoken(made, meeting, actor)
    if made.sends:
        life.take("close", meeting, actor, _closing(made, meeting, on))


def _spoken(made: Made, meeting: Meeting, actor: Actor) -> None:
    """Guests, opinions and decisions; where the room wrote some of a kind, those stand."""
    for name, post in made.told.row["guests"] or ():
        room.welcome(meeting, room.Visitor(name, post, follower=True), actor)
    if not meeting.opinions.exists():
        for said in made.spoken:
            room.say(meeting, room.Said(said.text, said.person_id, said.name), actor)
    if not meeting.conclusions.exists():
        for task in made.tasks:
            room.decide(meeting, room.Decided(task.text, task.person_id, task.due_on), actor)


def _closing(made: Made, meeting: Meeting, on: date) -> dict[str, Any]:
    return {
        "ended_at": made.told.ended, "next_day": made.told.next_day, "theme": made.told.row["theme"] or meeting.theme,
        "chair": made.chair, "scribe": made.scribe, "on": on,
        "conclusions": dict(meeting.items.values_list("number", "conclusion")),
    }  # fmt: skip


def _keep(made: Made, meeting: Meeting, actor: Actor) -> None:
    """What the handbook says of the agenda; of a meeting that cannot be sent also who led it and when it ended, for the form that sends it."""
    facts = {name: value for name, value in _unsent(made).items() if value and not getattr(meeting, name)}
    if not made.points and not facts:
        return
    assert meeting.held_on is not None  # noqa: S101 – it was opened
    counted = {"rows": len(made.points)}
    entry = record(
        ("meeting", "handbook"),
        reference(meeting),
        actor,
        on=meeting.held_on,
        unit_id=meeting.unit_id,
        facts=counted,
    )
    if facts:
        Meeting.objects.filter(pk=meeting.pk).moved(entry, **facts)
        meeting.refresh_from_db()
    _set_points(made.points, meeting, entry)


def _unsent(made: Made) -> dict[str, Any]:
    if made.sends:
        return {}
    theme = made.told.row["theme"] or ""
    return {"theme": theme, "ended_at": made.told.ended, "chair_id": made.chair, "scribe_id": made.scribe}


def _set_points(points: list[words.Point], meeting: Meeting, entry: Entry) -> None:
    """The agenda grows by what it does not name; a conclusion is written where none stands yet."""
    if not points:
        return
    held: list[tuple[Item | None, str]] = [(one, one.title) for one in meeting.items.all()]
    known = {fold(title) for _item, title in held}
    in_order(meeting, held + [(None, one.title) for one in points if fold(one.title) not in known], entry)
    told = {fold(one.title): one.conclusion for one in points if one.conclusion}
    for item in meeting.items.filter(conclusion=""):
        if concluded := told.get(fold(item.title)):
            item.conclusion, item.entry = concluded, entry
            item.save(update_fields=["conclusion", "entry"])
