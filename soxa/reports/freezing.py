"""Freezes the figures of an issued report: one content-addressed file per distinct set of rows, shared by all figures over it.

A file is canonical JSON: the source, its declared facts, and for every row its key, its own unit and the digest of its
facts. `rows` of a frozen figure is the set looked at, `part_rows` the set that counts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from soxa.kernel import files
from soxa.kernel.figures import Figure, Moment, find, row_filter
from soxa.kernel.figures.row_sets import Rows, RowSet, fingerprint
from soxa.kernel.journal import digest
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import tree
from soxa.reports.models import FrozenFigure, Report
from soxa.reports.readings import PLAN, Printed
from soxa.values.aggregation.gather import made_in
from soxa.values.counted import counted
from soxa.values.figures import ReportedFigure
from soxa.values.models import ReportedValue

_VALUE_FACTS = ("unit_id", "since", "until", "sort", "value", "met", "of", "word", "replaced_by_id")


def row_set(code: str, moment: Moment, unit_id: int, *, part: str, told: Rows | None = None) -> RowSet:
    """The rows of a figure as they are now: the `part` that counts, or the `whole` looked at. KeyError for a strange code.

    `told` are rows of the same source whose facts were read a moment ago: they are taken from there.
    """
    figure = find(code.removesuffix(PLAN))
    if not isinstance(figure, Figure):
        return _told_rows(figure, moment, unit_id, plan=code.endswith(PLAN), part=part)
    source = figure.source
    counting = row_filter(figure, moment, unit_id, part=part).order_by("pk")
    if told:
        keys = list(counting.values_list("pk", flat=True))
        if told.keys() >= set(keys):
            return RowSet(source.code, {pk: told[pk] for pk in keys})
    found = counting.values_list("pk", source.unit, *source.facts)
    return RowSet(source.code, {pk: (own, fingerprint(facts, moment.on)) for pk, own, *facts in found})


def _told_rows(figure: ReportedFigure, moment: Moment, unit_id: int, *, plan: bool, part: str) -> RowSet:
    one = None if plan else counted([figure.code], [unit_id], moment.on).get((figure.code, unit_id))
    if one is not None:
        rows = one.rows(part).order_by("pk").values_list("pk", "unit_id", *one.facts)
        return RowSet(one.source, {pk: (own, fingerprint(facts, moment.on)) for pk, own, *facts in rows})
    values: QuerySet[Any] = ReportedValue.objects.filter(
        measure=figure.record, unit_id=unit_id, since=moment.since, until=moment.until, replaced_by=None
    )
    kept = values.filter(sort=ReportedValue.PLAN) if plan else values.exclude(sort=ReportedValue.PLAN)
    printed = _prints(kept, moment.on)
    if not printed and not plan:
        printed = _prints(ReportedValue.objects.filter(pk__in=_behind(figure, moment, unit_id)), moment.on)
    return RowSet("values.reported", printed)


def _behind(figure: ReportedFigure, moment: Moment, unit_id: int) -> list[int]:
    """Keys of the values that one nobody reported was put together from."""
    found = made_in([figure.record], [(moment.since, moment.until)], [unit_id])
    return [key for one in found.values() if one.value for key in one.used]


def _prints(values: QuerySet[Any], on: date) -> Rows:
    found = values.values_list("pk", "unit_id", *_VALUE_FACTS, "numerator", "denominator")
    return {pk: (own, fingerprint(_known(facts), on)) for pk, own, *facts in found}


def _known(facts: list[Any]) -> list[Any]:
    """The facts of a value; without a numerator and a denominator as before there were any, so that older prints still agree."""
    return facts[:-2] if facts[-1] is None else facts


@dataclass(frozen=True)
class Held:
    """Digests of the two files of one printed reading."""

    rows: str
    part_rows: str


class Freezer:
    """Keeps the row files of one report; what the report's own unit looked at serves the units below it as well."""

    def __init__(self, unit_id: int) -> None:
        self.unit_id = unit_id
        self._kept: dict[Any, str] = {}
        self._told: dict[Any, Rows] = defaultdict(dict)

    def hold(self, printed: Printed) -> Held:
        """Keep the files of a reading (asked of the report's own unit) and tell their digests."""
        return Held(self._file(printed, "whole"), self._file(printed, "part"))

    def _file(self, printed: Printed, part: str) -> str:
        figure = find(printed.code.removesuffix(PLAN))
        moment = printed.moment
        own = (printed.code, part)
        # rows that a figure counts among are those of every figure over them; a sum looks at its own alone
        shared = isinstance(figure, Figure) and not figure.net and not figure.amount
        if shared and (part == "whole" or figure.counts is None):
            own = (figure.source.code, str(figure.among and figure.code))
        key = (*own, moment.since, moment.until, moment.on)
        if key not in self._kept:
            told = self._told[figure.source.code, moment.on] if isinstance(figure, Figure) else {}
            rows = row_set(printed.code, moment, self.unit_id, part=part, told=told)
            told.update(rows.rows)
            self._kept[key] = files.keep(rows.as_bytes())
        return self._kept[key]


def fingerprints(printed: Iterable[Printed], unit_id: int) -> tuple[dict[Any, Held], str]:
    """Files of every printed reading by its key, and one digest over all of them with their values."""
    freezer = Freezer(unit_id)
    held = {one.key: freezer.hold(one) for one in printed}
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
