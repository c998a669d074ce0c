"""Periods, partial dates, months and completed years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER, Period, add_months, completed_years, date_text, plausible


@pytest.mark.parametrize(
    ("key", "since", "until", "title"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1), "năm 2026"),
        ("2026-H1", date(2026, 1, 1), date(2026, 7, 1), "6 tháng đầu năm 2026"),
        ("2026-H2", date(2026, 7, 1), date(2027, 1, 1), "6 tháng cuối năm 2026"),
        ("2025-Q1", date(2025, 1, 1), date(2025, 4, 1), "quý I năm 2025"),
        ("2025-Q3", date(2025, 7, 1), date(2025, 10, 1), "quý III năm 2025"),
        ("2025-Q4", date(2025, 10, 1), date(2026, 1, 1), "quý IV năm 2025"),
        ("2025-07", date(2025, 7, 1), date(2025, 8, 1), "tháng 7 năm 2025"),
        ("2025-12", date(2025, 12, 1), date(2026, 1, 1), "tháng 12 năm 2025"),
        ("2025-07-01..2026-01-01", date(2025, 7, 1), date(2026, 1, 1), "từ 01/7/2025 đến 31/12/2025"),
    ],
)
def test_periods(key, since, until, title):
    period = Period.parse(key)
    assert (period.since, period.until, period.title(), period.key) == (since, until, title, key)


@pytest.mark.parametrize(
    "key", ["", "26", "2026-H3", "2026-Q0", "2026-13", "2026-7", "0001", "2026-07-01..", "x..y", "9999"]
)
def test_a_period_misread_is_refused_in_words(key):
    with pytest.raises(ValueError, match="không đúng: viết năm"):
        Period.parse(key)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="phải bắt đầu trước khi kết thúc"):
        Period.between(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(ValueError):
        Period.parse("2026-01-02..2026-01-01")


def test_a_period_is_half_open():
    half = Period.parse("2026-H1")
    assert half.last_day == date(2026, 6, 30)
    assert date(2026, 1, 1) in half
    assert date(2026, 6, 30) in half
    assert date(2026, 7, 1) not in half
    assert date(2025, 12, 31) not in half
    assert Period.parse(Period.between(date(2025, 7, 1), date(2200, 1, 1)).key).until == date(2200, 1, 1)


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2026, 2, 3), "03/02/2026"), (date(2026, 9, 2), "02/9/2026"), (date(2026, 11, 24), "24/11/2026")],
)
def test_a_day_as_papers_write_it(day, text):
    assert date_text(day) == text


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 1, 6), 12, date(2026, 1, 6)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 12, 31), -6, date(2025, 6, 30)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_add_months(day, months, later):
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("since", "on", "years"),
    [
        (date(1996, 3, 15), date(2026, 3, 14), 29),
        (date(1996, 3, 15), date(2026, 3, 15), 30),
        (date(2024, 2, 29), date(2025, 2, 27), 0),
        (date(2024, 2, 29), date(2025, 2, 28), 1),
        (date(2026, 3, 15), date(2026, 3, 14), -1),
    ],
)
def test_completed_years(since, on, years):
    assert completed_years(since, on) == years


@pytest.mark.parametrize(
    ("partial", "number", "text"),
    [
        (PartialDate(1962), 19620000, "1962"),
        (PartialDate(1962, 3), 19620300, "3/1962"),
        (PartialDate(1962, 3, 5), 19620305, "05/03/1962"),
        (PartialDate(1962, 12, 25), 19621225, "25/12/1962"),
    ],
)
def test_partial_dates_keep_their_precision(partial, number, text):
    assert partial.number == number
    assert partial.text() == text
    assert PartialDate.of(number) == partial
    assert PartialDate.parse(text) == partial


@pytest.mark.parametrize("text", ["", "62", "13/1962", "30/02/1962", "1962/3", "5-3-1962", "0000"])
def test_a_partial_date_misread_is_refused(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_a_day_without_a_month_is_refused():
    with pytest.raises(ValueError, match="phải có tháng"):
        PartialDate(1962, 0, 5)
    with pytest.raises(ValueError):
        PartialDate.of(0)


@pytest.mark.parametrize(
    ("partial", "on", "age"),
    [
        (PartialDate(1962), date(2026, 1, 1), 64),
        (PartialDate(1962, 3), date(2026, 2, 28), 63),
        (PartialDate(1962, 3), date(2026, 3, 1), 64),
        (PartialDate(1962, 3, 5), date(2026, 3, 4), 63),
        (PartialDate(1962, 3, 5), date(2026, 3, 5), 64),
    ],
)
def test_age_in_completed_years_as_far_as_the_date_is_known(partial, on, age):
    assert partial.age_on(on) == age


def test_only_a_full_date_is_exact():
    assert PartialDate(1962, 3, 5).exact == date(1962, 3, 5)
    assert PartialDate(1962, 3).exact is None
    assert PartialDate.exactly(date(1962, 3, 5)) == PartialDate(1962, 3, 5)


@given(st.dates(), st.dates())
def test_partial_dates_sort_as_their_numbers_and_as_days(one, other):
    first, second = PartialDate.exactly(one), PartialDate.exactly(other)
    assert (first < second) == (first.number < second.number) == (one < other)


@pytest.mark.parametrize(
    "key", ["0001-01-01..9999-12-31", "1899-12-31..1900-02-01", "2200-01-01..2201-01-02"]
)
def test_days_no_book_speaks_of_are_refused_in_words(key):
    with pytest.raises(ValueError, match="sổ nhận các ngày từ 01/01/1900 đến 31/12/2200"):
        Period.parse(key)


def test_the_first_and_the_last_day_of_any_book():
    assert plausible(date(1900, 1, 1)) == date(1900, 1, 1)
    assert plausible(date(2200, 12, 31)) == date(2200, 12, 31)
    assert Period.parse("1900-01-01..2201-01-01").last_day == date(2200, 12, 31)
    for day in (date(1899, 12, 31), date(2201, 1, 1), FOREVER):
        with pytest.raises(ValueError, match="ở ngoài quyển sổ này"):
            plausible(day)
