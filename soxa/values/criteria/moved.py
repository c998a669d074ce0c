"""What a region, a group or a limit set from a past day changes in counts of criteria that were told since."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from soxa.kernel.models import Setting
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Supposed, supposing, tells_moves
from soxa.kernel.units.tree import tree
from soxa.values.criteria.counting import Count, tallied_by
from soxa.values.criteria.models import CriteriaSet, CriterionResult
from soxa.values.criteria.places import GREEN_FROM, GROUP, REGION, YELLOW_FROM

MOST_DAYS, MOST_LINES = 40, 30
Told = tuple[Count, Count]


def moved(one: Supposed, today: date) -> list[str]:
    """A line for each unit, set and stretch of days whose count becomes another; two questions for each day looked at."""
    units = sorted(tree().seen_from(one.unit_id) if one.unit_id else tree().nodes)
    sets = list(CriteriaSet.objects.filter(since__lte=today, until__gt=one.since).order_by("pk"))
    found: dict[tuple[int, CriteriaSet], dict[date, Told]] = {}
    days = _days(one, sets, today)
    for day in days:
        for key, told in _differing(
            one, day, dict.fromkeys((of for of in sets if of.since <= day < of.until), units)
        ):
            found.setdefault(key, {})[day] = told
    named = sorted((tree().nodes[unit_id].code, of.pk, unit_id, of.name) for unit_id, of in found)
    by_key = {(unit_id, of.pk): by_day for (unit_id, of), by_day in found.items()}
    lines = [
        _("{unit}, {set}: từ ngày {since} {until}: {was} → {now}").format(
            unit=tree().name(unit_id, since), set=name, since=day_text(since), until=_to(until),
            was=_text(told[0], told[1]), now=_text(told[1], told[0]),
        )
        for _code, key, unit_id, name in named
        for since, until, told in _stretches(days, by_key[unit_id, key])
    ]  # fmt: skip
    more = len(lines) - MOST_LINES
    return lines[:MOST_LINES] + ([_("và {n} dòng nữa").format(n=more)] if more > 0 else [])


def _days(one: Supposed, sets: list[CriteriaSet], today: date) -> list[date]:
    """The days from the setting's first to today on which a count may become another."""
    rows = CriterionResult.objects.filter(since__lte=today, until__gt=one.since).order_by()
    named = {day for span in rows.values_list("since", "until").distinct() for day in span}
    named |= {day for of in sets for day in (of.since, of.until)}
    named |= set(Setting.objects.filter(code=one.preference.code).values_list("since", flat=True))
    named |= {date(year, 1, 1) for year in range(one.since.year + 1, today.year + 1)}
    inside = sorted({one.since, *(day for day in named if one.since < day <= today)})
    if len(inside) > MOST_DAYS:  # then the days at whose end reports count
        halves = [date(year, month, 1) for year in range(one.since.year, today.year + 1) for month in (1, 7)]
        ends = [day - timedelta(days=1) for day in halves if one.since < day <= today]
        inside = sorted({one.since, *ends[-MOST_DAYS:], today})
    return inside


def _differing(
    one: Supposed, day: date, asked: dict[CriteriaSet, list[int]]
) -> Iterator[tuple[tuple[int, CriteriaSet], Told]]:
    before = tallied_by(asked, day)
    with supposing(one):
        after = tallied_by(asked, day)
    for of in asked:
        for unit_id, (was, _states) in before[of.pk].items():
            now = after[of.pk][unit_id][0]
            if was != now:
                yield (unit_id, of), (was, now)


def _stretches(days: list[date], by_day: dict[date, Told]) -> Iterator[tuple[date, date | None, Told]]:
    """(first day, last day or None for today, counts) of neighbouring days with the same counts."""
    at = 0
    for told, run in groupby(days, key=by_day.get):
        length = len(list(run))
        after = days[at + length] if at + length < len(days) else None
        if told is not None:
            yield days[at], after - timedelta(days=1) if after else None, told
        at += length


def _to(day: date | None) -> str:
    return _("đến ngày {day}").format(day=day_text(day)) if day else _("đến nay")


def _text(one: Count, other: Count) -> str:
    return f"{one.text} ({one.word.lower()})" if one.word != other.word else one.text


for _preference in (REGION, GROUP, GREEN_FROM, YELLOW_FROM):
    tells_moves(_preference, moved)
