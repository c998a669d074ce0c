"""Reads figures: one grouped scan per source, rolled up along the tree, printed by one rule."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache, reduce
from operator import add, or_
from typing import Any

from django.db.models import Aggregate, Case, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import Star

from soxa.kernel.asked_again import AskedAgain
from soxa.kernel.fields import day_number
from soxa.kernel.figures.declare import Condition, Figure, Source
from soxa.kernel.figures.moment import Moment
from soxa.kernel.request_memo import held_reading
from soxa.kernel.units.tree import Tree, tree
from soxa.law.numbers import count_text, quantity_text, said_share, share_value

Pair = tuple[Condition | None, Condition | None]


@dataclass(frozen=True)
class Reading:
    """A figure read for one unit at one moment: number, share and text are one thing and cannot disagree.

    `scale` is 0 where rows are counted; of what rows bring together it says how many times smaller it is printed.
    """

    figure: Any
    unit_id: int
    moment: Moment
    part: int | None
    whole: int | None = None
    value: Decimal | None = None
    text: str = ""
    note: str = ""
    scale: int = 0

    def __str__(self) -> str:
        return self.text

    @property
    def missing(self) -> int:
        """How many of the whole do not count; none where nothing is counted but added up."""
        return 0 if self.scale else (self.whole or 0) - (self.part or 0)

    @property
    def part_text(self) -> str:
        """The part as printed."""
        return printed(self.part or 0, self.scale)

    @property
    def whole_text(self) -> str:
        """The whole as printed."""
        return printed(self.whole or 0, self.scale)


def printed(number: int, scale: int) -> str:
    """A count as it is; what was added up, so many times smaller: 18615000000 by a million is "18.615"."""
    return quantity_text((Decimal(number) / scale).normalize()) if scale else count_text(number)


def reading_of(figure: Figure, unit_id: int, moment: Moment, part: int, whole: int | None) -> Reading:
    """The reading of counted rows, or of what they bring together."""
    scale = figure.scale if figure.amount else 0
    if figure.share:
        return Reading(figure, unit_id, moment, part, whole, *_share(part, whole or 0), scale=scale)
    if scale:
        value = Decimal(part) / scale
        return Reading(
            figure,
            unit_id,
            moment,
            part,
            whole,
            value,
            f"{printed(part, scale)} {figure.measure}",
            scale=scale,
        )
    return Reading(figure, unit_id, moment, part, whole, Decimal(part), count_text(part))


@lru_cache(maxsize=4096)
def _share(part: int, whole: int) -> tuple[Decimal | None, str]:
    """A share and its text: thousands of cells have the same few."""
    value = share_value(part, whole)
    return value, said_share(value)


def read(figure: Any, moment: Moment, unit_id: int) -> Reading:
    """One figure of one unit."""
    return read_many([figure], moment, [unit_id])[figure.code, unit_id]


def read_many(
    figures: Sequence[Any], moment: Moment, unit_ids: Iterable[int]
) -> dict[tuple[str, int], Reading]:
    """Readings by (code, unit); figures over the same rows are read in one scan with conditional sums."""
    asked = list(unit_ids)
    readings: dict[tuple[str, int], Reading] = {}
    by_source: dict[tuple[str, bool], list[Figure]] = defaultdict(list)
    provided: dict[Any, list[Any]] = defaultdict(list)
    with held_reading():
        for figure in figures:
            if not isinstance(figure, Figure):
                provided[type(figure)].append(figure)
            elif figure.net:
                sums = figure.net(moment)
                readings |= {
                    (figure.code, unit): reading_of(figure, unit, moment, sums.get(unit, 0), None)
                    for unit in asked
                }
            else:
                by_source[figure.source.code, figure.amount is not None].append(figure)
        for (_code, added_up), together in by_source.items():
            if added_up:
                readings.update(_summed(together, moment, asked, tree()))
            else:
                readings.update(_scan(together, [moment], asked, tree())[0])
        for kind, same in provided.items():
            readings.update(kind.together(same, moment, asked))
    return readings


def read_series(
    figures: Sequence[Any], moments: Sequence[Moment], unit_ids: Iterable[int]
) -> list[dict[tuple[str, int], Reading]]:
    """`read_many` at each of the moments in turn; periods that follow one another are read in one scan where events count in all of them alike."""
    asked = list(unit_ids)
    readings: list[dict[tuple[str, int], Reading]] = [{} for _moment in moments]
    with held_reading():
        for places, together in _alike(figures, moments):
            run = [moments[place] for place in places]
            found = (
                _scan(together, run, asked, tree()) if len(run) > 1 else [read_many(together, run[0], asked)]
            )
            for place, one in zip(places, found, strict=True):
                readings[place].update(one)
    return readings


def _alike(figures: Sequence[Any], moments: Sequence[Moment]) -> Iterator[tuple[list[int], list[Any]]]:
    """Places of moments, and the figures that one scan reads at all of them."""
    by_source: dict[str, list[Any]] = defaultdict(list)
    for figure in figures:
        scanned = isinstance(figure, Figure) and not (figure.net or figure.amount or figure.is_stock)
        by_source[figure.source.code if scanned else ""].append(figure)
    for code, together in by_source.items():
        run: list[int] = []
        for place, moment in enumerate(moments):
            if run and not (code and _goes_on(together, moments[run[-1]], moment)):
                yield run, together
                run = []
            run.append(place)
        if run:
            yield run, together


def _goes_on(figures: list[Figure], before: Moment, moment: Moment) -> bool:
    """Whether a period begins where the one before ends, and the same rows count in it."""
    return before.until == moment.since and _counted(figures, before) == _counted(figures, moment)


def _scan(
    figures: list[Figure], moments: Sequence[Moment], asked: list[int], standing: Tree
) -> list[dict[tuple[str, int], Reading]]:
    """One scan; of more than one moment, which are then periods that follow one another and count alike."""
    source, counted = figures[0].source, _counted(figures, moments[0])
    conditions = list(dict.fromkeys(counted.values()))
    sums = [{unit: [0] * len(conditions) for unit in asked} for _moment in moments]
    cut = [(sums[at], piece) for at, one in enumerate(moments) for piece in _pieces(source, one, standing)]
    met = _lying(source, moments[0], asked, standing)
    for unit_id, piece, counts in grouped(source, met, conditions, [span for _sums, span in cut]):
        held, (since, _until) = cut[piece]
        for up in standing.ancestors(unit_id, since):
            if up in held:
                held[up] = list(map(add, held[up], counts))
    place = {pair: conditions.index(condition) for pair, condition in counted.items()}
    return [_read_of(figures, moment, held, place) for moment, held in zip(moments, sums, strict=True)]


def _summed(
    figures: list[Figure], moment: Moment, asked: list[int], standing: Tree
) -> dict[tuple[str, int], Reading]:
    """One scan of what the rows that count bring together, by unit; of a share what it is held against as well."""
    source, sums = figures[0].source, {}
    for place, figure in enumerate(figures):
        counts = _condition(figure.among, moment) & _condition(figure.counts, moment)
        for name, amount in (("part", figure.amount), ("whole", figure.of)):
            sums[f"{name}_{place}"] = Sum(amount(moment) if amount else Value(0), filter=counts or None)
    held = {unit: [0] * len(sums) for unit in asked}
    rows = _rows_of(source, moment, asked, standing).order_by()
    for since, until in _pieces(source, moment, standing):
        lying = rows if source.kind == "stock" else rows.filter(_during(source, since, until))
        for unit_id, *found in lying.values_list(source.unit).annotate(**sums):
            for up in standing.ancestors(unit_id, since):
                if up in held:
                    held[up] = [one + int(other or 0) for one, other in zip(held[up], found, strict=True)]
    return {
        (figure.code, unit): reading_of(
            figure, unit, moment, told[2 * place], told[2 * place + 1] if figure.of else None
        )
        for unit, told in held.items()
        for place, figure in enumerate(figures)
    }


def _read_of(
    figures: list[Figure], moment: Moment, sums: dict[int, list[int]], place: dict[Pair, int]
) -> dict[tuple[str, int], Reading]:
    readings = {}
    for unit_id, row in sums.items():
        for figure in figures:
            part = row[place[figure.among, figure.counts]]
            whole = row[place[figure.among, None]] if figure.among or figure.share else None
            readings[figure.code, unit_id] = reading_of(figure, unit_id, moment, part, whole)
    return readings


def _pieces(source: Source, moment: Moment, standing: Tree) -> list[tuple[date, date]]:
    if source.kind == "stock":
        return [(moment.on, moment.on)]
    return spans(moment, standing, shift=source.day_shift)


def _counted(figures: list[Figure], moment: Moment) -> dict[Pair, Q]:
    """What must be counted for the figures: for each pair (among, counts) its condition; two that ask alike are equal."""
    wholes = [(figure.among, None) for figure in figures if figure.among or figure.share]
    pairs = [*[(figure.among, figure.counts) for figure in figures], *wholes]
    return {
        (among, counts): _condition(among, moment) & _condition(counts, moment) for among, counts in pairs
    }


def spans(moment: Moment, standing: Tree, *, shift: int = 0) -> list[tuple[date, date]]:
    """The period cut at the days on which the tree changed; with a shift of -1, its rows' last standing days."""
    since, until = moment.since + timedelta(days=shift), moment.until + timedelta(days=shift)
    edges = [since, *standing.changes(since, until), until]
    return list(zip(edges, edges[1:], strict=False))


