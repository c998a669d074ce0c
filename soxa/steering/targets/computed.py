"""Measures of the catalogue that a target reads from the rows themselves where the book holds them: what works were paid, new OCOP products."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from soxa.kernel.figures import FIGURES, Figure, Moment, Reading, read_many
from soxa.kernel.units.tree import tree
from soxa.law.numbers import share_value
from soxa.values.figures import ReportedFigure
from soxa.values.models import Measure, ReportedValue
from soxa.values.told import Told

# measure → the figure it is computed by, and the one that is above zero where the book holds such rows
COMPUTED = {
    "budget.public_investment": ("works.disbursed", "works.capital"),
    "ocop.new_products": ("ocop.new", "ocop.certified"),
}


def computed_by(code: str) -> Figure | None:
    """The figure by which a measure is computed where the book holds the rows; None for what is only reported."""
    return FIGURES[COMPUTED[code][0]] if code in COMPUTED else None


def computed(lines: Iterable[Told], moment: Moment, unit_id: int) -> list[Told]:
    """The lines, with the value that the book computes at the moment in the place of what was reported; one reading for all.

    Of a commune alone: a province's communes need not all write their works down, and the rows of some are not its number.
    """
    told = list(lines)
    asked = {code for one in told for code in COMPUTED.get(one.figure.code, ())}
    if not asked or tree().nodes[unit_id].kind != "commune":
        return told
    readings = read_many([FIGURES[code] for code in sorted(asked)], moment, [unit_id])
    return [_line(one, readings, moment, unit_id) for one in told]


def _line(line: Told, readings: dict[tuple[str, int], Reading], moment: Moment, unit_id: int) -> Told:
    if line.figure.code not in COMPUTED:
        return line
    counts, holds = (readings[code, unit_id] for code in COMPUTED[line.figure.code])
    same = counts.figure.share == (line.figure.record.kind == Measure.SHARE)
    if not same or not holds.part:
        return line
    value = _value(line.figure, counts, moment, unit_id)
    return replace(line, value=value, reported=line.value, computed=counts.figure.code)


def _value(figure: ReportedFigure, counts: Reading, moment: Moment, unit_id: int) -> ReportedValue:
    """What was computed in the shape of a reported value that nobody typed."""
    value = ReportedValue(
        measure=figure.record, unit_id=unit_id, since=moment.since, until=moment.until, sort=ReportedValue.ACTUAL,
        value=Decimal(counts.part or 0), source=str(counts.figure.title),
    )  # fmt: skip
    if counts.figure.share and counts.whole:
        part, whole, scale = counts.part or 0, counts.whole, counts.figure.scale
        value.value = share_value(part, whole)
        scale = 1 if part % scale or whole % scale else scale
        value.met, value.of = part // scale, whole // scale
    return value
