"""The demo commune's programmes as its tables tell them: they use tasks that were given anyway, and change no count."""

from datetime import date

import pytest

from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.models import Unit
from soxa.law.periods import Period
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.programmes.lists import lines
from soxa.steering.programmes.models import Finding, ProgrammeItem, WorkProgramme
from soxa.tasks.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

# number and sign → items, done on time, done late, overdue, open, still to be given
TOLD = {
    "11-KH/ĐU": (7, 2, 1, 1, 3, 1), "05-CTr/ĐU": (8, 5, 1, 1, 1, 1), "02-ĐA/UBND": (2, 1, 0, 1, 0, 0),
    "01-ĐA/ĐU": (6, 4, 0, 0, 2, 0), "03/KH-UBND": (1, 1, 0, 0, 0, 0), "14-KH/ĐU": (3, 3, 0, 0, 0, 0),
    "16-CTr/ĐU": (3, 1, 2, 0, 0, 0), "71-KH/ĐU": (3, 1, 0, 0, 2, 0), "24/KH-UBND": (2, 1, 0, 0, 1, 0),
    "05-KH/CB": (2, 1, 0, 0, 1, 0),
}  # fmt: skip


def test_each_programme_stands_as_told():
    names = ("on_time", "done_late", "overdue", "open")
    rows = lines(list(WorkProgramme.objects.all()), DEMO_DAY)
    found = {
        row.programme.symbol: (row.tally.total, *(row.tally.counts.get(name, 0) for name in names), row.tally.ungiven)
        for row in rows
    }  # fmt: skip
    assert found == TOLD


def test_every_task_of_an_item_was_given_by_somebody_else():
    assert not Task.objects.filter(source_kind="programme").exists()
    tied = ProgrammeItem.objects.exclude(task=None)
    assert tied.count() == 26
    assert set(Task.objects.exclude(item=None).values_list("source_kind", flat=True)) == {
        "conclusion",
        "document",
    }


def test_the_half_year_s_86_tasks_are_the_same():
    commune, half = Unit.objects.get(code="99901").pk, Moment.over(Period.parse("2026-H1"))
    counted = [read(FIGURES[f"tasks.{name}"], half, commune).part for name in ("given", "done_on_time", "done_late")]  # fmt: skip
    assert counted == [86, 61, 7]


def test_four_findings_two_put_right():
    assert Finding.objects.count() == 4
    assert list(Finding.objects.exclude(put_right_on=None).values_list("put_right_on", flat=True).order_by("number")) == [
        date(2026, 7, 28), date(2026, 9, 10),
    ]  # fmt: skip