def grouped(
    source: Source, met: Sequence[Q], conditions: Sequence[Q], pieces: Sequence[tuple[date, date]]
) -> Iterable[tuple[int, int, list[int]]]:
    """One scan of the rows that meet all of `met`: (own unit, which of the pieces, how many meet each condition); a stock has one piece."""
    for unit_id, *row in _scanned(source, tuple(met), tuple(conditions), tuple(pieces)):
        yield (unit_id, 0, row) if len(pieces) == 1 else (unit_id, row[0], row[1:])


@AskedAgain
def _scanned(
    source: Source,
    met: tuple[Q, ...],
    conditions: tuple[Q, ...],
    pieces: tuple[tuple[date, date], ...],
) -> Any:
    some = [reduce(or_, conditions)] if all(conditions) else []
    if source.kind != "stock":
        some.append(_during(source, pieces[0][0], pieces[-1][1]))
    rows = source.every_row().order_by().filter(*met, *some)
    # every row that is left meets a condition that stands alone
    tallied = conditions if len(conditions) > 1 else [Q()]
    counts = {f"count_{place}": Tally(condition) for place, condition in enumerate(tallied)}
    by = [source.unit]
    if len(pieces) > 1:
        rows, by = rows.annotate(piece=_which(source, pieces)), [source.unit, "piece"]
    return rows.values_list(*by).annotate(**counts)


