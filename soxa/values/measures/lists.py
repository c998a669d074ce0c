"""The catalogue as a page shows it: the measures a unit knows, by group, found by words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from soxa.kernel.access import may
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.org.roles import VALUES
from soxa.values.catalogue import Group, groups
from soxa.values.measures.flow import WRITE
from soxa.values.measures.forms import PERIODS
from soxa.values.models import Measure

_PERIOD_WORDS = dict(PERIODS)


@dataclass(frozen=True)
class Line:
    """A measure in the catalogue: whose it is (empty: every book's), for which periods, whether the reader may change it."""

    measure: Measure
    owner: str
    periods: str
    weight: Measure | None
    changes: bool


@dataclass(frozen=True)
class Shelf:
    """The measures of one group."""

    group: Group
    lines: Sequence[Line]


def known_to(unit_id: int, day: date) -> QuerySet[Measure]:
    """The measures a unit knows: every book's, and those of units it lies in or that lie in it."""
    near = {*tree().ancestors(unit_id, day), *tree().within(unit_id, day)}
    return Measure.objects.filter(Q(owner=None) | Q(owner__in=sorted(near)))


def of_catalogue(unit_id: int) -> QuerySet[Measure]:
    """Every book's measures and the unit's own, in their order: those whose names it cannot take again."""
    return Measure.objects.filter(Q(owner=None) | Q(owner=unit_id)).order_by("position", "code")


def shelves(reader: Any, unit_id: int, day: date, *, words: str = "", group: str = "") -> list[Shelf]:
    """The catalogue by group, of the measures that the words find and the group holds; one question."""
    known = list(known_to(unit_id, day).order_by("position", "code"))
    by_code = {one.code: one for one in known}
    shown = [one for one in known if _found(one, fold(words)) and group in ("", _group(one))]
    return [
        Shelf(one, lines)
        for one in groups()
        if (lines := [_line(reader, each, by_code, day) for each in shown if _group(each) == one.code])
    ]


def _group(measure: Measure) -> str:
    codes = {one.code for one in groups()}
    return measure.group if measure.group in codes else groups()[-1].code


def _found(measure: Measure, folded: str) -> bool:
    return all(word in measure.folded or word in measure.code.lower() for word in folded.split())


def _line(reader: Any, measure: Measure, by_code: dict[str, Measure], day: date) -> Line:
    owner = measure.owner_id  # type: ignore[attr-defined]
    return Line(
        measure,
        tree().name(owner, day) if owner else "",
        ", ".join(str(_PERIOD_WORDS[one]) for one in measure.periods if one in _PERIOD_WORDS),
        by_code.get(measure.weight),
        changes(reader, measure),
    )


def changes(reader: Any, measure: Measure) -> bool:
    """Whether the reader may change a measure: his own unit's; every book's only in an office over the whole book."""
    return all(may(reader, WRITE, unit, domain=VALUES) for unit in answering(measure))


def answering(measure: Measure) -> list[int]:
    """The units whose offices answer for a measure: its owner, or everything that stands under nothing."""
    owner = measure.owner_id  # type: ignore[attr-defined]
    return [owner] if owner else tree().roots()


def titles(keys: Iterable[str]) -> dict[str, str]:
    """The names of measures by key, for the journal; one question."""
    known = Measure.objects.filter(pk__in=[int(key) for key in keys if key.isdecimal()])
    return {str(one.pk): one.title for one in known}
