"""What each contest must reach, and the table of what was reached."""

from statistics import median
from typing import NamedTuple

from bench.clock import Sample

Samples = list[tuple[Sample, Sample]]


class Bound(NamedTuple):
    """A contest in words, how many times the other's time ours may take, and which times are held to it.

    `cpu` is the application's; `work` adds that of PostgreSQL's process, where the two would differ by what they leave to it.
    """

    title: str
    most: float
    held: tuple[str, ...] = ("cpu",)


BOUNDS = {
    "bare": Bound("member list / bare page of the same rows", 2.5),
    "sight": Bound("clerk / auditor filtered to that commune", 1.25),
    "province": Bound("auditor's unfiltered list / clerk's", 3.0, ("cpu", "work")),
    "figures": Bound("all figures by commune / hand-written SQL", 1.5, ("work",)),
    "forms": Bound("forms 1 to 4 of the province / hand-written SQL", 1.5, ("work",)),
    "attendance": Bound("attendance by cell and month / hand-written SQL", 1.5, ("work",)),
    "glance": Bound("the province at a glance / hand-written SQL", 2.0, ("work",)),
    "search": Bound("search over the registers / bare full-text query", 2.0, ("work",)),
    "import": Bound("import / calamine reading the file", 25.0),
    "signing": Bound("signing 100 papers / pyHanko alone, key loaded once", 1 / 0.6, ("cpu", "wall")),
}


class Line(NamedTuple):
    """A contest on one database: medians of ours and the other's, in seconds, and the ratios by kind of time."""

    name: str
    database: str
    ours: Sample
    other: Sample
    rounds: int

    @classmethod
    def of(cls, name: str, database: str, samples: Samples) -> "Line":
        """Medians of each kind of time over the rounds."""
        ours, other = (Sample(*map(median, zip(*side, strict=True))) for side in zip(*samples, strict=True))
        return cls(name, database, ours, other, len(samples))

    def ratio(self, kind: str) -> float:
        """Ours by the other's."""
        most_little: float = getattr(self.ours, kind) / max(getattr(self.other, kind), 1e-9)
        return most_little

    @property
    def kept(self) -> bool:
        """Whether the bound is kept."""
        bound = BOUNDS[self.name]
        return all(self.ratio(kind) <= bound.most for kind in bound.held)


_HEAD = ("", "database", "rounds", "ours ms", "other ms", "cpu", "with db", "wall", "bound", "")


def table(lines: list[Line]) -> str:
    """The lines as a table: times are work (application and database), the ratio that is held to the bound is starred."""
    rows = [_HEAD, *[_row(line) for line in lines]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _row(line: Line) -> tuple[str, ...]:
    bound = BOUNDS[line.name]
    ratios = [
        f"{line.ratio(kind):.2f}{'*' if kind in bound.held else ' '}" for kind in ("cpu", "work", "wall")
    ]
    return (
        bound.title,
        line.database,
        str(line.rounds),
        f"{line.ours.work * 1000:.1f}",
        f"{line.other.work * 1000:.1f}",
        *ratios,
        f"{bound.most:.3g}",
        "kept" if line.kept else "BROKEN",
    )
