"""What programmes are counted by, on days told by hand: the demo's programmes, and one item through its whole life."""

from datetime import date, timedelta

import pytest

from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.models import Unit
from soxa.law.periods import Period
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.programmes import findings, flow, work
from soxa.steering.programmes.lists import lines
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme
from soxa.tasks import flow as tasks
from soxa.tasks.effects import Said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

CODES = ("items", "on_time", "late", "overdue", "open")


def commune():
    return Unit.objects.get(code="99901").pk


def counted(on, unit_id=None):
    """items, on time, late, overdue, open at the end of a day."""
    where = unit_id or commune()
    return tuple(read(FIGURES[f"programmes.{name}"], Moment.at(on), where).part for name in CODES)


def of_period(code, key):
    return read(FIGURES[code], Moment.over(Period.parse(key)), commune()).part


def test_the_demo_s_programmes_on_its_day():
    """As written in its tables: ten, of which one has ended; of the 36 items that are left three are overdue."""
    assert read(FIGURES["programmes.total"], Moment.at(DEMO_DAY), commune()).part == 9
    running = WorkProgramme.objects.exclude(until__lte=DEMO_DAY)
    items = list(ProgrammeItem.objects.filter(programme__in=running))
    assert len(items) == 36
    total, on_time, late, overdue, opened = counted(DEMO_DAY)
    assert (total, overdue) == (36, 3)
    assert total == on_time + late + opened


def test_the_list_and_the_figures_say_the_same():
    rows = lines(list(WorkProgramme.objects.filter(ends=None)), DEMO_DAY)
    total, on_time, late, overdue, opened = counted(DEMO_DAY)
    assert sum(row.tally.total for row in rows) == total
    assert sum(row.tally.overdue for row in rows) == overdue
    assert sum(row.tally.done for row in rows) + overdue + opened == total
    assert sum(row.tally.counts["on_time"] for row in rows) == on_time
    assert sum(row.tally.counts["done_late"] for row in rows) + overdue == late


def test_findings_of_the_demo():
    assert [of_period("findings.stated", key) for key in ("2026-H1", "2026-H2", "2026")] == [2, 2, 4]
    assert [of_period("findings.put_right", key) for key in ("2026-H1", "2026-H2")] == [0, 2]
    standing = [
        (
            read(FIGURES["findings.open"], Moment.at(day), commune()).part,
            read(FIGURES["findings.overdue"], Moment.at(day), commune()).part,
        )
        for day in (
            date(2026, 5, 19), date(2026, 5, 20), date(2026, 7, 27), date(2026, 7, 28), date(2026, 8, 31),
            date(2026, 9, 1), date(2026, 9, 9), date(2026, 9, 10), date(2026, 9, 25), date(2026, 10, 31),
            date(2026, 11, 1), DEMO_DAY,
        )
    ]  # fmt: skip
    assert standing == [
        (0, 0), (2, 0), (2, 0), (1, 0), (1, 0), (1, 1), (1, 1), (0, 0), (2, 0), (2, 0), (2, 1), (2, 1),
    ]  # fmt: skip


@pytest.fixture
def health():
    """A programme of the health station, by whose unit its items are counted: nothing else is counted there."""
    actor, since = machine("test"), date(2026, 10, 1)
    where = Unit.objects.get(code="99901.TYT").pk
    facts = {
        "kind": "plan", "symbol": "", "title": "Phòng bệnh", "resolution": None, "above": None, "targets": [],
        "lead_unit": None, "person": None, "since": since, "last_on": None, "paper": "",
    }  # fmt: skip
    one = flow.new(commune(), facts, actor, today=since)
    return one, where, actor


def an_item(one, where, actor, on, due):
    facts = {
        "kind": "work", "content": "Phun khử khuẩn", "result_wanted": "", "unit": where, "person": None, "due_on": due,
    }  # fmt: skip
    return work.add(one, facts, actor, today=on)


def test_an_item_that_needs_no_task_day_by_day(health):
    one, where, actor = health
    made = an_item(one, where, actor, date(2026, 10, 2), date(2026, 10, 20))
    assert counted(date(2026, 10, 4), where) == (0, 0, 0, 0, 0)  # a draft
    flow.take("adopt", one, actor, {"on": date(2026, 10, 5)})
    assert counted(date(2026, 10, 4), where) == (0, 0, 0, 0, 0)
    assert counted(date(2026, 10, 5), where) == (1, 0, 0, 0, 1)
    assert counted(date(2026, 10, 20), where) == (1, 0, 0, 0, 1)  # the due day itself
    assert counted(date(2026, 10, 21), where) == (1, 0, 1, 1, 0)
    work.done(made, {"on": date(2026, 10, 23), "result": "Xong"}, actor, today=date(2026, 10, 23))
    assert counted(date(2026, 10, 22), where) == (1, 0, 1, 1, 0)  # as it stood then
    assert counted(date(2026, 10, 23), where) == (1, 0, 1, 0, 0)
    flow.take("close", one, actor, {"on": date(2026, 10, 30), "result": "Đủ"})
    assert counted(date(2026, 10, 30), where) == (1, 0, 1, 0, 0)
    assert counted(date(2026, 10, 31), where) == (0, 0, 0, 0, 0)


