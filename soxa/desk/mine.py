"""Việc của tôi: the first page, what waits for the reader by due date, each with why and one button."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.desk.waiting import BAD, Waiting, waiting_for
from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.org.roles import PARTICIPANT

MOST = 60


@allow()
def index(request: HttpRequest) -> HttpResponse:
    """What waits for me; who only attends meetings is led to his own."""
    if {held.role for held in request.user.held_offices()} == {PARTICIPANT}:  # type: ignore[union-attr]
        return redirect("own_meetings")
    today = book_day()
    found = waiting_for(request.user, today)
    now = [one for one in found if not one.later]
    nearest = next((one.later for one in found if one.later), "")
    return page(
        request,
        "desk/mine.html",
        today=today,
        waiting=now[:MOST],
        dated=[one for one in now[:MOST] if one.on],
        undated=[one for one in now[:MOST] if not one.on],
        more=max(len(now) - MOST, 0),
        summary=_summary(now),
        nearest=_("Việc gần nhất sắp tới: {words}.").format(words=nearest) if nearest else "",
    )


def _summary(now: list[Waiting]) -> str:
    late = sum(1 for one in now if one.level == BAD and one.on)
    if not now:
        return ""
    said = _("{count} việc đang chờ, xếp theo hạn.").format(count=len(now))
    return f"{said} " + _("{late} việc đã quá hạn.").format(late=late) if late else said
