"""The rules on OCOP products: how many stars points give, until when a certificate holds, who decides."""

from datetime import date, timedelta
from decimal import Decimal

from soxa.law.acts_of_works import (
    OCOP_148,
    OCOP_1489,
    OCOP_MONTHS,
    OCOP_POINTS,
    OCOP_STARS,
    OCOP_THREE_STARS_BY,
)
from soxa.law.citation import cites
from soxa.law.periods import add_months

MOST, LEAST = 5, 1
_BY_MORE = {5: "Bộ, ngành trung ương", 4: "Ủy ban nhân dân cấp tỉnh"}


@cites(OCOP_148.at(""))
def stars(points: Decimal, on: date) -> int:
    """How many stars so many points of a hundred give under the rules in force on a day."""
    bounds = [Decimal(word) for word in str(OCOP_STARS.on(on).amount).split(",")]
    return next((MOST - place for place, least in enumerate(bounds) if points >= least), LEAST)


@cites(OCOP_148.at(""))
def most_points(on: date) -> tuple[Decimal, Decimal, Decimal]:
    """The most points of the parts A, B and C."""
    first, second, third = (Decimal(word) for word in str(OCOP_POINTS.on(on).amount).split(","))
    return first, second, third


@cites(OCOP_148.at(""))
def valid_until(issued: date) -> date:
    """The last day of a certificate issued on a day: so many months, the day before the same day of the month."""
    return add_months(issued, OCOP_MONTHS.count_on(issued)) - timedelta(days=1)


@cites(OCOP_148.at(""), OCOP_1489.at(""))
def decided_by(count: int, on: date) -> str:
    """Who decides on so many stars on a day, in words."""
    return _BY_MORE.get(count) or str(OCOP_THREE_STARS_BY.on(on).amount)
