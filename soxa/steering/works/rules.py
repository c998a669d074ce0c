"""The rules on capital of public works: until when the capital of a year may be paid out."""

from datetime import date, timedelta

from soxa.law.acts_of_works import PUBLIC_INVESTMENT, PUBLIC_INVESTMENT_2019, WORKS_PAID_AFTER
from soxa.law.citation import cites
from soxa.law.periods import add_months


@cites(PUBLIC_INVESTMENT.at(""), PUBLIC_INVESTMENT_2019.at(""))
def paid_until(year: int) -> date:
    """The last day on which capital of a year's plan is paid out: so many months after the year."""
    months = WORKS_PAID_AFTER.count_on(date(year, 12, 31))
    return add_months(date(year + 1, 1, 1), months) - timedelta(days=1)
