"""The items of a programme: added, put right, given as tasks, tied to a task given before, done, dropped."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.steering.programmes.articles import articles_of
from soxa.steering.programmes.flow import must
from soxa.steering.programmes.item_forms import due_objection
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme
from soxa.tasks.effects import office_in
from soxa.tasks.flow import GIVE, Giver, Source, Wish, give
from soxa.tasks.models import Task

SOURCE = "programme"
Facts = dict[str, Any]

# an item that nobody has as a task: never given, or its task was withdrawn
UNGIVEN = Q(task=None) | Q(task__withdrawn_on__isnull=False)
TO_DO = UNGIVEN & Q(done_on=None, dropped_on=None)


def _held(programme: WorkProgramme) -> WorkProgramme:
    """The programme, locked; refused in words when it has ended."""
    held: WorkProgramme = WorkProgramme.objects.select_for_update().get(pk=programme.pk)
    if held.state not in (WorkProgramme.DRAFT, WorkProgramme.ADOPTED):
        raise Refused(_("Chương trình đã kết thúc hoặc dừng; mở lại trước khi ghi việc."))
    return held


def _about(item: ProgrammeItem, step: str, actor: Actor, day: date, **facts: Any) -> Entry:
    programme = item.programme
    told = {"number": item.number, **facts}
    return record(
        ("workprogramme", step), reference(programme), actor, on=day, unit_id=programme.unit_id, facts=told
    )


def objection(programme: WorkProgramme, facts: Facts, today: date) -> str:
    """Why an item cannot be so, by what is said of it so far: its day, its unit, or one who no longer serves there; empty when it can."""
    due, unit, person = (facts.get(name) for name in ("due_on", "unit", "person"))
    if due and (why := due_objection(programme, due)):
        return why
    if facts.get("article") and facts["article"] not in {one.pk for one in articles_of(programme)}:
        return _("Nhiệm vụ đã chọn không thuộc văn bản mà chương trình thực hiện; chọn nhiệm vụ khác.")
    if unit is None:
        return ""
    if unit not in tree().nodes or not tree().nodes[unit].stands(today):
        return _("Đơn vị thực hiện không hoạt động vào ngày {day}; chọn đơn vị khác.").format(
            day=day_text(today)
        )
    if person and office_in(unit, person, today) is None:
        said = _(
            "Đồng chí {name} không giữ chức vụ trong {unit} vào ngày {day}; chọn người của đơn vị, hoặc để trống để đơn vị tự phân công."
        )
        name = Person.objects.get(pk=person).full_name
        return said.format(name=name, unit=tree().name(unit, today), day=day_text(today))
    return ""


def columns(facts: Facts) -> Facts:
    """What a form says of an item, by the columns of its row."""
    told = dict(facts)
    for name in ("unit", "person", "article"):
        if name in told:
            told[f"{name}_id"] = told.pop(name)
    return told


def spell(programme: WorkProgramme, today: date) -> Facts:
    """From when to when an item written today stands: not at all in a draft."""
    if programme.state == WorkProgramme.DRAFT:
        return {"since": programme.since, "until": programme.since}
    return {"since": max(today, programme.since), "until": FOREVER}


def next_number(programme: WorkProgramme) -> int:
    """The number of the next item; to be asked under the programme's lock."""
    last = ProgrammeItem.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def add(programme: WorkProgramme, facts: Facts, actor: Actor, *, today: date) -> ProgrammeItem:
    """One more item. Refused in words."""
    must(actor)
    told = columns(facts)
    with all_or_nothing():
        held = _held(programme)
        if why := objection(held, facts, today):
            raise Refused(why)
        item = ProgrammeItem(programme=held, number=next_number(held), **spell(held, today), **told)
        item.entry = _about(item, "item", actor, today, unit=item.unit_id, due=item.due_on)  # type: ignore[attr-defined]
        item.save(force_insert=True)
    return item


def given(item: ProgrammeItem) -> bool:
    """Whether a task stands for the item."""
    return item.task is not None and item.task.withdrawn_on is None


