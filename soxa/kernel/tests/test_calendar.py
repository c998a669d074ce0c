"""The office's calendar: seeded once, changed with a reason, handed to the law."""

from datetime import date

import pytest

from soxa.kernel.access import machine
from soxa.kernel.calendar import (
    CULTURE_DAY_OFF,
    Change,
    assumed_years,
    change_day,
    ensure_calendar,
    working_calendar,
)
from soxa.kernel.flow import Refused
from soxa.kernel.models import CalendarDay, Entry
from soxa.kernel.preferences import put

pytestmark = pytest.mark.django_db
HAND = machine("test")


@pytest.fixture(autouse=True)
def _seeded() -> None:
    CalendarDay.objects.all().delete()
    ensure_calendar()


def test_seeding_twice_adds_nothing():
    assert ensure_calendar() == 0


def test_the_seed_knows_tet_and_the_worked_saturday():
    found = working_calendar()
    assert found.reason_off(date(2026, 2, 17)) == "Tết Nguyên đán"
    assert found.is_working(date(2026, 8, 22))
    assert not found.is_working(date(2026, 8, 31))
    assert 2026 not in found.assumed_years
    assert 2027 in found.assumed_years


def test_24_november_is_worked_until_the_setting_says_otherwise():
    assert working_calendar(date(2026, 11, 20)).is_working(date(2026, 11, 24))
    put(CULTURE_DAY_OFF, True, since=date(2026, 11, 1), actor=HAND)
    assert not working_calendar(date(2026, 11, 20)).is_working(date(2026, 11, 24))
    assert working_calendar(date(2026, 10, 31)).is_working(date(2026, 11, 24))


def test_a_storm_day_is_added_with_its_reason():
    change_day(Change(date(2026, 9, 21), "off", "Nghỉ tránh bão", "Công điện 12/CĐ-UBND"), HAND)
    assert working_calendar().reason_off(date(2026, 9, 21)) == "Nghỉ tránh bão"
    entry = Entry.objects.get(flow="calendar")
    assert (entry.on, entry.subject_key) == (date(2026, 9, 21), "2026-09-21")
    assert entry.facts["reason"] == "Công điện 12/CĐ-UBND"
    change_day(Change(date(2026, 9, 21), "", "", "Công điện 13/CĐ-UBND"), HAND)
    assert working_calendar().is_working(date(2026, 9, 21))


@pytest.mark.parametrize(
    "change",
    [Change(date(2026, 9, 21), "off", "Nghỉ", "  "), Change(date(2026, 9, 21), "", "", "vì sao đó")],
)
def test_a_change_that_says_nothing_is_refused(change):
    before = CalendarDay.objects.count()
    with pytest.raises(Refused):
        change_day(change, HAND)
    assert (CalendarDay.objects.count(), Entry.objects.count()) == (before, 0)


def test_a_year_is_assumed_until_one_day_off_is_certain():
    rows = list(CalendarDay.objects.filter(day__year=2027))
    assert assumed_years(rows) == {2027}
    change_day(Change(date(2027, 1, 1), "off", "Tết Dương lịch", "Thông báo 1/TB"), HAND)
    assert assumed_years(CalendarDay.objects.filter(day__year=2027)) == set()
