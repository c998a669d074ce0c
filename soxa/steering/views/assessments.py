"""Pages of assessments: the list, one with every target, the form of one target, the steps."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.steering.targets import flow, forms, lists
from soxa.steering.targets.models import Assessment, Standing
from soxa.steering.targets.reading import light_of
from soxa.steering.views.places import chosen
from soxa.tasks.takers import people_choices, units_around

LEAF = 100
SLUGS = {"refresh": "doc-lai", "decide": "ket-luan", "reopen": "mo-lai"}
NAMES = {slug: name for name, slug in SLUGS.items()}


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The assessments of a unit, and the form that begins one."""
    today = book_day()
    unit = chosen(request, today)
    form = forms.Begin(request.POST or None, today=today)
    if request.method == "POST":
        actor = actor_for(request.user, flow.WRITE, unit.unit_id, domain=STEERING)
        if form.is_valid():
            try:
                made = flow.begin(unit.unit_id, form.cleaned_data["period"], actor, today=today)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect("assessment", key=made.pk)
    seen: Any = Assessment.objects.seen_by(request.user)  # type: ignore[attr-defined]
    leaves = Paginator(seen.filter(unit_id=unit.unit_id), LEAF).get_page(request.GET.get("trang"))
    counts = lists.tallies(leaves)
    return page(
        request,
        "steering/assessments.html",
        status=422 if form.is_bound and form.errors else 200,
        unit=unit,
        form=form,
        cases=[(one, lists.period_title(one), counts[one.pk]) for one in leaves],
        leaves=leaves,
        query=request.GET,
    )


def _case_or_404(request: HttpRequest, key: int) -> Any:
    seen: Any = Assessment.objects.seen_by(request.user)  # type: ignore[attr-defined]
    found = seen.filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


@allow(*STEERING_READERS)
def assessment(request: HttpRequest, key: int) -> HttpResponse:
    """One assessment: how each target stands, what is still to be said, the steps."""
    case = _case_or_404(request, key)
    rows = list(case.standings.select_related("target", "person").order_by("target__position", "pk"))
    steps = [
        step
        for step in flow.ASSESS.steps.values()
        if case.state in step.from_states and may(request.user, step.by, case.unit_id, domain=STEERING)
    ]
    return page(
        request,
        "steering/assessment.html",
        case=case,
        title=lists.period_title(case),
        unit_code=tree().nodes[case.unit_id].code,
        unit_name=tree().name(case.unit_id, case.counted_on),
        leaves=Paginator(rows, LEAF).get_page(request.GET.get("trang")),
        query=request.GET,
        counted=lists.tally(rows),
        lacking=sum(bool(one.lacks) for one in rows),
        light=light_of,
        steps=steps,
        slugs=SLUGS,
        judges=case.state == Assessment.OPEN and may(request.user, flow.WRITE, case.unit_id, domain=STEERING),
    )


@allow(*STEERING_READERS)
def judge(request: HttpRequest, key: int, target: int) -> HttpResponse:
    """How one target stands: level, reason, remedy, person, day."""
    case, today = _case_or_404(request, key), book_day()
    row = Standing.objects.select_related("target").filter(assessment=case, target_id=target).first()
    if row is None:
        raise Http404(target)
    actor = actor_for(request.user, flow.WRITE, case.unit_id, domain=STEERING)
    home = f"{reverse('assessment', args=[case.pk])}#t{target}"
    if case.state != Assessment.OPEN:
        why = _("Đánh giá này đã kết luận; mở lại trước khi sửa.")
        return page(
            request,
            "steering/act.html",
            status=409,
            label=row.target.title,
            sub="",
            refused=why,
            home=home,
            form=None,
        )
    people = people_choices(units_around(case.unit_id, today), today)
    form = forms.Judge(request.POST or None, row=row, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            flow.judge(row, form.facts(), actor, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi đánh giá."))
            return redirect(home)
    return page(
        request,
        "steering/judge.html",
        status=422 if form.is_bound and form.errors else 200,
        form=form,
        row=row,
        label=row.target.title,
        sub=lists.period_title(case),
        home=home,
        light=light_of,
    )


@allow(*STEERING_READERS)
def step(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """The form of one step of an assessment; back to its page once it is written."""
    case, today, name = _case_or_404(request, key), book_day(), NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    chosen_step = flow.ASSESS.steps[name]
    actor = actor_for(request.user, chosen_step.by, case.unit_id, domain=STEERING)
    home = reverse("assessment", args=[case.pk])
    shown: dict[str, Any] = {
        "label": chosen_step.label, "cite": chosen_step.cite, "home": home, "sub": lists.period_title(case)
    }  # fmt: skip
    if why := chosen_step.refusal(case, actor):
        return page(request, "steering/act.html", status=409, refused=why, form=None, **shown)
    kind: Any = chosen_step.form
    form = kind(request.POST or None, today=today, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            flow.take(name, case, actor, form.facts())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ."))
            return redirect(home)
    return page(
        request, "steering/act.html", status=422 if form.is_bound and form.errors else 200, form=form, **shown
    )
