"""The arithmetic of votes, ages and papers of cases, by the worked examples of the rules."""

from datetime import date

import pytest

from soxa.party.admission.rules import (
    BARRED,
    CRIME,
    OVER,
    STRUCK,
    YOUNG,
    Former,
    age_fault,
    certificate_until,
    file_is_old,
    introducer_ready,
    introducers_needed,
    months_of_age,
    readmission_fault,
)
from soxa.party.voting.rules import Cast, Electorate, fault, over_half, two_thirds


@pytest.mark.parametrize(
    ("n", "thirds", "half"),
    [(3, 2, 2), (4, 3, 3), (5, 4, 3), (9, 6, 5), (10, 7, 6), (17, 12, 9), (20, 14, 11), (26, 18, 14)],
)
def test_how_many_must_agree(n, thirds, half):
    assert (two_thirds(n), over_half(n)) == (thirds, half)


def test_who_is_eased_and_away_is_left_out_and_who_came_counts():
    cell = Electorate(26, eased=3, suspended=1)
    assert cell.counted() == 22
    assert cell.counted(1) == 23
    assert cell.counted(3) == 25
    assert cell.counted(leaves_out_absent=False) == 26


@pytest.mark.parametrize(
    ("cast", "right"),
    [
        (Cast(present=22, ayes=22), True),
        (
            Cast(present=23, ayes=22),
            False,
        ),  # one more than may vote: an eased member must be said to have come
        (Cast(present=23, ayes=22, eased_present=1), True),
        (Cast(present=20, ayes=15, noes=5), True),
        (Cast(present=20, ayes=15, noes=5, blank=1), False),
        (Cast(present=25, ayes=20, eased_present=4), False),
        (Cast(present=1, ayes=0, eased_present=2), False),
        (Cast(present=0, ayes=0), False),  # nobody came: nothing was decided
    ],
)
def test_a_count_that_cannot_be_is_said(cast, right):
    assert (fault(Electorate(26, eased=3, suspended=1), cast) == "") is right


@pytest.mark.parametrize(
    ("born", "considered", "found"),
    [
        (date(2008, 11, 21), date(2026, 11, 21), ""),
        (date(2008, 11, 22), date(2026, 11, 21), YOUNG),
        (date(2008, 12, 1), date(2026, 11, 30), YOUNG),  # 17 years 11 months
        (date(1966, 11, 15), date(2026, 11, 30), ""),  # 60 years 0 months
        (date(1966, 11, 15), date(2026, 12, 14), ""),
        (date(1966, 11, 15), date(2026, 12, 15), OVER),
        (date(1966, 11, 15), date(2026, 12, 20), OVER),
        (date(2009, 5, 1), date(2026, 11, 21), YOUNG),  # 17
    ],
)
def test_age_is_counted_by_months(born, considered, found):
    assert age_fault(born, considered, least_years=18) == found


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [(date(2008, 2, 29), date(2026, 2, 28), 216), (date(2008, 1, 31), date(2026, 2, 28), 217)],
)
def test_a_month_without_the_day_ends_on_its_last(born, on, months):
    assert months_of_age(born, on) == months


def test_introducers_must_know_the_person_for_twelve_months():
    assert introducer_ready(date(2025, 3, 2), date(2026, 3, 2))
    assert not introducer_ready(date(2025, 3, 3), date(2026, 3, 2))
    day = date(2026, 3, 2)
    assert introducers_needed(day, organisation=True) == 1
    assert introducers_needed(day, organisation=False) == 2


def test_a_certificate_holds_sixty_months_and_a_file_twelve():
    assert certificate_until(date(2021, 6, 15)) == date(2026, 6, 15)
    assert not file_is_old(date(2025, 6, 15), date(2026, 6, 15))
    assert file_is_old(date(2025, 6, 14), date(2026, 6, 15))


@pytest.mark.parametrize(
    ("former", "on", "right"),
    [
        (Former(STRUCK, date(2023, 5, 10)), date(2026, 5, 10), True),
        (Former(STRUCK, date(2023, 5, 11)), date(2026, 5, 10), False),
        (Former(CRIME, date(2021, 5, 10)), date(2026, 5, 10), True),
        (Former(CRIME, date(2021, 5, 11)), date(2026, 5, 10), False),
        (Former(BARRED, date(2000, 1, 1)), date(2026, 5, 10), False),
        (Former(STRUCK, date(2020, 1, 1), admissions=2), date(2026, 5, 10), False),
    ],
)
def test_coming_back_takes_its_time_and_is_once(former, on, right):
    assert (readmission_fault(former, on) == "") is right
