"""What a cell's page shows of its congresses, and when the next is due."""

from typing import Any

from soxa.kernel.access import may
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.party.congress.lists import of_unit
from soxa.party.congress.models import Congress
from soxa.party.congress.terms import term_after
from soxa.party.flow import WRITE
from soxa.party.models import Cell


def laid_by_congress(cell: Cell, reader: Any) -> dict[str, Any]:
    """The part of a cell's page that this room lays."""
    found, today = of_unit(cell.unit_id), book_day()
    held = max((one.held_on for one in found if one.held_on and one.held_on <= today), default=None)
    return {
        "template": "party/congress/beside_cell.html",
        "congresses": found,
        "term": term_after(cell.unit_id, held) if held else None,
        "planned": any(one.state == Congress.PLANNED for one in found),
        "writes": may(reader, WRITE, cell.unit_id),
        "code": tree().nodes[cell.unit_id].code,
    }
