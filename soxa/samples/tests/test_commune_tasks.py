"""The tasks of the demo commune: the half-year's numbers, and what waits on the book's day, each counted by hand."""

from collections import Counter
from datetime import date

import pytest

from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER, Period
from soxa.tasks.models import DueDay, Holding, Report, Task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
T, CUT_OFF = date(2026, 11, 20), date(2026, 6, 15)
HALF = Period.parse("2026-H1")


def counts(moment):
    codes = ("given", "done", "done_on_time", "done_late", "open", "overdue", "withdrawn")
    commune = tree().codes["99901"]
    found = read_many([FIGURES[f"tasks.{code}"] for code in codes], moment, [commune])
    return tuple(found[f"tasks.{code}", commune].part for code in codes)


@pytest.mark.parametrize("moment", [Moment.over(HALF, cut=CUT_OFF), Moment.over(HALF)])
def test_the_half_year(moment):
    """Giao 86 nhiệm vụ: 68 hoàn thành (61 đúng hạn), 14 đang thực hiện trong hạn, 04 quá hạn."""
    assert counts(moment) == (86, 68, 61, 7, 14, 4, 0)


def test_nothing_was_carried_over_from_the_year_before():
    assert counts(Moment.at(date(2025, 12, 31))) == (0,) * 7


def test_four_are_overdue_on_the_day_of_the_book():
    numbers = counts(Moment.at(T))
    assert numbers[4:6] == (10, 4)
    assert numbers[0] == numbers[1] + 14


def test_fifty_seven_come_from_twenty_two_meetings():
    rows = Task.objects.filter(given_on__lte=CUT_OFF).values_list("source_kind", "source_key")
    assert Counter(kind for kind, _key in rows) == {"conclusion": 57, "document": 29}
    assert len({key for kind, key in rows if kind == "conclusion"}) == 22


def test_each_kind_of_waiting_is_there():
    running = Task.objects.filter(done_on=None)
    assert Counter(running.values_list("state", flat=True)) == {"given": 2, "accepted": 11, "reported": 1}
    assert running.filter(extensions__answered_on=None, extensions__isnull=False).count() == 1
    assert Holding.objects.filter(until=FOREVER, inner_due_on__isnull=False).count() == 1


def test_rows_and_what_the_lists_show_agree():
    held = Holding.objects.filter(until=FOREVER).select_related("task")
    assert all((one.unit_id, one.person_id) == (one.task.unit_id, one.task.person_id) for one in held)
    assert held.count() == Task.objects.filter(done_on=None).count()
    dues = DueDay.objects.filter(until=FOREVER).select_related("task")
    assert all(one.due_on == one.task.due_on for one in dues)
    assert dues.count() == Task.objects.count()
    done = Task.objects.filter(done_on__isnull=False)
    assert all(one.given_on <= one.finished_on <= one.done_on <= T for one in done)
    assert Report.objects.count() == done.count() + 1


def test_every_task_has_words_of_its_own_within_the_half_year():
    contents = Task.objects.filter(given_on__lte=CUT_OFF).values_list("content", flat=True)
    assert len(set(contents)) == 86
