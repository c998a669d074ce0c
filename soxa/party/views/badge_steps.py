"""Forms on one badge: one given before the book, one proposed early, one step of its life, a correction."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.periods import add_months
from soxa.org.roles import PARTY_OFFICES, PARTY_READERS
from soxa.party.act import WRITE
from soxa.party.badges import case_forms, planning
from soxa.party.badges.flow import LIFE, NAMES, correct, propose_early, record_kept
from soxa.party.badges.models import Badge
from soxa.party.badges.rules import levels
from soxa.party.models import Member
from soxa.party.standing import life_of
from soxa.party.views.badges import proposer
from soxa.party.views.members import seen_or_404

CORRECT = "dinh-chinh"


@allow(*PARTY_READERS)
def member_badge(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A badge of one member: given before the book ("da-co"), or to be given early ("som")."""
    found = seen_or_404(request, pk)
    if kind == "da-co":
        return _kept(request, found)
    if kind == "som":
        return _early(request, found)
    raise Http404(kind)


def _kept(request: HttpRequest, found: Member) -> HttpResponse:
    today = book_day()
    life = life_of(found, today)
    actor = actor_for(request.user, WRITE, life.unit_id)
    start = found.decision_on or found.admitted_on
    level = planning.level_of(start, today) if start else None
    form = case_forms.Kept(
        request.POST or None, levels=levels(today), today=today, initial={"level": level} if level else {}
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_kept(found, actor, unit_id=life.unit_id or 0, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, found, _("Huy hiệu đã trao trước khi lập sổ"))
    return _form_page(request, found, form, _("Ghi Huy hiệu đã trao trước khi lập sổ"))


def _early(request: HttpRequest, found: Member) -> HttpResponse:
    today = book_day()
    life = life_of(found, today)
    rounds = planning.coming_rounds(today)
    actor = proposer(request)(life.unit_id or 0)
    coming = planning.reached(
        request.user, today, after=today, until=add_months(today, 48), unit=life.unit_id
    )
    due = next(
        (one for one in sorted(coming, key=lambda one: one.level) if one.member_id == found.pk and one.badge_id is None),
        None,
    )  # fmt: skip
    label = _("Đề nghị trao sớm Huy hiệu Đảng")
    form = case_forms.Early(request.POST or None, rounds=rounds)
    if due is None:
        why = _("Bốn năm tới đồng chí không đủ năm của loại Huy hiệu nào chưa đề nghị.")
        return _form_page(request, found, form, label, refused=why, status=409)
    if request.method == "POST" and form.is_valid():
        try:
            propose_early(due, actor, on=today, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, found, label)
    words = _("{label}: loại {level} năm, đủ năm ngày {day}").format(
        label=label, level=due.level, day=day_text(due.due_on)
    )
    return _form_page(request, found, form, words)


@allow(*PARTY_OFFICES)
def badge_step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One step with one badge, or a correction of it."""
    badge = _seen(request, pk)
    if slug == CORRECT:
        return _corrected(request, badge)
    name = NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    step, today = LIFE.steps[name], book_day()
    actor = actor_for(request.user, WRITE, badge.unit_id)
    made: Any = case_forms.AwardOne if name == "award" else step.form
    form = made(request.POST or None, today=today)
    label = _("{step}: Huy hiệu {level} năm").format(step=step.label, level=badge.level)
    if why := step.refusal(badge, actor):
        return _form_page(request, badge.member, form, label, refused=why, status=409)
    if request.method == "POST" and form.is_valid():
        try:
            LIFE.take(name, badge, actor, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, badge.member, step.label)
    return _form_page(request, badge.member, form, label, cite=step.cite)


def _corrected(request: HttpRequest, badge: Badge) -> HttpResponse:
    actor = actor_for(request.user, WRITE, badge.unit_id)
    form = case_forms.CorrectBadge(request.POST or None, badge=badge, today=book_day())
    if request.method == "POST" and form.is_valid():
        try:
            correct(badge, actor, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, badge.member, _("Đính chính Huy hiệu"))
    label = _("Đính chính Huy hiệu {level} năm").format(level=badge.level)
    return _form_page(request, badge.member, form, label)


def _seen(request: HttpRequest, pk: int) -> Badge:
    seen: Any = Badge.objects.seen_by(request.user)
    found: Badge | None = seen.select_related("member__person").filter(pk=pk).first()
    if found is None:
        raise Http404(pk)
    return found


def _done(request: HttpRequest, member: Member, what: Any) -> HttpResponse:
    messages.success(request, _("Đã ghi sổ: {act}.").format(act=what))
    return redirect("member", pk=member.pk)


def _form_page(
    request: HttpRequest, member: Member, form: Any, label: Any, *, status: int = 200, **context: Any
) -> HttpResponse:
    life = life_of(member, book_day())
    blank: dict[str, Any] = {"there": None, "there_where": "", "refused": "", "cite": None}
    wrong = 422 if form.is_bound and not form.is_valid() else status
    return page(
        request,
        "party/act.html",
        status=wrong,
        form=form,
        label=label,
        life=life,
        where=tree().name(life.unit_id) if life.unit_id else "",
        **{**blank, **context},
    )
