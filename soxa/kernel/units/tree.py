"""The tree as it stands in memory: names, places and sight without a join."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from soxa.kernel.request_memo import forget, once_per_request
from soxa.law.periods import FOREVER


@dataclass(frozen=True)
class Node:
    """A unit of the tree: its key, code, kind and the spell in which it exists."""

    id: int
    code: str
    kind: str
    since: date
    until: date

    def stands(self, on: date) -> bool:
        """Whether the unit exists at the end of `on`."""
        return self.since <= on < self.until


@dataclass
class Tree:
    """All units with their dated names and places."""

    nodes: dict[int, Node] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    names: dict[int, list[tuple[date, date, str]]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[int, list[tuple[date, date, int | None]]] = field(default_factory=lambda: defaultdict(list))
    inside: dict[int, list[tuple[int, date, date, bool]]] = field(default_factory=lambda: defaultdict(list))
    around: dict[int, list[tuple[int, date, date]]] = field(default_factory=lambda: defaultdict(list))
    _sights: dict[int, frozenset[int]] = field(default_factory=dict)
    _kinds: dict[str, list[Node]] = field(default_factory=dict)
    _roots: list[int] = field(default_factory=list)
    _moves: dict[date, set[int]] = field(default_factory=dict)

    def by_code(self, code: str) -> Node:
        """The unit of a code; KeyError names it."""
        return self.nodes[self.codes[code]]

    def name(self, unit_id: int | None, on: date | None = None) -> str:
        """Name on a day (the latest when no day is given); an empty text for no unit."""
        spells = self.names.get(unit_id or 0, [])
        if not spells:
            return self.nodes[unit_id].code if unit_id in self.nodes else ""
        day = on or FOREVER
        return next((name for since, until, name in spells if since <= day < until), spells[-1][2])

    def parent(self, unit_id: int, on: date) -> int | None:
        """The unit directly above on a day."""
        return next((up for since, until, up in self.parents[unit_id] if since <= on < until), None)

    def children(self, unit_id: int, on: date) -> list[Node]:
        """Units directly below on a day, in the order of their codes."""
        below = (self.nodes[key] for key in self.within(unit_id, on) if self.parent(key, on) == unit_id)
        return sorted(below, key=lambda node: node.code)

    def within(self, ancestor_id: int, on: date) -> frozenset[int]:
        """Units that lay in `ancestor` at the end of `on`, itself included; custody does not count."""
        rows = self.inside.get(ancestor_id, ())
        return frozenset(unit for unit, since, until, custody in rows if not custody and since <= on < until)

    def seen_from(self, unit_id: int) -> frozenset[int]:
        """Units whose rows an office in `unit` sees: what lies in it, what ended in it, and books in its custody."""
        if unit_id not in self._sights:
            rows = self.inside.get(unit_id, ())
            self._sights[unit_id] = frozenset(
                unit
                for unit, _, until, custody in rows
                if custody or until in (FOREVER, self.nodes[unit].until)
            )
        return self._sights[unit_id]

    def ancestors(self, unit_id: int, on: date) -> list[int]:
        """Units that `unit` lay in at the end of `on`, itself first, then the nearest; none where it had no place that day."""
        lying = {up for up, since, until in self.around.get(unit_id, ()) if since <= on < until}
        here, found = unit_id, []
        while here in lying:
            found.append(here)
            here = self.parent(here, on) or 0
        return found

    def roots(self) -> list[int]:
        """Units that stand today under nothing."""
        if not self._roots:
            self._roots += [
                key
                for key, spells in self.parents.items()
                if spells and spells[-1][2] is None and spells[-1][1] == FOREVER
            ]
        return self._roots

    def of_kind(self, kind: str, on: date | None = None) -> list[Node]:
        """Units of a kind, those standing on a day when one is given, in the order of their codes."""
        if not self._kinds:
            for node in sorted(self.nodes.values(), key=lambda node: node.code):
                self._kinds.setdefault(node.kind, []).append(node)
        return [node for node in self._kinds.get(kind, ()) if on is None or node.stands(on)]

    def changes(self, since: date, until: date) -> list[date]:
        """Days inside the half-open period on which some unit's place changed, in order."""
        return sorted(day for day in self._moved() if since < day < until)

    def moved(self, day: date) -> set[int]:
        """Units that on this day came into another unit or left one, those founded and ended that day among them."""
        return self._moved().get(day, set())

    def _moved(self) -> dict[date, set[int]]:
        if not self._moves:
            for rows in self.inside.values():
                for unit, since, until, _ in rows:
                    self._moves.setdefault(since, set()).add(unit)
                    self._moves.setdefault(until, set()).add(unit)
        return self._moves


_kept: dict[str, tuple[tuple[int, int], Tree]] = {}
_generation = [0]


@once_per_request
def tree() -> Tree:
    """The tree as written; asked once per request whether an act has changed it, and read anew only then."""
    from soxa.kernel.marks import last_rows

    name = str(connection.settings_dict["NAME"])
    version = (last_rows()[0], _generation[0])
    if name not in _kept or _kept[name][0] != version:
        _kept[name] = (version, _read())
    return _kept[name][1]


def forget_tree() -> None:
    """Drop the tree in memory after an act wrote to it in this process."""
    from soxa.kernel.marks import last_rows

    _generation[0] += 1
    forget(tree)
    forget(last_rows)


def _read() -> Tree:
    from soxa.kernel.models import Placing, Unit, UnitName, Within

    grown = Tree()
    for row in Unit.objects.values_list("id", "code", "kind", "since", "until"):
        grown.nodes[row[0]] = Node(*row)
        grown.codes[row[1]] = row[0]
    names = UnitName.objects.order_by("since").values_list("unit_id", "since", "until", "name")
    for unit, since, until, name in names:
        grown.names[unit].append((since, until, name))
    placings = Placing.objects.order_by("since").values_list("unit_id", "since", "until", "parent_id")
    for unit, since, until, up in placings:
        grown.parents[unit].append((since, until, up))
    lying = Within.objects.order_by("pk").values_list("unit_id", "ancestor_id", "since", "until", "custody")
    for unit, ancestor, since, until, custody in lying:
        grown.inside[ancestor].append((unit, since, until, custody))
        if not custody:
            grown.around[unit].append((ancestor, since, until))
    return grown
