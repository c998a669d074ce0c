"""When a stage of an inspection is to be done, what is late, and which kinds a body may carry out."""

from collections.abc import Mapping
from datetime import date, timedelta

from soxa.law.citation import cites
from soxa.law.discipline_acts import QD_296
from soxa.law.periods import add_months


@cites(QD_296.at(""))
def quarter_end(year: int, quarter: int) -> date:
    """Last day of a quarter, by which an inspection planned for it is to be concluded."""
    return add_months(date(year, 1, 1), 3 * quarter) - timedelta(days=1)


@cites(QD_296.at(""))
def stage_days(concluded_by: date, after: Mapping[str, int]) -> dict[str, date]:
    """Due day of each stage by its code: so many days after the day of conclusion, fewer than none before it."""
    return {code: concluded_by + timedelta(days=days) for code, days in after.items()}


@cites(QD_296.at(""))
def is_late(due: date, done: date | None, on: date) -> bool:
    """Whether something due was not done at the end of `on`: the due day itself is in time."""
    return due < on and (done is None or done > on)


@cites(QD_296.at(""))
def carries_out(body: str, bodies: tuple[str, ...]) -> bool:
    """Whether a body is among those that carry out a kind of inspection."""
    return body in bodies
