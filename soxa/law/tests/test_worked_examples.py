"""The worked examples of the law, with due days counted by hand on a wall calendar."""

from datetime import date

import pytest

from soxa.law import tables
from soxa.law.calendar import Calendar
from soxa.law.deadlines import Pause
from soxa.law.limits import limit_on
from soxa.law.seed import seed_days

WORKED = Calendar.of(seed_days())  # 24/11 is worked
REST = Calendar.of(seed_days(), switches_off=True)  # 24/11 is a day off

# (example, limit, start, end before rolling, due day)
BY_HAND = [
    ("E1", "KN-ACCEPT", date(2026, 11, 20), date(2026, 12, 1), date(2026, 12, 1)),
    ("E3", "KN-1-NORMAL", date(2026, 11, 27), date(2026, 12, 27), date(2026, 12, 28)),
    ("E4", "KN-1-COMPLEX", date(2026, 11, 27), date(2027, 1, 11), date(2027, 1, 11)),
    ("E5", "KN-1-REMOTE-COMPLEX", date(2026, 11, 27), date(2027, 1, 26), date(2027, 1, 26)),
    ("E6", "KN-1-NORMAL", date(2027, 1, 8), date(2027, 2, 7), date(2027, 2, 12)),
    ("E7", "KN-ACCEPT", date(2027, 1, 29), date(2027, 2, 16), date(2027, 2, 16)),
    ("E8", "TC-TRANSFER", date(2026, 11, 20), date(2026, 11, 27), date(2026, 11, 27)),
    ("E9", "TC-INIT-MULTI", date(2026, 11, 20), date(2026, 12, 4), date(2026, 12, 4)),
    ("E10", "TC-RESOLVE", date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 31)),
    ("E11", "TC-EXT1", date(2026, 12, 1), date(2027, 1, 30), date(2027, 2, 1)),
    ("E12", "TC-EXT2", date(2026, 12, 1), date(2027, 3, 1), date(2027, 3, 1)),
    ("E14", "LAW10-POST", date(2026, 11, 23), date(2026, 12, 22), date(2026, 12, 22)),
    ("E15", "LAW10-12.3", date(2026, 11, 20), date(2026, 11, 27), date(2026, 11, 27)),
    ("E16", "LAW10-28.2", date(2026, 11, 23), date(2026, 12, 13), date(2026, 12, 13)),
    ("E17", "PDP-REPLY", date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 24)),
    ("E18", "PDP-ACCESS", date(2026, 11, 20), date(2026, 11, 30), date(2026, 11, 30)),
    ("E18-erase", "PDP-ERASE", date(2026, 11, 20), date(2026, 12, 10), date(2026, 12, 10)),
    ("E20", "1.004873", date(2026, 11, 20), date(2026, 11, 25), date(2026, 11, 25)),
    ("E21", "KN-LIMIT", date(2026, 9, 1), date(2026, 11, 30), date(2026, 11, 30)),
    ("E25", "DISC-45", date(2026, 11, 20), date(2027, 1, 4), date(2027, 1, 4)),
]
WITH_REST = [
    ("E2", "KN-ACCEPT", date(2026, 11, 20), date(2026, 12, 2)),
    ("E8-off", "TC-TRANSFER", date(2026, 11, 20), date(2026, 11, 30)),
    ("E9-off", "TC-INIT-MULTI", date(2026, 11, 20), date(2026, 12, 7)),
    ("E15-off", "LAW10-12.3", date(2026, 11, 20), date(2026, 11, 30)),
    ("E17-off", "PDP-REPLY", date(2026, 11, 20), date(2026, 11, 25)),
    ("E20-off", "1.004873", date(2026, 11, 20), date(2026, 11, 26)),
]


@pytest.mark.parametrize(("example", "code", "start", "raw", "on"), BY_HAND)
def test_the_example_comes_out(example, code, start, raw, on):
    due = limit_on(code, start).due(start, WORKED)
    assert (due.raw, due.on) == (raw, on), example


@pytest.mark.parametrize(("example", "code", "start", "on"), WITH_REST)
def test_the_example_comes_out_with_24_november_off(example, code, start, on):
    assert limit_on(code, start).due(start, REST).on == on, example


@pytest.mark.parametrize("code", ["KN-1-NORMAL", "TC-RESOLVE", "PDP-ACCESS"])
def test_calendar_days_do_not_care_for_a_day_off_in_their_middle(code):
    start = date(2026, 11, 20)
    assert limit_on(code, start).due(start, REST).on == limit_on(code, start).due(start, WORKED).on


def test_e13_a_suspended_case_keeps_the_days_it_has_left():
    pause = Pause(date(2026, 12, 11), date(2027, 1, 11))
    due = limit_on("KN-1-NORMAL", date(2026, 12, 1)).due(date(2026, 12, 1), WORKED, pauses=[pause])
    assert (due.raw, due.on) == (date(2027, 1, 31), date(2027, 2, 1))  # Sunday, then Monday


def test_e13_while_suspended_no_day_is_due_and_twenty_days_are_left():
    due = limit_on("KN-1-NORMAL", date(2026, 12, 1)).due(
        date(2026, 12, 1), WORKED, pauses=[Pause(date(2026, 12, 11))]
    )
    assert due.suspended
    assert due.left == 20
    assert due.why()[-1] == "Đang tạm đình chỉ, còn 20 ngày; chưa có hạn cuối."


def test_e25_warns_five_days_before_the_forty_fifth():
    due = limit_on("DISC-45", date(2026, 11, 20)).due(date(2026, 11, 20), WORKED)
    # 10 days of November, 30 of December: the 40th is 30/12; the 45th is 4/1, a Monday.
    assert (due.alert_on, due.on) == (date(2026, 12, 30), date(2027, 1, 4))


def test_the_printed_table_says_what_was_counted_by_hand():
    printed = {
        row["id"]: (row["limit"], row["start"], row["undecided_off"], row["due"])
        for row in tables.rows("worked_examples")
    }
    by_hand = {key: (code, str(start), "no", str(on)) for key, code, start, _, on in BY_HAND}
    by_hand |= {key: (code, str(start), "yes", str(on)) for key, code, start, on in WITH_REST}
    assert printed == by_hand


def test_the_limit_is_the_one_in_force_on_the_day_of_receipt():
    assert limit_on("KN-ACCEPT", date(2026, 6, 30)).unit == "calendar_day"
    assert limit_on("KN-ACCEPT", date(2026, 6, 30)).days == 10
    assert limit_on("KN-ACCEPT", date(2026, 7, 1)).unit == "working_day"
    assert limit_on("KN-ACCEPT", date(2026, 7, 1)).days == 7


def test_an_unknown_limit_and_a_day_before_the_law_are_refused():
    with pytest.raises(KeyError):
        limit_on("KN-NOTHING", date(2026, 7, 1))
    with pytest.raises(LookupError, match="ngày 30/6/2026"):
        limit_on("DISC-45", date(2026, 6, 30))
