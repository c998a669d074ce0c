"""The calendar of meetings and duties: a week, a month, the week's paper, and what is put in besides meetings."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.documents.files import OFFICE_TYPES
from soxa.documents.printed import outputs
from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.calendar import weekday
from soxa.meetings.convening import keeping, week_paper
from soxa.meetings.convening.calendars import Event, events, month_of, week_of
from soxa.meetings.convening.forms import Line
from soxa.meetings.convening.models import CalendarLine
from soxa.meetings.convening.whose import offered, whose
from soxa.meetings.flow import WRITE
from soxa.meetings.models import DOMAINS
from soxa.org.roles import MEETING_READERS

COMMUNE = "commune"
MOST_A_DAY = 6  # so many stand in a day of the month; the week shows the others
NAMES = {"pdf": "application/pdf", "docx": OFFICE_TYPES["docx"]}


def _day(request: HttpRequest) -> date:
    """The day asked for, 2026-11-20; today's for anything else, and for years no book has."""
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return book_day()
    return day if abs((day - book_day()).days) < 36_500 else book_day()


def _commune(request: HttpRequest) -> tuple[int, str] | None:
    """(unit, side) of the commune in whose office the reader writes meetings; None for who has none."""
    for held in request.user.held_offices():  # type: ignore[union-attr]
        for side, domain in DOMAINS.items():
            if tree().nodes[held.unit_id].kind == COMMUNE and may(
                request.user, WRITE, held.unit_id, domain=domain
            ):
                return held.unit_id, side
    return None


def _by_day(days: list[date], found: list[Event]) -> list[tuple[date, str, list[Event]]]:
    return [(day, weekday(day), [one for one in found if one.on == day]) for day in days]


@allow(*MEETING_READERS)
def week(request: HttpRequest) -> HttpResponse:
    """The week of a day, from Monday on."""
    day, home = _day(request), _commune(request)
    days = week_of(day)
    asked = whose(request.GET.get("don-vi", ""), request.user, day)
    found = events(request.user, days[0], days[-1] + timedelta(days=1), units=asked.units)
    return page(
        request,
        "meetings/week.html",
        asked=asked.value,
        offered=offered(request.user, asked, day),
        at=days[0],
        days=_by_day(days, found),
        first=days[0],
        last=days[-1],
        before=days[0] - timedelta(days=7),
        after=days[0] + timedelta(days=7),
        today=book_day(),
        writes=home is not None,
        prints=home is not None,
    )


@allow(*MEETING_READERS)
def month(request: HttpRequest) -> HttpResponse:
    """The month of a day, week by week."""
    day = _day(request).replace(day=1)
    weeks = month_of(day)
    asked = whose(request.GET.get("don-vi", ""), request.user, day)
    found = events(request.user, weeks[0][0], weeks[-1][-1] + timedelta(days=1), units=asked.units)
    return page(
        request,
        "meetings/month.html",
        asked=asked.value,
        offered=offered(request.user, asked, day),
        at=day,
        weeks=[_by_day(one, found) for one in weeks],
        heads=[weekday(one) for one in weeks[0]],
        month=day,
        most=MOST_A_DAY,
        writes=_commune(request) is not None,
        before=(day - timedelta(days=1)).replace(day=1),
        after=(day + timedelta(days=31)).replace(day=1),
        today=book_day(),
    )


@allow(*MEETING_READERS)
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The week of the commune on paper, PDF or Word: its bodies' meetings and duties, its cells as one line a day."""
    home, day = _commune(request), _day(request)
    if ending not in NAMES:
        raise Http404(ending)
    if home is None:
        raise PermissionDenied(_("Văn phòng Đảng ủy, Ủy ban nhân dân xã in lịch công tác tuần."))
    unit_id, side = home
    days = week_of(day)
    found = events(request.user, days[0], days[-1] + timedelta(days=1), units=tree().seen_from(unit_id))
    sheet = week_paper.sheet(found, day, unit_id, side)
    made = outputs.word(sheet, "week") if ending == "docx" else outputs.pdf(sheet, "week", days[0])
    answer = HttpResponse(made, content_type=NAMES[ending])
    answer["Content-Disposition"] = f'attachment; filename="lich-cong-tac-{days[0]}.{ending}"'
    return answer


def _writer(request: HttpRequest) -> tuple[Actor, int, str]:
    home = _commune(request)
    if home is None:
        raise PermissionDenied(_("Văn phòng Đảng ủy, Ủy ban nhân dân xã ghi lịch công tác."))
    return actor_for(request.user, WRITE, home[0], domain=DOMAINS[home[1]]), *home


@allow(*MEETING_READERS)
def add(request: HttpRequest) -> HttpResponse:
    """Put a duty or visit into the calendar of the reader's office."""
    actor, unit_id, side = _writer(request)
    today, given = book_day(), (request.POST,) if request.method == "POST" else ()
    form = Line(*given, today=today, initial={"on": _day(request)})
    if request.method == "POST" and form.is_valid():
        try:
            keeping.put_in(unit_id, side, dict(form.cleaned_data), actor, on=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi vào lịch công tác."))
            return redirect(f"{reverse('calendar')}?ngay={form.cleaned_data['on']}")
    return page(
        request, "meetings/line.html", status=422 if form.is_bound else 200, form=form, label=_("Thêm việc vào lịch"),
        home=reverse("calendar"),
    )  # fmt: skip


@allow(*MEETING_READERS)
@require_POST
def take_out(request: HttpRequest, key: int) -> HttpResponse:
    """Take a duty out of the calendar."""
    rows: Any = CalendarLine.objects.seen_by(request.user)
    line = get_object_or_404(rows, pk=key)
    actor = actor_for(request.user, WRITE, line.unit_id, domain=DOMAINS[line.side])
    try:
        keeping.take_out(line, actor, on=book_day())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã bỏ khỏi lịch công tác."))
    return redirect(f"{reverse('calendar')}?ngay={line.on}")
