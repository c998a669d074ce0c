"""How the targets of many units stand on a day, by the last word on each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count

from soxa.steering.models import Standing

Counts = dict[int, dict[str, int]]


def levels_of(code: str, unit_ids: Sequence[int], on: date) -> dict[int, str]:
    """Unit → the level of its target of a figure; a unit without such a target is not in it."""
    rows: Any = Standing.objects.filter(Standing.standing(on), unit_id__in=unit_ids, target__code=code)
    return dict(rows.order_by("pk").values_list("unit_id", "level"))


def counted(unit_ids: Sequence[int], on: date) -> Counts:
    """Unit → level → how many of its targets stand so."""
    rows: Any = Standing.objects.filter(Standing.standing(on), unit_id__in=unit_ids)
    found: Counts = {}
    for unit, level, many in rows.order_by().values_list("unit_id", "level").annotate(Count("pk")):
        found.setdefault(unit, {})[level] = many
    return found