def mend(item: ProgrammeItem, facts: Facts, actor: Actor, *, basis: str, today: date) -> None:
    """Put right what is said of an item, with the basis. Refused in words."""
    must(actor)
    told = columns(facts)
    with all_or_nothing():
        held = _held(item.programme)
        changed = {name: value for name, value in told.items() if getattr(item, name) != value}
        if given(item) and changed.keys() & {"unit_id", "person_id", "due_on"}:
            raise Refused(
                _("Việc này đã giao thành nhiệm vụ: đơn vị, người thực hiện và hạn đổi trên nhiệm vụ, chương trình theo nhiệm vụ.")
            )  # fmt: skip
        if not given(item) and (why := objection(held, facts, today)):
            raise Refused(why)
        correct(item, told, actor, basis=basis, unit_id=held.unit_id, about=held)  # type: ignore[attr-defined]


def done(item: ProgrammeItem, facts: Facts, actor: Actor, *, today: date) -> None:
    """An item that needs no task is done. Refused in words."""
    must(actor)
    with all_or_nothing():
        locked = _still(item)
        if given(locked):
            raise Refused(_("Việc này đã giao thành nhiệm vụ: đơn vị báo cáo kết quả trên nhiệm vụ."))
        if locked.programme.state == WorkProgramme.DRAFT:
            raise Refused(_("Chương trình chưa ban hành; ghi ban hành trước."))
        if facts["on"] < locked.programme.since:
            said = _("Ngày xong trước ngày chương trình bắt đầu ({day}).")
            raise Refused(said.format(day=day_text(locked.programme.since)))
        locked.task, locked.done_on, locked.result = None, facts["on"], facts["result"]
        locked.entry = _about(locked, "item_done", actor, today, on=facts["on"])
        locked.save(update_fields=["task", "done_on", "result", "entry"])


def _still(item: ProgrammeItem) -> ProgrammeItem:
    """The item, locked with its programme; refused in words when it is done or dropped."""
    programme = _held(item.programme)
    locked: ProgrammeItem = (
        ProgrammeItem.objects.select_for_update(of=("self",)).select_related("task").get(pk=item.pk)
    )
    locked.programme = programme
    if locked.dropped_on:
        raise Refused(_("Việc này đã bỏ khỏi chương trình."))
    if locked.done_on or (locked.task is not None and locked.task.done_on):
        raise Refused(_("Việc này đã xong."))
    return locked


def drop(item: ProgrammeItem, facts: Facts, actor: Actor, *, today: date) -> None:
    """The item is no longer part of the programme. Refused in words."""
    must(actor)
    with all_or_nothing():
        locked = _still(item)
        if given(locked):
            raise Refused(
                _("Nhiệm vụ của việc này đang thực hiện: người giao rút nhiệm vụ trước, rồi bỏ việc.")
            )
        locked.dropped_on, locked.dropped_why = facts["on"], facts["why"]
        locked.until = min(locked.until, max(locked.since, facts["on"]))
        locked.entry = _about(locked, "item_dropped", actor, today, on=facts["on"])
        locked.save(update_fields=["dropped_on", "dropped_why", "until", "entry"])


def link(item: ProgrammeItem, task_id: int, actor: Actor, *, today: date) -> None:
    """A task given before, by whomever, does the item. Refused in words."""
    must(actor)
    with all_or_nothing():
        locked = _still(item)
        if given(locked):
            raise Refused(_("Việc này đã có nhiệm vụ; gỡ nhiệm vụ ấy trước."))
        task = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
        if ProgrammeItem.objects.filter(task=task).exists():
            raise Refused(_("Nhiệm vụ này đã thuộc một việc khác của chương trình; chọn nhiệm vụ khác."))
        if task.withdrawn_on:
            raise Refused(_("Nhiệm vụ này đã rút; chọn nhiệm vụ khác."))
        locked.task = task
        locked.entry = _about(locked, "item_linked", actor, today, task=task.pk)
        locked.save(update_fields=["task", "entry"])


