"""Who reads what of steering: a commune's resolutions and targets are read by all its cells, written by its offices."""

from typing import Any, Self

from soxa.kernel.access import SeenBy, sight_of
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import STEERING


def units_read(reader: Any) -> set[int] | None:
    """Units whose targets the reader reads: those in his sight, and those above his own offices; None for every one."""
    sight = sight_of(reader, STEERING)
    if sight.everything:
        return None
    day = book_day()
    own = (
        [held.unit_id for held in reader.held_offices() if STEERING in held.role.domains]
        if sight.units
        else []
    )
    return set(sight.units).union(*(tree().ancestors(unit, day) for unit in own))


class SteeringRows(SeenBy):
    """Rows of steering: a cell reads what its commune is to reach, and writes of itself alone."""

    sight_domain = STEERING

    def seen_by(self, reader: Any) -> Self:
        """Rows of units in the reader's sight or above his offices."""
        units = units_read(reader)
        return self if units is None else self.filter(**{f"{self.sight_unit}__in": sorted(units)})
