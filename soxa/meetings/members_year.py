"""What meetings lay beside a member and beside a cell: the regular meetings of the year, who came, how good they were."""

from datetime import date
from typing import Any

from soxa.kernel.figures import Moment, find, read_many
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.meetings.goods.lists import Row as Goods
from soxa.meetings.goods.models import FourGoods
from soxa.meetings.kinds import CELL
from soxa.meetings.lists import light_of, turnout_of
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.quality.lists import year_rows
from soxa.party.models import Cell
from soxa.party.standing import Life

FIGURES = ("meetings.held", "meetings.attendance")


def laid_by_meetings(life: Life, reader: Any) -> dict[str, Any] | None:
    """A member's year, in whatever cells he was; nothing for one who is on no roll of it."""
    year = book_day().year
    seen: Any = Presence.objects.seen_by(reader).filter(member=life.member, kind=CELL, held_on__year=year)
    rows = list(seen.select_related("meeting").order_by("-held_on"))
    if not rows:
        return None
    return {
        "template": "meetings/party/beside_member.html",
        "year": year,
        "rows": rows,
        "turnout": turnout_of(rows),
    }


def laid_by_meetings_on_cell(cell: Cell, reader: Any) -> dict[str, Any]:
    """A cell's year: meetings held and attendance as the figures count them, mean and level, four goods, the meeting that waits."""
    today, unit_id = book_day(), cell.unit_id
    moment = Moment.over(Period.parse(str(today.year)), cut=today)
    told = read_many([find(code) for code in FIGURES], moment, [unit_id])
    scored = year_rows(reader, today.year, today, (unit_id,))
    return {
        "template": "meetings/party/beside_cell.html",
        "year": today.year,
        "code": tree().nodes[unit_id].code,
        "figures": [told[code, unit_id] for code in FIGURES],
        "scored": scored[0] if scored and scored[0].mean is not None else None,
        "goods": _goods(unit_id, reader),
        "waits": _waits(unit_id, reader, today),
    }


def _goods(unit_id: int, reader: Any) -> Goods | None:
    """The last year of four goods that was said anything of."""
    seen: Any = FourGoods.objects.seen_by(reader).filter(unit_id=unit_id).order_by("-year")
    last = seen.first()
    return Goods(unit_id, tree().nodes[unit_id].code, "", last) if last else None


def _waits(unit_id: int, reader: Any, today: date) -> tuple[Meeting, tuple[str, Any]] | None:
    """The first regular meeting that was neither sent nor called off, with its light."""
    seen: Any = Meeting.objects.seen_by(reader).filter(unit_id=unit_id, kind=CELL, closed_on=None)
    first = seen.filter(called_off_on=None).order_by("month").first()
    return (first, light_of(first, today)) if first else None
