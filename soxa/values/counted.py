"""Measures that the book counts itself where it holds the rows; what was reported is told only where it does not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from soxa.kernel.figures import Moment
from soxa.org.roles import VALUES
from soxa.values.models import Measure, ReportedValue


@dataclass(frozen=True)
class Counted:
    """What was counted for a measure of a unit: of a ratio so many of so many, the word where the measure is one, else the value, as kept.

    A share knows besides what was divided by what. `how`: from what, in words; the page at `opens` shows the rows, to who reads
    `domain`, under the words `door`. `rows` gives the rows it was counted from, of the part "part" or "whole"; `unit` is the path to a
    row's own unit, `facts` are the paths whose values are fingerprinted when a report is issued, `source` the name of such rows.
    """

    how: str
    opens: Callable[[], str]
    door: str
    source: str
    rows: Callable[[str], QuerySet[Any]]
    facts: tuple[str, ...]
    met: int | None = None
    of: int | None = None
    word: str = ""
    value: Decimal | None = None
    unit: str = "unit_id"
    domain: str = VALUES

    @property
    def page(self) -> str:
        """The address of the page that opens the rows, put together where one is shown."""
        return self.opens()


Counts = dict[tuple[str, int], Counted]
Counter = Callable[[Iterable[str], Sequence[int], Moment], Counts]
# each answers for the measures of which it holds rows, by (code, unit); a few questions for all units, none where it is not asked
COUNTERS: list[Counter] = []


def counts_by(*counters: Counter) -> None:
    """Let these answer for the measures that they count."""
    COUNTERS.extend(one for one in counters if one not in COUNTERS)


def counted(codes: Iterable[str], unit_ids: Sequence[int], moment: Moment) -> Counts:
    """What the book counts of these measures at a moment – at the end of its day, or over its period –, for the units of which it holds rows."""
    asked = list(codes)
    found: Counts = {}
    for counter in COUNTERS:
        found |= counter(asked, unit_ids, moment)
    return found


def as_value(measure: Measure, unit_id: int, moment: Moment, one: Counted) -> ReportedValue:
    """What was counted, in the shape of a reported value that nobody typed: it is not of the book's rows and has no key."""
    divided = measure.kind in (Measure.RATIO, Measure.SHARE)
    return ReportedValue(
        measure=measure,
        unit_id=unit_id,
        since=moment.since,
        until=moment.until,
        value=one.value if measure.kind in (Measure.SHARE, Measure.QUANTITY) else None,
        met=one.met if divided else None,
        of=one.of if divided else None,
        word=one.word if measure.kind == Measure.WORD else "",
        source=one.how[:200],
    )
