"""The rows that a number is counted from, as they are now, and the files in which a paper that goes out keeps them.

A file is canonical JSON: the source, and for every row its key, its own unit and the digest of its facts.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from soxa.kernel import files
from soxa.kernel.figures import Figure, Moment, find, row_filter
from soxa.kernel.figures.row_sets import Rows, RowSet, fingerprint
from soxa.values.aggregation.gather import made_in
from soxa.values.counted import counted
from soxa.values.figures import ReportedFigure
from soxa.values.kept_values import REPORTED, known
from soxa.values.models import ReportedValue

# after a figure's code: its plan and not its value
PLAN = ":plan"


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
    one = None if plan else counted([figure.code], [unit_id], moment).get((figure.code, unit_id))
    if one is not None:
        rows = one.rows(part).order_by("pk").values_list("pk", one.unit, *one.facts)
        return RowSet(one.source, {pk: (own, fingerprint(facts, moment.on)) for pk, own, *facts in rows})
    values: QuerySet[Any] = ReportedValue.objects.filter(
        measure=figure.record, unit_id=unit_id, since=moment.since, until=moment.until, replaced_by=None
    )
    kept = values.filter(sort=ReportedValue.PLAN) if plan else values.exclude(sort=ReportedValue.PLAN)
    printed = _prints(kept, moment.on)
    if not printed and not plan:
        printed = _prints(ReportedValue.objects.filter(pk__in=_behind(figure, moment, unit_id)), moment.on)
    return RowSet(REPORTED.code, printed)


def _behind(figure: ReportedFigure, moment: Moment, unit_id: int) -> list[int]:
    """Keys of the values that one nobody reported was put together from."""
    found = made_in([figure.record], [(moment.since, moment.until)], [unit_id])
    return [key for one in found.values() if one.value for key in one.used]


def _prints(values: QuerySet[Any], on: date) -> Rows:
    found = values.values_list("pk", "unit_id", *REPORTED.facts)
    return {pk: (own, fingerprint(known(facts), on)) for pk, own, *facts in found}


@dataclass(frozen=True)
class Held:
    """Digests of the two files of one reading."""

    rows: str
    part_rows: str


class Freezer:
    """Keeps the row files of one paper of a unit; what the unit itself looked at serves the units below it as well."""

    def __init__(self, unit_id: int) -> None:
        self.unit_id = unit_id
        self._kept: dict[Any, tuple[str, str]] = {}
        self._told: dict[Any, Rows] = defaultdict(dict)

    def hold(self, code: str, moment: Moment) -> Held:
        """Keep the files of a reading (asked of the unit itself) and tell their digests."""
        whole, source = self._file(code, moment, "whole")
        # of what was reported all that is looked at counts
        part = whole if source == REPORTED.code else self._file(code, moment, "part")[0]
        return Held(whole, part)

    def _file(self, code: str, moment: Moment, part: str) -> tuple[str, str]:
        """(digest, whose rows) of a kept file."""
        figure = find(code.removesuffix(PLAN))
        own = (code, part)
        # rows that a figure counts among are those of every figure over them; a sum looks at its own alone
        shared = isinstance(figure, Figure) and not figure.net and not figure.amount
        if shared and (part == "whole" or figure.counts is None):
            own = (figure.source.code, str(figure.among and figure.code))
        key = (*own, moment.since, moment.until, moment.on)
        if key not in self._kept:
            told = self._told[figure.source.code, moment.on] if isinstance(figure, Figure) else {}
            rows = row_set(code, moment, self.unit_id, part=part, told=told)
            told.update(rows.rows)
            self._kept[key] = files.keep(rows.as_bytes()), rows.source
        return self._kept[key]
