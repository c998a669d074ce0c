"""The days an office's editable calendar begins with: the table of decreed years, then a library's forecast for the others."""

from datetime import date

from soxa.law import tables
from soxa.law.calendar import OFF, SWITCH, WORKING, Day

FIRST_YEAR, LAST_YEAR = 2021, 2035
CULTURE_DAY = "Ngày Văn hóa Việt Nam"  # 24/11: a day off by resolution, not yet seen in the Labour Code
_FORECAST_SWAPPED = "Làm bù ngày nghỉ hoán đổi"


def seed_days(*, first: int = FIRST_YEAR, last: int = LAST_YEAR) -> list[Day]:
    """The rows of the years `first` to `last`, both included, in order of day, one row a day.

    A year in the table is taken from the table alone; every other year comes from the `holidays` library, which lacks
    some decreed swaps, with no row certain, so that `Calendar.of` marks the year assumed.
    """
    decreed = [
        Day(date.fromisoformat(row["date"]), row["name"], row["kind"], tables.yes(row["certain"]))
        for row in tables.rows("holidays")
    ]
    covered = {row.day.year for row in decreed}
    forecast = [row for year in range(first, last + 1) if year not in covered for row in _forecast(year)]
    return sorted(row for row in [*decreed, *forecast] if first <= row.day.year <= last)


def _forecast(year: int) -> list[Day]:
    """The library's days off of one year and the weekend days it says are worked, none of them certain."""
    # slow to import, and asked only when a calendar is seeded
    import holidays

    plan = holidays.country_holidays("VN", years=year, language="vi")
    swapped = {day for day in plan.weekend_workdays if day.year == year}
    off = [Day(day, name, SWITCH if _is_culture_day(day, name) else OFF, False) for day, name in plan.items()]
    return [row for row in off if row.day not in swapped] + [
        Day(day, _FORECAST_SWAPPED, WORKING, False) for day in swapped
    ]


def _is_culture_day(day: date, name: str) -> bool:
    """Whether the day, or a day off in lieu of it, hangs on the undecided 24/11."""
    return name.startswith(CULTURE_DAY) and day.month == 11
