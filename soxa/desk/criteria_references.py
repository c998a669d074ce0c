"""Soft references to sets of criteria and to what was found by them made readable."""

from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from soxa.desk.reference_kinds import Keys, Kind, Titles, in_sight, nothing, numbers
from soxa.values.criteria.models import CriteriaSet, CriterionResult
from soxa.values.recognition.models import Recognition


def _results(keys: Keys, reader: Any) -> Titles:
    rows: Any = CriterionResult.objects.seen_by(reader).filter(pk__in=numbers(keys))  # type: ignore[attr-defined]
    found = rows.select_related("indicator")
    return {str(one.pk): f"{one.indicator.number}. {one.indicator.title}" for one in found}


CRITERIA_KINDS: dict[str, Kind] = {
    "criteriaset": Kind(
        gettext_lazy("bộ tiêu chí"),
        nothing,
        lambda key: reverse("criteria_set", args=[int(key)]),
        seen=in_sight(CriteriaSet, attrgetter("name")),
    ),
    "criterionresult": Kind(
        gettext_lazy("kết quả tiêu chí"),
        nothing,
        lambda key: reverse("criterion_result", args=[int(key)]),
        seen=_results,
    ),
    "recognition": Kind(
        gettext_lazy("công nhận xã nông thôn mới"),
        nothing,
        lambda key: reverse("recognition", args=[int(key)]),
        seen=in_sight(Recognition, lambda one: f"{one.get_kind_display()}, {one.year}"),
    ),
}
