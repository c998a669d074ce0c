"""Derives `Within` from placings: who lay in whom, from when to when, and whose books are kept where."""

from collections import defaultdict
from datetime import date

from soxa.kernel.models import Placing, UnitAct, Within
from soxa.law.periods import FOREVER

Span = tuple[date, date]
Placings = dict[int, list[tuple[date, date, int | None]]]


def rebuild() -> None:
    """Write `Within` anew from all placings and acts; the table holds nothing that was not derived."""
    placings: Placings = defaultdict(list)
    for unit, parent, since, until in Placing.objects.values_list("unit_id", "parent_id", "since", "until"):
        placings[unit].append((since, until, parent))
    rows = [
        Within(unit_id=unit, ancestor_id=up, since=span[0], until=span[1])
        for unit in placings
        for up, spans in _above(unit, placings).items()
        for span in _joined(spans)
    ]
    rows += _custody(placings)
    Within.objects.all().delete()
    Within.objects.bulk_create(rows, batch_size=2000)


def _above(unit: int, placings: Placings) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    todo = [(unit, since, until) for since, until, _ in placings[unit]]
    while todo:
        here, since, until = todo.pop()
        spans[here].append((since, until))
        for start, stop, parent in placings[here]:
            low, high = max(since, start), min(until, stop)
            if parent is not None and low < high:
                todo.append((parent, low, high))
    return spans


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for since, until in sorted(spans):
        if joined and joined[-1][1] >= since:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((since, until))
    return joined


def _custody(placings: Placings) -> list[Within]:
    kinds = [UnitAct.MERGE, UnitAct.DISSOLVE, UnitAct.SPLIT]
    ended = UnitAct.objects.filter(kind__in=kinds, into__isnull=False)
    rows = []
    for unit, keeper, on in ended.values_list("unit_id", "into_id", "on"):
        for up, spans in _above(keeper, placings).items():
            if any(stop > on for _, stop in spans):
                rows.append(Within(unit_id=unit, ancestor_id=up, since=on, until=FOREVER, custody=True))
    return rows
