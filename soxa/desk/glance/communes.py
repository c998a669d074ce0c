"""The communes of a province by light: targets as they were decided, and the book's hints on reported values."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from soxa.desk.glance.standing import counted
from soxa.kernel.figures import Moment
from soxa.kernel.units.tree import Node, tree
from soxa.steering.models import Standing
from soxa.values.hints import hints
from soxa.values.lights import Light

COMMUNE = "commune"
LEVELS = tuple(level for level, _words in Standing.LEVELS)


@dataclass(frozen=True)
class Line:
    """One commune: how many of its targets stand at each level, and how many of its reported values show each light."""

    node: Node
    name: str
    levels: dict[str, int]
    hints: dict[Light, int]

    @property
    def targets(self) -> int:
        """How many targets were judged."""
        return sum(self.levels.values())


@dataclass(frozen=True)
class Communes:
    """Every commune of a province, what is to be looked at first at the top."""

    lines: Sequence[Line]

    @property
    def judged(self) -> bool:
        """Whether any commune's targets were judged."""
        return any(line.levels for line in self.lines)

    @property
    def hinted(self) -> bool:
        """Whether any commune has reported values with plans."""
        return any(line.hints for line in self.lines)

    def level(self, level: str) -> int:
        """Targets of all communes at a level."""
        return sum(line.levels.get(level, 0) for line in self.lines)

    def shown(self, light: Light) -> int:
        """Reported values of all communes that show a light."""
        return sum(line.hints.get(light, 0) for line in self.lines)

    @cached_property
    def levels(self) -> list[tuple[str, Any, int]]:
        """(level, words, how many) of the levels that occur."""
        return [(level, words, many) for level, words in Standing.LEVELS if (many := self.level(level))]

    @cached_property
    def lights(self) -> list[tuple[Light, int]]:
        """(light, how many) of the lights that occur."""
        return [(light, many) for light in Light.in_order() if (many := self.shown(light))]


def communes(moment: Moment, unit_id: int, *, steering: bool, values: bool) -> Communes | None:
    """The communes directly below a unit, as far as the reader reads targets and reported values; None where there are none."""
    nodes = [node for node in tree().children(unit_id, moment.on) if node.kind == COMMUNE]
    if not nodes:
        return None
    keys = [node.id for node in nodes]
    levels = counted(keys, moment.on) if steering else {}
    hinted = hints(keys, moment) if values else {}
    lines = [
        Line(node, tree().name(node.id, moment.on), levels.get(node.id, {}), hinted.get(node.id, {}))
        for node in nodes
    ]
    return Communes(sorted(lines, key=_urgency))


def _urgency(line: Line) -> tuple[Any, ...]:
    """Most red first, then most yellow; where no target was judged, by the hints."""
    of_targets = (-line.levels.get(Standing.RED, 0), -line.levels.get(Standing.YELLOW, 0))
    of_hints = tuple(
        -sum(many for light, many in line.hints.items() if light.level == level) for level in ("bad", "warn")
    )
    return (*of_targets, *of_hints, line.node.code)
