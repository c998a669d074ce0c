"""Giving tasks: one content to one or several units, or several tasks of one conclusion at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.kernel.access import ROLES, Actor, actor_for, allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import Node, tree
from soxa.org.models import Office
from soxa.org.roles import TASK_READERS
from soxa.tasks.flow import GIVE, Giver, Source, Wish, give_all
from soxa.tasks.forms import Common, Give, Lines
from soxa.tasks.forms import told as told_lines
from soxa.tasks.models import Task
from soxa.tasks.takers import grouped, people_choices, units_around

TYPED = "typed"  # a source written by hand, which leads to no record


class Desk:
    """What the person at the book may give: to which units, in whose name, on this day."""

    def __init__(self, request: HttpRequest) -> None:
        self.today = book_day()
        reader: Any = request.user
        offices = [held for held in reader.held_offices() if held.role.may(GIVE)]
        if not offices:
            raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không giao được nhiệm vụ."))
        self.reader, self.home = reader, offices[0].unit_id
        self.giver_units = sorted({held.unit_id for held in offices})

    def nodes(self) -> list[Node]:
        """Units that may be given a task: those in reach of the offices that give, standing today."""
        reach = frozenset().union(*(tree().seen_from(unit) for unit in self.giver_units))
        return [node for node in units_around(self.home, self.today) if node.id in reach]

    def givers(self) -> list[tuple[str, str]]:
        """Offices in whose name a task may be given: the reader's own first, then the others of the same units."""
        standing = Office.objects.filter(Office.standing(self.today), unit_id__in=self.giver_units)
        rows = standing.exclude(role="").select_related("person").order_by("rank", "id")
        own = [one for one in rows if one.person_id == self.reader.person_id]
        others = [one for one in rows if one not in own and _gives(one)]
        return [(str(one.pk), f"{one.title} – {one.person.full_name}") for one in (*own, *others)]

    def giver(self, key: str) -> Giver:
        """The giver chosen; the choice was checked by the form."""
        office = Office.objects.select_related("person").get(pk=int(key))
        return Giver(office.unit_id, office.title, office.person_id)

    def actor(self, giver: Giver) -> Actor:
        """The reader, in the office by which he gives for that unit."""
        return actor_for(self.reader, GIVE, giver.unit_id)


def _gives(office: Office) -> bool:
    return ROLES[office.role].may(GIVE)


@allow(*TASK_READERS)
def give(request: HttpRequest) -> HttpResponse:
    """One content; each unit chosen gets a task of its own."""
    desk = Desk(request)
    nodes = desk.nodes()
    groups = grouped(nodes, desk.today)
    flat = [pair for _title, pairs in groups for pair in pairs]
    form = Give(
        request.POST or None, today=desk.today, units=flat, people=people_choices(nodes, desk.today),
        givers=desk.givers(),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        giver = desk.giver(told["giver"])
        wishes = [_wish(told, giver, unit_id) for unit_id in told["units"]]
        if made := _given(request, desk, wishes, giver, form):
            return redirect("task", pk=made[0].pk) if len(made) == 1 else redirect("tasks")
    wrong = 422 if form.is_bound else 200
    return page(request, "tasks/give.html", status=wrong, form=form, groups=groups)


def _wish(told: dict[str, Any], giver: Giver, unit_id: int) -> Wish:
    title = told.get("source_title") or ""
    return Wish(
        content=told["content"], giver=giver, unit_id=unit_id, given_on=told["given_on"],
        due_on=told.get("due_on"), working_days=told.get("working_days"), person_id=told.get("person"),
        helpers=tuple(told.get("helpers") or ()), priority=told.get("priority") or Task.NORMAL,
        source=Source(TYPED if title else "", "", title), result_wanted=told.get("result_wanted") or "",
    )  # fmt: skip


def _given(request: HttpRequest, desk: Desk, wishes: list[Wish], giver: Giver, form: Any) -> list[Task]:
    try:
        made = give_all(wishes, desk.actor(giver), today=desk.today)
    except Refused as refused:
        form.add_error(None, str(refused))
        return []
    messages.success(request, _("Đã giao {count} nhiệm vụ.").format(count=len(made)))
    return made


@allow(*TASK_READERS)
def give_many(request: HttpRequest) -> HttpResponse:
    """Several tasks of one conclusion or plan: one line each, all or none."""
    desk = Desk(request)
    units = grouped(desk.nodes(), desk.today)
    common = Common(request.POST or None, today=desk.today, givers=desk.givers())
    lines = Lines(request.POST or None, prefix="viec", form_kwargs={"units": units})
    if request.method == "POST" and common.is_valid() and lines.is_valid():
        told = common.cleaned_data
        giver = desk.giver(told["giver"])
        wishes = [_wish({**told, **one}, giver, one["unit"]) for one in told_lines(lines)]
        if not wishes:
            common.add_error(None, _("Chưa có nhiệm vụ nào: ghi ít nhất một dòng."))
        elif _given(request, desk, wishes, giver, common):
            return redirect("tasks")
    wrong = 422 if common.is_bound else 200
    return page(request, "tasks/give_many.html", status=wrong, form=common, lines=lines)
