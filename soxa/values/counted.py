"""Measures that the book counts itself where it holds the rows; what was reported is told only where it does not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from soxa.kernel.figures import Moment
from soxa.values.models import Measure, ReportedValue


@dataclass(frozen=True)
class Counted:
    """What was counted for a measure of a unit: so many of so many, the word where the measure is one, from what, and the page of its rows.

    `rows` gives the rows it was counted from, of the part "part" or "whole"; `facts` are the paths whose values are
    fingerprinted when a report is issued, `source` the name of such rows.
    """

    met: int
    of: int
    word: str
    how: str
    page: str
    source: str
    rows: Callable[[str], QuerySet[Any]]
    facts: tuple[str, ...]


Counts = dict[tuple[str, int], Counted]
# each answers for the measures of which it holds rows, by (code, unit)
COUNTERS: list[Callable[[Iterable[str], Sequence[int], date], Counts]] = []


def counted(codes: Iterable[str], unit_ids: Sequence[int], on: date) -> Counts:
    """What the book counts of these measures at the end of a day, for the units of which it holds rows."""
    asked = list(codes)
    found: Counts = {}
    for counter in COUNTERS:
        found |= counter(asked, unit_ids, on)
    return found


def as_value(measure: Measure, unit_id: int, moment: Moment, one: Counted) -> ReportedValue:
    """What was counted, in the shape of a reported value that nobody typed: it is not of the book's rows and has no key."""
    ratio = measure.kind == Measure.RATIO
    return ReportedValue(
        measure=measure,
        unit_id=unit_id,
        since=moment.since,
        until=moment.until,
        met=one.met if ratio else None,
        of=one.of if ratio else None,
        word=one.word if measure.kind == Measure.WORD else "",
        source=one.how[:200],
    )
