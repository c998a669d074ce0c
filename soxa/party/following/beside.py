"""What a cell's page shows of those who follow it: today's, and everyone before."""

from typing import Any

from soxa.kernel.access import may
from soxa.kernel.units.tree import tree
from soxa.party.flow import WRITE
from soxa.party.following.lists import of_cell
from soxa.party.models import Cell


def laid_by_following(cell: Cell, reader: Any) -> dict[str, Any]:
    """The part of a cell's page that this room lays."""
    return {
        "template": "party/following/beside_cell.html",
        "followers": of_cell(cell.unit_id),
        "writes": may(reader, WRITE, cell.unit_id),
        "code": tree().nodes[cell.unit_id].code,
    }
