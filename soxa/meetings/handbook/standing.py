"""What the book says of meetings that were held, held against what the handbook says: each difference by its cell, nothing overwritten."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.sheets import Fault
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.law.words import fold
from soxa.meetings.handbook.cells import Missing, joined
from soxa.meetings.handbook.cells import lines as as_lines
from soxa.meetings.handbook.columns import MEETINGS, ROLLS
from soxa.meetings.handbook.rolls import AWAY, Roll
from soxa.meetings.handbook.told import Told
from soxa.meetings.models import Conclusion, Guest, Item, Meeting, Opinion, Presence

LONGEST = 120
"""Letters of a text of the book that a difference shows."""
_WORDS = dict(Presence.ANSWERS)


@dataclass(frozen=True)
class Difference:
    """One thing of which the book and the handbook say two things: where it stands, of which cell's meeting, both words."""

    fault: Fault
    unit_id: int
    day: date
    title: str
    book: str
    told: str

    @property
    def line(self) -> str:
        """ "Ô M7, trang ‘Sổ tay’: Chi bộ thôn Bến Đá, Phải dự: sổ ghi 28, Sổ tay ghi 27."."""
        where = _("Ô {cell}, trang ‘{sheet}’").format(cell=self.fault.cell, sheet=self.fault.sheet)
        held = _("sổ ghi {book}").format(book=self.book) if self.book else _("sổ chưa ghi")
        return _("{where}: {unit}, {title}: {held}, Sổ tay ghi {told}.").format(
            where=where,
            unit=tree().name(self.unit_id),
            title=self.title[:1].lower() + self.title[1:],
            held=held,
            told=self.told,
        )


@dataclass
class Standing:
    """Meetings of the book with all that is written of them: seven questions, however many there are."""

    meetings: list[Meeting] = field(default_factory=list)

    def __post_init__(self) -> None:
        keys = [one.pk for one in self.meetings if one.held_on]
        self.presences: dict[int, list[Any]] = defaultdict(list)
        self.items: dict[int, list[Any]] = defaultdict(list)
        self.conclusions: dict[int, list[Any]] = defaultdict(list)
        self.opinions: dict[int, list[Any]] = defaultdict(list)
        self.guests: dict[int, list[Any]] = defaultdict(list)
        for model, found, more in (
            (Presence, self.presences, "person"),
            (Item, self.items, None),
            (Conclusion, self.conclusions, "person"),
            (Opinion, self.opinions, None),
            (Guest, self.guests, None),
        ):
            rows: Any = model.objects.filter(meeting__in=keys)
            for row in rows.select_related(more) if more else rows:
                found[row.meeting_id].append(row)

    def empty(self, meeting: Meeting) -> bool:
        """Whether nobody's answer is written of it."""
        return not self.presences[meeting.pk]

    def counts(self, meeting: Meeting) -> dict[str, int]:
        """How many there are, had to come and came, by the column; nothing without a roll."""
        rows = self.presences[meeting.pk]
        must = [one for one in rows if one.must]
        came = sum(one.answer in Presence.CAME for one in must)
        return {"total": len(rows), "required": len(must), "came": came} if rows else {}

    def away(self, meeting: Meeting) -> dict[str, list[tuple[str, str]]]:
        """(name, why) of those who stayed away, by the column; nothing without a roll."""
        rows = [one for one in self.presences[meeting.pk] if one.must]
        return {
            column: [(one.person.full_name, one.reason) for one in rows if one.answer == answer]
            for answer, column in AWAY
            if rows
        }

    def texts(self, meeting: Meeting) -> dict[str, list[str]]:
        """The agenda with its conclusions, opinions and decisions, a line each, by the column."""
        key = meeting.pk
        items = [
            f"{one.title.rstrip('.')}: {one.conclusion}" if one.conclusion else one.title
            for one in self.items[key]
        ]
        opinions = [f"{one.name}: {one.text}" for one in self.opinions[key]]
        return {
            "content": items,
            "said": opinions,
            "decided": [_decided(one) for one in self.conclusions[key]],
        }

    def visitors(self, meeting: Meeting) -> list[tuple[str, str]]:
        """(name, post) of the guests."""
        return [(one.name, one.post) for one in self.guests[meeting.pk]]


