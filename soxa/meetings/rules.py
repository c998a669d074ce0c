"""What the rules say of a cell's meeting: its day, how long it is to last, whether papers came in time, whether it may be held."""

from datetime import date, time, timedelta
from fractions import Fraction

from soxa.law.acts import CT_50, HD_42
from soxa.law.citation import cites
from soxa.law.meetings import CELL_DAY, LEAST_MINUTES, LEAST_MINUTES_THEMED, PAPERS_BEFORE, PRACTICE

DAY_MINUTES = 24 * 60


@cites(CT_50.at(""))
def fixed_day(month: date) -> date:
    """The day of the regular meeting in the month of `month`; NotInForce before the directive."""
    first = month.replace(day=1)
    return first.replace(day=CELL_DAY.count_on(first.replace(day=28)))


@cites(HD_42.at(""))
def least_minutes(on: date, *, themed: bool) -> int:
    """Minutes that a regular meeting lasts at least; longer where a theme is dealt with in the same sitting."""
    return (LEAST_MINUTES_THEMED if themed else LEAST_MINUTES).count_on(on)


@cites(HD_42.at(""))
def papers_due(held: date) -> date:
    """The last day on which papers are out in time for a meeting of this day; NotInForce before the guidance."""
    return held - timedelta(days=PAPERS_BEFORE.count_on(held))


@cites(HD_42.at(""))
def minutes_between(began: time, ended: time, *, next_day: bool = False) -> int:
    """Whole minutes from the beginning to the end, of the same day or the next one; negative when the end comes first."""
    return (ended.hour - began.hour) * 60 + ended.minute - began.minute + next_day * DAY_MINUTES


@cites(PRACTICE.at(""))
def enough(here: int, of: int, share: str, *, strict: bool) -> bool:
    """Whether `here` of `of` reach a share written as the law writes it, "1/2" – or pass it, where the rule is strict; 14 of 27 pass a half."""
    part = Fraction(share) * of
    return here > part if strict else here >= part
