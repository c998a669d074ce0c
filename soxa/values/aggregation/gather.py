"""Puts together what nobody reported: one question for all rows of the periods asked, the rest in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from soxa.kernel.figures import Moment
from soxa.kernel.models import Unit
from soxa.kernel.request_memo import once_per_request, remembers
from soxa.kernel.units.tree import Node, tree
from soxa.law.numbers import quantity_text
from soxa.values.aggregation.made import COLUMNS, Kept, Made, Part, put_together, term_of
from soxa.values.aggregation.terms import Term, rounded
from soxa.values.latest import ended_spans
from soxa.values.models import Measure, ReportedValue
from soxa.values.villages import CELL, VILLAGE, village_cells

Span = tuple[date, date]
Key = tuple[int, int, date, date]
# asked as of a day, a whole value is looked for in so many of the periods that ended last
_MOST_PERIODS = 3
# so many units are looked through without asking first who of them tells anything
_FEW = 120
_DAY = timedelta(days=1)


@once_per_request
def catalogue() -> dict[int, Measure]:
    """Every measure of the book, by key."""
    return {one.pk: one for one in Measure.objects.order_by("position", "code")}


def measure_of(code: str) -> Measure | None:
    """The measure of a code: out of the catalogue where that is remembered, by itself where nothing is."""
    if not remembers():
        return Measure.objects.filter(code=code).first()
    return next((one for one in catalogue().values() if one.code == code), None)


def made_in(measures: Iterable[Measure], spans: Iterable[Span], unit_ids: Iterable[int]) -> dict[Key, Made]:
    """What these measures come to for these units in exactly these periods, by (measure, unit, since, until); one question.

    Only what can be put together at all is in the answer: something was reported below, or of the measures it consists of.
    """
    asked, periods, wanted = list(measures), list(dict.fromkeys(spans)), list(unit_ids)
    known = _needed(asked)
    if not known or not periods or not wanted:
        return {}
    within = Q()
    for since, until in periods:
        within |= Q(since=since, until=until)
    ends = [until - _DAY for _since, until in periods]
    rows = _Rows(_values(known, wanted, ends).filter(within).values_list(*COLUMNS), known)
    found = (
        rows.made(measure, unit, span)
        for measure in asked
        for span in periods
        for unit in wanted
    )  # fmt: skip
    return {(one.measure.pk, one.unit_id, one.since, one.until): one for one in found if one is not None}


def made_at(
    measures: Iterable[Measure], moment: Moment, unit_ids: Iterable[int]
) -> dict[tuple[int, int], Made]:
    """What these measures come to at a moment, by (measure, unit); a few questions however many.

    Of exactly its period; asked as of a day, of the last period that ended and is whole, else of the last that ended.
    """
    asked, wanted = list(measures), list(unit_ids)
    if moment.key:
        spans = [(moment.since, moment.until)]
        return {
            (measure, unit): one for (measure, unit, *_span), one in made_in(asked, spans, wanted).items()
        }
    candidates = _ended(asked, moment.until, wanted)
    telling = [one for one in asked if candidates[one.pk]]
    found = made_in(telling, sorted({span for spans in candidates.values() for span in spans}), wanted)
    best: dict[tuple[int, int], Made] = {}
    for (measure, unit, since, until), one in found.items():
        old = best.get((measure, unit))
        if (since, until) in candidates[measure] and (old is None or _rank(one) > _rank(old)):
            best[measure, unit] = one
    return best


def _rank(one: Made) -> tuple[bool, date, int]:
    """What is whole before what lacks units, the last that ended, and of those that end together the longest."""
    return one.whole, one.until, -one.since.toordinal()


def _needed(measures: Sequence[Measure]) -> dict[int, Measure]:
    """The measures that can be put together, and those they need for it."""
    by_code = {one.code: one for one in catalogue().values()}
    asked = [one for one in measures if one.adds or one.aggregation != Measure.NONE]
    codes = [code for one in asked for code in one.adds]
    consisting = [by_code[code] for code in codes if code in by_code]
    weighing = [by_code[one.weight] for one in [*asked, *consisting] if one.weight in by_code]
    return {one.pk: one for one in [*asked, *consisting, *weighing]}


def _values(known: Mapping[int, Measure], unit_ids: list[int], days: list[date]) -> QuerySet[Any]:
    """Values in force of the units and of all that lay in them on one of the days; of every unit where most are asked."""
    rows = ReportedValue.objects.filter(measure__in=list(known), replaced_by=None).exclude(
        sort=ReportedValue.PLAN
    )
    standing = tree()
    lying = {key for unit in unit_ids for day in set(days) for key in standing.within(unit, day)}.union(
        unit_ids
    )
    return rows if 2 * len(lying) > len(standing.nodes) else rows.filter(unit__in=sorted(lying))


def _ended(measures: Sequence[Measure], until: date, unit_ids: list[int]) -> dict[int, set[Span]]:
    """The last periods that ended before `until` of which somebody below told something needed, by measure."""
    needed, by_code = _needed(measures), {one.code: one.pk for one in catalogue().values()}
    consisting = {by_code[code] for one in measures for code in one.adds if code in by_code}
    below = set(_reporting(unit_ids, until - _DAY)) if needed else set()
    own = set(unit_ids) if consisting else set()
    asked = sorted(below | own)
    ended = ended_spans(asked, until, measures=sorted({*needed, *consisting})) if asked else []
    topmost = set(_topmost({unit for unit, *_span in ended if unit in below}, unit_ids, until - _DAY))
    reported: dict[int, set[Span]] = defaultdict(set)
    for unit, measure, since, end in ended:
        if unit in topmost or (unit in own and measure in consisting):
            reported[measure].add((since, end))
    found: dict[int, set[Span]] = {}
    for one in measures:
        spans = reported[one.pk].union(*(reported[by_code[code]] for code in one.adds if code in by_code))
        latest = sorted(spans, key=lambda span: (span[1], span[0]), reverse=True)
        found[one.pk] = set(latest[:_MOST_PERIODS])
    return found


def _reporting(unit_ids: list[int], day: date) -> list[int]:
    """Units below these that ever reported something, of each branch the topmost; a commune's are few and not asked for that."""
    standing = tree()
    below = {key for unit in unit_ids for key in standing.within(unit, day) if key != unit}
    if len(below) <= _FEW:
        return sorted(below)
    rows = Unit.objects.filter(Exists(ReportedValue.objects.filter(unit=OuterRef("pk"), replaced_by=None)))
    rows = rows if 2 * len(below) > len(standing.nodes) else rows.filter(pk__in=sorted(below))
    return _topmost(set(rows.values_list("pk", flat=True)) & below, unit_ids, day)


