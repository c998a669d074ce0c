"""Where a commune's villages tell their numbers: its units of that kind, or, where it has none, the cells of its villages."""

from collections.abc import Iterable
from datetime import date

from soxa.kernel.request_memo import once_per_request
from soxa.kernel.units.tree import tree
from soxa.party.models import Cell

VILLAGE, CELL = "village", "cell"


@once_per_request
def _all() -> frozenset[int]:
    return frozenset(Cell.objects.filter(kind=VILLAGE).values_list("unit_id", flat=True))


def village_cells(unit_ids: Iterable[int]) -> set[int]:
    """Of these units those that are the cell of a village; cells of offices and schools tell no village's number."""
    return set(unit_ids) & _all()


_CELL_OF = "Chi bộ "  # as the names of cells begin


def place_name(unit_id: int, on: date) -> str:
    """The unit's name on a day; where a cell stands for its village, the village's."""
    name = tree().name(unit_id, on)
    if tree().nodes[unit_id].kind != CELL or not name.startswith(_CELL_OF):
        return name
    place = name.removeprefix(_CELL_OF)
    return place[:1].upper() + place[1:]


def stands_for(unit_ids: Iterable[int]) -> bool:
    """Whether all of these are cells of villages, each of which tells its village's numbers."""
    asked = list(unit_ids)
    return bool(asked) and len(village_cells(asked)) == len(set(asked))