class Tally(Aggregate):
    """A count of rows taken as the database gives it, a whole number already, without a conversion of every cell."""

    function = "COUNT"
    output_field = IntegerField()

    def __init__(self, condition: Q) -> None:
        super().__init__(Star(), filter=condition or None)

    def get_db_converters(self, connection: Any) -> list[Any]:
        """None."""
        return []


def _which(source: Source, pieces: Sequence[tuple[date, date]]) -> Case:
    """The place of an event's day among the pieces."""
    edge = _edge(source)
    begun = [
        When(Q(**{f"{source.on}__lt": edge(until)}), then=place) for place, (_, until) in enumerate(pieces)
    ]
    return Case(*begun[:-1], default=len(pieces) - 1)


def _during(source: Source, since: date, until: date) -> Q:
    edge = _edge(source)
    lying = Q(**{f"{source.on}__gte": edge(since), f"{source.on}__lt": edge(until)})
    if partial := source.partly_known:
        # a day reckoned row by row has no index; the date it lies in has
        lying &= partial(edge(since) // 10_000 * 10_000, edge(until))
    return lying


def _edge(source: Source) -> Callable[[date], Any]:
    """The days on which a piece of a period begins and ends, as the source's column writes them."""
    shift = timedelta(days=-source.day_shift)
    if source.partly_known:
        return lambda day: day_number(day + shift)
    return lambda day: day + shift


def _rows_of(source: Source, moment: Moment, asked: list[int], standing: Tree) -> QuerySet[Any]:
    """The rows that may count."""
    return source.every_row().filter(*_lying(source, moment, asked, standing))


def _lying(source: Source, moment: Moment, asked: list[int], standing: Tree) -> list[Q]:
    """What rows that may count meet: of an asked unit, or any where asking for them one by one would cost more."""
    met = [source.standing(moment.on)] if source.kind == "stock" else []
    lying = _ever_within(asked, standing)
    if 2 * len(lying) <= len(standing.nodes):
        met.append(Q(**{f"{source.unit}__in": lying}))
    return met


def _ever_within(asked: list[int], standing: Tree) -> list[int]:
    return sorted({row[0] for unit in asked for row in standing.inside.get(unit, ()) if not row[3]})


def _condition(condition: Condition | None, moment: Moment) -> Q:
    return condition(moment) if condition else Q()


def row_filter(figure: Figure, moment: Moment, unit_id: int, *, part: str = "part") -> Any:
    """The rows behind a reading: `part` that counts, the `whole` looked at, or what is `missing` from the whole."""
    source, standing = figure.source, tree()
    if figure.net:
        return figure.net_rows(moment, unit_id) if figure.net_rows else source.rows().none()
    rows = source.told(_belonging(source, moment, unit_id, standing), moment.on)
    among, counts = _condition(figure.among, moment), _condition(figure.counts, moment)
    if part == "whole" and not figure.amount:
        return rows.filter(among)
    if part == "missing":
        counted = source.every_row().filter(counts).values("pk")
        return rows.filter(among).exclude(pk__in=counted)
    return rows.filter(among & counts)


def _belonging(source: Source, moment: Moment, unit_id: int, standing: Tree) -> QuerySet[Any]:
    """The rows that lay in the unit: of a stock on the day, of events on the days of theirs."""
    if source.kind == "stock":
        inside = Q(**{f"{source.unit}__in": sorted(standing.within(unit_id, moment.on))})
        return source.every_row().filter(source.standing(moment.on), inside)
    pieces = [
        _during(source, since, until) & Q(**{f"{source.unit}__in": sorted(standing.within(unit_id, since))})
        for since, until in spans(moment, standing, shift=source.day_shift)
    ]
    if len(pieces) == 1:
        return source.every_row().filter(pieces[0])
    return _rows_of(source, moment, [unit_id], standing).filter(reduce(or_, pieces))
