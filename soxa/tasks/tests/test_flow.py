"""The life of a task as the office says it: who may take which step from where, and what each writes."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.kernel.access import ROLES, Actor
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.law.periods import FOREVER
from soxa.org import roles
from soxa.tasks.effects import Said
from soxa.tasks.flow import FLOW, Source, give, give_all, take
from soxa.tasks.models import DueDay, Holding, Task
from soxa.tasks.tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 13)
assert roles.UNIT_HEAD.code in ROLES, "roles are declared where they are imported"

# (where it stands, step) → where it goes; what is not here is refused
LIFE = {
    ("given", "accept"): "accepted",
    ("given", "name"): "accepted",
    ("given", "hand_on"): "given",
    ("given", "withdraw"): "withdrawn",
    ("accepted", "name"): "accepted",
    ("accepted", "hand_on"): "given",
    ("accepted", "ask"): "accepted",
    ("asked", "name"): "accepted",
    ("asked", "hand_on"): "given",
    ("asked", "grant"): "accepted",
    ("asked", "refuse"): "accepted",
    ("asked", "report"): "reported",
    ("asked", "withdraw"): "withdrawn",
    ("accepted", "report"): "reported",
    ("accepted", "withdraw"): "withdrawn",
    ("reported", "confirm"): "done",
    ("reported", "send_back"): "accepted",
    ("reported", "withdraw"): "withdrawn",
}
STANDINGS = ("given", "accepted", "asked", "reported", "done", "withdrawn")
# who takes the steps of the unit, who those of the giver
OF_UNIT = {"accept", "name", "hand_on", "ask", "report"}
TAKES = {
    "office_head", "clerk", "organiser", "secretary", "inspector", "cell_secretary", "government", "unit_head",
    "unit_staff",
}  # fmt: skip
GIVES = {"cell_secretary", "office_head", "clerk", "organiser", "secretary", "government", "unit_head"}


def facts_of(cast, name, day):
    said = Said("Lời")
    return {
        "accept": {},
        "name": {"person": cast.people["chuyenvien"].pk},
        "hand_on": {"unit": cast.units["culture"].pk},
        "ask": {"wanted": DUE + timedelta(days=7), "why": said},
        "grant": {"due": DUE + timedelta(days=7)},
        "refuse": {"why": said},
        "report": {"text": said},
        "confirm": {},
        "send_back": {"why": said},
        "withdraw": {"why": said},
    }[name] | {"on": day}


def brought_to(cast, standing):
    task, day = cast.task(), date(2026, 11, 3)
    path = {
        "given": (),
        "accepted": ("accept",),
        "asked": ("accept", "ask"),
        "reported": ("accept", "report"),
        "done": ("accept", "report", "confirm"),
        "withdrawn": ("withdraw",),
    }[standing]
    for name in path:
        take(name, task, ACTOR, today=TODAY, facts=facts_of(cast, name, day))
    return task


@pytest.mark.parametrize(("standing", "name"), list(product(STANDINGS, FLOW.steps)))
def test_life(cast, standing, name):
    task = brought_to(cast, standing)
    before = Entry.objects.count()
    facts = facts_of(cast, name, date(2026, 11, 4))
    if (standing, name) in LIFE:
        take(name, task, ACTOR, today=TODAY, facts=facts)
        assert task.state == LIFE[standing, name]
        assert Entry.objects.count() == before + 1
    else:
        with pytest.raises(Refused):
            take(name, task, ACTOR, today=TODAY, facts=facts)
        assert Entry.objects.count() == before


@pytest.mark.parametrize(("code", "name"), list(product(ROLES, FLOW.steps)))
def test_who_may(code, name):
    step = FLOW.steps[name]
    allowed = TAKES if name in OF_UNIT else GIVES
    assert allowed <= set(ROLES)
    assert Actor("Người thử", role=ROLES[code]).may(step.by) is (code in allowed)


def test_the_journal_holds_no_words_of_people(cast):
    task = cast.task("Xác minh đơn của ông Nguyễn Văn Kín")
    cast.step(task, "accept", date(2026, 11, 3))
    cast.step(task, "report", date(2026, 11, 4), text=Said("Ông Kín đã rút đơn"))
    kept = str(list(Entry.objects.values_list("facts", flat=True)))
    assert "Kín" not in kept
    assert task.reports.get().text == "Ông Kín đã rút đơn"


def test_a_task_has_its_first_rows(cast):
    helpers = (cast.units["culture"].pk, cast.units["empty"].pk, cast.units["culture"].pk)
    task = cast.task(helpers=helpers, source=Source("document", "17", "Công văn 31-CV/ĐU"))
    assert [(one.unit_id, one.since, one.until) for one in task.holdings.all()] == [
        (cast.units["economy"].pk, task.given_on, FOREVER)
    ]
    assert [(one.due_on, one.since) for one in task.dues.all()] == [(DUE, task.given_on)]
    assert task.helpers.count() == 2
    assert (task.source_kind, task.source_key, task.source_title) == ("document", "17", "Công văn 31-CV/ĐU")
    assert list(Task.objects.all().matching("cong van 31 ra soat")) == [task]


def test_working_days_skip_days_off_and_the_first_day(cast):
    """Given on Friday 24/4/2026: the day off for the Hùng kings, 30/4 and 1/5 are not counted; five days end on 6/5."""
    task = cast.task(given_on=date(2026, 4, 24), working_days=5)
    assert task.due_on == date(2026, 5, 6)
    assert task.dues.get().working_days == 5


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"content": "  "}, "chưa có nội dung"),
        ({"due_on": date(2026, 11, 1)}, "trước ngày giao"),
        ({"due_on": None}, "chỉ một trong hai"),
        ({"working_days": 3, "due_on": DUE}, "chỉ một trong hai"),
        ({"given_on": date(2026, 11, 21), "due_on": date(2026, 12, 1)}, "chưa đến"),
        ({"person_id": -1}, "không giữ chức vụ"),
    ],
)
def test_what_cannot_be_given(cast, facts, words):
    with pytest.raises(Refused, match=words):
        give(cast.wish(**facts), ACTOR, today=TODAY)
    assert not Task.objects.exists()


def test_several_are_given_all_or_none(cast):
    wishes = [cast.wish(), cast.wish(unit="culture"), cast.wish(person_id=cast.people["vanhoa"].pk)]
    with pytest.raises(Refused):
        give_all(wishes, ACTOR, today=TODAY)
    assert not Task.objects.exists()
    assert len(give_all(wishes[:2], ACTOR, today=TODAY)) == 2


def test_nothing_is_written_before_what_is_written(cast):
    task = cast.task()
    cast.step(task, "accept", date(2026, 11, 5))
    with pytest.raises(Refused, match="sớm hơn ngày 05/11/2026"):
        cast.step(task, "report", date(2026, 11, 4), text=Said("Xong"))
    with pytest.raises(Refused, match="chưa đến"):
        take("report", task, ACTOR, today=TODAY, facts={"on": date(2026, 11, 21), "text": Said("Xong")})


def test_handed_on_with_a_day_of_its_own(cast):
    task, day = cast.task(), date(2026, 11, 5)
    culture, head = cast.units["culture"], cast.people["vanhoa"]
    with pytest.raises(Refused, match="Hạn nội bộ"):
        cast.step(task, "hand_on", day, unit=culture.pk, inner_due=DUE + timedelta(days=1))
    with pytest.raises(Refused, match="không giữ chức vụ"):
        cast.step(task, "hand_on", day, unit=culture.pk, person=cast.people["kinhte"].pk)
    with pytest.raises(Refused, match="đang giữ"):
        cast.step(task, "hand_on", day, unit=cast.units["economy"].pk)
    cast.step(task, "hand_on", day, unit=culture.pk, person=head.pk, inner_due=date(2026, 11, 10))
    first, second = task.holdings.order_by("id")
    assert (first.until, first.closed_by, second.since) == (day, Holding.HANDED_ON, day)
    assert (second.inner_due_on, task.due_on, task.state) == (date(2026, 11, 10), DUE, Task.GIVEN)


def test_a_granted_extension_is_a_new_row(cast):
    task = brought_to(cast, "asked")
    later = DUE + timedelta(days=5)
    with pytest.raises(Refused, match="Hạn mới"):
        cast.step(task, "grant", date(2026, 11, 4), due=DUE)
    cast.step(task, "grant", date(2026, 11, 4), due=later)
    assert list(DueDay.objects.order_by("since").values_list("due_on", "since", "until")) == [
        (DUE, date(2026, 11, 2), date(2026, 11, 4)),
        (later, date(2026, 11, 4), FOREVER),
    ]
    asked = task.extensions.get()
    assert (asked.granted_until, asked.answered_on) == (later, date(2026, 11, 4))


def test_all_on_one_day(cast):
    """Given, handed on twice, extended, reported, returned, reported and confirmed on a single day."""
    task, day = cast.task(), date(2026, 11, 2)
    for unit in ("culture", "economy"):
        cast.step(task, "hand_on", day, unit=cast.units[unit].pk)
    cast.step(task, "accept", day)
    for name in ("ask", "grant", "report", "send_back", "report", "confirm"):
        take(name, task, ACTOR, today=TODAY, facts=facts_of(cast, name, day))
    assert task.state == Task.DONE
    assert task.holdings.filter(until=FOREVER).count() == 0


def test_a_case_is_held_while_its_step_is_taken(cast):
    """On every machine but SQLite's, which has one writer, the row is asked for as one to be changed."""
    held = " FOR UPDATE" if connection.features.has_select_for_update else ""
    for _time in range(2):
        task = cast.task()
        with CaptureQueriesContext(connection) as asked:
            FLOW.take("accept", task, ACTOR, {"on": TODAY})
        told = [one["sql"] for one in asked.captured_queries]
        assert any(f'FROM "tasks_task" WHERE "tasks_task"."id" = {task.pk} ' in one and one.endswith(held) for one in told), told  # fmt: skip
        gone = Task(
            pk=10**9, **{name: getattr(task, name) for name in ("content", "unit_id", "giver_unit_id")}
        )
        with pytest.raises(Task.DoesNotExist):
            FLOW.take("accept", gone, ACTOR, {"on": TODAY})
