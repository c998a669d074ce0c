"""Tasks past their day by the unit that holds them: one scan for the unit shown and all directly below."""

from dataclasses import dataclass

from soxa.desk.by_unit import Bar, bars, split
from soxa.kernel.figures import FIGURES, Moment, Reading

OVERDUE, RUNNING = "tasks.overdue", "tasks.open"


@dataclass(frozen=True)
class Late:
    """Overdue tasks of a unit, what runs within its day beside them, and a bar for each unit that is late."""

    overdue: Reading
    running: Reading
    bars: list[Bar]

    @property
    def units(self) -> int:
        """How many units are late."""
        return len(self.bars)

    @property
    def standing(self) -> int:
        """Tasks not done: overdue and within their day."""
        return (self.overdue.part or 0) + (self.running.part or 0)


def late(moment: Moment, unit_id: int) -> Late:
    """Who is late at the end of the moment's day, the most tasks first."""
    found = split(FIGURES[OVERDUE], moment, unit_id, beside=[FIGURES[RUNNING]])
    return Late(found.total, found.others[RUNNING], bars(found, missing=False))
