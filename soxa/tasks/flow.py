"""The life of a task: one table of steps, and `give`, the one door by which any domain gives a task.

A later domain (a routing slip, a conclusion, a programme) calls `give(Wish(…), actor)` and keeps the task's key; the task
keeps a soft reference to where it came from (`Source`: kind, key, title as of then). Nothing here knows those domains.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Step, all_or_nothing
from soxa.kernel.models import Entry, Unit
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.law.words import fold, spaced
from soxa.tasks import effects, forms
from soxa.tasks.clocks import day_after
from soxa.tasks.models import DueDay, Helper, Holding, Task
from soxa.tasks.rules import WORKING_RULES

GIVE, TAKE, FOLLOW = "tasks.give", "tasks.take", "tasks.follow"
_OPEN = (Task.GIVEN, Task.ACCEPTED)
_LAW = WORKING_RULES.at("")

FLOW = Flow(
    "task",
    Step("accept", gettext_lazy("Nhận việc"), (Task.GIVEN,), Task.ACCEPTED, TAKE, _LAW, forms.Dated, then=effects.accept),
    Step("name", gettext_lazy("Giao người thực hiện"), _OPEN, Task.ACCEPTED, TAKE, _LAW, forms.Name, then=effects.name),
    Step("hand_on", gettext_lazy("Chuyển đơn vị khác"), _OPEN, Task.GIVEN, TAKE, _LAW, forms.HandOn, then=effects.hand_on),
    Step(
        "ask", gettext_lazy("Xin gia hạn"), (Task.ACCEPTED,), Task.ACCEPTED, TAKE, _LAW, forms.Ask,
        effects.one_waits, effects.ask,
    ),
    Step(
        "grant", gettext_lazy("Cho gia hạn"), (Task.ACCEPTED,), Task.ACCEPTED, GIVE, _LAW, forms.Grant,
        effects.nothing_waits, effects.grant,
    ),
    Step(
        "refuse", gettext_lazy("Không cho gia hạn"), (Task.ACCEPTED,), Task.ACCEPTED, GIVE, _LAW, forms.Reasoned,
        effects.nothing_waits, effects.refuse,
    ),
    Step("report", gettext_lazy("Báo cáo kết quả"), (Task.ACCEPTED,), Task.REPORTED, TAKE, _LAW, forms.Report, then=effects.report),
    Step("confirm", gettext_lazy("Xác nhận hoàn thành"), (Task.REPORTED,), Task.DONE, GIVE, _LAW, forms.Dated, then=effects.confirm),
    Step("send_back", gettext_lazy("Trả lại để bổ sung"), (Task.REPORTED,), Task.ACCEPTED, GIVE, _LAW, forms.Reasoned, then=effects.send_back),
    Step("withdraw", gettext_lazy("Rút nhiệm vụ"), (*_OPEN, Task.REPORTED), Task.WITHDRAWN, GIVE, _LAW, forms.Reasoned, then=effects.withdraw),
)  # fmt: skip
# which unit's office a step needs: the one that holds the task, or the one that gave it
OF_GIVER = frozenset(name for name, step in FLOW.steps.items() if step.by == GIVE)


@dataclass(frozen=True)
class Source:
    """Where a task comes from, as a soft reference: kind ("document", "conclusion", …), key, and its title as of then."""

    kind: str = ""
    key: str = ""
    title: str = ""


@dataclass(frozen=True)
class Giver:
    """Who gives: the unit, the office or name as a paper would say it, and the person when one is known."""

    unit_id: int
    office: str
    person_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A task to be given. Its due day is `due_on`, or `working_days` counted from `given_on`; exactly one of them.

    `helpers` are units that work with the one that holds it; `person_id` must hold an office in `unit_id`, or be None:
    then whoever holds a fitting office there finds it among his work.
    """

    content: str
    giver: Giver
    unit_id: int
    given_on: date
    due_on: date | None = None
    working_days: int | None = None
    person_id: int | None = None
    helpers: tuple[int, ...] = ()
    priority: str = Task.NORMAL
    source: Source = Source()
    result_wanted: str = ""


def give(wish: Wish, actor: Actor, *, today: date | None = None) -> Task:
    """Give one task: the task, its first holding and its first due day, with one journal entry.

    Refused in words when the actor may not give, the unit does not stand on the day, the person holds no office there,
    or the due day is missing or lies before the day of giving. `today`: a day of giving after it is refused.
    """
    due = _due(wish)
    if why := _objection(wish, due, actor, today or date.max):
        raise Refused(why)
    content = spaced(wish.content)[:1000]
    task = Task(
        content=content, result_wanted=spaced(wish.result_wanted)[:500], priority=wish.priority,
        giver_unit_id=wish.giver.unit_id, giver_office=wish.giver.office[:160], giver_person_id=wish.giver.person_id,
        unit_id=wish.unit_id, person_id=wish.person_id, given_on=wish.given_on, due_on=due,
        source_kind=wish.source.kind, source_key=wish.source.key, source_title=wish.source.title[:300],
        folded=fold(f"{content} {wish.source.title}"),
    )  # fmt: skip
    with all_or_nothing():
        facts = {
            "given_on": wish.given_on.isoformat(), "due": due.isoformat(), "unit": wish.unit_id,
            "content": journal.digest(content),
        }  # fmt: skip
        entry = FLOW.start(task, actor, unit_id=wish.unit_id, facts=facts)
        Holding.objects.create(
            task=task, unit_id=wish.unit_id, person_id=wish.person_id, since=wish.given_on,
            opened_by=Holding.GIVEN, by=wish.giver.office[:330], entry=entry,
        )  # fmt: skip
        DueDay.objects.create(
            task=task, due_on=due, since=wish.given_on, working_days=wish.working_days, entry=entry
        )
        for unit_id in dict.fromkeys(wish.helpers):
            Helper.objects.create(task=task, unit_id=unit_id, entry=entry)
    return task


