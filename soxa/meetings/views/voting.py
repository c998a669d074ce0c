"""Votes of a meeting: putting one, its page, the form of each step, correcting a count."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import allow
from soxa.kernel.flow import Step
from soxa.kernel.page import page
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.force import NotInForce
from soxa.meetings.kinds import BALLOT, HEADS
from soxa.meetings.models import Meeting
from soxa.meetings.views.meeting import seen_or_404, writer, writes
from soxa.meetings.voting import flow, lists
from soxa.meetings.voting.beside import AHEAD
from soxa.meetings.voting.counting import reckoned
from soxa.meetings.voting.flow import VOTES
from soxa.meetings.voting.forms import Count, Nothing, Put, Recount
from soxa.meetings.voting.measures import measures_of
from soxa.meetings.voting.models import Vote
from soxa.meetings.voting.printed import count_minutes
from soxa.meetings.voting.slugs import NAMES, SLUGS
from soxa.org.roles import MEETING_READERS

MADE: dict[str, tuple[Any, str]] = {
    "pdf": (pdf, "application/pdf"),
    "docx": (word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def vote_or_404(request: HttpRequest, pk: int) -> Vote:
    """The vote, if its meeting lies in the reader's sight; Http404 otherwise."""
    rows: Any = Vote.objects.seen_by(request.user)
    found: Vote = get_object_or_404(rows.select_related("meeting"), pk=pk)
    return found