def differences(told: Told, roll: Roll, meeting: Meeting, standing: Standing) -> list[Difference]:
    """All that the book says otherwise; what a row leaves blank is not asked."""
    found = []
    for name, book in (
        *_facts(told, meeting),
        *_counts(told, meeting, standing),
        *_texts(told, meeting, standing),
    ):
        found.append(_difference(told, meeting, name, book))
    rows = {one.person_id: one for one in standing.presences[meeting.pk]}
    for person_id, row in roll.rows.items() if rows else ():
        held, said = rows.get(person_id), row["answer"]
        if held is None or (held.answer != said and not {held.answer, said} <= set(Presence.CAME)):
            book = str(_WORDS[held.answer]) if held else ""
            fault = row.fault("answer", _otherwise(book), right=_kept())
            title = f"{ROLLS['answer'].title}, {row['full_name']}"
            words = str(_WORDS[said])
            found.append(Difference(fault, told.unit_id, told.day, title, book, words))
    return found


def _difference(told: Told, meeting: Meeting, name: str, book: str) -> Difference:
    column = name if name in told.row.places.indexes else _FALLS_TO.get(name, name)
    fault = told.row.fault(column, _otherwise(book), right=_kept())
    hour = {"began": told.began, "ended": told.ended}.get(name)
    said = f"{hour:%H:%M}" if hour else fault.value or "–"
    return Difference(fault, told.unit_id, told.day, MEETINGS[name].title, book, said)


_FALLS_TO = {"began": "hours", "ended": "hours"}


def _otherwise(book: str) -> str:
    return _("khác với sổ: sổ ghi {book}").format(book=book) if book else _("mà sổ chưa ghi")


def _kept() -> str:
    return _("Sổ giữ nguyên; sổ sai thì đính chính ở cuộc họp ấy, Sổ tay sai thì sửa ở Sổ tay.")


def _facts(told: Told, meeting: Meeting) -> Iterator[tuple[str, str]]:
    row = told.row
    for name, said, held in (
        ("began", told.began, meeting.began_at),
        ("ended", told.ended, meeting.ended_at),
    ):
        if said and said != held:
            yield name, f"{held:%H:%M}" if held else ""
    for name, one in (("chair", meeting.chair), ("scribe", meeting.scribe)):
        if row[name] and (one is None or fold(one.full_name) != fold(row[name])):
            yield name, one.full_name if one else ""
    for name in ("place", "theme"):
        if row[name] and joined([row[name]]) != joined([getattr(meeting, name)]):
            yield name, getattr(meeting, name)


def _counts(told: Told, meeting: Meeting, standing: Standing) -> Iterator[tuple[str, str]]:
    row = told.row
    for name, number in standing.counts(meeting).items():
        if row[name] is not None and row[name] != number:
            yield name, count_text(number)
    away = standing.away(meeting)
    if away:
        away["away"] = sum(away.values(), [])
    for name, people in away.items():
        said: Missing | None = row[name]
        names = [one for one, _why in people]
        if said and _other_people(said, names):
            yield name, f"{count_text(len(names))}: {'; '.join(names)}" if names else "0"


def _other_people(said: Missing, names: list[str]) -> bool:
    if not said.people:
        return said.count != len(names)
    return {fold(name) for name, _why in said.people} != {fold(name) for name in names}


def _texts(told: Told, meeting: Meeting, standing: Standing) -> Iterator[tuple[str, str]]:
    row = told.row
    for name, lines in standing.texts(meeting).items():
        if row[name] and joined(row[name]) != joined(as_lines("\n".join(lines))):
            yield name, _cut("; ".join(one.rstrip(".") for one in lines))
    people = [name for name, _post in standing.visitors(meeting)]
    if row["guests"] and {fold(name) for name, _post in row["guests"]} != {fold(name) for name in people}:
        yield "guests", "; ".join(people)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _decided(one: Conclusion) -> str:
    who = f" – {one.person.full_name}" if one.person else ""
    return f"{one.text}{who}" + (f" – {day_text(one.due_on)}" if one.due_on else "")