def test_an_item_given_as_a_task_stands_as_the_task_does(health):
    one, where, actor = health
    start, due = date(2026, 10, 5), date(2026, 10, 12)
    made = an_item(one, where, actor, start, due)
    flow.take("adopt", one, actor, {"on": start})
    given, giver = date(2026, 10, 6), tasks.Giver(commune(), "Bí thư Đảng ủy")
    work.give_items(one, [made.pk], giver, actor, given_on=given, today=given)
    made.refresh_from_db()
    task = made.task

    def step(name, on, **facts):
        tasks.take(name, task, actor, today=on, facts={"on": on, **facts})

    step("accept", date(2026, 10, 7))
    step("ask", date(2026, 10, 8), wanted=date(2026, 10, 16), why=Said("Thiếu thuốc"))
    assert counted(date(2026, 10, 13), where) == (1, 0, 1, 1, 0)
    step("grant", date(2026, 10, 14), due=date(2026, 10, 16))
    assert counted(date(2026, 10, 13), where) == (1, 0, 1, 1, 0)  # the day in force then
    assert counted(date(2026, 10, 14), where) == (1, 0, 0, 0, 1)
    assert counted(date(2026, 10, 17), where) == (1, 0, 1, 1, 0)
    step("report", date(2026, 10, 18), text=Said("Đã phun"))
    assert counted(date(2026, 10, 18), where) == (1, 0, 0, 0, 1)  # waits for the giver
    step("confirm", date(2026, 10, 19))
    assert counted(date(2026, 10, 19), where) == (1, 0, 1, 0, 0)  # two days late


def test_a_task_in_time_is_on_time_though_confirmed_late(health):
    one, where, actor = health
    start, due = date(2026, 10, 5), date(2026, 10, 12)
    made = an_item(one, where, actor, start, due)
    flow.take("adopt", one, actor, {"on": start})
    giver = tasks.Giver(commune(), "Bí thư Đảng ủy")
    work.give_items(one, [made.pk], giver, actor, given_on=start, today=start)
    made.refresh_from_db()
    for name, on, facts in (
        ("accept", start, {}), ("report", due, {"text": Said("Xong")}), ("confirm", due + timedelta(days=4), {}),
    ):  # fmt: skip
        tasks.take(name, made.task, actor, today=on, facts={"on": on, **facts})
    assert counted(due + timedelta(days=4), where) == (1, 1, 0, 0, 0)


def test_a_withdrawn_task_leaves_the_item_overdue_by_the_programme_s_day(health):
    one, where, actor = health
    start, due = date(2026, 10, 5), date(2026, 10, 12)
    made = an_item(one, where, actor, start, due)
    flow.take("adopt", one, actor, {"on": start})
    work.give_items(one, [made.pk], tasks.Giver(commune(), "Bí thư"), actor, given_on=start, today=start)
    made.refresh_from_db()
    facts = {"on": start, "why": Said("Giao lại")}
    tasks.take("withdraw", made.task, actor, today=start, facts=facts)
    assert counted(due, where) == (1, 0, 0, 0, 1)
    assert counted(due + timedelta(days=1), where) == (1, 0, 1, 1, 0)


def test_a_finding_put_right_on_its_last_day_was_never_overdue(health):
    _one, where, actor = health
    inspected = WorkProgramme.objects.get(symbol="24/KH-UBND")
    facts = {
        "unit": where, "content": "Sổ kho", "recommendation": "Lập lại", "amount": None, "since": date(2026, 10, 1),
        "due_on": date(2026, 10, 20),
    }  # fmt: skip
    made = findings.state(inspected, facts, actor)
    findings.put_right(made, {"on": date(2026, 10, 20), "basis_words": "BC 1", "amount": None}, actor)
    overdue = FIGURES["findings.overdue"]
    assert [read(overdue, Moment.at(date(2026, 10, day)), where).part for day in (20, 21)] == [0, 0]


def test_a_programme_is_not_counted_before_it_was_adopted(health):
    one, _where, actor = health  # its first day is 1 October
    days = (date(2026, 10, 1), date(2026, 10, 4), date(2026, 10, 5))

    def totals():
        return [read(FIGURES["programmes.total"], Moment.at(day), commune()).part for day in days]

    before = totals()
    flow.take("adopt", one, actor, {"on": date(2026, 10, 5)})
    assert totals() == [before[0], before[1], before[2] + 1]
