"""The commune that a page of cells is asked for, where more than one lies in sight."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from soxa.kernel.access import sight_of
from soxa.kernel.units.tree import tree


@dataclass(frozen=True)
class Communes:
    """Communes to choose from (none when at most one lies in sight), and the code of the one chosen."""

    offered: list[tuple[str, str]]
    chosen: str
    on: date

    @property
    def units(self) -> frozenset[int] | None:
        """Units of the chosen commune; None where there is nothing to choose."""
        return tree().within(tree().codes[self.chosen], self.on) if self.chosen else None


def communes_of(query: Mapping[str, str], reader: Any, on: date) -> Communes:
    """What the address asks (xa), the first commune in sight where it asks for none."""
    sight, standing = sight_of(reader, "party"), tree()
    seen = [node for node in standing.of_kind("commune", on) if node.id in sight]
    offered = [(node.code, standing.name(node.id, on)) for node in seen] if len(seen) > 1 else []
    asked = query.get("xa", "")
    chosen = asked if asked in dict(offered) else offered[0][0] if offered else ""
    return Communes(offered, chosen, on)


def commune_of(unit_id: int, on: date) -> int:
    """The commune that a cell stands in on a day; the unit itself where there is none above."""
    standing = tree()
    above = (unit_id, *standing.ancestors(unit_id, on))
    return next((one for one in above if standing.nodes[one].kind == "commune"), unit_id)
