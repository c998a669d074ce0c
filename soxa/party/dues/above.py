"""What units above the cells received of dues in a month and handed up: by unit, by those directly below, by month."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import sight_of
from soxa.kernel.units.tree import tree
from soxa.law.periods import add_months
from soxa.org.roles import PARTY
from soxa.party.dues import lists
from soxa.party.dues.handing import ABOVE, CELL, received_by
from soxa.party.dues.models import HandOver
from soxa.party.dues.rules import last_day


@dataclass
class Above:
    """A unit above the cells in a month: what those below handed to it, and what it handed up of that."""

    unit_id: int
    code: str
    name: str
    received: int = 0
    handed: list[HandOver] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """Sum sent up."""
        return sum(one.sent for one in self.handed)

    @property
    def kept(self) -> int:
        """Sum kept of what was handed over."""
        return sum(one.collected - one.sent for one in self.handed)

    @property
    def left(self) -> int:
        """Sum received that was not handed over yet; below nothing when more was than came."""
        return self.received - sum(one.collected for one in self.handed)

    @property
    def level(self) -> str:
        """How the month stands: nothing came, something is left, or all was handed over."""
        if not self.received and not self.handed:
            return "quiet"
        return "warn" if self.left else "good"

    @property
    def words(self) -> str:
        """The level in words."""
        if self.level == "quiet":
            return _("cấp dưới chưa nộp")
        if self.left < 0:
            return _("đã nộp quá số nhận")
        return _("chưa nộp lên") if self.left else _("đã xong")


def above_in_sight(reader: Any, month: date) -> list[Above]:
    """Units above the cells in sight that stand at the end of the month, without their sums; a commune before its own."""
    sight, standing, last = sight_of(reader, PARTY), tree(), last_day(month)
    nodes = [
        node
        for kind in reversed(ABOVE)
        for node in standing.of_kind(kind, last)
        if node.id in sight and (kind == "commune" or standing.within(node.id, last) != {node.id})
    ]
    return [
        Above(node.id, node.code, standing.name(node.id, last))
        for node in sorted(nodes, key=lambda node: node.code)
    ]


def summed(rows: Sequence[Above], month: date) -> Sequence[Above]:
    """The same rows with their sums, in two queries."""
    by_unit = {row.unit_id: row for row in rows}
    for unit_id, came in received_by(by_unit, month).items():
        by_unit[unit_id].received = sum(one.sent for one in came)
    handed: Any = HandOver.objects.filter(month=month, unit_id__in=sorted(by_unit)).order_by("on", "pk")
    for one in handed:
        by_unit[one.unit_id].handed.append(one)
    return rows


@dataclass
class Below:
    """Who hands up to a unit: for a cell whom it collects from, for a unit between what it received; what came of it."""

    unit_id: int
    code: str
    name: str
    is_cell: bool
    owing: int = 0
    paid: int = 0
    collected: int = 0
    came: list[HandOver] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """Sum that came from it."""
        return sum(one.sent for one in self.came)

    @property
    def kept(self) -> int:
        """Sum that it kept."""
        return sum(one.collected - one.sent for one in self.came)

    @property
    def left(self) -> int:
        """Sum collected below that it did not hand over yet."""
        return self.collected - sum(one.collected for one in self.came)

    @property
    def level(self) -> str:
        """Nothing collected, something left or more handed over than came, or all handed over."""
        return "warn" if self.left else "good" if self.collected else "quiet"

    @property
    def words(self) -> str:
        """The level in words."""
        if self.level == "quiet":
            return _("chưa thu")
        if self.left < 0:
            return _("đã nộp quá số thu")
        return _("chưa nộp lên") if self.level == "warn" else _("đã nộp")


def below(unit_id: int, month: date) -> list[Below]:
    """Who hands up to the unit for a month, in the order of codes: those below it at its end, and whoever did."""
    standing, last = tree(), last_day(month)
    came = received_by([unit_id], month)[unit_id]
    keys = {node.id for node in standing.children(unit_id, last) if node.kind in (CELL, *ABOVE)}
    nodes = [standing.nodes[key] for key in keys | {one.unit_id for one in came}]
    rows = {
        node.id: Below(node.id, node.code, standing.name(node.id, last), node.kind == CELL)
        for node in sorted(nodes, key=lambda node: node.code)
    }
    for one in came:
        rows[one.unit_id].came.append(one)
    _of_cells([row for row in rows.values() if row.is_cell], month)
    between = [row for row in rows.values() if not row.is_cell]
    for unit, handed in received_by([row.unit_id for row in between], month).items():
        rows[unit].collected = sum(one.sent for one in handed)
    return list(rows.values())


def _of_cells(rows: Sequence[Below], month: date) -> None:
    numbers = [lists.CellRow(row.unit_id, row.code, row.name) for row in rows]
    lists.numbered(numbers, month)
    for row, number in zip(rows, numbers, strict=True):
        row.owing, row.paid, row.collected = number.owing, number.paid, number.collected


def year_of(unit_id: int, year: int, last: date) -> list[tuple[date, Above]]:
    """A unit's months of a year up to that of `last`, each with its sums; two queries a month."""
    months, month = [], date(year, 1, 1)
    while month.year == year and month <= last:
        (row,) = summed([Above(unit_id, "", "")], month)
        months.append((month, row))
        month = add_months(month, 1)
    return months
