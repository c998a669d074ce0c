"""The roll on paper, printed before the meeting: names to tick and sign, boxes for opinions, votes and this month's work, in letters of 14 points.

The words are those of the form, Vietnamese whatever language the reader has chosen.
"""

import json
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from soxa.documents.printed.lines import banner_of
from soxa.kernel.paper.record import printable
from soxa.kernel.paper.typesetter import typeset_pdf
from soxa.kernel.units.tree import tree
from soxa.meetings.kinds import MEMBERS, PARTY
from soxa.meetings.models import Meeting
from soxa.meetings.summoned import due_of
from soxa.org.models import Office
from soxa.party.models import Exemption, Membership

_SOURCE = (Path(__file__).resolve().parent / "paper_roll.typ").read_bytes()
_UNKNOWN = "……"


@dataclass(frozen=True)
class Line:
    """One name of the roll: its number, his post, and why he need not come."""

    number: int
    name: str
    post: str = ""
    note: str = ""


@dataclass(frozen=True)
class PaperRoll:
    """One meeting's sheet; `listed`: the day on which its names were listed, how many they are, and their mark."""

    superior: str
    issuer: str
    banner: str
    motto: str
    about: str
    when: str
    listed: str
    names: tuple[Line, ...]


def mark_of(names: Iterable[str]) -> str:
    """Four signs that tell one list of names from another: the paper bears them, and the page on which it is typed."""
    return b32encode(sha256("\n".join(names).encode()).digest()).decode()[:4]


def rolls_of(meetings: Iterable[Meeting], on: date) -> list[PaperRoll]:
    """The sheets of these meetings as printed on a day, in their order: three questions for each day that cells meet on, one for each list."""
    found = list(meetings)
    days = {one.planned_on for one in found if one.what.summoned == MEMBERS}
    names = {
        (day, unit): lines
        for day in days
        for unit, lines in _members([one.unit_id for one in found if one.planned_on == day], day).items()
    }
    return [
        _sheet(
            one,
            names.get((one.planned_on, one.unit_id), ()) if one.what.summoned == MEMBERS else _listed(one),
            on,
        )
        for one in found
    ]


def _members(units: list[int], on: date) -> dict[int, tuple[Line, ...]]:
    """Members at home in each cell by name, as they are called on screen, with their posts in the cell."""
    spells = Membership.objects.home().filter(Membership.standing(on), unit_id__in=units)
    rows = spells.order_by("name_key", "pk").values_list(
        "unit_id", "member_id", "member__person_id", "member__person__full_name"
    )
    held = Office.objects.filter(Office.standing(on), unit_id__in=units).exclude(code="cell_follower")
    posts = {
        (unit, person): title
        for unit, person, title in held.order_by("-rank", "-id").values_list("unit_id", "person_id", "title")
    }
    eased = Exemption.objects.filter(Exemption.standing(on), member_id__in=spells.values("member_id"))
    notes = {one.member_id: str(one.get_kind_display()) for one in eased}
    lines: dict[int, list[Line]] = {}
    for unit, member, person, name in rows:
        mine = lines.setdefault(unit, [])
        post = posts.get((unit, person), "")
        short = post.removesuffix(tree().name(unit, on)).strip()
        mine.append(Line(len(mine) + 1, name, short, notes.get(member, "")))
    return {unit: tuple(mine) for unit, mine in lines.items()}


def _listed(meeting: Meeting) -> tuple[Line, ...]:
    due = due_of(meeting, meeting.planned_on)
    return tuple(Line(number, one.name, one.post) for number, one in enumerate(due, start=1))


def _sheet(meeting: Meeting, names: tuple[Line, ...], printed_on: date) -> PaperRoll:
    on = meeting.planned_on
    name = tree().name(meeting.unit_id, on)
    above = tree().parent(meeting.unit_id, on) if meeting.what.unit_kind == "cell" else None
    superior = f"Đảng bộ {tree().name(above, on)}" if above else ""
    issuer = f"Đảng bộ {name}" if meeting.side == PARTY and not above else name
    hour = (
        f"{meeting.planned_at:%H} giờ {meeting.planned_at:%M}"
        if meeting.planned_at
        else f"{_UNKNOWN} giờ {_UNKNOWN}"
    )
    when = (
        f"Ngày {on:%d/%m/%Y}. Bắt đầu {hour}; kết thúc {_UNKNOWN} giờ {_UNKNOWN}. "
        f"Tại: {meeting.place or '…………………………………………'}"
    )
    mark = mark_of(one.name for one in names)
    listed = f"Danh sách {len(names)} người, in ngày {printed_on:%d/%m/%Y}, mã {mark}"
    return PaperRoll(
        superior.upper(), issuer.upper(), *banner_of(meeting.side), meeting.called, when, listed, names
    )


def pdf(sheets: list[PaperRoll], on: date) -> bytes:
    """The sheets as one PDF, each beginning on a page of its own."""
    told = json.dumps([asdict(one) for one in sheets], ensure_ascii=False)
    return typeset_pdf(
        _SOURCE, {"rolls": printable(told)}, made=datetime(on.year, on.month, on.day, tzinfo=UTC)
    )
