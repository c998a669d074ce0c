"""Dates known only to the year or the month, kept with their precision and never turned into 1 January."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from soxa.law.periods import completed_years

_WRITTEN = re.compile(r"(?:(?:(?P<day>[0-9]{1,2})/)?(?P<month>[0-9]{1,2})/)?(?P<year>[0-9]{4})")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year with perhaps a month and a day; 0 stands for what is not known, which sorts before what is."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("Đã có ngày thì phải có tháng.")
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError as error:
            raise ValueError(f"Không có ngày {self.day}, tháng {self.month}, năm {self.year}.") from error

    @classmethod
    def of(cls, number: int) -> Self:
        """The date of a number YYYYMMDD with 00 for what is not known: 19620300 is March 1962."""
        year, rest = divmod(number, 10_000)
        return cls(year, *divmod(rest, 100))

    @classmethod
    def exactly(cls, day: date) -> Self:
        """A date known to the day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date of "1962", "3/1962" or "05/03/1962"; ValueError in Vietnamese words for anything else."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"“{text}” không phải là ngày viết đúng cách: 05/03/1962, 3/1962 hoặc 1962.")
        return cls(int(found["year"]), int(found["month"] or 0), int(found["day"] or 0))

    @property
    def number(self) -> int:
        """The date as YYYYMMDD with 00 for what is not known; sorts as the dates do."""
        return self.year * 10_000 + self.month * 100 + self.day

    @property
    def exact(self) -> date | None:
        """The day itself, or None when only the year or the month is known."""
        return date(self.year, self.month, self.day) if self.day else None

    def text(self) -> str:
        """The date as written for a reader: "1962", "3/1962", "05/03/1962"."""
        if self.day:
            return f"{self.day:02d}/{self.month:02d}/{self.year}"
        return f"{self.month}/{self.year}" if self.month else str(self.year)

    def age_on(self, day: date) -> int:
        """Completed years on the day; counted by months, or by years alone, when no more is known."""
        if self.exact is not None:
            return completed_years(self.exact, day)
        return day.year - self.year - (day.month < self.month)
