"""One meeting: its page, its roll, and the form of each step."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.flow import Step
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.meetings import flow, lists
from soxa.meetings.beside import BESIDE_MEETING
from soxa.meetings.convening.agenda import MENDED
from soxa.meetings.convening.watch import warned_of
from soxa.meetings.flow import FLOW, WRITE
from soxa.meetings.kinds import HEADS, LIST, OF_CELLS
from soxa.meetings.models import DOMAINS, Meeting, Presence
from soxa.meetings.slugs import NAMES, SLUGS
from soxa.meetings.voting.lists import heads_of
from soxa.org.roles import MEETING_READERS

_MAIN = ("open", "close", "convene")
_AHEAD = ("convene", "open", "close")  # of a meeting whose day has not come: it is convened first
_FEW = 15  # so many names stand unfolded


def seen_or_404(request: HttpRequest, pk: int, *, alone: bool = False) -> Meeting:
    """The meeting, if it lies in the reader's sight, with who led and wrote unless it is asked alone; Http404 otherwise."""
    rows: Any = Meeting.objects.seen_by(request.user)
    found: Meeting = get_object_or_404(rows if alone else rows.select_related("chair", "scribe"), pk=pk)
    return found


def writes(reader: Any, found: Meeting) -> bool:
    """Whether the reader holds an office that writes of this meeting: one that sees its side in its unit."""
    return may(reader, WRITE, found.unit_id, domain=DOMAINS[found.side])


def writer(reader: Any, found: Meeting) -> Actor:
    """The reader in the office that writes of this meeting; PermissionDenied in words."""
    return actor_for(reader, WRITE, found.unit_id, domain=DOMAINS[found.side])


def _steps(request: HttpRequest, found: Meeting) -> list[tuple[Step, str]]:
    if not writes(request.user, found):
        return []
    open_now = [(step, SLUGS[name]) for name, step in FLOW.steps.items() if found.state in step.from_states]
    order = _AHEAD if found.planned_on > book_day() else _MAIN
    return sorted(open_now, key=lambda one: order.index(one[0].name) if one[0].name in order else len(order))


@allow(*MEETING_READERS)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting with its agenda, its roll and what may be done."""
    found, today = seen_or_404(request, pk), book_day()
    roll = lists.roll_of(found, found.held_on) if found.held_on else []
    written = [one for one in roll if one.written]
    return page(
        request,
        "meetings/meeting.html",
        one=found,
        unit=tree().name(found.unit_id, found.planned_on),
        light=lists.light_of(found, today),
        items=list(found.items.all()),
        said=list(found.opinions.all()) if found.held_on else [],
        guests=list(found.guests.all()) if found.held_on else [],
        roll=sorted(written, key=lambda one: not one.must),
        came=Presence.CAME,
        few=_FEW,
        turnout=lists.turnout_of(written) if written else None,
        words=dict(Presence.ANSWERS),
        holds=lists.holds(found, written),
        steps=_steps(request, found),
        main_steps=_MAIN,
        short=lists.short_by(found),
        on_paper=found.state in (Meeting.DUE, Meeting.CONVENED)
        and found.what.summoned != HEADS
        and writes(request.user, found),
        writes=writes(request.user, found),
        in_room=found.state == Meeting.OPEN and writes(request.user, found),
        calls=found.state == Meeting.CLOSED and found.what.summoned != HEADS and writes(request.user, found),
        beside=BESIDE_MEETING.of(found, request.user),
        calls_list=found.what.summoned == LIST
        and found.state in (Meeting.DUE, Meeting.CONVENED)
        and writes(request.user, found),
        heads=found.what.summoned == HEADS,
        orders=found.state in MENDED and writes(request.user, found),
    )


@allow(*MEETING_READERS)
def roll(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the roll of a meeting that was sent; while it is open the roll is called on its screen."""
    found = seen_or_404(request, pk)
    actor = writer(request.user, found)
    if found.what.summoned == HEADS:
        return redirect("meeting", pk=pk)
    if found.held_on is None:
        messages.info(request, _("Bắt đầu họp rồi mới điểm danh."))
        return redirect("meeting", pk=pk)
    if found.state == Meeting.OPEN:
        return redirect("meeting_room_part", pk, "diem-danh")
    people = lists.roll_of(found, found.held_on)
    answers, wrong, basis = {one.person_id: one.answer for one in people}, "", ""
    reasons = {one.person_id: one.reason for one in people}
    if request.method == "POST":
        basis = request.POST.get("basis", "").strip()
        answers = {key: request.POST.get(f"m{key}", said) for key, said in answers.items()}
        reasons = {key: request.POST.get(f"w{key}", why) for key, why in reasons.items()}
        wrong = _written(request, found, (answers, reasons), actor, basis)
        if not wrong:
            return redirect("meeting", pk=pk)
    return page(
        request,
        "meetings/roll.html",
        status=422 if wrong else 200,
        one=found,
        unit=tree().name(found.unit_id, found.held_on),
        people=people,
        answers=answers,
        reasons=reasons,
        choices=Presence.ANSWERS,
        wrong=wrong,
        basis=basis,
    )


