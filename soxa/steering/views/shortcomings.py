"""Pages of shortcomings: the list with its filters, one with what was done about it, what is written of it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import STEERING, STEERING_READERS, TASKS
from soxa.party.listed import KINDS, answer
from soxa.steering.resolutions.flow import WRITE
from soxa.steering.reviews import flow, forms, lists
from soxa.steering.reviews.models import Review, Shortcoming
from soxa.steering.views.acts import shown, written
from soxa.steering.views.places import Chosen, chosen
from soxa.tasks.flow import GIVE, TAKE
from soxa.tasks.models import Task
from soxa.tasks.takers import grouped, people_choices, units_around

LEAF = 50


def _found(request: HttpRequest, unit: Chosen, today: date) -> tuple[list[Any], str]:
    """The rows of a unit that the filters leave, and which part they are."""
    part = request.GET.get("muc", "")
    part = part if part in lists.PARTS else ""
    rows = lists.seen(request.user).filter(lists.part_of(part, today), unit_id=unit.unit_id)
    rows = rows.select_related("person", "review__resolution", "review__programme")
    return lists.matching(rows.order_by("due_on", "pk"), request.GET.get("q", "")), part


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The shortcomings of a unit, the most pressing first, and what became of those the last review stated."""
    today = book_day()
    unit = chosen(request, today)
    rows, part = _found(request, unit, today)
    return page(
        request,
        "steering/shortcomings.html",
        unit=unit,
        chosen=part,
        counted=lists.counted(unit.unit_id, request.user, today),
        last=lists.last_review(unit.unit_id, request.user, today),
        title_of=lists.title_of,
        leaves=Paginator([(one, lists.light_of(one, today)) for one in rows], LEAF).get_page(request.GET.get("trang")),
        who=lambda one: lists.who(one, today),
        query=request.GET,
    )  # fmt: skip


@allow(*STEERING_READERS)
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The list as a file to print or to work on."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    unit = chosen(request, today)
    rows, part = _found(request, unit, today)
    return answer(lists.sheet(rows, unit.unit_id, part, today), ending, unit_id=unit.unit_id, on=today)


def _or_404(request: HttpRequest, key: int) -> Any:
    rows = lists.seen(request.user).select_related(
        "person", "review__resolution", "review__programme", "task"
    )
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


def acting(reader: Any, case: Shortcoming) -> Actor:
    """The reader in the office in which he acts on a shortcoming: one that writes for its unit, else one of those he reads it in."""
    unit_id, lead = int(case.unit_id), case.lead_unit_id  # type: ignore[attr-defined]
    if may(reader, WRITE, unit_id, domain=STEERING):
        return actor_for(reader, WRITE, unit_id, domain=STEERING)
    held = [one for one in reader.held_offices() if STEERING in one.role.domains]
    best = next(
        (one for one in held if one.unit_id == lead and one.role.may(TAKE)), held[0] if held else None
    )
    if best is None:
        raise Http404(case.pk)
    return Actor(reader.full_name(), best.title, best.unit_id, reader.pk, best.role)


@allow(*STEERING_READERS)
def shortcoming(request: HttpRequest, key: int) -> HttpResponse:
    """One shortcoming: where it was stated, who puts it right, what was reported and found."""
    case, today = _or_404(request, key), book_day()
    actor = acting(request.user, case)
    writes = may(request.user, WRITE, case.unit_id, domain=STEERING)
    return page(
        request,
        "steering/shortcoming.html",
        case=case,
        light=lists.light_of(case, today),
        unit_code=tree().nodes[case.unit_id].code,
        unit_name=tree().name(case.unit_id, today),
        lead=tree().name(case.lead_unit_id, today) if case.lead_unit_id else "",
        title_of=lists.title_of,
        rightings=list(case.rightings.order_by("-pk")),
        task=_task(request.user, case),
        steps=[one for one in flow.FLOW.steps.values() if not one.refusal(case, actor)],
        slugs=flow.SLUGS,
        writes=writes,
        gives=writes and case.task_id is None and case.state == Shortcoming.STATED
        and may(request.user, GIVE, case.unit_id, domain=TASKS),
    )  # fmt: skip


def _task(reader: Any, case: Shortcoming) -> Any:
    """The task it became: (task or None where the reader may not read it, state in words); None without one."""
    if case.task is None:
        return None
    seen: Any = Task.objects.seen_by(reader)
    return seen.filter(pk=case.task.pk).first(), case.task.get_state_display()  # type: ignore[attr-defined]


