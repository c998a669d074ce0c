"""The Party's rules on badges: when a level is reached, in which round it is given, how early it may be, and the money with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import dropwhile, takewhile

from soxa.law.acts import HD_01, HD_06, HD_56, QD_24
from soxa.law.citation import cites
from soxa.law.party_badges import (
    BADGE_EARLY_ILL,
    BADGE_EARLY_ILL_HIGH,
    BADGE_EARLY_POSTHUMOUS,
    BADGE_HIGH_FROM,
    BADGE_LEVELS,
    BADGE_MONEY,
    BADGE_ROUNDS,
    BASE_SALARY,
)
from soxa.law.periods import add_months

_BADGES = HD_01.at("mục 18"), HD_06.at("")


@cites(*_BADGES)
def levels(on: date) -> tuple[int, ...]:
    """The levels of badges in force on a day, the lowest first."""
    return tuple(int(word) for word in str(BADGE_LEVELS.on(on).amount).split(","))


@cites(*_BADGES)
def rounds(year: int) -> tuple[date, ...]:
    """The award rounds of a year, in order, as in force on its last day."""
    written = str(BADGE_ROUNDS.on(date(year, 12, 31)).amount).split(",")
    pairs = (word.split("/") for word in written)
    return tuple(sorted(date(year, int(month), int(day)) for day, month in pairs))


@cites(*_BADGES)
def rounds_between(first: date, last: date) -> tuple[date, ...]:
    """Award rounds from one day to another, both included."""
    every = (day for year in range(first.year, last.year + 1) for day in rounds(year))
    return tuple(takewhile(lambda day: day <= last, dropwhile(lambda day: day < first, every)))


@cites(*_BADGES)
def first_round(due: date) -> date:
    """The round in which a level reached on `due` is given: the first on that day or after it."""
    return next(day for year in (due.year, due.year + 1) for day in rounds(year) if day >= due)


@cites(*_BADGES)
def round_before(round_on: date) -> date:
    """The round before a day."""
    return max(day for year in (round_on.year - 1, round_on.year) for day in rounds(year) if day < round_on)


@cites(QD_24.at("mục 3"))
def days_outside(spells: Iterable[tuple[date, date]], until: date) -> int:
    """Days of half-open spells outside the Party before `until`; overlapping days count once."""
    days, reached = 0, date.min
    for since, end in sorted(spells):
        first, last = max(since, reached), min(end, until)
        if last > first:
            days += (last - first).days
            reached = last
    return days


@cites(QD_24.at("mục 3"), *_BADGES)
def due_on(start: date, level: int, outside: int = 0) -> date:
    """The day on which the Party age of `level` years is full: the decision, moved by the days outside, plus the years.

    As with Party age, the anniversary of 29 February in a common year is 28 February.
    """
    return add_months(start + timedelta(days=outside), level * 12)


@cites(QD_24.at("mục 3"), *_BADGES)
def full_on(start: date, level: int, outside: Iterable[tuple[date, date]]) -> date:
    """The day on which a level is full, with spells outside the Party: only the days before it put it off."""
    spells, full = list(outside), due_on(start, level)
    while (later := due_on(start, level, days_outside(spells, full))) > full:
        full = later
    return full


ILL, POSTHUMOUS = "ill", "posthumous"


@cites(*_BADGES)
def early_from(due: date, level: int, reason: str, on: date) -> date:
    """The first day on which a badge due on `due` may be given early: to one gravely ill, or posthumously.

    `on` is the day whose rules apply. ValueError for any other reason.
    """
    if reason == POSTHUMOUS:
        return add_months(due, -BADGE_EARLY_POSTHUMOUS.count_on(on))
    if reason != ILL:
        raise ValueError(f"a badge is not given early because of {reason!r}")
    high = level >= BADGE_HIGH_FROM.count_on(on)
    return add_months(due, -(BADGE_EARLY_ILL_HIGH if high else BADGE_EARLY_ILL).count_on(on))


@dataclass(frozen=True)
class Early:
    """How many months early badges of these levels may be given for a reason, and whether it was read in a text in force."""

    reason: str
    first: int
    last: int
    months: int
    confirmed: bool


@cites(*_BADGES)
def early_bands(on: date) -> tuple[Early, ...]:
    """What `early_from` goes by on a day, as it is told: the ill of the low levels, of the high ones, the dead."""
    every, high = levels(on), BADGE_HIGH_FROM.on(on)
    low = [level for level in every if level < int(high.amount)]
    top = [level for level in every if level >= int(high.amount)]
    rows = (
        (ILL, low, BADGE_EARLY_ILL),
        (ILL, top, BADGE_EARLY_ILL_HIGH),
        (POSTHUMOUS, every, BADGE_EARLY_POSTHUMOUS),
    )
    return tuple(
        Early(
            reason,
            band[0],
            band[-1],
            row.count_on(on),
            row.on(on).confirmed and (reason == POSTHUMOUS or high.confirmed),
        )
        for reason, band, row in rows
        if band
    )


@dataclass(frozen=True)
class Money:
    """The money with a badge on a day, in đồng, and whether both its numbers were seen in texts in force."""

    amount: int
    confirmed: bool


@cites(HD_56.at(""))
def money(level: int, on: date) -> Money | None:
    """Money with a badge: so many times the base salary of the day; None for a level whose number was not found."""
    law = BADGE_MONEY.get(level)
    if law is None:
        return None
    times, salary = law.on(on), BASE_SALARY.on(on)
    amount = Decimal(times.amount) * Decimal(salary.amount)
    return Money(int(amount), times.confirmed and salary.confirmed)
