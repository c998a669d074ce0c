"""What the handbook tells in words – an agenda with conclusions, opinions, decisions – as the book keeps it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.sheets import cells
from soxa.meetings.convening.agenda import LONGEST, MOST
from soxa.meetings.handbook.people import Home
from soxa.meetings.handbook.rolls import by_name
from soxa.meetings.room.flow import CONCLUSION_LENGTH, OPINION_LENGTH

_SPEAKER = re.compile(r"(.{1,120}?)\s*(?::|\s–)\s+(.+)", re.DOTALL)
_PARTS = re.compile(r"\s+[–—-]\s+")
_BEFORE_DAY = re.compile(r"^(?:hạn|xong|trước|đến|ngày|chậm nhất|hoàn thành|\s|:)+", re.IGNORECASE)


@dataclass(frozen=True)
class Point:
    """A point of the agenda and what was concluded on it."""

    title: str
    conclusion: str


@dataclass(frozen=True)
class Spoken:
    """What one said: the member, or a name as it is written."""

    text: str
    name: str
    person_id: int | None


@dataclass(frozen=True)
class Task:
    """A decision: what, by whom, by when."""

    text: str
    person_id: int | None
    due_on: date | None


def points(lines: Sequence[str]) -> list[Point]:
    """The agenda; a line too long for a title is kept whole as what was concluded, lines beyond the most go to the last point."""
    found = [_point(line) for line in dict.fromkeys(lines)]
    kept, beyond = found[:MOST], list(dict.fromkeys(lines))[MOST:]
    if beyond:
        last = kept[-1]
        kept[-1] = Point(last.title, "\n".join(filter(None, [last.conclusion, *beyond])))
    return kept


def _point(line: str) -> Point:
    title, _colon, conclusion = line.partition(": ")
    if len(title) <= LONGEST:
        return Point(title.strip(), conclusion.strip())
    return Point(f"{line[: LONGEST - 2].rsplit(' ', 1)[0]} …", line)


def spoken(lines: Iterable[str], here: list[Home]) -> list[Spoken]:
    """Opinions, a line each: "Lò Văn An: đường lầy"; a line that names nobody is kept as said by nobody named.

    ValueError in words for one longer than the book keeps.
    """
    found = []
    for line in lines:
        told = _SPEAKER.fullmatch(line)
        name, text = told.groups() if told else (_("Không ghi tên"), line)
        one = by_name(name, here)
        if len(text) > OPINION_LENGTH:
            raise ValueError(_("có ý kiến dài quá {n} ký tự").format(n=OPINION_LENGTH))
        found.append(Spoken(text, one.name if one else name, one.person_id if one else None))
    return found


def task(line: str, here: list[Home], held: date) -> Task:
    """A decision: "Dọn đường thôn – Lò Văn An – 20/11/2026". ValueError in words for what the book cannot keep."""
    parts = _PARTS.split(line)
    due = _due(parts[-1]) if len(parts) > 1 else None
    parts = parts[:-1] if due else parts
    one = by_name(parts[-1], here) if len(parts) > 1 else None
    text = " – ".join(parts[:-1] if one else parts)
    if len(text) > CONCLUSION_LENGTH:
        raise ValueError(_("có việc dài quá {n} ký tự").format(n=CONCLUSION_LENGTH))
    if due and due < held:
        raise ValueError(_("có hạn {due:%d/%m/%Y} trước ngày họp").format(due=due))
    return Task(text, one.person_id if one else None, due)


def _due(text: str) -> date | None:
    try:
        return cells.day(_BEFORE_DAY.sub("", text)).exact
    except ValueError:
        return None
