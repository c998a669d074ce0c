"""Pages of what a unit registered for a year, and of putting right what was written of study."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY_READERS
from soxa.party.study import flow, mend_forms, mending
from soxa.party.study.flow import WRITE
from soxa.party.study.models import Commitment, UnitCommitment
from soxa.party.views.sittings import seen_sitting, unit_in_sight, year_asked
from soxa.party.views.study import shown

Act = Callable[[dict[str, Any], Actor, str], None]


def _taken(
    request: HttpRequest, form: Any, act: Act, actor: Actor, home: str, **context: Any
) -> HttpResponse:
    """The form of a correction, or the act of it and back."""
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            act(told, actor, told.pop("basis"))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính."))
            return redirect(home)
    return shown(request, form, _("Đính chính"), home, **context)


@allow(*PARTY_READERS)
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """A sitting put right, or taken back."""
    found = seen_sitting(request, pk)
    actor = actor_for(request.user, WRITE, found.unit_id)
    initial = {"on": found.held_on, "place": found.place, "speaker": found.speaker, "masses": found.masses}
    form = mend_forms.MendHeld(request.POST or None, today=book_day(), initial=initial)

    def act(facts: dict[str, Any], actor: Actor, basis: str) -> None:
        mending.mend_sitting(found, facts, actor, basis=basis)

    words = _("Buổi ngày {day}").format(day=day_text(found.held_on))
    home = reverse("study", args=[found.study_id])
    return _taken(request, form, act, actor, home, one=found.study, words=words)


@allow(*PARTY_READERS)
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """A member's commitment put right, or taken back."""
    seen: Any = Commitment.objects.seen_by(request.user).select_related("member__person")
    found: Commitment = get_object_or_404(seen, pk=pk)
    actor = actor_for(request.user, WRITE, found.unit_id)
    form = mend_forms.MendCommitment(
        request.POST or None, today=book_day(), reviewed=found.reviewed_on is not None,
        initial={"made_on": found.made_on, "reviewed_on": found.reviewed_on, "result": found.result},
    )  # fmt: skip

    def act(facts: dict[str, Any], actor: Actor, basis: str) -> None:
        mending.mend_commitment(found, facts, actor, basis=basis)

    code = tree().nodes[found.unit_id].code
    home = f"{reverse('commitments_of', args=[code])}?nam={found.year}"
    words = _("{name}: đăng ký làm theo Bác năm {year}").format(
        name=found.member.person.full_name, year=found.year
    )
    return _taken(request, form, act, actor, home, words=words)


@allow(*PARTY_READERS)
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """What a unit registered for a year and how it was reviewed; the form of the next of these two for who writes it."""
    year, unit_id, today = year_asked(request), unit_in_sight(request, code), book_day()
    held: UnitCommitment | None = UnitCommitment.objects.filter(unit_id=unit_id, year=year).first()
    writes = may(request.user, WRITE, unit_id)
    form_class: Any = mend_forms.UnitReviewed if held else mend_forms.UnitRegistered
    form = None
    if writes and not (held and held.reviewed_on):
        form = form_class(request.POST or None, today=today)
    if request.method == "POST":
        actor = actor_for(request.user, WRITE, unit_id)
        if form is None:
            raise Http404(code)
        if form.is_valid() and _write(form, held, (unit_id, year), actor):
            messages.success(request, _("Đã ghi sổ."))
            return redirect(f"{reverse('unit_commitment', args=[code])}?nam={year}")
    return page(
        request,
        "party/study/unit_commitment.html",
        status=422 if form is not None and form.is_bound and form.errors else 200,
        form=form,
        held=held,
        year=year,
        code=code,
        unit=tree().name(unit_id, today),
        writes=writes,
        is_cell=tree().nodes[unit_id].kind == "cell",
        home=f"{reverse('commitments')}?nam={year}",
    )


def _write(form: Any, held: UnitCommitment | None, where: tuple[int, int], actor: Actor) -> bool:
    try:
        if held:
            flow.review_unit(held, form.cleaned_data, actor)
        else:
            flow.register_unit(*where, form.cleaned_data, actor)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@allow(*PARTY_READERS)
def unit_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit's commitment put right, or taken back."""
    found: UnitCommitment = get_object_or_404(UnitCommitment.objects.seen_by(request.user), pk=pk)
    actor = actor_for(request.user, WRITE, found.unit_id)
    names = mend_forms.MendUnitCommitment.base_fields
    initial = {name: getattr(found, name) for name in names if hasattr(found, name)}
    form = mend_forms.MendUnitCommitment(
        request.POST or None, today=book_day(), reviewed=found.reviewed_on is not None, initial=initial
    )

    def act(facts: dict[str, Any], actor: Actor, basis: str) -> None:
        mending.mend_unit_commitment(found, facts, actor, basis=basis)

    home = f"{reverse('unit_commitment', args=[tree().nodes[found.unit_id].code])}?nam={found.year}"
    words = _("{unit}: đăng ký làm theo Bác năm {year}").format(
        unit=tree().name(found.unit_id), year=found.year
    )
    return _taken(request, form, act, actor, home, words=words)
