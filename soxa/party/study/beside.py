"""What study lays beside a member and beside a cell: sittings of the year attended, and what was registered for it."""

from typing import Any

from django.db.models import Count, Q

from soxa.kernel.access import may
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.numbers import share_text
from soxa.party.models import Cell
from soxa.party.standing import Life
from soxa.party.study.flow import WRITE
from soxa.party.study.lists import pledges, unit_commitment
from soxa.party.study.models import Attendance, Commitment


def laid_by_study(life: Life, reader: Any) -> dict[str, Any] | None:
    """A member's year; nothing for one who was to come to nothing and registered nothing."""
    today = book_day()
    seen: Any = Attendance.objects.seen_by(reader).filter(
        member=life.member, sitting__held_on__year=today.year
    )
    rows = list(seen.select_related("sitting__study").order_by("-sitting__held_on"))
    own: Commitment | None = None
    if "commitments" in life.held:
        made: Any = Commitment.objects.seen_by(reader)
        own = made.filter(member=life.member, year=today.year).first()
    if not rows and own is None:
        return None
    return {
        "template": "party/study/beside_member.html",
        "year": today.year,
        "rows": rows,
        "present": sum(one.present for one in rows),
        "own": own,
    }


def laid_by_study_on_cell(cell: Cell, reader: Any) -> dict[str, Any]:
    """A cell's year: the share that came, who has registered, and what the cell itself registered."""
    today = book_day()
    counted: Any = Attendance.objects.filter(unit_id=cell.unit_id, sitting__held_on__year=today.year)
    told = counted.aggregate(
        required=Count("pk"),
        present=Count("pk", filter=Q(present=True)),
        sittings=Count("sitting", distinct=True),
    )
    return {
        "template": "party/study/beside_cell.html",
        "year": today.year,
        "code": tree().nodes[cell.unit_id].code,
        "told": told,
        "share": share_text(told["present"], told["required"]) if told["required"] else "",
        "pledged": pledges([cell.unit_id], today.year, today)[0],
        "own": unit_commitment(cell.unit_id, today.year),
        "writes": may(reader, WRITE, cell.unit_id),
    }
