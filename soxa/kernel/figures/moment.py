"""When a figure is asked: a stock at the end of a day, events over a half-open period."""

from dataclasses import dataclass
from datetime import date, timedelta

from soxa.law.periods import Period


@dataclass(frozen=True)
class Moment:
    """`on`: the day at whose end a stock is counted; `since`/`until`: the half-open period of events."""

    on: date
    since: date
    until: date
    key: str = ""

    @classmethod
    def at(cls, day: date) -> "Moment":
        """The end of a day; events are counted from 1 January of that year."""
        return cls(day, date(day.year, 1, 1), day + timedelta(days=1))

    @classmethod
    def over(cls, period: Period, *, cut: date | None = None) -> "Moment":
        """A period; a stock is read at its last day. `cut` closes both earlier (a report's cut-off day, inclusive)."""
        last = min(period.last_day, cut) if cut else period.last_day
        key = period.key if last == period.last_day else f"{period.since}..{last + timedelta(days=1)}"
        return cls(last, period.since, last + timedelta(days=1), key)

    @property
    def period_key(self) -> str:
        """The period as it may be asked again."""
        return self.key or f"{self.since}..{self.until}"

    @property
    def before(self) -> "Moment":
        """The end of the day before the period begins: where a balance starts."""
        return Moment.at(self.since - timedelta(days=1))
