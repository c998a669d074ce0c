"""Reads figures: one grouped scan per source, rolled up along the tree, printed by one rule."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from soxa.kernel.fields import day_number
from soxa.kernel.figures.declare import Condition, Figure, Source
from soxa.kernel.figures.moment import Moment
from soxa.kernel.units.tree import Tree, tree
from soxa.law.numbers import count_text, share_text, share_value

Counts = dict[int, list[int]]


@dataclass(frozen=True)
class Reading:
    """A figure read for one unit at one moment: number, share and text are one thing and cannot disagree."""

    figure: Any
    unit_id: int
    moment: Moment
    part: int | None
    whole: int | None = None
    value: Decimal | None = None
    text: str = ""
    note: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def missing(self) -> int:
        """How many of the whole do not count."""
        return (self.whole or 0) - (self.part or 0)


def reading_of(figure: Figure, unit_id: int, moment: Moment, part: int, whole: int | None) -> Reading:
    """The reading of counted rows."""
    if figure.share:
        value = share_value(part, whole or 0)
        return Reading(figure, unit_id, moment, part, whole, value, share_text(part, whole or 0))
    return Reading(figure, unit_id, moment, part, whole, Decimal(part), count_text(part))


def read(figure: Any, moment: Moment, unit_id: int) -> Reading:
    """One figure of one unit."""
    return read_many([figure], moment, [unit_id])[figure.code, unit_id]


def read_many(
    figures: Sequence[Any], moment: Moment, unit_ids: Iterable[int]
) -> dict[tuple[str, int], Reading]:
    """Readings by (code, unit); figures over the same rows are read in one scan with conditional sums."""
    asked, standing = list(unit_ids), tree()
    readings: dict[tuple[str, int], Reading] = {}
    by_source: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if not isinstance(figure, Figure):
            readings.update(figure.readings(moment, asked))
        elif figure.net:
            sums = figure.net(moment)
            readings |= {
                (figure.code, unit): reading_of(figure, unit, moment, sums.get(unit, 0), None)
                for unit in asked
            }
        else:
            by_source[figure.source.code].append(figure)
    for together in by_source.values():
        readings.update(_scan(together, moment, asked, standing))
    return readings


def _scan(
    figures: list[Figure], moment: Moment, asked: list[int], standing: Tree
) -> dict[tuple[str, int], Reading]:
    source = figures[0].source
    sums: dict[int, list[int]] = defaultdict(lambda: [0] * (2 * len(figures)))
    for day, counts in _segments(source, figures, moment, asked, standing):
        for unit_id, row in counts.items():
            for up in standing.ancestors(unit_id, day):
                kept = sums[up]
                for index, count in enumerate(row):
                    kept[index] += count
    readings = {}
    for unit_id in asked:
        row = sums[unit_id]
        for index, figure in enumerate(figures):
            whole = row[2 * index + 1] if figure.among or figure.share else None
            readings[figure.code, unit_id] = reading_of(figure, unit_id, moment, row[2 * index], whole)
    return readings


def _segments(
    source: Source, figures: list[Figure], moment: Moment, asked: list[int], standing: Tree
) -> Iterable[tuple[date, Counts]]:
    if source.kind == "stock":
        yield moment.on, _grouped(source, figures, moment, _rows_of(source, moment, asked, standing))
        return
    for since, until in spans(moment, standing):
        rows = _rows_of(source, moment, asked, standing).filter(_during(source, since, until))
        yield since, _grouped(source, figures, moment, rows)


def spans(moment: Moment, standing: Tree) -> list[tuple[date, date]]:
    """The period cut at the days on which the tree changed."""
    edges = [moment.since, *standing.changes(moment.since, moment.until), moment.until]
    return list(zip(edges, edges[1:], strict=False))


def _during(source: Source, since: date, until: date) -> Q:
    shift = timedelta(days=-source.day_shift)
    edge = day_number if source.numbered else _as_day
    return Q(**{f"{source.on}__gte": edge(since + shift), f"{source.on}__lt": edge(until + shift)})


def _as_day(day: date) -> date:
    return day


def _rows_of(source: Source, moment: Moment, asked: list[int], standing: Tree) -> QuerySet[Any]:
    rows = source.rows()
    if source.kind == "stock":
        rows = rows.filter(since__lte=moment.on, until__gt=moment.on)
    if set(standing.roots()) & set(asked):
        return rows
    return rows.filter(**{f"{source.unit}__in": _ever_within(asked, standing)})


def _ever_within(asked: list[int], standing: Tree) -> list[int]:
    return sorted({row[0] for unit in asked for row in standing.inside.get(unit, ()) if not row[3]})


def _grouped(source: Source, figures: list[Figure], moment: Moment, rows: QuerySet[Any]) -> Counts:
    sums: dict[str, Any] = {}
    for index, figure in enumerate(figures):
        among, counts = _condition(figure.among, moment), _condition(figure.counts, moment)
        sums[f"part_{index}"] = Count("pk", filter=among & counts) if among & counts else Count("pk")
        sums[f"whole_{index}"] = Count("pk", filter=among) if among else Count("pk")
    found = rows.order_by().values(source.unit).annotate(**sums)
    names = list(sums)
    return {row[source.unit]: [row[name] for name in names] for row in found}


def _condition(condition: Condition | None, moment: Moment) -> Q:
    return condition(moment) if condition else Q()


def row_filter(figure: Figure, moment: Moment, unit_id: int, *, part: str = "part") -> QuerySet[Any]:
    """The rows behind a reading: `part` that counts, the `whole` looked at, or what is `missing` from the whole."""
    source, standing = figure.source, tree()
    if figure.net:
        return figure.net_rows(moment, unit_id) if figure.net_rows else source.rows().none()
    rows = _rows_of(source, moment, [unit_id], standing).filter(_belonging(source, moment, unit_id, standing))
    among, counts = _condition(figure.among, moment), _condition(figure.counts, moment)
    if part == "whole":
        return rows.filter(among)
    if part == "missing":
        counted = source.rows().filter(counts).values("pk")
        return rows.filter(among).exclude(pk__in=counted)
    return rows.filter(among & counts)


def _belonging(source: Source, moment: Moment, unit_id: int, standing: Tree) -> Q:
    if source.kind == "stock":
        return Q(**{f"{source.unit}__in": sorted(standing.within(unit_id, moment.on))})
    belonging = Q(pk__in=[])
    for since, until in spans(moment, standing):
        lying = sorted(standing.within(unit_id, since))
        belonging |= _during(source, since, until) & Q(**{f"{source.unit}__in": lying})
    return belonging
