"""What indicators ask on a day: of each the words and the threshold that stand then."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q

from soxa.values.criteria.models import CriteriaSet, Criterion, CriterionResult, Indicator


def lines_of(criterion: Criterion, on: date) -> list[Indicator]:
    """The indicators of a criterion as they are asked on a day; the criterion comes with its indicators at hand."""
    return [one for one in criterion.indicators.all() if one.since <= on < one.until]  # type: ignore[attr-defined]


def wordings_of(key: int) -> list[Indicator]:
    """An indicator in all the words it ever had, the oldest first; empty for a key that is none."""
    rows: Any = Indicator.objects.filter(Q(pk=key) | Q(first=key)).select_related("criterion__of")
    return list(rows.order_by("since"))


def nearest(rows: Iterable[Indicator], on: date) -> Indicator:
    """Of the words of one indicator those that stand on a day; before all of them the first that come."""
    told = sorted(rows, key=lambda one: one.since)
    return next((one for one in reversed(told) if one.since <= on), told[0])


def counted_between(
    sets: Iterable[CriteriaSet], since: date, today: date, units: Iterable[int] | None = None
) -> bool:
    """Whether anything counts by these sets on a day from `since` that has gone by; of all units, or of these."""
    if since >= today:
        return False
    rows: Any = CriterionResult.objects.filter(
        state=CriterionResult.VERIFIED, indicator__criterion__of__in=sets, since__lt=today, until__gt=since
    ).exclude(until=F("since"))
    return bool((rows if units is None else rows.filter(unit_id__in=units)).exists())
