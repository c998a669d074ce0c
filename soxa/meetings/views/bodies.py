"""Meetings of every other kind: their list, planning one, and who is called to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor, allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, lists
from soxa.meetings.convening.whose import communes_of, offered, whose
from soxa.meetings.flow import WRITE
from soxa.meetings.forms import Called, Plan
from soxa.meetings.kinds import CELL, KINDS, LIST, Kind
from soxa.meetings.models import DOMAINS, Meeting
from soxa.meetings.summoned import candidates, listed, proposed
from soxa.meetings.views.meeting import seen_or_404, writer
from soxa.meetings.views.offices import acting_in
from soxa.org.models import Person
from soxa.org.roles import MEETING_READERS

LEAF, MOST_AHEAD = 50, 60


@allow(*MEETING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Meetings of committees, councils, villages … in sight, the latest first, of one kind or all."""
    today, held = book_day(), Q(held_on__isnull=False) | Q(state=Meeting.CALLED_OFF)
    chosen = KINDS.get(request.GET.get("loai", ""))
    rows = lists.bodies(request.user, chosen.code if chosen else "")
    asked = whose(request.GET.get("don-vi", ""), request.user, today)
    if asked.units is not None:
        rows = rows.filter(unit__in=sorted(asked.units))
    leaves = Paginator(rows.filter(held), LEAF).get_page(request.GET.get("trang"))
    ahead = lists.lined(rows.exclude(held).order_by("planned_on", "pk")[: MOST_AHEAD + 1], today)
    return page(
        request,
        "meetings/bodies.html",
        leaves=leaves,
        rows=lists.lined(leaves, today),
        ahead=ahead[:MOST_AHEAD] if leaves.number == 1 else [],
        most=MOST_AHEAD if len(ahead) > MOST_AHEAD else 0,
        asked=asked.value,
        offered=offered(request.user, asked, today),
        many=len(communes_of(request.user, today)) > 1,
        kind=chosen,
        kinds=[(one.code, one.title) for one in KINDS.values() if one.code != CELL],
        query=request.GET,
        plans=_plannable(request),
    )


@allow(*MEETING_READERS)
def rules(request: HttpRequest) -> HttpResponse:
    """What holds for every kind of meeting today: how often, who is called, how many must come and agree, by what law."""
    return page(
        request, "meetings/rules.html", kinds=[lists.rules_of(kind, book_day()) for kind in KINDS.values()]
    )


def _plannable(request: HttpRequest) -> list[Kind]:
    return [kind for kind in KINDS.values() if kind.code != CELL and _office(request, kind) is not None]


def _office(request: HttpRequest, kind: Kind) -> Actor | None:
    """The office in which the reader plans meetings of a kind: one of the unit that holds them; None where he has none."""
    return acting_in(request.user, WRITE, kind.unit_kind, DOMAINS[kind.side])


@allow(*MEETING_READERS)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a meeting of a kind: called what, when, where, and who is called."""
    kind = KINDS.get(slug.replace("-", "_"))
    if kind is None or kind.code == CELL:
        raise Http404(slug)
    actor = _office(request, kind)
    if actor is None or actor.unit_id is None:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không tổ chức loại cuộc họp này."))
    today, unit_id = book_day(), actor.unit_id
    first = proposed(kind, unit_id, today) if kind.summoned == LIST else []
    form = Plan(
        request.POST or None, today=today, kind=kind, first=first, others=candidates(unit_id, today),
        initial=lists.plan_before(kind, unit_id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            meeting = flow.plan(flow.Wish(**form.wish(unit_id)), actor, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi cuộc họp vào sổ. Tiếp theo: triệu tập."))
            return redirect("meeting", pk=meeting.pk)
    return page(
        request,
        "meetings/plan.html",
        status=422 if form.is_bound else 200,
        form=form,
        label=_("Thêm: {what}").format(what=kind.title),
        cite=kind.cite,
        home=reverse("body_meetings"),
    )


@allow(*MEETING_READERS)
def called(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who is called, until the meeting begins."""
    found = seen_or_404(request, pk)
    if found.what.summoned != LIST:
        raise Http404(pk)
    actor, today = writer(request.user, found), book_day()
    now = listed(found)
    form = Called(
        request.POST or None, today=today, meeting=found, first=now, others=candidates(found.unit_id, today)
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = flow.call(found, form.chosen(), actor, on=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi thành phần dự họp.") + _to_tell(found, changed))
            return redirect("meeting", pk=pk)
    return page(
        request,
        "meetings/plan.html",
        status=422 if form.is_bound else 200,
        form=form,
        label=_("Thành phần dự họp"),
        cite=found.what.cite,
        home=reverse("meeting", args=[pk]),
        one=found,
    )


def _to_tell(found: Meeting, changed: flow.Changed) -> str:
    """Whom the organiser still has to tell, when those called had been told before their list was changed."""
    if found.state != Meeting.CONVENED:
        return ""
    names = dict(Person.objects.filter(pk__in=changed.new | changed.gone).values_list("pk", "full_name"))
    said = ((_("Mời thêm: {names}."), changed.new), (_("Không mời nữa, cần báo lại: {names}."), changed.gone))
    return "".join(
        " " + words.format(names=", ".join(sorted(names[key] for key in people)))
        for words, people in said
        if people
    )