def unlink(item: ProgrammeItem, facts: Facts, actor: Actor, *, today: date) -> None:
    """The task is not that of the item after all; the task goes on as it is. Refused in words."""
    must(actor)
    with all_or_nothing():
        programme = _held(item.programme)
        if item.task is None:
            raise Refused(_("Việc này chưa có nhiệm vụ."))
        if item.task.source_kind == SOURCE and item.task.withdrawn_on is None:
            raise Refused(_("Nhiệm vụ này do chương trình giao: người giao rút nhiệm vụ, không gỡ."))
        basis = facts["why"]
        correct(item, {"task_id": None}, actor, basis=basis, unit_id=programme.unit_id, about=programme)  # type: ignore[attr-defined]


def give_items(
    programme: WorkProgramme, keys: Iterable[int], giver: Giver, actor: Actor, *, given_on: date, today: date
) -> int:
    """Give items of a running programme as tasks, all or none; how many. Refused in words that name the item."""
    must(actor, GIVE)
    with all_or_nothing():
        held = _held(programme)
        if held.state == WorkProgramme.DRAFT:
            raise Refused(_("Chương trình còn dự thảo: ghi ban hành rồi mới giao việc."))
        wanted = ProgrammeItem.objects.filter(TO_DO, programme=held, pk__in=list(keys))
        rows = list(wanted.select_for_update(of=("self",)).select_related("person").order_by("number"))
        if not rows:
            raise Refused(_("Các việc đã chọn đều đã giao, đã xong hoặc đã bỏ."))
        entry = record(
            ("workprogramme", "items_given"), reference(held), actor, on=given_on, unit_id=held.unit_id,  # type: ignore[attr-defined]
            facts={"rows": len(rows)},
        )  # fmt: skip
        # written here before the tasks are, in the order in which an issuing report holds the tables still
        ProgrammeItem.objects.filter(pk__in=[one.pk for one in rows]).moved(entry, entry=entry)
        for one in rows:
            task = _given(held, one, giver, actor, given_on, today)
            ProgrammeItem.objects.filter(pk=one.pk).moved(entry, task=task)
    return len(rows)


def _of_item(one: ProgrammeItem, why: Any) -> str:
    return _("Việc {n}: {why}").format(n=one.number, why=why)


def giving_objection(one: ProgrammeItem, given_on: date) -> str:
    """Why an item cannot be given on a day: due before it is given, or its owner's post has ended; empty when it can."""
    if one.due_on < given_on:
        said = _("hạn {due} trước ngày giao {day}. Đặt lại hạn của việc rồi giao.")
        return _of_item(one, said.format(due=day_text(one.due_on), day=day_text(given_on)))
    unit_id: int = one.unit_id  # type: ignore[attr-defined]
    if one.person is not None and office_in(unit_id, one.person.pk, given_on) is None:
        said = _(
            "đồng chí {name} đã thôi giữ chức vụ trong {unit}. Chọn người khác, hoặc để trống, rồi giao."
        )
        where = tree().name(unit_id, given_on)
        return _of_item(one, said.format(name=one.person.full_name, unit=where))
    return ""


def _given(
    programme: WorkProgramme, one: ProgrammeItem, giver: Giver, actor: Actor, given_on: date, today: date
) -> Task:
    if why := giving_objection(one, given_on):
        raise Refused(why)
    unit_id: int = one.unit_id  # type: ignore[attr-defined]
    wish = Wish(
        content=one.content, giver=giver, unit_id=unit_id, given_on=given_on, due_on=one.due_on,
        person_id=one.person.pk if one.person else None, result_wanted=one.result_wanted,
        source=Source(SOURCE, str(programme.pk), f"{programme.name}: {programme.title}"[:300]),
    )  # fmt: skip
    try:
        return give(wish, actor, today=today)
    except Refused as error:
        raise Refused(_of_item(one, error)) from error
