"""One task, its files, and the form of each step of its life."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.downloads import attached, bytes_of
from soxa.kernel.flow import Step
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import TASK_READERS
from soxa.tasks.flow import FLOW, office_unit, take
from soxa.tasks.models import Evidence, Task
from soxa.tasks.portrait import portrait
from soxa.tasks.slugs import NAMES, SLUGS
from soxa.tasks.sources import page_of
from soxa.tasks.takers import grouped, people_choices, units_around

# what one presses first when several steps are open
_MAIN = ("accept", "confirm", "grant", "report")


def seen_or_404(request: HttpRequest, pk: int) -> Task:
    """The task, if it lies in the reader's sight; Http404 otherwise."""
    rows: Any = Task.objects.seen_by(request.user)
    found: Task = get_object_or_404(rows.select_related("person", "giver_person"), pk=pk)
    return found


def open_steps(request: HttpRequest, task: Task) -> list[tuple[Step, str]]:
    """Steps that the reader may take now, with their addresses' names, the first of them the main one."""
    found = [
        (step, SLUGS[name])
        for name, step in FLOW.steps.items()
        if task.state in step.from_states
        and may(request.user, step.by, office_unit(name, task))
        and not step.unless(task)
    ]
    return sorted(found, key=lambda one: _MAIN.index(one[0].name) if one[0].name in _MAIN else len(_MAIN))


@allow(*TASK_READERS)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task with its clocks, its history, and what may be done."""
    found, today = seen_or_404(request, pk), book_day()
    shown = portrait(found, today)
    return page(
        request,
        "tasks/task.html",
        shown=shown,
        task=found,
        steps=open_steps(request, found),
        unit_name=tree().name(found.unit_id, today),
        giver_unit=tree().name(found.giver_unit_id, today),
        source_page=page_of(found, request.user),
    )


@allow(*TASK_READERS)
def evidence(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """One file of a report, as it was handed in; always saved, never opened inside the book."""
    found = seen_or_404(request, pk)
    kept = get_object_or_404(Evidence, pk=file_pk, report__task=found)
    return attached(bytes_of(kept.digest, kept.name), kept.media_type, kept.name)


@allow(*TASK_READERS)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one step; back to the task once it is written."""
    found, today = seen_or_404(request, pk), book_day()
    name = NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    chosen = FLOW.steps[name]
    actor = actor_for(request.user, chosen.by, office_unit(name, found))
    if why := chosen.refusal(found, actor):
        return _form(request, found, chosen, refused=why, status=409)
    form = _bound(request, found, chosen)
    if request.method == "POST" and form.is_valid():
        try:
            take(name, found, actor, today=today, facts=form.facts())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
            return redirect("task", pk=pk)
    return _form(request, found, chosen, form=form, status=422 if form.is_bound else 200)


def _bound(request: HttpRequest, found: Task, chosen: Step) -> Any:
    today, given = book_day(), {}
    if chosen.name == "hand_on":
        nodes = [node for node in units_around(found.unit_id, today) if node.id != found.unit_id]
        given = {"units": grouped(nodes, today), "people": people_choices(nodes, today)}
    elif chosen.name == "name":
        given = {"people": people_choices([tree().nodes[found.unit_id]], today)}
    kind: Any = chosen.form
    return kind(request.POST or None, request.FILES or None, task=found, today=today, **given)


def _form(
    request: HttpRequest, found: Task, chosen: Step, *, form: Any = None, refused: str = "", status: int = 200
) -> HttpResponse:
    shown = portrait(found, book_day())
    return page(
        request, "tasks/step.html", status=status, task=found, shown=shown, form=form, label=chosen.label,
        refused=refused, unit_name=tree().name(found.unit_id, book_day()), home=reverse("task", args=[found.pk]),
        button=chosen.label, back_words=_("Về nhiệm vụ"), two=False,
    )  # fmt: skip