def give_all(wishes: Iterable[Wish], actor: Actor, *, today: date | None = None) -> list[Task]:
    """Give several tasks, all or none."""
    with transaction.atomic():
        return [give(wish, actor, today=today) for wish in wishes]


def _due(wish: Wish) -> date:
    if (wish.due_on is None) == (wish.working_days is None):
        raise Refused(_("Đặt hạn bằng một ngày, hoặc bằng số ngày làm việc; chỉ một trong hai."))
    if wish.working_days is not None:
        return day_after(wish.given_on, wish.working_days).on
    assert wish.due_on is not None  # noqa: S101 – just asked
    return wish.due_on


def _objection(wish: Wish, due: date, actor: Actor, today: date) -> str:
    units = (wish.unit_id, wish.giver.unit_id, *wish.helpers)
    for wrong, said in (
        (not actor.may(GIVE), _("Chức vụ hiện nay của đồng chí không giao được nhiệm vụ.")),
        (not wish.content.strip(), _("Nhiệm vụ chưa có nội dung.")),
        (wish.given_on > today, _("Ngày giao {day} chưa đến.").format(day=day_text(wish.given_on))),
        (due < wish.given_on, _("Hạn không được trước ngày giao.")),
        (not all(map(_standing_on(wish.given_on), units)), _("Đơn vị không hoạt động vào ngày giao.")),
        (wish.unit_id in wish.helpers, _("Đơn vị chủ trì không đồng thời là đơn vị phối hợp.")),
        (not _serves(wish), _("Người được giao không giữ chức vụ trong đơn vị nhận vào ngày giao.")),
    ):
        if wrong:
            return said
    return ""


def _standing_on(day: date) -> Any:
    nodes = tree().nodes
    return lambda unit_id: unit_id in nodes and nodes[unit_id].stands(day)


def _serves(wish: Wish) -> bool:
    return (
        wish.person_id is None or effects.office_in(wish.unit_id, wish.person_id, wish.given_on) is not None
    )


def take(name: str, task: Task, actor: Actor, *, today: date, facts: dict[str, Any]) -> Entry:
    """Take one step of FLOW; Refused in words. `facts["on"]` is the day of the step, never after `today`."""
    if facts["on"] > today:
        raise Refused(_("Ngày {day} chưa đến.").format(day=day_text(facts["on"])))
    with all_or_nothing():
        return FLOW.take(name, task, actor, facts)


def office_unit(name: str, task: Task) -> int:
    """The unit in whose reach an actor must hold office to take the step."""
    return task.giver_unit_id if name in OF_GIVER else task.unit_id


def carry(unit: Unit, into: Unit, on: date, *, decision: str, actor: Actor) -> int:
    """What a merged or dissolved unit still had to do goes on in its successor from the day on; how many tasks.

    To be called in the transaction of the act on the tree, after it.
    """
    with transaction.atomic():
        held = list(
            Holding.objects.filter(unit=unit, until=FOREVER).select_for_update().select_related("task")
        )
        if not held:
            return 0
        facts = {"rows": len(held), "into": into.code, "decision": decision}
        entry = journal.write(
            actor, "task", "carried", subject=("unit", unit.code), on=on, facts=facts, unit_id=into.pk
        )
        for one in held:
            fresh = effects.carried(one, into.pk, on, entry)
            one.until, one.closed_by = fresh.since, Holding.REORGANISED
            one.save(update_fields=["until", "closed_by"])
            fresh.save(force_insert=True)
            one.task.unit_id, one.task.person_id = fresh.unit_id, fresh.person_id
            one.task.save(update_fields=["unit", "person"])
    return len(held)


def uncarry(unit: Unit, into: Unit, on: date) -> int:
    """What went on in the successor goes back to the unit whose end should never have been written; how many tasks.

    To be called in the transaction in which the act is taken back. Refused when one of them has gone further since.
    """
    held = list(
        Holding.objects.filter(unit=unit, closed_by=Holding.REORGANISED, until__gte=on)
        .select_for_update()
        .select_related("task")
    )
    for one in held:
        later = one.task.holdings.filter(since__gte=one.until).exclude(pk=one.pk).order_by("since", "pk")
        fresh = later.first()
        if len(later) != 1 or fresh.unit_id != into.pk or fresh.until != FOREVER:
            raise Refused(_("Nhiệm vụ đã chuyển theo sắp xếp tổ chức nay đã đi tiếp: không bỏ ghi được."))
        fresh.delete()
        one.until, one.closed_by = FOREVER, ""
        one.save(update_fields=["until", "closed_by"])
        one.task.unit_id, one.task.person_id = one.unit_id, one.person_id
        one.task.save(update_fields=["unit", "person"])
    return len(held)
