"""Freezes the figures of an issued report: one content-addressed file per distinct set of rows, shared by all figures over it.

`rows` of a frozen figure is the set looked at, `part_rows` the set that counts.
"""

from collections.abc import Iterable
from typing import Any

from soxa.kernel import files
from soxa.kernel.figures import Figure, Moment, find
from soxa.kernel.figures.row_sets import RowSet
from soxa.kernel.journal import digest
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import tree
from soxa.reports.models import FrozenFigure, Report
from soxa.reports.readings import Printed
from soxa.values.row_sets import PLAN, Freezer, Held


def fingerprints(printed: Iterable[Printed], unit_id: int) -> tuple[dict[Any, Held], str]:
    """Files of every printed reading by its key, and one digest over all of them with their values."""
    freezer = Freezer(unit_id)
    held = {one.key: freezer.hold(one.code, one.moment) for one in printed}
    told = [[one.code, one.unit_id, str(one.moment.since), str(one.moment.on), one.text] for one in printed]
    return held, digest([told, [[one.rows, one.part_rows] for one in held.values()]])


def freeze(report: Report, printed: Iterable[Printed], held: dict[Any, Held], entry: Entry) -> None:
    """Write the frozen figures of a report that is being issued."""
    rows = [
        FrozenFigure(
            report=report,
            unit_id=one.unit_id,
            code=one.code,
            version=one.version,
            on=one.moment.on,
            since=one.moment.since,
            until=one.moment.until,
            part=one.part,
            whole=one.whole,
            text=one.text,
            rows=held[one.key].rows,
            part_rows=held[one.key].part_rows,
        )
        for one in printed
    ]
    FrozenFigure.objects.loaded(rows, entry)


def kept_rows(frozen: FrozenFigure, *, part: str = "part") -> RowSet:
    """The rows of a frozen figure from its kept file, narrowed to its unit; FileNotFoundError or ValueError as `files.fetch`."""
    kept = RowSet.read(files.fetch(frozen.part_rows if part == "part" else frozen.rows))
    if frozen.unit_id == frozen.report.unit_id:
        return kept
    return kept.of_units(_units_of(frozen))


def _units_of(frozen: FrozenFigure) -> Iterable[int]:
    """Units whose rows counted for the unit of a frozen figure: of a stock on its day, of events at any time."""
    figure = find(frozen.code.removesuffix(PLAN))
    if isinstance(figure, Figure) and figure.is_stock:
        return tree().within(frozen.unit_id, frozen.on)
    return {row[0] for row in tree().inside.get(frozen.unit_id, ()) if not row[3]}


def moment_of(frozen: FrozenFigure) -> Moment:
    """The moment at which a frozen figure was read."""
    return Moment(frozen.on, frozen.since, frozen.until, f"{frozen.since}..{frozen.until}")
