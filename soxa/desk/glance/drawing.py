"""The map: boundaries on a plane, each area a link with its colour, its pattern and its words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, radians
from typing import Any

from soxa.desk.glance.beside import Line

Polygons = list[list[list[list[float]]]]
WIDTH, TALLEST, EDGE = 1000, 1000, 8
STEPS = 4
# an area from so many units of the drawing on across has room for its number
ROOM = 70


@dataclass(frozen=True)
class Area:
    """One unit on the map: its line, its path, its way of drawing, where its mark stands and whether words have room."""

    line: Line
    path: str
    way: str
    x: int
    y: int
    roomy: bool


@dataclass(frozen=True)
class Map:
    """Areas with the size of the drawing; `legend` says what each way of drawing means; `without` have no boundary."""

    areas: Sequence[Area]
    width: int
    height: int
    legend: Sequence[tuple[str, Any]]
    without: Sequence[Line]


def drawn(lines: Sequence[Line], outlines: Mapping[int, Polygons]) -> Map | None:
    """The map of the units that have boundaries; None where fewer than two have."""
    placed = [line for line in lines if line.node.id in outlines]
    if len(placed) < 2:
        return None
    fit = _Fit.of([outlines[line.node.id] for line in placed])
    ways, legend = _ways(placed)
    areas = [_area(line, outlines[line.node.id], fit, ways[line.node.id]) for line in placed]
    without = [line for line in lines if line.node.id not in outlines]
    return Map(areas, fit.width, fit.height, legend, without)


@dataclass(frozen=True)
class _Fit:
    """Longitude and latitude to the plane: a degree of longitude is as short as the latitude makes it."""

    west: float
    north: float
    across: float
    scale: float
    width: int
    height: int

    @classmethod
    def of(cls, shapes: Sequence[Polygons]) -> "_Fit":
        points = [point for shape in shapes for polygon in shape for ring in polygon for point in ring]
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        across = cos(radians((south + north) / 2))
        wide, high = max((east - west) * across, 1e-6), max(north - south, 1e-6)
        scale = min((WIDTH - 2 * EDGE) / wide, (TALLEST - 2 * EDGE) / high)
        return cls(west, north, across, scale, round(wide * scale) + 2 * EDGE, round(high * scale) + 2 * EDGE)

    def place(self, point: Sequence[float]) -> tuple[int, int]:
        x, y = (point[0] - self.west) * self.across, self.north - point[1]
        return round(x * self.scale) + EDGE, round(y * self.scale) + EDGE


def _area(line: Line, shape: Polygons, fit: _Fit, way: str) -> Area:
    rings = [[fit.place(point) for point in ring] for polygon in shape for ring in polygon]
    widest = max(rings, key=lambda ring: max(p[0] for p in ring) - min(p[0] for p in ring))
    xs, ys = [p[0] for p in widest], [p[1] for p in widest]
    middle = _inside(widest, (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2)
    return Area(line, "".join(map(_path, rings)), way, *middle, max(xs) - min(xs) >= ROOM)


def _inside(ring: Sequence[tuple[int, int]], x: int, y: int) -> tuple[int, int]:
    """The middle of the widest stretch of the ring's inside at the height `y`, so that a mark stands in a bent area too."""
    cuts = sorted(_crossings(ring, y + 0.5))
    stretches = list(zip(cuts[::2], cuts[1::2], strict=False))
    if not stretches:
        return x, y
    left, right = max(stretches, key=lambda pair: pair[1] - pair[0])
    return round((left + right) / 2), y


def _crossings(ring: Sequence[tuple[int, int]], height: float) -> Iterator[float]:
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > height) != (y2 > height):
            yield x1 + (height - y1) * (x2 - x1) / (y2 - y1)


def _path(points: Sequence[tuple[int, int]]) -> str:
    """A ring as a path of whole steps: what is finer than a step of the drawing, and what lies on a straight line, is left out."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < 3:
        return ""
    (x, y), steps = kept[0], zip(kept, kept[1:], strict=False)
    return f"M{x} {y}l" + " ".join(f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in steps) + "z"


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _ways(lines: Sequence[Line]) -> tuple[dict[int, str], list[tuple[str, Any]]]:
    """Unit → way of drawing, and what the ways mean: its light where units have lights, else which quarter its number is in."""
    if any(line.light for line in lines):
        ways = {line.node.id: line.light[0] if line.light else "none" for line in lines}
        words = {line.light[0]: line.light[1] for line in lines if line.light}
        return ways, [(kind, words[kind]) for kind in ("good", "warn", "bad", "quiet") if kind in words]
    known = sorted({line.number for line in lines if line.number is not None})
    if not known:
        return {line.node.id: "none" for line in lines}, []
    edges = [known[min(len(known) * step // STEPS, len(known) - 1)] for step in range(STEPS)]
    ways = {line.node.id: _step(line.number, edges) for line in lines}
    legend: list[tuple[str, Any]] = []
    for step in range(STEPS):
        inside = [line for line in lines if ways[line.node.id] == f"step-{step}"]
        if inside:
            low, high = min(inside, key=_number).reading.text, max(inside, key=_number).reading.text
            legend.append((f"step-{step}", low if low == high else f"{low} – {high}"))
    return ways, legend


def _number(line: Line) -> Decimal:
    return line.number or Decimal(0)


def _step(number: Decimal | None, edges: Sequence[Decimal]) -> str:
    if number is None:
        return "none"
    return f"step-{max(step for step, edge in enumerate(edges) if number >= edge)}"
