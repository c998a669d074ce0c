"""The ground of the demo commune: invented boundaries of its villages, seven to a row, that share every corner."""

from datetime import date

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.kernel.units.outlines import Polygons, supply
from soxa.party.models import Cell

WEST, NORTH, ACROSS, DOWN = 104.9, 21.5, 0.012, 0.01
IN_A_ROW = 7


def draw_all(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Give each cell of a village its piece of ground."""
    keys = {unit.pk for unit in units.values()}
    villages = Cell.objects.filter(unit_id__in=keys, kind="village", since__lte=on, until__gt=on)
    cells = list(villages.order_by("unit__code").values_list("unit_id", flat=True))
    shapes = {unit: _ground(*divmod(place, IN_A_ROW)) for place, unit in enumerate(cells)}
    if shapes:
        supply(shapes, actor, on=on, digest="0" * 64)


def _ground(row: int, column: int) -> Polygons:
    corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column), (row, column)]
    sides = [_side(*ends) for ends in zip(corners, corners[1:], strict=False)]
    return [[[*(point for side in sides for point in side), _corner(*corners[0])]]]


def _side(start: tuple[int, int], end: tuple[int, int]) -> list[list[float]]:
    """A corner and the bend on the way to the next, the same whoever goes along it."""
    (x1, y1), (x2, y2) = _corner(*start), _corner(*end)
    (row, column), turn = min(start, end), 1 if start[0] == end[0] else 2
    bend = (row * 5 + column * 3 + turn) % 5 - 2
    middle = [
        (x1 + x2) / 2 + (bend * 0.0007 if turn == 2 else 0),
        (y1 + y2) / 2 + (bend * 0.0006 if turn == 1 else 0),
    ]
    return [[x1, y1], [round(middle[0], 4), round(middle[1], 4)]]


def _corner(row: int, column: int) -> list[float]:
    """A corner of the lattice, moved a little off its place."""
    east, south = (row * 7 + column * 11) % 5 - 2, (row * 13 + column * 3) % 5 - 2
    return [round(WEST + column * ACROSS + east * 0.001, 4), round(NORTH - row * DOWN + south * 0.0008, 4)]
