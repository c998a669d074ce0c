"""Where a commune's villages tell their numbers: its units of that kind, or, where it has none, the cells of its villages."""

from collections.abc import Iterable

from soxa.kernel.request_memo import once_per_request
from soxa.party.models import Cell

VILLAGE, CELL = "village", "cell"


@once_per_request
def _all() -> frozenset[int]:
    return frozenset(Cell.objects.filter(kind=VILLAGE).values_list("unit_id", flat=True))


def village_cells(unit_ids: Iterable[int]) -> set[int]:
    """Of these units those that are the cell of a village; cells of offices and schools tell no village's number."""
    return set(unit_ids) & _all()
