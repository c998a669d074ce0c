"""A figure split among the units below: each line a number with rows of its own, the last line equal to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.figures import Figure, Moment, Reading, read_many
from soxa.kernel.figures.read import reading_of, spans
from soxa.kernel.units.tree import Node, tree
from soxa.law.numbers import count_text


@dataclass(frozen=True)
class Line:
    """One unit below: its reading while it lay in the unit asked; `node` None is what lies in no unit below."""

    reading: Reading
    name: str
    node: Node | None = None


@dataclass(frozen=True)
class Split:
    """The reading of the unit asked and its lines; their parts and wholes add up to it."""

    total: Reading
    lines: tuple[Line, ...]
    others: dict[str, Reading]

    @property
    def empty(self) -> bool:
        """Whether there is nothing below to split among."""
        return not self.lines


def split(figure: Figure, moment: Moment, unit_id: int, *, beside: Sequence[Figure] = ()) -> Split:
    """The figure of a unit and of every unit directly below it while it lay there; `beside` are read in the same scan.

    Events are added up over the stretches in which the tree did not change, so that a unit that came from elsewhere
    brings only what happened here.
    """
    standing = tree()
    stretches = [moment] if figure.is_stock else _stretches(moment)
    parts: dict[int, int] = {}
    wholes: dict[int, int] = {}
    for stretch in stretches:
        below = [node.id for node in standing.children(unit_id, stretch.on)]
        found = read_many([figure, *beside], stretch, [unit_id, *below])
        if len(stretches) == 1:
            readings = found
        for key in below:
            parts[key] = parts.get(key, 0) + (found[figure.code, key].part or 0)
            wholes[key] = wholes.get(key, 0) + (found[figure.code, key].whole or 0)
    if len(stretches) > 1:
        readings = read_many([figure, *beside], moment, [unit_id])
    total = readings[figure.code, unit_id]
    counted = total.whole is not None
    lines = [
        Line(
            reading_of(figure, key, moment, parts[key], wholes[key] if counted else None),
            standing.name(key, moment.on),
            standing.nodes[key],
        )
        for key in sorted(_telling(parts, wholes, total), key=lambda key: standing.nodes[key].code)
    ]
    others = {one.code: readings[one.code, unit_id] for one in beside}
    return Split(total, (*lines, *(_rest(figure, moment, total, lines) if parts else ())), others)


def _telling(parts: dict[int, int], wholes: dict[int, int], total: Reading) -> list[int]:
    """Units of the kinds of which some unit has something: no row of nothing for offices among cells, nor the other way.

    Where all of it lies in no unit below, none is told; where there is nothing at all, each is.
    """
    nodes = tree().nodes
    kinds = {nodes[key].kind for key in parts if parts[key] or wholes[key]}
    told = bool(kinds or total.part or total.whole)
    return [key for key in parts if not told or nodes[key].kind in kinds]


def _stretches(moment: Moment) -> list[Moment]:
    """The period cut at the days on which the tree changed."""
    cut = [Moment(_before(until), since, until) for since, until in spans(moment, tree())]
    return [moment] if len(cut) == 1 else cut


def _before(day: Any) -> Any:
    return day.fromordinal(day.toordinal() - 1)


def _rest(figure: Figure, moment: Moment, total: Reading, lines: list[Line]) -> list[Line]:
    """What the unit holds itself, outside all units below; no line when that is nothing."""
    part = (total.part or 0) - sum(line.reading.part or 0 for line in lines)
    whole = (total.whole or 0) - sum(line.reading.whole or 0 for line in lines)
    if not (part or whole):
        return []
    counted = total.whole is not None
    name = carried_name(part) if figure.net else ""
    return [Line(reading_of(figure, total.unit_id, moment, part, whole if counted else None), name)]


def carried_name(members: int) -> str:
    """What is in no unit below when units moved whole: to the units themselves nothing happened."""
    return _("Cả chi bộ được chuyển về") if members > 0 else _("Chi bộ đã chuyển đi hoặc kết thúc")


def _at_the_end(reading: Reading, count: int) -> str:
    """What stands at the end of a bar: the count, or what was added up."""
    return reading.part_text if reading.scale else count_text(count)


NEAR_ALL = Decimal(90)


@dataclass(frozen=True)
class Bar:
    """A bar of the chart: its label, its count, the same in words, and its length in thousandths of the longest."""

    label: str
    count: int
    text: str
    length: int
    node: Node | None = None


def shows_missing(figure: Figure, total: Reading) -> bool:
    """Whether the chart shows what is missing: for a share so near to all that its bars would look alike."""
    return figure.share and not figure.amount and total.value is not None and NEAR_ALL <= total.value < 100


def bars(found: Split, *, missing: bool) -> list[Bar]:
    """Bars of the lines that have something to show, from zero, longest first."""
    counted = [(line, line.reading.missing if missing else line.reading.part or 0) for line in found.lines]
    shown = sorted(((line, count) for line, count in counted if count), key=lambda pair: -abs(pair[1]))
    longest = max((abs(count) for _line, count in shown), default=1)
    return [
        Bar(line.name, count, _at_the_end(line.reading, count), abs(count) * 1000 // longest, line.node)
        for line, count in shown
    ]
