"""Derives `Within` from placings: who lay in whom, from when to when, and whose books are kept where."""

from collections import defaultdict
from datetime import date

from soxa.kernel.models import Placing, UnitAct, Within
from soxa.law.periods import FOREVER

Span = tuple[date, date]
Placings = dict[int, list[tuple[date, date, int | None]]]
Row = tuple[int, date, date, bool]
_COLUMNS = ("ancestor_id", "since", "until", "custody")
_AT_ONCE = 2000


def rebuild() -> None:
    """Derive `Within` from all placings and acts; the table holds nothing else. Units whose rows are what they were keep them.

    The rows of a unit are written together, in the order in which they are derived: the unit itself first.
    """
    placings: Placings = defaultdict(list)
    spells = Placing.objects.order_by("pk").values_list("unit_id", "parent_id", "since", "until")
    for unit, parent, since, until in spells:
        placings[unit].append((since, until, parent))
    derived: dict[int, list[Row]] = defaultdict(list)
    for unit in placings:
        for up, spans in _above(unit, placings).items():
            derived[unit] += [(up, since, until, False) for since, until in _joined(spans)]
    _take_into_custody(derived, placings)
    written: dict[int, list[Row]] = defaultdict(list)
    for unit, *row in Within.objects.order_by("pk").values_list("unit_id", *_COLUMNS):
        written[unit].append(tuple(row))
    _write(derived, written)


def _write(derived: dict[int, list[Row]], written: dict[int, list[Row]]) -> None:
    stale = [unit for unit, rows in written.items() if derived.get(unit) != rows]
    for start in range(0, len(stale), _AT_ONCE):
        Within.objects.filter(unit_id__in=stale[start : start + _AT_ONCE]).delete()
    fresh = [
        Within(unit_id=unit, **dict(zip(_COLUMNS, row, strict=True)))
        for unit, rows in derived.items()
        if written.get(unit) != rows
        for row in rows
    ]
    Within.objects.bulk_create(fresh, batch_size=_AT_ONCE)


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


def _take_into_custody(derived: dict[int, list[Row]], placings: Placings) -> None:
    kinds = [UnitAct.MERGE, UnitAct.DISSOLVE, UnitAct.SPLIT]
    ended = UnitAct.objects.filter(kind__in=kinds, into__isnull=False).order_by("pk")
    for unit, keeper, on in ended.values_list("unit_id", "into_id", "on"):
        for up, spans in _above(keeper, placings).items():
            if any(stop > on for _, stop in spans):
                derived[unit].append((up, on, FOREVER, True))
