"""The working calendar handed in as data: which days are worked, why a day is off, and counting over it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from soxa.law.acts import HOLIDAYS, ROLL
from soxa.law.citation import cites

OFF, WORKING, SWITCH = "off", "working", "switch"
"""Kinds of a row: a day off, a worked day of the weekend, and a day whose status the office must decide (worked until then)."""
KINDS = (OFF, WORKING, SWITCH)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ONE_DAY = timedelta(days=1)


class Day(NamedTuple):
    """One row of the editable calendar; `certain` is False for a day not yet decreed or not confirmed."""

    day: date
    name: str
    kind: str
    certain: bool


def weekday(day: date) -> str:
    """The day of the week: "thứ Hai" … "Chủ nhật"."""
    return WEEKDAYS[day.weekday()]


@dataclass(frozen=True)
class Calendar:
    """Named days off, named working days of weekends, and the years whose plan of days off is only assumed.

    `undecided` names the days whose status is open; they are worked unless they stand in `days_off` too.
    """

    days_off: Mapping[date, str]
    working_days: Mapping[date, str]
    assumed_years: frozenset[int]
    undecided: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        both = sorted(set(self.days_off) & set(self.working_days))
        if both:
            raise ValueError(f"Ngày {both[0]:%d/%m/%Y} vừa là ngày nghỉ vừa là ngày làm việc.")

    @classmethod
    def of(cls, days: Iterable[Day], *, switches_off: bool = False) -> "Calendar":
        """The calendar of these rows; `switches_off` counts the undecided days as days off.

        A year none of whose days off is certain is an assumed year. ValueError for an unknown kind.
        """
        rows = tuple(days)
        for row in rows:
            if row.kind not in KINDS:
                raise ValueError(f"“{row.kind}” không phải là loại ngày trong lịch ({', '.join(KINDS)}).")
        undecided = {row.day: row.name for row in rows if row.kind == SWITCH}
        off = {row.day: row.name for row in rows if row.kind == OFF} | (undecided if switches_off else {})
        years = {row.day.year for row in rows}
        decreed = {row.day.year for row in rows if row.kind == OFF and row.certain}
        working = {row.day: row.name for row in rows if row.kind == WORKING}
        return cls(off, working, frozenset(years - decreed), undecided)

    @cites(HOLIDAYS)
    def is_working(self, day: date) -> bool:
        """Whether the day is worked: Monday to Friday but for days off, and weekend days worked in exchange."""
        return not self.reason_off(day)

    def reason_off(self, day: date) -> str:
        """Why the day is not worked ("thứ Bảy", "Tết Nguyên đán"); empty for a working day."""
        if day in self.working_days:
            return ""
        if day in self.days_off:
            return self.days_off[day] or "ngày nghỉ"
        return weekday(day) if day.weekday() >= 5 else ""

    @cites(ROLL)
    def first_working(self, day: date) -> date:
        """The day itself when it is worked, otherwise the next that is."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def working_days_after(self, day: date, count: int) -> date:
        """The `count`-th working day after the day, which is not counted itself; 0 gives the day back."""
        if count < 0:
            raise ValueError("Số ngày làm việc không được âm.")
        for _ in range(count):
            day = self.first_working(day + ONE_DAY)
        return day

    def working_days_before(self, day: date, count: int) -> date:
        """The `count`-th working day before `day`: of three before a Friday the last is Tuesday; the day itself when count is 0."""
        if count < 0:
            raise ValueError("Số ngày làm việc không được âm.")
        while count:
            day -= ONE_DAY
            count -= self.is_working(day)
        return day

    def working_days_between(self, since: date, until: date) -> int:
        """How many working days lie after `since`, up to and including `until`."""
        return sum(self.is_working(day) for day in days_after(since, until))

    def is_empty_in(self, year: int) -> bool:
        """Whether no day off at all has been entered for the year, so that only weekends are known."""
        return not any(day.year == year for day in self.days_off)


def days_after(since: date, until: date) -> list[date]:
    """The days after `since` up to and including `until`, in order; none when `until` is not later."""
    return [since + timedelta(days=step) for step in range(1, (until - since).days + 1)]
