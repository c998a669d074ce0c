"""What sets of criteria answer for measures: "14/19" is the count of the criteria that pass, with the set it was counted by."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.figures import Moment
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.values.counted import Counted, Counts
from soxa.values.criteria import rules
from soxa.values.criteria.counting import answering, board, set_for, tallied, tallied_by
from soxa.values.criteria.models import CriteriaSet, CriterionResult

SOURCE = "values.criteria"
FACTS = ("unit_id", "indicator_id", "since", "outcome", "value", "asked")


def by_criteria(codes: Iterable[str], unit_ids: Sequence[int], moment: Moment) -> Counts:
    """Counts of the measures that sets answer for, of units with a verified result in force by the set in force."""
    on = moment.on
    wanted = {one.figure for one in answering()} & set(codes)
    asked: dict[tuple[str, int], list[int]] = {}
    sets: dict[int, CriteriaSet] = {}
    for code in sorted(wanted):
        for unit in unit_ids:
            if (of := set_for(code, unit, on)) is not None:
                sets[of.pk] = of
                asked.setdefault((code, of.pk), []).append(unit)
    if not asked:
        return {}
    told = tallied_by({sets[key]: units for (_code, key), units in asked.items()}, on)
    return {
        (code, unit): Counted(
            how=how(sets[key], on),
            opens=partial(page_of, sets[key], unit, on),
            door=_("Mở từng tiêu chí"),
            source=SOURCE,
            rows=partial(rows_behind, sets[key], unit, on),
            facts=FACTS,
            met=found.met,
            of=found.of,
            word=found.word,
        )
        for (code, key), units in asked.items()
        for unit in units
        if unit in told[key]
        for found, _states in (told[key][unit],)
    }


def rows_behind(of: CriteriaSet, unit_id: int, on: date, part: str) -> QuerySet[Any]:
    """Results in force of a unit by a set on a day: all of the criteria that are counted, or of those that pass."""
    rows: Any = CriterionResult.objects.filter(CriterionResult.standing(on), unit_id=unit_id)
    counted: QuerySet[Any] = rows.filter(indicator__criterion__of=of, indicator__criterion__condition=False)
    if part == "whole":
        return counted
    if of.tally == CriteriaSet.INDICATORS:
        lines = board(of, unit_id, on).lines
        return counted.filter(
            indicator_id__in=[line.indicator.key for line in lines if line.outcome == rules.PASSED]
        )
    told = tallied(of, [unit_id], on).get(unit_id)
    passed = [key for key, state in told[1].items() if state == rules.PASSED] if told else []
    return counted.filter(indicator__criterion__in=passed)


def how(of: CriteriaSet, on: date) -> str:
    """From what a number was counted, in words."""
    return _("Sổ đếm từ kết quả đã thẩm định theo {name}, đến hết ngày {day}").format(
        name=of.name, day=day_text(on)
    )


def page_of(of: CriteriaSet, unit_id: int, on: date) -> str:
    """The page that opens the criteria behind a number."""
    address = reverse("criteria_unit", args=[of.pk, tree().nodes[unit_id].code])
    return f"{address}?ngay={day_text(on)}"