def _offered(request: HttpRequest, unit_id: int, today: date) -> dict[str, list[Any]]:
    nodes = units_around(unit_id, today)
    reviews: Any = Review.objects.seen_by(request.user)  # type: ignore[attr-defined]
    own = (
        reviews.filter(unit_id=unit_id)
        .exclude(state=Review.WITHDRAWN)
        .select_related("resolution", "programme")
    )
    return {
        "lead_unit": grouped(nodes, today), "person": people_choices(nodes, today),
        "review": [(one.pk, lists.title_of(one)[:140]) for one in own],
    }  # fmt: skip


@allow(*STEERING_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A shortcoming that a review or a paper stated."""
    today = book_day()
    unit = chosen(request, today)
    actor = actor_for(request.user, WRITE, unit.unit_id, domain=STEERING)
    offered = _offered(request, unit.unit_id, today)
    said = {"review": request.GET.get("tai", "")}
    form = forms.ShortcomingForm(request.POST or None, offered=offered, today=today, initial=said)

    def write() -> HttpResponse:
        made = flow.state(unit.unit_id, form.facts(), actor, today=today)
        return redirect("shortcoming", key=made.pk)

    if done := written(request, form, write, _("Đã ghi sổ.")):
        return done
    home = f"{reverse('shortcomings')}?don-vi={unit.code}"
    return _form(request, form, _("Ghi hạn chế, khuyết điểm"), home, unit.name)


def _form(request: HttpRequest, form: Any, label: Any, home: str, sub: str, **context: Any) -> HttpResponse:
    return shown(
        request, "steering/act_of_shortcoming.html", form, label=label, home=home, sub=sub, **context
    )


@allow(*STEERING_READERS)
def mend(request: HttpRequest, key: int) -> HttpResponse:
    """Put right what is said of a shortcoming, or move its day, with the basis."""
    case, today = _or_404(request, key), book_day()
    actor = actor_for(request.user, WRITE, case.unit_id, domain=STEERING)
    names = ("content", "cause", "remedy", "since", "due_on", "paper")
    held = {name: getattr(case, name) for name in names}
    held |= {"lead_unit": case.lead_unit_id, "person": case.person_id, "review": case.review_id}
    offered = _offered(request, case.unit_id, today)
    form = forms.MendShortcoming(request.POST or None, offered=offered, today=today, initial=held)

    def write() -> HttpResponse:
        told = form.facts()
        flow.mend(case, told, actor, basis=told.pop("basis"), today=today)
        return redirect("shortcoming", key=case.pk)

    if done := written(request, form, write, _("Đã đính chính.")):
        return done
    home = reverse("shortcoming", args=[case.pk])
    return _form(request, form, _("Đính chính, gia hạn"), home, _short(case))


def _short(case: Shortcoming) -> str:
    return case.content if len(case.content) <= 80 else f"{case.content[:79]}…"


@allow(*STEERING_READERS)
def step(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """The form of one step; back to the shortcoming once it is written."""
    case, today, name = _or_404(request, key), book_day(), flow.NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    one, actor = flow.FLOW.steps[name], acting(request.user, case)
    home = reverse("shortcoming", args=[case.pk])
    if why := one.refusal(case, actor):
        return page(
            request, "steering/act_of_shortcoming.html", status=409, label=one.label, home=home, sub=_short(case),
            refused=why, form=None,
        )  # fmt: skip
    kind: Any = one.form
    form = kind(request.POST or None, today=today, label_suffix="")

    def write() -> HttpResponse:
        flow.take(name, case, actor, form.facts())
        return redirect(home)

    if done := written(request, form, write, _("Đã ghi sổ.")):
        return done
    return _form(request, form, one.label, home, _short(case), cite=one.cite)


@require_POST
@allow(*STEERING_READERS)
def give(request: HttpRequest, key: int) -> HttpResponse:
    """Give the remedy as a task."""
    case = _or_404(request, key)
    actor_for(request.user, WRITE, case.unit_id, domain=STEERING)
    actor = actor_for(request.user, GIVE, case.unit_id, domain=TASKS)
    try:
        flow.give_task(case, actor, today=book_day())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã giao việc khắc phục thành nhiệm vụ."))
    return redirect("shortcoming", key=key)
