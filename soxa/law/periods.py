"""Half-open periods of days, their Vietnamese titles, and the arithmetic of months and completed years."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

FOREVER = date(9999, 12, 31)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
QUARTERS = ("I", "II", "III", "IV")
HALVES = ("đầu", "cuối")

_KEY = re.compile(r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
_MISREAD = (
    "Kỳ “{text}” không đúng: viết năm (2025), nửa năm (2025-H1), quý (2025-Q3), tháng (2025-07) "
    "hoặc khoảng ngày nửa mở (2025-07-01..2026-01-01)."
)
_IMPLAUSIBLE = "Ngày {day} ở ngoài quyển sổ này: sổ nhận các ngày từ {first} đến {last}."


def plausible(day: date) -> date:
    """The day itself when a book may speak of it, from 01/01/1900 to 31/12/2200; ValueError in words otherwise."""
    if not FIRST_DAY <= day <= LAST_DAY:
        words = _IMPLAUSIBLE.format(day=date_text(day), first=date_text(FIRST_DAY), last=date_text(LAST_DAY))
        raise ValueError(words)
    return day


def add_months(day: date, months: int) -> date:
    """The same day so many months later (or earlier); the month's last day where it has no such day: 29/02 → 28/02."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day < 29:
        return date(years, month + 1, day.day)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def completed_years(since: date, on: date) -> int:
    """Whole years from one day to another; the anniversary counts, and that of 29/02 in a common year is 28/02.

    Negative when `on` is before `since`.
    """
    years = on.year - since.year
    return years if add_months(since, years * 12) <= on else years - 1


def date_text(day: date) -> str:
    """A day as official papers write it: two figures for the day and for January and February, "01/7/2025"."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


@dataclass(frozen=True, order=True)
class Period:
    """The days from `since` up to but not including `until`; `key` is how the period is written in an address."""

    since: date
    until: date
    key: str

    def __post_init__(self) -> None:
        if self.since >= self.until:
            raise ValueError(f"Kỳ “{self.key}” phải bắt đầu trước khi kết thúc.")

    @classmethod
    def between(cls, since: date, until: date) -> Self:
        """The half-open period between two days, with the key "2025-07-01..2026-01-01"."""
        return cls(since, until, f"{since.isoformat()}..{until.isoformat()}")

    @classmethod
    def of_days(cls, since: date, until: date) -> Self:
        """The half-open period between two days, under the name of the calendar where it has one: "2026-H1"."""
        year = since.year
        keys = [
            f"{year}",
            *(f"{year}-H{half}" for half in (1, 2)),
            *(f"{year}-Q{quarter}" for quarter in (1, 2, 3, 4)),
            f"{year}-{since.month:02d}",
        ]
        named = (cls.parse(key) for key in keys)
        same = next((one for one in named if (one.since, one.until) == (since, until)), None)
        return same or cls.between(since, until)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period of "2025", "2025-H1", "2025-Q3", "2025-07" or "2025-07-01..2026-01-01"; ValueError in words."""
        key = text.strip()
        if ".." in key:
            return cls._parse_days(key)
        found = _KEY.fullmatch(key)
        if found is None or not FIRST_DAY.year <= int(found["year"]) <= LAST_DAY.year:
            raise ValueError(_MISREAD.format(text=text))
        start, length = _months(found)
        since = date(int(found["year"]), start, 1)
        return cls(since, add_months(since, length), key)

    @classmethod
    def _parse_days(cls, key: str) -> Self:
        since, _, until = key.partition("..")
        try:
            days = cls(date.fromisoformat(since), date.fromisoformat(until), key)
        except ValueError as error:
            raise ValueError(_MISREAD.format(text=key)) from error
        plausible(days.since)
        plausible(days.last_day)
        return days

    @property
    def last_day(self) -> date:
        """The last day inside the period."""
        return self.until - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.since <= day < self.until

    def title(self, day: Callable[[date], str] = date_text) -> str:
        """The period in words: "năm 2026", "6 tháng đầu năm 2026", "quý III năm 2025", "từ 01/7/2025 đến 31/12/2025"."""
        found = _KEY.fullmatch(self.key)
        if found is None:
            return f"từ {day(self.since)} đến {day(self.last_day)}"
        year = f"năm {found['year']}"
        if found["half"]:
            return f"6 tháng {HALVES[int(found['half']) - 1]} {year}"
        if found["quarter"]:
            return f"quý {QUARTERS[int(found['quarter']) - 1]} {year}"
        return f"tháng {int(found['month'])} {year}" if found["month"] else year


def _months(found: re.Match[str]) -> tuple[int, int]:
    """First month and number of months of a matched key."""
    if found["half"]:
        return (1, 7)[int(found["half"]) - 1], 6
    if found["quarter"]:
        return int(found["quarter"]) * 3 - 2, 3
    return (int(found["month"]), 1) if found["month"] else (1, 12)
