"""The roll on paper: printed for one meeting or for every cell of a month, and typed into the book when it comes back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.typed_day import typed_day
from soxa.meetings import lists
from soxa.meetings.kinds import CELL, HEADS
from soxa.meetings.models import Meeting
from soxa.meetings.room import paper_roll, screen
from soxa.meetings.room.changes import number
from soxa.meetings.room.forms import WORKS, FromPaper
from soxa.meetings.room.typed import type_in
from soxa.meetings.views.board import asked_month
from soxa.meetings.views.meeting import seen_or_404, writer
from soxa.org.roles import MEETING_READERS
from soxa.party.communes import communes_of

MOST = 150  # sheets in one file: a commune's cells, not a province's
_AHEAD = (Meeting.DUE, Meeting.CONVENED)


def _file(sheets: list[paper_roll.PaperRoll], name: str) -> HttpResponse:
    answer = HttpResponse(paper_roll.pdf(sheets, book_day()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@allow(*MEETING_READERS)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper roll of one meeting."""
    found = seen_or_404(request, pk)
    if found.what.summoned == HEADS:
        messages.info(request, _("Cuộc họp này chỉ đếm số người dự, không có phiếu điểm danh."))
        return redirect("meeting", pk=pk)
    return _file(paper_roll.rolls_of([found], book_day()), f"phieu-diem-danh-{pk}")


@allow(*MEETING_READERS)
def sheets(request: HttpRequest) -> HttpResponse:
    """The paper rolls of a month's meetings of every cell in sight – of one commune – that has not met yet, in the order of the cells."""
    month = asked_month(request.GET.get("thang", ""), book_day())
    seen: Any = Meeting.objects.seen_by(request.user).filter(kind=CELL, month=month, state__in=_AHEAD)
    if chosen := communes_of(request.GET, request.user, book_day()).chosen:
        seen = seen.filter(unit_id__in=sorted(tree().seen_from(tree().codes[chosen])))
    found = list(seen.order_by("unit__code")[: MOST + 1])
    if not found or len(found) > MOST:
        words = _("Tháng này không còn buổi sinh hoạt nào chờ họp để in phiếu.")
        more = _("Nhiều hơn {most} chi bộ: in theo từng xã.").format(most=MOST)
        messages.info(request, more if found else words)
        return redirect(f"{reverse('meetings')}?thang={month:%Y-%m}")
    return _file(paper_roll.rolls_of(found, book_day()), f"phieu-diem-danh-{month:%Y-%m}")


@allow(*MEETING_READERS)
def typed(request: HttpRequest, pk: int) -> HttpResponse:
    """Type what the paper says: the meeting is opened, rolled and closed in one act."""
    found = seen_or_404(request, pk)
    actor = writer(request.user, found)
    if found.state not in _AHEAD or found.what.summoned == HEADS:
        messages.info(request, _("Chỉ nhập thay được buổi họp chưa ghi sổ và có danh sách người dự."))
        return redirect("meeting", pk=pk)
    today = book_day()
    on = _asked_day(request) or min(found.planned_on, today)
    called = lists.roll_of(found, on)
    people = lists.people_of(called)
    initial = {
        "on": on,
        "began_at": found.planned_at,
        "place": found.place,
        "theme": found.theme,
        "agenda": lists.agenda_before(found),
        **screen.leading(found, people),
    }
    form = FromPaper(
        request.POST or None,
        today=today,
        meeting=found,
        people=people,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        order = tuple(number(one) for one in request.POST.get("order", "").split(",") if one)
        try:
            type_in(found, form.typed(order), actor, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã nhập kết quả họp từ bản giấy."))
            return redirect("meeting", pk=pk)
    return page(
        request,
        "meetings/room/typed.html",
        status=422 if form.is_bound and form.errors else 200,
        one=found,
        unit=tree().name(found.unit_id, on),
        called=called,
        form=form,
        works=range(1, WORKS + 1),
        mark=paper_roll.mark_of(one.name for one in called),
        day=on,
        home=reverse("meeting", args=[pk]),
    )


def _asked_day(request: HttpRequest) -> Any:
    try:
        return typed_day(request.GET.get("ngay", ""))
    except ValueError:
        return None
