"""One figure of every unit below, side by side: its number, how it stands, the length of its bar, and the way it came."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from soxa.desk.by_unit import NEAR_ALL
from soxa.desk.glance.standing import levels_of
from soxa.kernel.figures import Figure, Moment, Reading, find, read_many
from soxa.kernel.units.tree import Node, tree
from soxa.law.numbers import share_value
from soxa.steering.targets.reading import light_of
from soxa.values.figures import ReportedFigure
from soxa.values.lights import BAD, GOOD, QUIET, WARN
from soxa.values.models import Measure
from soxa.values.told import told_of

# kind of unit → how a sentence names several of them
KINDS: dict[str, Any] = {
    "commune": _("xã, phường"), "cell": _("chi bộ"), "agency": _("cơ quan, phòng, ban"), "base": _("đảng bộ cơ sở"),
}  # fmt: skip
_ALL = 100
_URGENCY = {BAD: 0, WARN: 1, QUIET: 2, GOOD: 3, "": 4}


@dataclass(frozen=True)
class Line:
    """One unit: its reading, its light where it has one, and its bar in thousandths of the longest."""

    node: Node
    name: str
    reading: Reading
    number: Decimal | None
    light: tuple[str, Any] | None = None
    length: int = 0


@dataclass(frozen=True)
class Beside:
    """The units of one kind directly below, by one figure; `kinds` are the kinds there are, the one of most units first.

    `missing`: the bars are of what a share lacks of all.
    """

    figure: Any
    kind: str
    kinds: Sequence[tuple[str, int]]
    lines: Sequence[Line]
    missing: bool = False

    @property
    def known(self) -> list[Line]:
        """Units that have a number."""
        return [line for line in self.lines if line.number is not None]

    @property
    def lit(self) -> bool:
        """Whether any unit has a light."""
        return any(line.light for line in self.lines)

    @property
    def lights(self) -> list[tuple[tuple[str, Any], int]]:
        """(light, how many units), the good first."""
        shown = [line.light for line in self.lines if line.light]
        kinds = sorted({kind for kind, _words in shown}, key=lambda kind: -_URGENCY[kind])
        return [(next(one for one in shown if one[0] == kind), sum(1 for one in shown if one[0] == kind)) for kind in kinds]  # fmt: skip

    def sorted(self, by: str) -> list[Line]:
        """By "ten", "so" or "mau", a minus before it from the other end; units without a number come last."""
        if by.lstrip("-") == "ten":
            found = list(self.lines)
            return found[::-1] if by.startswith("-") else found
        rest = [line for line in self.lines if line.number is None]
        known = sorted(self.known, key=lambda line: line.number or 0, reverse=by.startswith("-"))
        if by.lstrip("-") == "mau":
            known = sorted(known, key=lambda line: _rank(line), reverse=by.startswith("-"))
        return [*known, *rest]

    @property
    def first(self) -> str:
        """The order that shows first what is to be looked at: the least where more is better, else the most."""
        if isinstance(self.figure, ReportedFigure):
            return "so" if self.figure.record.higher_is_better else "-so"
        return "so" if self.figure.share else "-so"


def _rank(line: Line) -> int:
    return _URGENCY[line.light[0] if line.light else ""]


def kinds_below(unit_id: int, on: date) -> list[tuple[str, int]]:
    """(kind, how many) of the units directly below, the kind of most units first."""
    counts: dict[str, int] = {}
    for node in tree().children(unit_id, on):
        counts[node.kind] = counts.get(node.kind, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def beside(figure: Any, moment: Moment, unit_id: int, *, kind: str = "", steering: bool = True) -> Beside:
    """The units of a kind directly below (of most units where none is named), each with its reading of the figure.

    A light is what was decided of the unit's own target of that code, where the reader reads targets; else, of a reported
    value, the book's hint.
    """
    kinds = kinds_below(unit_id, moment.on)
    wanted = kind if kind in dict(kinds) else kinds[0][0] if kinds else ""
    nodes = [node for node in tree().children(unit_id, moment.on) if node.kind == wanted]
    keys = [node.id for node in nodes]
    if isinstance(figure, ReportedFigure):
        found = {
            key: (figure.reading_of((one.value, one.made), key, moment), one.light)
            for key, one in told_of(figure, moment, keys).items()
        }
        readings = {key: reading for key, (reading, _light) in found.items()}
        hints = {key: (light.level, light.words) for key, (_reading, light) in found.items() if light}
    else:
        read = read_many([figure], moment, keys)
        readings, hints = {key: read[figure.code, key] for key in keys}, {}
    levels = levels_of(figure.code, keys, moment.on) if steering else {}
    lights = hints | {unit: light_of(level) for unit, level in levels.items()}
    lines = [_line(node, readings[node.id], moment.on, lights.get(node.id)) for node in nodes]
    missing = _near_all(figure, lines)
    return Beside(figure, wanted, kinds, _measured(lines, missing=missing), missing)


def _line(node: Node, reading: Reading, on: date, light: tuple[str, Any] | None) -> Line:
    return Line(node, tree().name(node.id, on), reading, number_of(reading), light)


def number_of(reading: Reading) -> Decimal | None:
    """What a reading is compared and drawn by: its value; of a ratio the share; None where nothing was reported."""
    record = getattr(reading.figure, "record", None)
    if record is not None and record.kind == Measure.RATIO:
        return share_value(reading.part or 0, reading.whole) if reading.whole else None
    return reading.value


def _measured(lines: Sequence[Line], *, missing: bool) -> list[Line]:
    """The lines with their bars; of shares near to all the bar is what is missing."""
    drawn = [
        None if line.number is None else abs(100 - line.number if missing else line.number) for line in lines
    ]
    longest = max((one for one in drawn if one is not None), default=Decimal(0)) or Decimal(1)
    return [
        replace(line, length=int((one or 0) * 1000 / longest)) for line, one in zip(lines, drawn, strict=True)
    ]


def _near_all(figure: Any, lines: Sequence[Line]) -> bool:
    """Whether half of the shares lie so near to all that their bars would look alike."""
    record = getattr(figure, "record", None)
    known = sorted(line.number for line in lines if line.number is not None)
    share = figure.share or (record is not None and record.kind == Measure.SHARE)
    return share and bool(known) and known[len(known) // 2] >= NEAR_ALL and known[-1] <= _ALL


def comparable(code: str) -> Any:
    """The figure of a code that can be set side by side; KeyError for another."""
    figure = find(code)
    if isinstance(figure, Figure) and figure.net:
        raise KeyError(code)
    return figure
