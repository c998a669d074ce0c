"""How units stand by a set on a day: each indicator with what was found, each criterion with what comes of it, the count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from soxa.kernel.request_memo import once_per_request
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.values.criteria import rules
from soxa.values.criteria.models import CriteriaSet, Criterion, CriterionResult, Indicator
from soxa.values.criteria.places import bands, places_of
from soxa.values.criteria.wordings import lines_of

# level of a set → kinds of units in the tree that it measures
KINDS = {CriteriaSet.COMMUNE: ("commune",), CriteriaSet.VILLAGE: ("village", "cell")}


@dataclass(frozen=True)
class Line:
    """An indicator of one unit: what is asked of it, the result in force, and one that waits to be verified."""

    indicator: Indicator
    ask: rules.Ask
    result: CriterionResult | None = None
    waiting: CriterionResult | None = None

    @property
    def outcome(self) -> str:
        """What came of it; nothing is asked of a unit to which it does not apply."""
        if not self.ask.applies or self.indicator.kind == rules.NOT_APPLICABLE:
            return rules.NOT_APPLICABLE
        return self.result.outcome if self.result else rules.NOT_ASSESSED


@dataclass(frozen=True)
class Part:
    """A criterion of one unit with its indicators."""

    criterion: Criterion
    lines: Sequence[Line]

    @property
    def outcome(self) -> str:
        """What came of the criterion."""
        return rules.criterion_state(line.outcome for line in self.lines)

    @property
    def met(self) -> int:
        """How many of the indicators that apply are met."""
        return sum(line.outcome == rules.PASSED for line in self.lines)

    @property
    def whole(self) -> int:
        """How many indicators apply."""
        return sum(line.outcome != rules.NOT_APPLICABLE for line in self.lines)


@dataclass(frozen=True)
class Count:
    """How many of how many are met, and the colour where the set has colours."""

    met: int
    of: int
    word: str = ""

    @property
    def text(self) -> str:
        """The count as printed: "14/19"."""
        return f"{count_text(self.met)}/{count_text(self.of)}"


@dataclass(frozen=True)
class Board:
    """One unit by one set on a day."""

    of: CriteriaSet
    unit_id: int
    on: date
    parts: Sequence[Part]

    @property
    def criteria(self) -> list[Part]:
        """The criteria that are counted."""
        return [one for one in self.parts if not one.criterion.condition]

    @property
    def conditions(self) -> list[Part]:
        """What is asked beside them before recognition."""
        return [one for one in self.parts if one.criterion.condition]

    @property
    def lines(self) -> list[Line]:
        """Every indicator."""
        return [line for part in self.parts for line in part.lines]

    @property
    def count(self) -> Count:
        """The count by which the set is told."""
        outcomes = {line.indicator.key: line.outcome for line in self.lines}
        return count_of(self.of, [part.criterion for part in self.parts], outcomes, self.unit_id, self.on)

    @property
    def assessed(self) -> bool:
        """Whether anything was ever found that stands on the day."""
        return any(line.result for line in self.lines)

    @property
    def waiting(self) -> int:
        """How many results wait to be verified."""
        return sum(1 for line in self.lines if line.waiting)


def count_of(
    of: CriteriaSet, criteria: Sequence[Criterion], outcomes: dict[int, str], unit_id: int, on: date
) -> Count:
    """The count of a unit from what came of each indicator; `criteria` come with their indicators at hand."""
    counted = [one for one in criteria if not one.condition]
    told = [[outcomes.get(line.key, rules.NOT_ASSESSED) for line in lines_of(one, on)] for one in counted]
    if of.tally == CriteriaSet.INDICATORS:
        found = [outcome for one in told for outcome in one]
    else:
        found = [rules.criterion_state(one) for one in told]
    applying = [outcome for outcome in found if outcome != rules.NOT_APPLICABLE]
    met = applying.count(rules.PASSED)
    word = rules.band(met, len(applying), **bands(unit_id, on)) if of.tally == CriteriaSet.INDICATORS else ""
    return Count(met, len(applying), word)


def criteria_ever(of: CriteriaSet) -> list[Criterion]:
    """Every criterion of a set with all its indicators, whenever they ask; two questions, asked once a request."""
    return _criteria_by_set((of.pk,))[of.pk]


def criteria_of(of: CriteriaSet, on: date) -> list[Criterion]:
    """The criteria of a set that ask anything on a day, with all their indicators."""
    return [one for one in criteria_ever(of) if lines_of(one, on)]


def board(of: CriteriaSet, unit_id: int, on: date) -> Board:
    """How one unit stands by a set at the end of a day; three questions."""
    places = places_of(unit_id, on)
    in_force: dict[int, CriterionResult] = {}
    waiting: dict[int, CriterionResult] = {}
    rows: Any = CriterionResult.objects.filter(unit_id=unit_id, indicator__criterion__of=of)
    asked = rows.filter(CriterionResult.standing(on) | Q(state=CriterionResult.WAITING))
    for row in asked.select_related("assessor", "verified_by"):
        (waiting if row.state == CriterionResult.WAITING else in_force)[row.indicator_id] = row
    parts = [
        Part(
            criterion,
            [
                Line(one, ask_of(one, places, on.year), in_force.get(one.key), waiting.get(one.key))
                for one in lines_of(criterion, on)
            ],
        )
        for criterion in criteria_of(of, on)
    ]
    return Board(of, unit_id, on, parts)


def ask_of(indicator: Indicator, places: Iterable[str], year: int) -> rules.Ask:
    """What an indicator asks in these places in a year."""
    return rules.asked_of(indicator.op, indicator.threshold, indicator.zones, places, year)


Tallied = dict[int, tuple[Count, dict[int, str]]]


def tallied(of: CriteriaSet, unit_ids: Sequence[int], on: date) -> Tallied:
    """(count, what came of each criterion) of units that have any result in force by the set on a day."""
    return tallied_by({of: unit_ids}, on)[of.pk]


def tallied_by(asked: Mapping[CriteriaSet, Sequence[int]], on: date) -> dict[int, Tallied]:
    """`tallied` by the key of each set; three questions however many sets and units."""
    found: dict[int, dict[int, dict[int, str]]] = {of.pk: {} for of in asked}
    units = {unit for units in asked.values() for unit in units}
    rows: Any = CriterionResult.objects.filter(unit_id__in=units, indicator__criterion__of__in=list(found))
    standing = rows.filter(CriterionResult.standing(on)).order_by()
    columns = ("indicator__criterion__of_id", "unit_id", "indicator_id", "outcome")
    for key, unit, indicator, outcome in standing.values_list(*columns):
        found[key].setdefault(unit, {})[indicator] = outcome
    criteria = _criteria_by_set(tuple(sorted(key for key, held in found.items() if held)))
    return {
        of.pk: {
            unit: _tally(of, criteria[of.pk], found[of.pk][unit], unit, on)
            for unit in units
            if unit in found[of.pk]
        }
        for of, units in asked.items()
    }


def _tally(
    of: CriteriaSet, criteria: Sequence[Criterion], outcomes: Mapping[int, str], unit_id: int, on: date
) -> tuple[Count, dict[int, str]]:
    places = places_of(unit_id, on)
    known = {
        line.key: _outcome(line, places, on.year, outcomes) for one in criteria for line in lines_of(one, on)
    }
    states = {
        one.pk: rules.criterion_state(known[line.key] for line in lines_of(one, on)) for one in criteria
    }
    return count_of(of, criteria, known, unit_id, on), states


def _outcome(line: Indicator, places: Iterable[str], year: int, outcomes: Mapping[int, str]) -> str:
    if line.kind == rules.NOT_APPLICABLE or not ask_of(line, places, year).applies:
        return rules.NOT_APPLICABLE
    return outcomes.get(line.key, rules.NOT_ASSESSED)


def criteria_by_set(keys: Iterable[int], on: date) -> dict[int, list[Criterion]]:
    """`criteria_of` by the key of each set; two questions however many."""
    told = _criteria_by_set(tuple(sorted(set(keys))))
    return {key: [one for one in rows if lines_of(one, on)] for key, rows in told.items()}


@once_per_request
def _criteria_by_set(keys: tuple[int, ...]) -> dict[int, list[Criterion]]:
    """The criteria of sets with their indicators; two questions."""
    found: dict[int, list[Criterion]] = {key: [] for key in keys}
    if keys:
        for one in Criterion.objects.filter(of_id__in=keys).prefetch_related("indicators"):
            found[one.of_id].append(one)  # type: ignore[attr-defined]
    return found


@once_per_request
def _answering() -> list[CriteriaSet]:
    return list(CriteriaSet.objects.exclude(figure="").order_by("since", "pk"))


def answering() -> list[CriteriaSet]:
    """Every set that answers for a measure; asked once a request."""
    return _answering()


def set_for(code: str, unit_id: int, on: date) -> CriteriaSet | None:
    """The set that answers for a measure of a unit on a day: in force, of the nearest unit above that made one, the latest."""
    around = [*tree().ancestors(unit_id, on), None]
    kind = tree().nodes[unit_id].kind
    fitting = [
        one
        for one in answering()
        if one.figure == code
        and one.since <= on < one.until
        and one.unit_id in around
        and kind in KINDS[one.level]  # type: ignore[attr-defined]
    ]
    return min(
        fitting, key=lambda one: (around.index(one.unit_id), -one.since.toordinal(), -one.pk), default=None
    )  # type: ignore[attr-defined]
