"""The boundary of a due day, and which due day counts after an extension."""

from datetime import date

import pytest

from soxa.law.periods import FOREVER
from soxa.tasks.rules import days_late, due_in_force, finished_late

GIVEN, DUE, LATER = date(2026, 3, 2), date(2026, 3, 13), date(2026, 3, 20)
PLAIN = [(GIVEN, FOREVER, DUE)]


def extended(on):
    return [(GIVEN, on, DUE), (on, FOREVER, LATER)]


@pytest.mark.parametrize(("day", "days"), [(12, 0), (13, 0), (14, 1), (20, 7)])
def test_overdue_begins_the_day_after(day, days):
    assert days_late(DUE, date(2026, 3, day)) == days


def test_before_a_task_is_given_it_has_no_due_day():
    assert due_in_force(PLAIN, date(2026, 3, 1)) is None
    assert due_in_force(PLAIN, GIVEN) == DUE


@pytest.mark.parametrize(
    ("rows", "finished", "late"),
    [
        (PLAIN, date(2026, 3, 13), False),
        (PLAIN, date(2026, 3, 14), True),
        # granted before the due day passed: the later day counts
        (extended(date(2026, 3, 12)), date(2026, 3, 20), False),
        (extended(date(2026, 3, 12)), date(2026, 3, 21), True),
        # granted on the fifth day after it passed: what was reported meanwhile stays late, what comes after is judged anew
        (extended(date(2026, 3, 18)), date(2026, 3, 17), True),
        (extended(date(2026, 3, 18)), date(2026, 3, 18), False),
    ],
)
def test_late_is_judged_by_the_due_day_in_force(rows, finished, late):
    assert finished_late(rows, finished) is late
