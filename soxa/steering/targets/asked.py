"""What targets ask of reported measures, for whoever enters their numbers: the plan of the shortest period that holds the one asked."""

from collections.abc import Iterable, Sequence
from typing import Any

from soxa.law.periods import Period
from soxa.steering.targets.models import PlannedValue, Target
from soxa.values.planned import Planned, Plans


def planned_by_targets(codes: Iterable[str], unit_ids: Sequence[int], period: Period) -> Plans:
    """By (code, unit) the leading plan of a target that stands in the period; the year's target before the term's path. One question."""
    rows: Any = PlannedValue.objects.filter(
        target__code__in=list(codes), target__unit_id__in=list(unit_ids), leads=True, replaced_by=None,
        since__lte=period.since, until__gte=period.until,
        target__since__lt=period.until, target__until__gt=period.since,
    )  # fmt: skip
    found: Plans = {}
    ranked = sorted(rows.select_related("target"), key=_rank, reverse=True)
    for one in ranked:  # the nearest last
        found[one.target.code, one.target.unit_id] = Planned(
            one.since, one.until, one.value, one.met, one.of, one.get_giver_display()
        )
    return found


def _rank(one: Any) -> tuple[int, bool, int]:
    return (one.until - one.since).days, one.target.span != Target.YEAR, one.pk
