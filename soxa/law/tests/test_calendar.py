"""The working calendar: decreed swaps, the open day, assumed years, and counting that never lands on a day off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soxa.law.acts import CIVIL_CODE
from soxa.law.calendar import OFF, SWITCH, WORKING, Calendar, Day
from soxa.law.deadlines import Limit, Pause
from soxa.law.limits import LIMITS
from soxa.law.seed import seed_days

CALENDAR = Calendar.of(seed_days())
DAYS = st.dates(date(2025, 1, 1), date(2033, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), False),  # swapped with the Saturday below
        (date(2026, 1, 10), True),
        (date(2026, 1, 17), False),  # an ordinary Saturday
        (date(2026, 2, 13), True),  # the Friday before Tết
        (date(2026, 2, 16), False),
        (date(2026, 2, 20), False),
        (date(2026, 2, 23), True),
        (date(2026, 4, 27), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
        (date(2026, 9, 2), False),
        (date(2026, 9, 3), True),
        (date(2026, 11, 24), True),
        (date(2027, 2, 5), False),
        (date(2027, 2, 12), True),
    ],
)
def test_days_of_the_decreed_and_the_assumed_plan(day, worked):
    assert CALENDAR.is_working(day) is worked


def test_a_day_off_says_why():
    assert CALENDAR.reason_off(date(2026, 11, 21)) == "thứ Bảy"
    assert CALENDAR.reason_off(date(2026, 11, 22)) == "Chủ nhật"
    assert CALENDAR.reason_off(date(2026, 2, 17)) == "Tết Nguyên đán"
    assert CALENDAR.reason_off(date(2026, 11, 23)) == ""
    assert Calendar({date(2026, 11, 23): ""}, {}, frozenset()).reason_off(date(2026, 11, 23)) == "ngày nghỉ"


def test_only_2026_has_a_published_plan():
    assert 2026 not in CALENDAR.assumed_years
    assert {2025, 2027, 2028, 2035} <= CALENDAR.assumed_years
    assert not CALENDAR.is_empty_in(2035)
    assert CALENDAR.is_empty_in(2036)


def test_the_seed_gives_each_day_once_and_marks_forecasts_uncertain():
    rows = seed_days(first=2024, last=2030)
    assert len({row.day for row in rows}) == len(rows)
    assert {row.day.year for row in rows} == set(range(2024, 2031))
    assert not any(row.certain for row in rows if row.day.year != 2026)
    assert Day(date(2026, 11, 24), "Ngày Văn hóa Việt Nam", SWITCH, False) in rows
    assert Day(date(2026, 9, 2), "Quốc khánh", OFF, True) in rows
    assert [row.kind for row in rows if row.day == date(2024, 5, 4)] == [WORKING]
    assert [row.kind for row in rows if row.day == date(2028, 11, 24)] == [SWITCH]
    assert [row.kind for row in rows if row.day == date(2028, 1, 26)] == [
        OFF
    ]  # first day of the year Mậu Thân


def test_the_seed_keeps_to_the_years_asked():
    assert {row.day.year for row in seed_days(first=2026, last=2026)} == {2026}


def test_a_day_cannot_be_off_and_worked_or_of_an_unknown_kind():
    with pytest.raises(ValueError, match="22/08/2026"):
        Calendar({date(2026, 8, 22): "x"}, {date(2026, 8, 22): "y"}, frozenset())
    with pytest.raises(ValueError, match="nửa ngày"):
        Calendar.of([Day(date(2026, 8, 22), "", "nửa ngày", True)])


def test_counting_working_days_at_the_edges():
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert CALENDAR.working_days_after(friday, 0) == friday
    assert CALENDAR.working_days_after(friday, 1) == monday
    assert CALENDAR.working_days_after(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert CALENDAR.first_working(date(2026, 11, 21)) == monday
    assert CALENDAR.first_working(monday) == monday
    assert CALENDAR.working_days_between(friday, monday) == 1
    assert CALENDAR.working_days_between(monday, monday) == 0
    with pytest.raises(ValueError, match="không được âm"):
        CALENDAR.working_days_after(friday, -1)
    assert CALENDAR.working_days_before(friday, 0) == friday
    assert CALENDAR.working_days_before(friday, 3) == date(2026, 11, 17)
    assert CALENDAR.working_days_before(monday, 1) == friday
    with pytest.raises(ValueError, match="không được âm"):
        CALENDAR.working_days_before(friday, -1)


@given(DAYS, st.sampled_from([limit for limit in LIMITS if limit.unit != "minimum"]))
def test_a_limit_that_rolls_always_falls_on_a_working_day(start, limit):
    due = limit.due(start, CALENDAR)
    assert CALENDAR.is_working(due.on)
    assert start < due.raw <= due.on


@given(DAYS, st.integers(1, 60))
def test_skipped_and_counted_days_together_fill_the_time(start, days):
    limit = Limit("x", "x", days, "working_day", CIVIL_CODE.at("Điều 147"))
    due = limit.due(start, CALENDAR)
    assert (due.on - start).days == days + len(due.skipped)
    assert CALENDAR.working_days_between(start, due.on) == days


@given(DAYS, st.integers(1, 29), st.integers(1, 200))
def test_a_pause_moves_the_raw_end_by_its_own_length(start, used, length):
    limit = Limit("x", "x", 30, "calendar_day", CIVIL_CODE.at("Điều 147"))
    stopped = start + timedelta(days=used)
    due = limit.due(start, CALENDAR, pauses=[Pause(stopped, stopped + timedelta(days=length))])
    assert due.raw == start + timedelta(days=30 + length)


@given(DAYS, st.integers(1, 60))
def test_a_least_length_is_never_moved(start, days):
    limit = Limit("x", "x", days, "minimum", CIVIL_CODE.at("Điều 147"))
    assert limit.due(start, CALENDAR).on == start + timedelta(days=days)