def _written(
    request: HttpRequest,
    found: Meeting,
    told: tuple[dict[int, str], dict[int, str]],
    actor: Actor,
    basis: str,
) -> str:
    answers, reasons = told
    try:
        flow.call_roll(found, answers, actor, basis=basis, reasons=reasons)
    except Refused as refused:
        return str(refused)
    counted = lists.turnout_of(found.presences.all())
    messages.success(
        request,
        _("Đã điểm danh: có mặt {came}/{required}.").format(came=counted.came, required=counted.required),
    )
    return ""


@allow(*MEETING_READERS)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one step; back to the meeting once it is written."""
    found = seen_or_404(request, pk, alone=True)
    name = NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    chosen = FLOW.steps[name]
    actor = writer(request.user, found)
    if why := chosen.refusal(found, actor):
        return _form(request, found, chosen, refused=why, status=409)
    form = _bound(request, found, chosen)
    if request.method == "POST" and form.is_valid():
        try:
            flow.take(name, found, actor, form.facts())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
            return redirect("meeting_room" if name == "open" else "meeting", pk=pk)
    return _form(request, found, chosen, form=form, status=422 if form.is_bound and form.errors else 200)


def _bound(request: HttpRequest, found: Meeting, chosen: Step) -> Any:
    given: dict[str, Any] = {}
    initial: dict[str, Any] = {
        "planned_on": found.planned_on, "planned_at": found.planned_at, "place": found.place, "why": "",
        "theme": found.theme, "agenda": "" if request.POST else lists.agenda_before(found),
    }  # fmt: skip
    if chosen.name == "open":
        initial |= {"on": min(found.planned_on, book_day()), "began_at": found.planned_at}
    if chosen.name == "mend":
        initial |= {"on": found.held_on, "began_at": found.began_at, "why": found.moved_why}
    if chosen.name == "close":
        given = {"items": list(found.items.all()), "people": lists.who_may_lead(found)}
        initial |= {
            "chair": found.chair_id,
            "scribe": found.scribe_id,
            "ended_at": found.ended_at,
            "next_day": found.past_midnight,
            "heads_due": heads_of(found) if found.what.summoned == HEADS else None,
            "heads_came": found.heads_came,
            "paperless": found.paperless,
        }
    kind: Any = chosen.form
    return kind(request.POST or None, today=book_day(), meeting=found, initial=initial, **given)


def _form(
    request: HttpRequest, found: Meeting, chosen: Step, *, form: Any = None, refused: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    return page(
        request,
        "meetings/step.html",
        status=status,
        form=form,
        refused=refused,
        label=chosen.label,
        cite=chosen.cite if found.kind in OF_CELLS else found.what.cite,
        warned=warned_of(found, book_day()) if chosen.name in ("convene", "move") else [],
        one=found,
        unit=tree().name(found.unit_id, found.planned_on),
        home=reverse("meeting", args=[found.pk]),
    )
