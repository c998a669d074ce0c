"""Movements that are not plain events: recognitions, moves between cells, and what a change of the tree carried along."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear

from soxa.kernel.figures import Moment
from soxa.kernel.units.tree import Tree, tree
from soxa.party.models import Membership

Net = dict[int, int]


def _number(field: str) -> Any:
    return ExtractYear(field) * 10000 + ExtractMonth(field) * 100 + ExtractDay(field)


def recognised_in() -> QuerySet[Any]:
    """Home spells that stood on the day of the member's recognition."""
    spells = Membership.objects.home().exclude(member__recognised_on=None)
    spells = spells.annotate(since_number=_number("since"), until_number=_number("until"))
    return spells.filter(
        since_number__lte=F("member__recognised_on"), until_number__gt=F("member__recognised_on")
    )


def _days(moment: Moment, standing: Tree) -> list[date]:
    """Days of the period, its first included, on which the tree changed."""
    return standing.changes(moment.since - timedelta(days=1), moment.until)


def _add(sums: Net, units: Iterable[int], count: int) -> None:
    for unit in units:
        sums[unit] += count


def _netted(moment: Moment, reason: str) -> Net:
    standing = tree()
    sums: Net = defaultdict(int)
    home = Membership.objects.home()
    opened = home.filter(opened_by=reason, since__gte=moment.since, since__lt=moment.until)
    closed = home.filter(closed_by=reason, until__gte=moment.since, until__lt=moment.until)
    for unit, day, count in opened.order_by().values_list("unit_id", "since").annotate(Count("pk")):
        _add(sums, standing.ancestors(unit, day), count)
    for unit, day, count in closed.order_by().values_list("unit_id", "until").annotate(Count("pk")):
        _add(sums, standing.ancestors(unit, day - timedelta(days=1)), -count)
    return sums


def internal_net(moment: Moment) -> Net:
    """Moves between cells, by every unit above either of them: zero wherever both lie inside."""
    return _netted(moment, Membership.INTERNAL)


def reorganised_net(moment: Moment) -> Net:
    """What reorganisations brought and took: spells they opened and closed, and members whose cell was moved."""
    standing, sums = tree(), _netted(moment, Membership.REORGANISED)
    for day in _days(moment, standing):
        moved = _moved_units(standing, day)
        carried = _carried(day).filter(unit_id__in=sorted(moved)).order_by()
        for unit, count in carried.values_list("unit_id").annotate(Count("pk")):
            came, went = moved[unit]
            _add(sums, came, count)
            _add(sums, went, -count)
    return sums


def _carried(day: date) -> QuerySet[Any]:
    return Membership.objects.home().filter(since__lt=day, until__gt=day)


def _moved_units(standing: Tree, day: date) -> dict[int, tuple[set[int], set[int]]]:
    before = day - timedelta(days=1)
    moved = {}
    for unit in standing.nodes:
        old, new = set(standing.ancestors(unit, before)), set(standing.ancestors(unit, day))
        if old and new and old != new:
            moved[unit] = (new - old, old - new)
    return moved


def carried_rows(moment: Moment, unit_id: int) -> QuerySet[Any]:
    """Spells behind `reorganised_net` of one unit: opened, closed, or carried by a move of their cell."""
    standing, wanted = tree(), Q(pk__in=[])
    for day in _days(moment, standing):
        before = day - timedelta(days=1)
        now, then = standing.within(unit_id, day), standing.within(unit_id, before)
        crossing = sorted(now ^ then)
        wanted |= Q(unit_id__in=crossing, since__lt=day, until__gt=day)
        wanted |= Q(unit_id__in=sorted(now), since=day, opened_by=Membership.REORGANISED)
        wanted |= Q(unit_id__in=sorted(then), until=day, closed_by=Membership.REORGANISED)
    return Membership.objects.home().filter(wanted)