@allow(*MEETING_READERS)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a question to the vote of a meeting."""
    found = seen_or_404(request, pk)
    if not measures_of(found.what):
        raise Http404(pk)
    actor, today = writer(request.user, found), book_day()
    form = Put(
        request.POST or None, today=today, meeting=found, initial={"item": request.GET.get("noi-dung")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = flow.put(found, flow.Wish(**form.wish()), actor, on=found.held_on or today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi nội dung biểu quyết."))
            return redirect("vote", pk=made.pk)
    return page(
        request, "meetings/voting/form.html", status=422 if form.is_bound else 200, form=form,
        label=_("Thêm nội dung biểu quyết"), cite=_law(found), one=found,
        unit=tree().name(found.unit_id, found.planned_on), home=reverse("meeting", args=[pk]),
    )  # fmt: skip


def _law(found: Meeting) -> str:
    try:
        return str(measures_of(found.what)[Vote.MAJORITY].cite(found.held_on or found.planned_on))
    except NotInForce:
        return ""


@allow(*MEETING_READERS)
def paper(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The minutes of a count of paper ballots, as PDF or Word."""
    found = vote_or_404(request, pk)
    if ending not in MADE or found.form != BALLOT or found.state != Vote.COUNTED:
        raise Http404(ending)
    made, kind = MADE[ending]
    answer = HttpResponse(made(count_minutes(found)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="bien-ban-kiem-phieu-{pk}.{ending}"'
    return answer


@allow(*MEETING_READERS)
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """One vote: what was put, how it came out, what may be done."""
    found = vote_or_404(request, pk)
    meeting = found.meeting
    may_write = writes(request.user, meeting)
    return page(
        request, "meetings/voting/vote.html", one=meeting, vote=found, row=lists.row_of(found),
        unit=tree().name(meeting.unit_id, meeting.planned_on), warning=lists.both_ways(found), apart=lists.heads_apart(meeting),
        steps=_steps(found) if may_write else [],
        mends=may_write and found.state == Vote.COUNTED and not found.electronic,
        options=list(found.options.all()), cast=lists.cast_of(found), voices=lists.voices_of(found),
    )  # fmt: skip


def _steps(found: Vote) -> list[tuple[Step, str]]:
    if found.meeting.state not in AHEAD:
        return []
    wrong = {"count"} if found.electronic else {"open", "close"}
    return [
        (step, SLUGS[name])
        for name, step in VOTES.steps.items()
        if found.state in step.from_states and name not in wrong
    ]


@allow(*MEETING_READERS)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one step; back to the vote once it is written."""
    found, name = vote_or_404(request, pk), NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    chosen, actor = VOTES.steps[name], writer(request.user, found.meeting)
    if why := chosen.refusal(found, actor):
        return _form(request, found, str(chosen.label), refused=why, status=409)
    kind: Any = chosen.form
    form = kind(
        request.POST if request.method == "POST" else None,
        today=book_day(),
        vote=found,
        initial=_initial(found, name),
    )
    if request.method == "POST" and form.is_valid():
        try:
            VOTES.take(name, found, actor, form.facts())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
            return redirect("vote", pk=pk)
    status = 422 if form.is_bound and form.errors else 200
    told = lists.told_before(found, name) if kind is Nothing else ""
    return _form(request, found, str(chosen.label), form=form, status=status, cite=chosen.cite, told=told)


@allow(*MEETING_READERS)
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What a count comes to while it is typed, or what cannot be true of it; nothing while a number is missing. Writes nothing."""
    found = vote_or_404(request, pk)
    writer(request.user, found.meeting)
    form, kind, said = Count(request.POST, today=book_day(), vote=found), "", ""
    form.fields.pop("tellers", None)
    if form.is_valid():
        try:
            kind, said = _promised(found, form.facts())
        except Refused as refused:
            kind, said = "bad", str(refused)
    return page(request, "meetings/voting/checked.html", kind=kind, said=said)


def _promised(found: Vote, facts: dict[str, Any]) -> tuple[str, str]:
    """(kind of notice, words) of a count that agrees; told where its total is not that of the meeting."""
    kind, said = lists.promised(found, reckoned(found, facts, with_team=False))
    total = lists.heads_of(found.meeting) if found.meeting.what.summoned == HEADS else None
    if total in (None, facts["official"]):
        return kind, said
    words = _("Tổng số {said} khác số {total} đã ghi của cuộc họp này; xem lại.")
    return "warn", f"{said} {words.format(said=facts['official'], total=total)}"


def _initial(found: Vote, name: str) -> dict[str, Any]:
    if name != "count":
        return {}
    team = "\n".join(lists.team_before(found))
    if found.meeting.what.summoned == HEADS:
        return {"tellers": team, "official": lists.heads_of(found.meeting)}
    there = lists.present_of(found.meeting)
    return {"present": there, "tellers": team, "given": there, "other": 0, "noes": 0, "invalid": 0}


@allow(*MEETING_READERS)
def recount(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a count of hands or papers, with its basis."""
    found = vote_or_404(request, pk)
    actor = writer(request.user, found.meeting)
    if found.state != Vote.COUNTED or found.electronic:
        raise Http404(pk)
    initial = {name: getattr(found, name) for name in Count.base_fields} | {
        name: getattr(found, name)
        for name in ("official", "present", "given", "returned", "valid", "invalid", "ayes", "noes", "other")
    }
    initial |= {f"o{one.pk}": one.ayes for one in found.options.all()}
    initial["tellers"] = "\n".join(one.name for one in found.tellers.all())
    form = Recount(request.POST or None, today=book_day(), vote=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            flow.recount(found, form.facts(), actor, basis=form.cleaned_data["basis"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính kết quả biểu quyết."))
            return redirect("vote", pk=pk)
    status = 422 if form.is_bound and form.errors else 200
    return _form(request, found, _("Đính chính kết quả"), form=form, status=status)


def _form(
    request: HttpRequest, found: Vote, label: str, *, form: Any = None, refused: str = "", status: int = 200, cite: Any = None,
    told: str = "",
) -> HttpResponse:  # fmt: skip
    meeting = found.meeting
    return page(
        request, "meetings/voting/form.html", status=status, form=form, refused=refused, label=label, cite=cite,
        one=meeting, vote=found, unit=tree().name(meeting.unit_id, meeting.planned_on), two=False,
        counts=isinstance(form, Count), told=told, button=label if told else _("Ghi sổ"),
        home=reverse("vote", args=[found.pk]),
    )  # fmt: skip
