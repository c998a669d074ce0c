"""Badges by the law's own examples: the day due, the round it falls to, how early, the money; days outside the Party."""

from datetime import date

import pytest

from soxa.law.partial import PartialDate
from soxa.party.badges.rules import (
    ILL,
    POSTHUMOUS,
    Money,
    days_outside,
    due_on,
    early_bands,
    early_from,
    first_round,
    levels,
    money,
    round_before,
    rounds,
    rounds_between,
)
from soxa.party.rules import party_age

TODAY = date(2026, 11, 20)


def test_levels_and_rounds_are_those_of_the_guidance():
    assert levels(TODAY) == (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
    assert rounds(2026) == (date(2026, 2, 3), date(2026, 5, 19), date(2026, 9, 2), date(2026, 11, 7))


@pytest.mark.parametrize(
    ("due", "given"),
    [
        (date(2026, 3, 15), date(2026, 5, 19)),
        (date(2026, 2, 3), date(2026, 2, 3)),
        (date(2026, 9, 3), date(2026, 11, 7)),
        (date(2026, 11, 7), date(2026, 11, 7)),
        (date(2026, 11, 8), date(2027, 2, 3)),
    ],
)
def test_a_badge_is_given_in_the_first_round_on_or_after_its_day(due, given):
    assert first_round(due) == given


def test_rounds_before_and_between():
    assert round_before(date(2027, 2, 3)) == date(2026, 11, 7)
    assert round_before(date(2026, 9, 2)) == date(2026, 5, 19)
    assert rounds_between(date(2026, 11, 7), date(2027, 5, 19)) == (
        date(2026, 11, 7),
        date(2027, 2, 3),
        date(2027, 5, 19),
    )
    assert rounds_between(date(2026, 11, 8), date(2027, 2, 2)) == ()


def test_the_day_due_is_the_day_on_which_the_party_age_is_full():
    assert due_on(date(1996, 3, 15), 30) == date(2026, 3, 15)
    assert due_on(date(1996, 2, 29), 30) == date(2026, 2, 28)
    start = PartialDate.parse("15/03/1996")
    official = PartialDate.parse("15/03/1997")
    assert party_age(start, official, on=date(2026, 3, 14)).years == 29
    assert party_age(start, official, on=date(2026, 3, 15)).years == 30


def test_days_outside_move_the_day_due_and_count_once():
    gap = (date(1991, 1, 1), date(1995, 1, 1))
    outside = days_outside([gap], TODAY)
    assert outside == 1461
    assert due_on(date(1985, 5, 10), 40, outside) == date(2029, 5, 10)
    official = PartialDate.parse("10/05/1986")
    aged = party_age(PartialDate.parse("10/05/1985"), official, on=date(2026, 5, 19), days_outside=outside)
    assert aged.years == 37
    assert days_outside([gap, (date(1994, 12, 31), date(1995, 1, 3))], TODAY) == 1463
    assert days_outside([gap], date(1992, 1, 1)) == 365
    assert days_outside([gap], date(1991, 1, 1)) == 0


@pytest.mark.parametrize(
    ("due", "level", "reason", "first"),
    [
        (date(2027, 6, 1), 30, ILL, date(2026, 6, 1)),
        (date(2027, 6, 1), 65, ILL, date(2026, 6, 1)),
        (date(2028, 6, 1), 70, ILL, date(2026, 6, 1)),
        (date(2028, 6, 1), 75, ILL, date(2026, 6, 1)),
        (date(2028, 6, 1), 75, POSTHUMOUS, date(2027, 6, 1)),
    ],
)
def test_how_early_a_badge_may_be(due, level, reason, first):
    assert early_from(due, level, reason, TODAY) == first


def test_no_other_reason_makes_a_badge_early():
    with pytest.raises(ValueError, match="ordinary"):
        early_from(date(2027, 6, 1), 30, "ordinary", TODAY)


def test_money_follows_the_base_salary_of_the_day():
    assert money(65, date(2026, 6, 30)).amount == 14_040_000
    assert money(65, date(2026, 7, 1)) == Money(15_180_000, confirmed=False)
    assert money(30, date(2026, 11, 7)).amount == 3_795_000
    assert money(70, date(2026, 6, 30)) == Money(18_720_000, confirmed=False)
    assert money(45, TODAY) is None


def test_what_is_told_of_early_awards_is_what_the_rule_goes_by():
    told = [(one.reason, one.first, one.last, one.months, one.confirmed) for one in early_bands(TODAY)]
    assert told == [(ILL, 30, 65, 12, False), (ILL, 70, 90, 24, False), (POSTHUMOUS, 30, 90, 12, False)]
    assert all(one.confirmed for one in early_bands(date(2025, 6, 8)))  # the day before the guidance of 2025
