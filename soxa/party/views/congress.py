"""Pages of congresses: how every unit stands, one congress, and the forms by which it is planned, held, elected at."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor, actor_for, allow, may, sight_of
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY_OFFICES, PARTY_READERS
from soxa.party.communes import commune_of, communes_of
from soxa.party.congress import forms, lists
from soxa.party.congress.flow import LIFE, enter_held, plan
from soxa.party.congress.models import Congress
from soxa.party.congress.seating import electable, official_on, seats_of
from soxa.party.congress.terms import CELL, running_term
from soxa.party.flow import WRITE
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS, answer
from soxa.party.views.members import asked_of, offered, query_of

SLUGS = {"doi-ngay": "shift", "da-to-chuc": "hold", "ghi-chi-uy": "elect", "khong-to-chuc": "call_off"}
NAMES = {step: slug for slug, step in SLUGS.items()}
STATE_LIGHTS = {Congress.PLANNED: "quiet", Congress.HELD: "good", Congress.CALLED_OFF: "warn"}
GIVES_ROLE = "accounts.write"


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The commune and its cells with their last congress and the next."""
    asked, trouble = asked_of(request)
    communes = communes_of(request.GET, request.user, asked.on)
    rows = lists.standings(request.user, asked.on, units=communes.units)
    level = request.GET.get("muc", "") if request.GET.get("muc") in lists.LEVELS else ""
    return page(
        request,
        "party/congress/index.html",
        part="rows",
        asked=asked,
        trouble=trouble,
        rows=rows,
        kept=[row for row in rows if level in ("", row.slug)],
        by_level={slug: sum(row.slug == slug for row in rows) for slug in lists.LEVELS if slug},
        levels=offered(lists.LEVELS),
        level=level,
        communes=communes.offered,
        commune=communes.chosen,
        writes=may(request.user, WRITE) and not asked.elsewhen,
        query=query_of(request),
    )


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In danh sách đại hội, chi ủy"))
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The list of a day as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    asked, _trouble = asked_of(request)
    communes = communes_of(request.GET, request.user, asked.on)
    rows = lists.standings(request.user, asked.on, units=communes.units)
    unit = commune_of(rows[0].unit_id, asked.on) if rows else None
    return answer(lists.sheet(rows, asked.on), ending, unit_id=unit, on=asked.on)


def _seen_or_404(request: HttpRequest, pk: int) -> Congress:
    found: Congress = get_object_or_404(Congress.objects.seen_by(request.user), pk=pk)
    return found


@allow(*PARTY_READERS)
def congress(request: HttpRequest, pk: int) -> HttpResponse:
    """One congress: what is known of it, whom it elected, what may be done now."""
    found = _seen_or_404(request, pk)
    actor = _actor(request, found.unit_id)
    steps = [one for one in LIFE.steps.values() if found.state in one.from_states]
    return page(
        request,
        "party/congress/congress.html",
        one=found,
        light=(STATE_LIGHTS[found.state], str(found.get_state_display())),
        unit=tree().name(found.unit_id, found.held_on),
        code=tree().nodes[found.unit_id].code,
        is_cell=tree().nodes[found.unit_id].kind == CELL,
        seats=seats_of(found),
        term=running_term(found.unit_id, found.held_on) if found.held_on else None,
        others=[one for one in lists.of_unit(found.unit_id) if one.pk != found.pk],
        buttons=[(one.label, NAMES[one.name]) for one in steps if actor and not one.refusal(found, actor)],
        writes=actor is not None,
    )


def _actor(request: HttpRequest, unit_id: int) -> Actor | None:
    return actor_for(request.user, WRITE, unit_id) if may(request.user, WRITE, unit_id) else None


@allow(*PARTY_OFFICES)
def begin(request: HttpRequest, code: str, how: str) -> HttpResponse:
    """A congress planned (how "du-kien"), or one of the past put into the book ("da-qua")."""
    unit = tree().codes.get(code)
    if unit is None or unit not in sight_of(request.user, "party") or how not in ("du-kien", "da-qua"):
        raise Http404(code)
    today, actor = book_day(), actor_for(request.user, WRITE, unit)
    past = how == "da-qua"
    form_class: type[forms.CongressForm] = forms.Held if past else forms.Plan
    term = running_term(unit, today)
    initial = {} if past or term is None else {"planned_on": term.due}
    form = form_class(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = (enter_held if past else plan)(unit, actor, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ."))
            return redirect("congress", pk=made.pk)
    label = _("Ghi đại hội đã tổ chức") if past else _("Dự kiến đại hội")
    return _form(request, form, label, sub=tree().name(unit), home=reverse("congresses"))


@allow(*PARTY_OFFICES)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one step."""
    found, today = _seen_or_404(request, pk), book_day()
    chosen = LIFE.steps.get(SLUGS.get(slug, ""))
    if chosen is None:
        raise Http404(slug)
    actor, home = actor_for(request.user, WRITE, found.unit_id), reverse("congress", args=[pk])
    sub = f"{tree().name(found.unit_id)} · {_('nhiệm kỳ {term}').format(term=found.term)}"
    if why := chosen.refusal(found, actor):
        return _form(request, None, chosen.label, sub=sub, home=home, refused=why, status=409)
    form_class: Any = chosen.form
    people = electable(found.unit_id, found.held_on) if chosen.name == "elect" and found.held_on else []
    form = form_class(
        request.POST or None,
        today=today,
        people=people,
        reader=request.user,
        initial=_given(chosen.name, found),
    )
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        if chosen.name == "elect":
            facts["gives_role"] = actor.may(GIVES_ROLE)
        try:
            LIFE.take(chosen.name, found, actor, facts)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
            return redirect("congress", pk=pk)
    return _form(request, form, chosen.label, sub=sub, home=home, cite=chosen.cite)


def _given(name: str, found: Congress) -> dict[str, Any]:
    """What the book already knows for the form of a step."""
    if name == "hold" and found.planned_on:
        return {"held_on": found.planned_on, "summoned": official_on(found.unit_id, found.planned_on)}
    if name == "shift":
        return {"planned_on": found.planned_on, "shift_paper": found.shift_paper}
    return {}


def _form(
    request: HttpRequest, form: Any, label: Any, *, sub: str, home: str, status: int = 200, **more: Any
) -> HttpResponse:
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    blank = {"refused": "", "cite": None}
    return page(
        request, "party/congress/step.html", status=wrong, form=form, label=label, sub=sub, home=home, **{**blank, **more}
    )  # fmt: skip
