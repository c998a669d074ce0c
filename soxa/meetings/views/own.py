"""Meetings of the one who is signed in: those to come with an answer, those that were; open to whoever has an account."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import Actor, allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.meetings.convening import flow, lists, papers
from soxa.meetings.convening.called import told_to
from soxa.meetings.convening.ics import ics
from soxa.meetings.convening.models import Reply
from soxa.meetings.lists import light_of
from soxa.meetings.models import Meeting
from soxa.meetings.voting.lists import counted_of, open_to

LEAF, NEAREST, MOST_EVENTS = 20, 30, 200


def told_or_404(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, if the reader is told of it; Http404 otherwise."""
    found: Meeting = get_object_or_404(told_to(request.user.person_id), pk=pk)  # type: ignore[union-attr]
    return found


def himself(reader: Any) -> Actor:
    """The reader in the first office he holds: whoever is called answers for himself."""
    first = reader.held_offices()[0]
    return Actor(reader.full_name(), first.title, first.unit_id, reader.pk, first.role)


@allow()
def index(request: HttpRequest) -> HttpResponse:
    """Meetings to come, then those that were."""
    today, person = book_day(), request.user.person_id  # type: ignore[union-attr]
    leaves = Paginator(lists.past(person, today), LEAF).get_page(request.GET.get("trang"))
    return page(
        request,
        "meetings/own.html",
        ballots=open_to(person),
        coming=lists.own(person, lists.coming(person, today)[:NEAREST]),
        past=[(one, light_of(one.meeting, today)) for one in lists.own(person, leaves)],
        leaves=leaves,
        query=request.GET,
        answers=dict(Reply.ANSWERS),
    )


@allow()
def as_calendar(request: HttpRequest) -> HttpResponse:
    """Meetings to come as a calendar file, those called off among them as taken back."""
    today, person = book_day(), request.user.person_id  # type: ignore[union-attr]
    found = [*lists.coming(person, today)[:MOST_EVENTS], *lists.taken_back(person, today)[:MOST_EVENTS]]
    answer = HttpResponse(ics(lists.own(person, found), timezone.now()), content_type="text/calendar")
    answer["Content-Disposition"] = 'attachment; filename="cuoc-hop.ics"'
    return answer


@allow()
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting as one who is told of it sees it."""
    found, today = told_or_404(request, pk), book_day()
    (own,) = lists.own(request.user.person_id, [found])  # type: ignore[union-attr]
    return page(
        request,
        "meetings/own_meeting.html",
        own=own,
        ballots=open_to(request.user.person_id, found),  # type: ignore[union-attr]
        votes=counted_of(found),
        one=found,
        light=light_of(found, today),
        items=list(found.items.all()),
        papers=papers.shown(found),
        answers=dict(Reply.ANSWERS),
    )


@allow()
@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The reader answers for himself."""
    found = told_or_404(request, pk)
    said = (request.POST.get("answer", ""), request.POST.get("why", ""))
    person: Any = request.user.person_id  # type: ignore[union-attr]
    try:
        flow.reply(found, {person: said}, himself(request.user), on=book_day())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = _("Đã ghi: đồng chí sẽ dự.") if said[0] == Reply.COMES else _("Đã ghi: đồng chí xin vắng.")
        messages.success(request, words)
    return redirect("own_meeting", pk=pk)
