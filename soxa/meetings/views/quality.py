"""Pages of the quality of meetings: scoring one, and the sheets they are scored on."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor, actor_for, allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.meetings.models import Meeting
from soxa.meetings.quality import flow
from soxa.meetings.quality.beside import sides_of
from soxa.meetings.quality.filling import proposals
from soxa.meetings.quality.forms import MendScored, NewVersion, Scored
from soxa.meetings.quality.models import KINDS_SCORED, LEVELS, SCORED, Score, ScoreSheet
from soxa.meetings.views.meeting import seen_or_404
from soxa.meetings.views.offices import acting_in
from soxa.org.roles import PARTY, PARTY_OFFICES, PARTY_READERS

SIDES = {"tu-cham": Score.SELF, "theo-doi": Score.FOLLOWER}
SLUGS = {side: slug for slug, side in SIDES.items()}
TITLES = dict(KINDS_SCORED)
KINDS = {"thuong-ky": SCORED[0], "chuyen-de": SCORED[1]}


@allow(*PARTY_READERS)
def score(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The sheet of a meeting for one side, filled from the record; or the correction of what that side gave."""
    found = seen_or_404(request, pk)
    if slug not in SIDES or found.kind not in SCORED:
        raise Http404(slug)
    side, today = SIDES[slug], book_day()
    actor = flow.actor_of(request.user, found, side)
    sides = sides_of(found)
    held = sides[side].score if side in sides else None
    sheet = held.sheet if held else flow.sheet_of(found)
    why = flow.objection(found, side, actor, max(found.held_on or today, today), today)
    if sheet is None or why:
        said = why or _("Chưa có phiếu chấm điểm áp dụng cho ngày họp này.")
        return _shown(request, found, side, refused=said, status=409)
    criteria = list(sheet.criteria.all())
    kind = MendScored if held else Scored
    form = kind(
        request.POST or None, today=today, criteria=criteria, proposed=proposals(found, criteria, today), held=held
    )  # fmt: skip
    sent = request.method == "POST" and form.is_valid()
    if sent and (written := _written(request, found, side, form, actor, today)):
        return written
    other = next((one for key, one in sides.items() if key != side), None)
    status = 422 if form.is_bound and form.errors else 200
    return _shown(
        request, found, side, form=form, sheet=sheet, other=other, mends=held is not None, status=status
    )


def _written(
    request: HttpRequest, found: Meeting, side: str, form: Any, actor: Actor, today: date
) -> HttpResponse | None:
    try:
        made = flow.score(
            found, side, form.given(), actor, today=today, basis=form.cleaned_data.get("basis", "")
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _("Đã ghi điểm: {level}.").format(level=dict(LEVELS)[made.level]))
    return redirect("meeting", pk=found.pk)


def _shown(
    request: HttpRequest, found: Meeting, side: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    return page(
        request,
        "meetings/quality/score.html",
        status=status,
        one=found,
        unit=tree().name(found.unit_id, found.planned_on),
        label=dict(Score.SIDES)[side],
        is_follower=side == Score.FOLLOWER,
        followers=flow.followers_of(found),
        home=reverse("meeting", args=[found.pk]),
        **context,
    )


@allow(*PARTY_READERS)
def sheets(request: HttpRequest) -> HttpResponse:
    """The sheets that apply to what the reader sees, the latest first of each kind."""
    today = book_day()
    found: Any = ScoreSheet.objects.all().seen_by(request.user, today)  # type: ignore[attr-defined]
    rows = list(found.prefetch_related("criteria").order_by("kind", "-since", "-pk"))
    unit_id = _office(request)
    return page(
        request,
        "meetings/quality/sheets.html",
        kinds=[
            (TITLES[kind], slug, [one for one in rows if one.kind == kind]) for slug, kind in KINDS.items()
        ],
        names={one.unit_id: tree().name(one.unit_id, today) for one in rows if one.unit_id},
        writes=unit_id is not None,
    )


def _office(request: HttpRequest) -> int | None:
    """The commune in whose office the reader changes sheets; None where he holds none."""
    actor = acting_in(request.user, flow.FOLLOW, "commune", PARTY)
    return actor.unit_id if actor else None


@allow(*PARTY_OFFICES)
def new_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """A new version of the sheet of a kind, begun from the one in force."""
    if slug not in KINDS:
        raise Http404(slug)
    kind, today, unit_id = KINDS[slug], book_day(), _office(request)
    actor = actor_for(request.user, flow.FOLLOW, unit_id, domain=PARTY)
    like = flow.sheet_of(Meeting(kind=kind, unit_id=unit_id or 0, planned_on=today))
    form = NewVersion(request.POST or None, kind=kind, like=like, today=today)
    if request.method == "POST" and form.is_valid() and unit_id:
        try:
            flow.new_version(unit_id, form.version(), actor, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi phiếu chấm điểm mới; điểm đã chấm giữ theo phiếu cũ."))
            return redirect("score_sheets")
    return page(
        request,
        "meetings/quality/new_sheet.html",
        status=422 if form.is_bound else 200,
        form=form,
        kind=TITLES[kind],
    )
