"""Ages as conditions on a birth, which is kept as a number; one with `rules.age_band` on every day, 28 February too."""

from calendar import isleap
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, When

from soxa.kernel.fields import day_number
from soxa.law.periods import FIRST_DAY, LAST_DAY
from soxa.party.movements import DayAsNumber

_BORN = "member__person__born"


def age_number(day: date) -> int:
    """The last birth that is a whole number of years old on the day: who was born on 29/02 is so on 28/02 of a common year."""
    return day_number(day) + (day.month == 2 and day.day == 28 and not isleap(day.year))  # noqa: PLR2004


def age_number_of(path: str) -> Case:
    """The same of a day in a column."""
    leap = [date(year, 2, 28) for year in range(FIRST_DAY.year, LAST_DAY.year + 1) if isleap(year)]
    common = Q(**{f"{path}__month": 2, f"{path}__day": 28}) & ~Q(**{f"{path}__in": leap})
    number = DayAsNumber(F(path))
    return Case(When(common, then=number + 1), default=number, output_field=IntegerField())


def aged(number: Any, youngest: int, oldest: int | None) -> Q:
    """Of an age between two, both included, on the day of this number; a birth known to the year counts as its first day."""
    wanted = Q(**{f"{_BORN}__lte": number - youngest * 10_000})
    if oldest is not None:
        wanted &= Q(**{f"{_BORN}__gt": number - (oldest + 1) * 10_000})
    return wanted
