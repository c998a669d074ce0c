"""The rule's day, how long a meeting lasts, papers in time: as the directive and the guidance say."""

from datetime import date, time

import pytest

from soxa.law.force import NotInForce
from soxa.meetings import rules


@pytest.mark.parametrize("month", [date(2025, 8, 1), date(2026, 2, 28), date(2026, 11, 30)])
def test_the_third_of_each_month(month):
    assert rules.fixed_day(month) == date(month.year, month.month, 3)


def test_before_the_directive_no_day_was_the_rule():
    assert rules.fixed_day(date(2025, 7, 1)) == date(
        2025, 7, 3
    )  # in force from 23/07/2025, that month's is told by it
    with pytest.raises(NotInForce):
        rules.fixed_day(date(2025, 6, 1))


@pytest.mark.parametrize(("themed", "least"), [(False, 90), (True, 120)])
def test_at_least_so_many_minutes(themed, least):
    assert rules.least_minutes(date(2026, 1, 3), themed=themed) == least


def test_papers_are_out_the_day_before():
    assert rules.papers_due(date(2026, 11, 3)) == date(2026, 11, 2)
    with pytest.raises(NotInForce):
        rules.papers_due(date(2025, 10, 27))


def test_minutes_and_shares():
    assert rules.minutes_between(time(19, 30), time(21, 0)) == 90
    assert rules.minutes_between(time(21, 0), time(19, 30)) == -90
    assert rules.minutes_between(time(19, 30), time(0, 20), next_day=True) == 290
    # more than half of 10 is 6; at least two thirds of 10 is 7, of 9 is 6
    assert [rules.enough(came, 10, "1/2", strict=True) for came in (5, 6)] == [False, True]
    assert [rules.enough(came, 10, "2/3", strict=False) for came in (6, 7)] == [False, True]
    assert [rules.enough(came, 9, "2/3", strict=False) for came in (5, 6)] == [False, True]
