"""Pages of discipline of organisations: the list, one case, its steps, a new case."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import CASE_READERS, CASES
from soxa.party.censure import forms, lists
from soxa.party.censure.dissolving import asked_of
from soxa.party.censure.flow import LIFE, begin
from soxa.party.censure.models import Censure
from soxa.party.communes import commune_of
from soxa.party.discipline.flow import PROCEED
from soxa.party.leaving import told_why
from soxa.party.listed import answer
from soxa.party.slugs import PROCEEDING_NAMES, PROCEEDING_SLUGS
from soxa.party.views.members import query_of

LEAF, MOST_PRINTED = 50, 2000
KINDS = ("cell", "base", "commune")


def _cases(request: HttpRequest) -> Any:
    return Censure.objects.seen_by(request.user).order_by("-opened_on", "-pk")


@allow(*CASE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Cases in sight, the newest first."""
    today, leaves = book_day(), Paginator(_cases(request), LEAF).get_page(request.GET.get("trang"))
    return page(
        request,
        "party/censure/index.html",
        rows=lists.rows_of(leaves, today),
        leaves=leaves,
        query=query_of(request),
        writes=may(request.user, PROCEED, domain=CASES),
    )


@allow(*CASE_READERS)
@told_why(gettext_lazy("In danh sách kỷ luật tổ chức đảng"))
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The same list as PDF, Word or Excel."""
    today, cases = book_day(), list(_cases(request)[:MOST_PRINTED])
    unit = commune_of(cases[0].unit_id, today) if cases else None
    rows = lists.rows_of(cases, today)
    return answer(lists.listed(rows, today), ending, unit_id=unit, on=today)


@allow(*CASE_READERS)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: how it stands, the facts, what was done; on the right what may be done now."""
    found, today = get_object_or_404(_cases(request), pk=pk), book_day()
    writes = may(request.user, PROCEED, found.unit_id, domain=CASES)
    actor = actor_for(request.user, PROCEED, found.unit_id, domain=CASES) if writes else None
    buttons = [
        (one.label, PROCEEDING_SLUGS[one.name], one.refusal(found, actor))
        for one in LIFE.steps.values()
        if actor and found.state in one.from_states
    ]
    return page(
        request,
        "party/censure/case.html",
        case=found,
        row=lists.row_of(found, today, lists.lapse_of(found)),
        timeline_items=lists.timeline(found, today),
        dissolving=asked_of(found, today),
        buttons=buttons,
    )


@allow(*CASE_READERS)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One step of a case."""
    found, today = get_object_or_404(_cases(request), pk=pk), book_day()
    chosen = LIFE.steps.get(PROCEEDING_NAMES.get(slug, ""))
    if chosen is None or chosen.form is None:
        raise Http404(slug)
    actor, home = actor_for(request.user, PROCEED, found.unit_id, domain=CASES), reverse("censure", args=[pk])
    about = {"label": chosen.label, "home": home, "name": lists.name_of(found, today)}
    if why := chosen.refusal(found, actor):
        return _form(request, None, status=409, refused=why, **about)
    form_class: Any = chosen.form
    form = form_class(request.POST or None, today=today, case=found)
    if request.method == "POST" and form.is_valid():
        try:
            LIFE.take(chosen.name, found, actor, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
            return redirect(home)
    return _form(request, form, cite=chosen.cite, **about)


@allow(*CASE_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A case opened on an organisation."""
    today = book_day()
    units = [
        (node.id, tree().name(node.id))
        for kind in KINDS
        for node in tree().of_kind(kind, today)
        if may(request.user, PROCEED, node.id, domain=CASES)
    ]
    if not units:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không lập được hồ sơ kỷ luật."))
    form = forms.Open(request.POST or None, today=today, units=units, case=None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            made = begin(actor_for(request.user, PROCEED, facts["unit"], domain=CASES), facts=facts)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lập hồ sơ."))
            return redirect("censure", pk=made.pk)
    return _form(request, form, label=_("Lập hồ sơ kỷ luật tổ chức đảng"), home=reverse("censures"), name="")


def _form(request: HttpRequest, form: Any, *, status: int = 200, **context: Any) -> HttpResponse:
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    return page(
        request,
        "party/censure/step.html",
        status=wrong,
        form=form,
        **{"refused": "", "cite": None, **context},
    )
