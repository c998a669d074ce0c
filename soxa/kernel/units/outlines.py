"""Boundaries of units: supplied from a file, each in force from the unit's first day or from the day it was replaced."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry, Outline
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER

Polygons = list[list[list[list[float]]]]


def supply(shapes: Mapping[int, Polygons], actor: Actor, *, on: date, digest: str) -> Entry:
    """Write the boundaries of units down, all under one entry; the ones before end on the day."""
    with transaction.atomic():
        one_at_a_time(Outline)
        nodes = tree().nodes
        inside = nodes[actor.unit_id or next(iter(shapes))]
        facts = {"count": len(shapes), "digest": digest}
        entry = journal.write(
            actor, "outlines", "supply", subject=("unit", inside.code), on=on, facts=facts, unit_id=inside.id
        )
        rows: Any = Outline.objects
        standing = rows.filter(unit_id__in=list(shapes), until=FOREVER)
        replaced = set(standing.values_list("unit_id", flat=True))
        standing.moved(entry, until=on)
        made = [
            Outline(unit_id=unit, polygons=polygons, since=on if unit in replaced else nodes[unit].since)
            for unit, polygons in shapes.items()
        ]
        rows.loaded(made, entry)
    return entry


def outlines(unit_ids: Iterable[int], on: date) -> dict[int, Polygons]:
    """Unit → its boundary in force on a day; units without one are not in it."""
    rows: Any = Outline.objects.filter(Outline.standing(on), unit_id__in=list(unit_ids))
    return dict(rows.order_by("pk").values_list("unit_id", "polygons"))