def _topmost(telling: set[int], unit_ids: list[int], day: date) -> list[int]:
    """Of each branch the topmost of those that tell something: theirs is what is added up."""
    standing, asked = tree(), set(unit_ids)
    return [
        unit for unit in sorted(telling)
        if not any(up in telling and up not in asked for up in standing.ancestors(unit, day) if up != unit)
    ]  # fmt: skip


class _Rows:
    """The values of a few periods in memory, and what they come to."""

    def __init__(self, found: Iterable[tuple[Any, ...]], known: Mapping[int, Measure]) -> None:
        self.rows: dict[tuple[int, date, date], dict[int, Kept]] = defaultdict(dict)
        self.by_code = {one.code: one for one in known.values()}
        self.known = known
        self._children: dict[tuple[int, date], list[Node]] = {}
        self._around: dict[tuple[int, date, date], set[int]] = {}
        for values in found:
            row = Kept(*values)
            held = self.rows[row.measure_id, row.since, row.until]
            old = held.get(row.unit_id)
            if old is None or row.sort == ReportedValue.ACTUAL:
                held[row.unit_id] = row

    def made(self, measure: Measure, unit_id: int, span: Span) -> Made | None:
        """What a measure of a unit comes to: by the measures it consists of, else by the units below."""
        if measure.pk not in self.known:
            return None
        if measure.adds and (found := self._of_measures(measure, unit_id, span)):
            return found
        return self._of_units(measure, unit_id, span) if measure.aggregation != Measure.NONE else None

    def _told(self, measure: Measure, unit_id: int, span: Span) -> tuple[Kept | None, tuple[int, ...], bool]:
        """The value of a unit, reported or put together whole; the keys of the rows behind it; whether any waits for approval."""
        row = self.rows[measure.pk, *span].get(unit_id)
        if row is not None:
            return row, (row.pk,) if row.pk else (), row.unapproved
        found = self.made(measure, unit_id, span)
        if found is None or found.value is None:
            return None, (), False
        one = found.value
        kept = Kept(
            None,
            measure.pk,
            unit_id,
            *span,
            one.sort,
            one.value,
            one.met,
            one.of,
            one.numerator,
            one.denominator,
        )
        return kept, found.used, found.unapproved

    def _part(self, measure: Measure, unit_id: int, span: Span) -> Part | None:
        row, used, waits = self._told(measure, unit_id, span)
        if row is None:
            return None
        if measure.aggregation not in (Measure.OF_PARTS, Measure.WEIGHTED) or measure.kind == Measure.RATIO:
            return Part(unit_id, measure, row, None, waits, used)
        term = term_of(measure, row, None)
        if term is None and measure.weight in self.by_code:
            weight, behind, waits_too = self._told(self.by_code[measure.weight], unit_id, span)
            term, used, waits = term_of(measure, row, weight), (*used, *behind), waits or waits_too
        return Part(unit_id, measure, row, term, waits, used)

    def _of_units(self, measure: Measure, unit_id: int, span: Span) -> Made | None:
        if unit_id not in self._having_below(measure, span):
            return None
        below = self._below(unit_id, span[1] - _DAY)
        parts = {node.id: self._part(measure, node.id, span) for node in below}
        kinds = {node.kind for node in below if parts[node.id]}
        if not kinds:
            return None
        if (
            VILLAGE in kinds and CELL in kinds
        ):  # a cell stands for its village only where the village tells nothing itself
            kinds.discard(CELL)
            parts = {node.id: parts[node.id] for node in below if node.kind != CELL}
            below = [node for node in below if node.id in parts]
        given = [part for part in parts.values() if part]
        silent = [node for node in below if node.kind in kinds and parts[node.id] is None]
        villages = village_cells(node.id for node in silent) if CELL in kinds else set()
        missing = tuple(node.id for node in silent if node.kind != CELL or node.id in villages)
        made = Made(measure, unit_id, *span, tuple(given), missing, self._lacking(measure, given))
        return _with_value(made)

    @staticmethod
    def _lacking(measure: Measure, parts: Sequence[Part]) -> tuple[int, ...]:
        """Units whose share or yield cannot be added up, because nobody told what was divided by what."""
        if measure.kind == Measure.RATIO or measure.aggregation not in (Measure.OF_PARTS, Measure.WEIGHTED):
            return ()
        return tuple(part.unit_id for part in parts if part.term is None)

    def _of_measures(self, measure: Measure, unit_id: int, span: Span) -> Made | None:
        """Poor and near-poor households of all households: the same whole, so that the shares add up."""
        named = [self.by_code[code] for code in measure.adds if code in self.by_code]
        named = [one for one in named if not one.adds]  # nothing consists of what consists of others
        parts = [self._part(one, unit_id, span) for one in named]
        given = tuple(part for part in parts if part)
        if not given or len(given) < len(measure.adds):
            return None
        return _with_value(Made(measure, unit_id, *span, given, by_measures=True))

    def _below(self, unit_id: int, day: date) -> list[Node]:
        key = (unit_id, day)
        if key not in self._children:
            self._children[key] = tree().children(unit_id, day)
        return self._children[key]

    def _having_below(self, measure: Measure, span: Span) -> set[int]:
        """Units inside which somebody reported the measure for the period (or what it consists of)."""
        key = (measure.pk, *span)
        if key not in self._around:
            standing, day = tree(), span[1] - _DAY
            codes = [measure.pk, *(self.by_code[code].pk for code in measure.adds if code in self.by_code)]
            units = {unit for pk in codes for unit in self.rows[pk, *span]}
            self._around[key] = {up for unit in units for up in standing.ancestors(unit, day) if up != unit}
        return self._around[key]


def _with_value(made: Made) -> Made:
    """With what the parts that are there come to; that value then knows how it came to be."""
    usable = [part for part in made.parts if part.unit_id not in made.lacking]
    terms = [part.term for part in usable if part.term]
    if made.by_measures and terms:
        wholes = {term.below for term in terms}
        if len(wholes) > 1 or len(terms) < len(usable):
            return replace(made, why=_other_wholes(terms))
        # shares of one whole: what stands above the line adds up, what stands below is the same
        terms = [Term(sum((term.above for term in terms), Fraction(0)), wholes.pop())]
    value = put_together(made, usable, terms) if usable else None
    if value is None:
        return made
    value.made = replace(made, so_far=value)
    told: Made = value.made
    return told


def _other_wholes(terms: Sequence[Term]) -> str:
    wholes = sorted({term.below for term in terms})
    told = ", ".join(quantity_text(rounded(one).normalize()) for one in wholes)
    return _("mẫu số của các chỉ tiêu cộng vào không giống nhau: {wholes}").format(wholes=told)
