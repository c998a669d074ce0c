"""The migration that made rows of stops and ends: old-shaped works and programmes, what the journal told of them, and the rows they become."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.models import Unit
from soxa.law.periods import FOREVER
from soxa.steering.programmes.models import ProgrammeEnd, WorkProgramme
from soxa.steering.works.models import Work, WorkStop

pytestmark = pytest.mark.django_db
MOVED = "0011_stops_and_ends_moved"
# columns that the tables had before, and have no longer
GONE = (
    ("steering_work", "stopped_on", "date NULL"),
    ("steering_work", "stopped_why", "varchar(300) NOT NULL DEFAULT ''"),
    ("steering_workprogramme", "ended_on", "date NULL"),
    ("steering_workprogramme", "result", "varchar(2000) NOT NULL DEFAULT ''"),
)


@pytest.fixture
def old():
    """The tables with the columns they had, before any row is written; the models of that time."""
    with connection.cursor() as cursor:
        for table, column, kind in GONE:
            cursor.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    return MigrationLoader(None).project_state(("steering", MOVED)).apps


def day(text):
    return date.fromisoformat(f"2025-{text}")


def told(flow, subject, *steps):
    """What the journal tells of a record: (step, day) each, `on` unsaid where the day is empty."""
    return [
        journal.write(
            machine("test"), flow, step, subject=(flow, str(subject.pk)), facts={"on": f"2025-{on}"} if on else {}
        )
        for step, on in steps
    ]  # fmt: skip


def work(unit, name, until=FOREVER):
    return Work.objects.create(
        unit=unit, name=name, since=day("01-02"), until=until, place="Khu 1", investor="UBND xã", decision="QĐ 1", total=1
    )  # fmt: skip


def programme(unit, title, state):
    return WorkProgramme.objects.create(unit=unit, title=title, since=day("01-02"), state=state)


def set_old(apps, model, row, **columns):
    apps.get_model("steering", model)._base_manager.filter(pk=row.pk).update(**columns)


def spells(rows):
    return [
        (f"{one.since:%m-%d}", "" if one.until == FOREVER else f"{one.until:%m-%d}", one.entry_id)
        for one in rows
    ]


def test_stops_of_works(old):
    unit = Unit.objects.create(code="90001", kind="commune", since=day("01-01"))
    never, went_on, again, bare = (work(unit, name) for name in ("A", "B", "C", "D"))
    told("work", never, ("start", ""), ("begin", "02-01"))
    first = told(
        "work", went_on, ("stop", "03-01"), ("resume", "03-10"), ("stop", "05-05"), ("resume", "05-05")
    )
    second = told(
        "work", again, ("begin", "02-01"), ("stop", "03-01"), ("resume", "03-10"), ("stop", "06-01")
    )
    set_old(old, "Work", again, stopped_on=day("06-01"), stopped_why="Lũ", until=day("06-01"))
    set_old(old, "Work", bare, stopped_on=day("07-01"), stopped_why="Hết vốn")
    import_module(f"soxa.steering.migrations.{MOVED}").works(old, None)
    found = {one: list(WorkStop.objects.filter(work=one)) for one in (never, went_on, again, bare)}
    assert spells(found[never]) == []
    assert spells(found[went_on]) == [("03-01", "03-10", first[0].pk), ("05-05", "05-05", first[2].pk)]
    assert spells(found[again]) == [("03-01", "03-10", second[1].pk), ("06-01", "", second[3].pk)]
    assert [one.why for one in found[again]] == ["", "Lũ"]
    assert (spells(found[bare]), found[bare][0].why) == ([("07-01", "", None)], "Hết vốn")
    assert set(Work.objects.values_list("until", flat=True)) == {FOREVER}


def test_ends_of_programmes(old):
    unit = Unit.objects.create(code="90001", kind="commune", since=day("01-01"))
    runs, reopened, closed, stopped, bare = (
        programme(unit, title, state)
        for title, state in zip("ABCDE", ("adopted", "adopted", "closed", "stopped", "closed"), strict=True)
    )
    told("workprogramme", runs, ("start", ""), ("adopt", "01-05"))
    first = told("workprogramme", reopened, ("close", "03-01"), ("reopen", "03-01"), ("stop", "04-01"), ("reopen", "04-20"))  # fmt: skip
    set_old(old, "WorkProgramme", reopened, result="Đạt 5 trên 7 việc")
    second = told("workprogramme", closed, ("stop", "03-01"), ("reopen", "03-10"), ("close", "06-30"))
    set_old(old, "WorkProgramme", closed, ended_on=day("06-30"), result="Đạt cả")
    third = told("workprogramme", stopped, ("stop", "02-10"))
    set_old(old, "WorkProgramme", stopped, ended_on=day("02-10"), result="Không còn nguồn")
    set_old(old, "WorkProgramme", bare, ended_on=day("12-31"), result="Xong")
    import_module(f"soxa.steering.migrations.{MOVED}").programmes(old, None)
    found = {
        one: list(ProgrammeEnd.objects.filter(programme=one))
        for one in (runs, reopened, closed, stopped, bare)
    }
    assert spells(found[runs]) == []
    # the day after its last one; opened again on that day, it never paused
    assert spells(found[reopened]) == [("03-02", "03-02", first[0].pk), ("04-02", "04-20", first[2].pk)]
    assert [(one.closed, one.result) for one in found[reopened]] == [(True, ""), (False, "Đạt 5 trên 7 việc")]
    assert spells(found[closed]) == [("03-02", "03-10", second[0].pk), ("07-01", "", second[2].pk)]
    assert [(one.closed, one.result) for one in found[closed]] == [(False, ""), (True, "Đạt cả")]
    assert [(one.closed, one.result) for one in found[stopped]] == [(False, "Không còn nguồn")]
    assert spells(found[stopped]) == [("02-11", "", third[0].pk)]
    assert [(one.closed, f"{one.since:%Y-%m-%d}", one.entry_id) for one in found[bare]] == [
        (True, "2026-01-01", None)
    ]
