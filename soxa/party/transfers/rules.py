"""The clocks of a transfer: when the procedure is to be begun, when the letter is to be presented; and how long an exemption may be for a time."""

from datetime import date

from soxa.law.acts import HD_06, QD_294
from soxa.law.calendar import Calendar
from soxa.law.citation import cites
from soxa.law.deadlines import Due, Limit
from soxa.law.periods import add_months
from soxa.law.transfers import TEMPORARY_EXEMPTION_MONTHS, TRANSFER_PRESENT_DAYS, TRANSFER_START_DAYS


@cites(QD_294.at("mục 6.3.1"))
def begin_by(effect: date, calendar: Calendar) -> Due:
    """The last day to begin an official transfer, counted from the day the decision or the change of residence took effect."""
    event = "ngày quyết định hoặc việc thay đổi nơi cư trú có hiệu lực"
    return Limit.under(TRANSFER_START_DAYS, effect, unit="working_day", event=event).due(effect, calendar)


@cites(QD_294.at("mục 6.3.1"))
def present_by(letter: date, calendar: Calendar) -> Due:
    """The last day to lay the letter before the cell committee of the new cell, counted from the day of introduction."""
    limit = Limit.under(TRANSFER_PRESENT_DAYS, letter, unit="working_day", event="ngày giới thiệu")
    return limit.due(letter, calendar)


@cites(HD_06.at(""))
def too_long_for_a_time(since: date, ends: date) -> bool:
    """Whether an absence is too long for a temporary exemption: it must end before so many months have passed."""
    return ends >= add_months(since, TEMPORARY_EXEMPTION_MONTHS.count_on(since))
