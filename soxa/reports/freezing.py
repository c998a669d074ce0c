"""Freezes the figures of an issued report: one content-addressed file per distinct set of rows, shared by all figures over it.

`rows` of a frozen figure is the set looked at, `part_rows` the set that counts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.urls import reverse

from soxa.kernel import files
from soxa.kernel.figures import Figure, Moment, address_of, find, read
from soxa.kernel.figures.row_sets import RowSet
from soxa.kernel.models import Entry
from soxa.kernel.paper.model import Number
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.reports.models import FrozenFigure, Report
from soxa.reports.readings import Printed
from soxa.values.asking import domain_of, reads
from soxa.values.row_sets import PLAN, Freezer, Held


class Keeping:
    """Keeps the row files of every reading that a paper prints, as it prints them: `held` by the reading's key."""

    def __init__(self, unit_id: int) -> None:
        self.held: dict[Any, Held] = {}
        self._freezer = Freezer(unit_id)

    def __call__(self, one: Printed) -> str:
        """Keep the rows of one reading; the digest of those that count."""
        if one.key not in self.held:
            self.held[one.key] = self._freezer.hold(one.code, one.moment)
        return self.held[one.key].part_rows


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
    return narrowed(frozen, RowSet.read(files.fetch(frozen.part_rows if part == "part" else frozen.rows)))


def narrowed(frozen: FrozenFigure, kept: RowSet) -> RowSet:
    """Of the rows of a frozen figure's kept file those of its unit."""
    if frozen.unit_id == frozen.report.unit_id:
        return kept
    return kept.of_units(_units_of(frozen))


def _units_of(frozen: FrozenFigure) -> Iterable[int]:
    """Units whose rows counted for the unit of a frozen figure: of a stock on its day, of events at any time."""
    figure = find(frozen.code.removesuffix(PLAN))
    if isinstance(figure, Figure) and figure.is_stock:
        return tree().within(frozen.unit_id, frozen.on)
    return {row[0] for row in tree().inside.get(frozen.unit_id, ()) if not row[3]}


def doors(report: Report) -> Callable[[Number], str]:
    """Where the numbers of an issued report lead: each to the rows kept with it, nowhere where none were kept."""
    kept: dict[tuple[Any, ...], int] = {}
    for one in report.figures.exclude(part_rows="").order_by("-pk"):
        kept[one.code, one.unit_id, one.on] = kept[one.code, one.unit_id, one.since, one.until] = one.pk

    def door(number: Number) -> str:
        found = kept.get((number.code, *_asked(number.href)))
        return reverse("report_rows", args=[report.pk, found]) if found else ""

    return door


def _asked(href: str) -> tuple[Any, ...]:
    """(unit, day) or (unit, since, until) that the page was asked of which a number was printed with; () for none."""
    query = dict(parse_qsl(urlsplit(href).query))
    try:
        unit_id = tree().codes[query["don-vi"]]
        if day := query.get("ngay"):
            return unit_id, date.fromisoformat(day)
        period = Period.parse(query["ky"])
    except (KeyError, ValueError):
        return ()
    return unit_id, period.since, period.until


@dataclass(frozen=True)
class Today:
    """What the book tells of a frozen figure today: the text, "" for a plan, and the page that tells it."""

    text: str
    address: str


def today_of(frozen: FrozenFigure, reader: Any) -> Today | None:
    """A frozen figure as the book tells it today; None where the book knows it no more, or not to this reader."""
    try:
        figure: Any = find(frozen.code.removesuffix(PLAN))
    except KeyError:
        return None
    if not reads(reader, domain_of(figure)):
        return None
    moment, unit_id = moment_of(frozen), int(frozen.unit_id)
    address = address_of(figure, moment, unit_id)
    return Today("" if frozen.code.endswith(PLAN) else read(figure, moment, unit_id).text, address)


def moment_of(frozen: FrozenFigure) -> Moment:
    """The moment at which a frozen figure was read."""
    return Moment(frozen.on, frozen.since, frozen.until, f"{frozen.since}..{frozen.until}")
