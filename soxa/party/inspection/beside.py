"""What inspection lays beside a member, for the few who may know of it, and beside a cell, each case inside the reader's sight."""

from typing import Any

from soxa.kernel.access import sight_of
from soxa.kernel.preferences import book_day
from soxa.org.roles import INSPECTIONS
from soxa.party.inspection.lists import light_of
from soxa.party.inspection.models import Inspection
from soxa.party.models import Cell
from soxa.party.standing import Life

MOST = 5


def laid_by_inspection(life: Life, reader: Any) -> dict[str, Any] | None:
    """The inspections of a member, for inspectors and the standing committee alone; nothing where there is none."""
    sight = sight_of(reader, INSPECTIONS)
    if not (sight.everything or sight.units):
        return None
    seen: Any = Inspection.objects.seen_by(reader).filter(member=life.member)
    return _laid(seen)


def laid_by_inspection_on_cell(cell: Cell, reader: Any) -> dict[str, Any] | None:
    """The inspections of a cell, those of its members left out; nothing where there is none."""
    seen: Any = Inspection.objects.seen_by(reader).filter(subject_id=cell.unit_id, member=None)
    return _laid(seen)


def _laid(seen: Any) -> dict[str, Any] | None:
    today = book_day()
    rows = list(seen.order_by("-due_on", "-pk")[: MOST + 1])
    if not rows:
        return None
    return {
        "template": "party/inspection/beside.html",
        "rows": [(one, light_of(one, today)) for one in rows[:MOST]],
        "more": len(rows) > MOST,
    }
