"""Pages of plans: one plan of a target, its whole path, the targets of the term, and what is wrong with a number while it is typed."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import actor_for, allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.steering.targets import flow
from soxa.steering.targets.models import Target
from soxa.steering.targets.path import path_of, paths_of
from soxa.steering.targets.plan_forms import PathForm, PlanForm
from soxa.steering.targets.reading import figure_of
from soxa.steering.views.acts import checked, shown, written
from soxa.steering.views.places import chosen
from soxa.steering.views.targets import target_or_404

LEAF = 100


@allow(*STEERING_READERS)
def plan(request: HttpRequest, key: int) -> HttpResponse:
    """A plan of a target for a period."""
    one, today = target_or_404(request, key), book_day()
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    form = _plan_form(request, one, request.POST or None)

    def write() -> HttpResponse:
        flow.plan(one, form.facts(), actor, today=today)
        return redirect("target", key=one.pk)

    if done := written(request, form, write, _("Đã ghi kế hoạch.")):
        return done
    home, check = reverse("target", args=[one.pk]), reverse("target_plan_check", args=[one.pk])
    return shown(
        request,
        "steering/act_checked.html",
        form,
        label=_("Ghi kế hoạch"),
        home=home,
        sub=one.title,
        check=check,
    )


def _plan_form(request: HttpRequest, one: Target, data: Any) -> PlanForm:
    year = {"period": str(one.since.year), "leads": True}
    return PlanForm(data, target=one, today=book_day(), initial=year)


@require_POST
@allow(*STEERING_READERS)
def plan_check(request: HttpRequest, key: int) -> HttpResponse:
    """What is wrong with a plan while it is typed, or has to be looked at once more. Writes nothing."""
    one = target_or_404(request, key)
    actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    return checked(request, _plan_form(request, one, request.POST))


@allow(*STEERING_READERS)
def path(request: HttpRequest, key: int) -> HttpResponse:
    """What stood before a target and its plans year by year, all at once; or a straight line proposed to be changed."""
    one, today = target_or_404(request, key), book_day()
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    form = _path_form(one, request.POST or None)
    form.suggest(today)
    home, check = reverse("target", args=[one.pk]), reverse("target_path_check", args=[one.pk])
    about: dict[str, Any] = {
        "label": _("Số đầu kỳ và lộ trình"),
        "home": home,
        "sub": one.title,
        "check": check,
    }
    if "propose" in request.POST:
        form.proposed()
        return page(
            request, "steering/act_of_path.html", form=form, status=422 if form.errors else 200, **about
        )

    def write() -> HttpResponse:
        flow.lay_path(one, form.facts(), actor, today=today)
        return redirect("target", key=one.pk)

    if done := written(request, form, write, _("Đã ghi lộ trình.")):
        return done
    return shown(request, "steering/act_of_path.html", form, **about)


def _path_form(one: Target, data: Any) -> PathForm:
    return PathForm(data, path=path_of(one, figure_of(one.code), book_day()), today=book_day())


@require_POST
@allow(*STEERING_READERS)
def path_check(request: HttpRequest, key: int) -> HttpResponse:
    """What is wrong with a path while it is typed. Writes nothing."""
    one = target_or_404(request, key)
    actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    return checked(request, _path_form(one, request.POST))


@allow(*STEERING_READERS)
def terms(request: HttpRequest) -> HttpResponse:
    """The targets of a unit's term: what stood before, what the path asks of this year, what the year came to, the end."""
    today = book_day()
    unit = chosen(request, today)
    seen: Any = Target.objects.seen_by(request.user)  # type: ignore[attr-defined]
    rows = seen.filter(unit_id=unit.unit_id, span=Target.TERM, until__gt=today).order_by("position", "pk")
    leaves = Paginator(rows, LEAF).get_page(request.GET.get("trang"))
    targets = list(leaves)
    paths = paths_of(targets, {one.code: figure_of(one.code) for one in targets}, today) if targets else []
    year = str(today.year)
    lines = [(one, next((row for row in one.years if row.label == year), None)) for one in paths]
    return page(
        request, "steering/terms.html", unit=unit, lines=lines, leaves=leaves, year=year, query=request.GET
    )
