"""What dues lay beside a member and beside a cell, for whoever may see sums of money."""

from typing import Any

from soxa.kernel.access import may
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import CELL_SECRETARY, PARTY_OFFICES
from soxa.party.dues import lists
from soxa.party.dues.flow import OFFICE, OWN_CELL
from soxa.party.models import Cell
from soxa.party.standing import Life

DUES_READERS = (*PARTY_OFFICES, CELL_SECRETARY)


def reads_dues(reader: Any) -> bool:
    """Whether the reader holds an office that sees sums; a committee member who follows a cell does not."""
    return bool({held.role for held in reader.held_offices()} & set(DUES_READERS))


def writes_dues(reader: Any, unit_id: int | None) -> bool:
    """Whether the reader may write dues of this cell."""
    return any(may(reader, act, unit_id, domain="party") for act in (OFFICE, OWN_CELL))


def beside_member(life: Life, reader: Any) -> dict[str, Any] | None:
    """The member's year of dues; nothing for one who has neither a home here nor a line."""
    if not reads_dues(reader):
        return None
    today = book_day()
    if life.home is None:
        return None
    member, unit_id = life.member, life.home.unit_id
    return {
        "template": "party/dues/beside_member.html",
        "dues": lists.dues_of(member, today, life.held),
        "code": tree().nodes[unit_id].code,
        "member_id": member.pk,
        "writes": writes_dues(reader, unit_id),
        "free_words": lists.FREE_WORDS,
        "lacks_words": lists.LACKS_WORDS,
    }


def beside_cell(cell: Cell, reader: Any) -> dict[str, Any] | None:
    """How this month's collection stands in the cell."""
    if not reads_dues(reader):
        return None
    today = book_day()
    month = today.replace(day=1)
    row = lists.CellRow(cell.unit_id, tree().nodes[cell.unit_id].code, "")
    lists.numbered([row], month)
    return {"template": "party/dues/beside_cell.html", "row": row, "month": month}
