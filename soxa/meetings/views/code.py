"""The code on the wall of the room, and the page where one who is called types it."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.meetings import lists
from soxa.meetings.models import Meeting
from soxa.meetings.room import codes
from soxa.meetings.views.meeting import seen_or_404, writer
from soxa.meetings.views.own import himself
from soxa.org.roles import MEETING_READERS


@allow(*MEETING_READERS)
@never_cache
def wall(request: HttpRequest, pk: int) -> HttpResponse:
    """The code in figures that are read across the room, with how many have come; nothing before it is opened."""
    found = seen_or_404(request, pk)
    actor = writer(request.user, found)
    if request.method == "POST":
        try:
            codes.show_code(found, actor)
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("meeting_room_code", pk)
    if found.state != Meeting.OPEN or found.held_on is None:
        messages.info(request, _("Mã điểm danh chỉ có khi đang họp."))
        return redirect("meeting", pk=pk)
    written = [one for one in lists.roll_of(found, found.held_on) if one.written]
    code = codes.code_of(found)
    return page(
        request,
        "meetings/room/wall.html",
        part="came",
        one=found,
        unit=tree().name(found.unit_id, found.held_on),
        code=f"{code[:3]} {code[3:]}" if code else "",
        turnout=lists.turnout_of(written),
    )


@allow()
@never_cache
def come_in(request: HttpRequest) -> HttpResponse:
    """One types the code that is shown in the room and is written down as present."""
    reader: Any = request.user
    wrong, typed = "", ""
    if request.method == "POST":
        key = str(reader.pk)
        if not ratelimit.consume(request, action="room_code_failed", key=key, dry_run=True):
            wrong = _("Đồng chí gõ sai nhiều lần; mười phút nữa gõ lại, hoặc báo người điểm danh ghi giúp.")
            return page(request, "meetings/room/come_in.html", status=429, wrong=wrong, typed="", open=[])
        typed = request.POST.get("ma", "")[:20]
        try:
            found = codes.come_in(reader.person_id, typed, himself(reader))
        except Refused as refused:
            ratelimit.consume(request, action="room_code_failed", key=key)
            wrong = str(refused)
        else:
            messages.success(
                request, _("Đã điểm danh: đồng chí có mặt tại {meeting}.").format(meeting=found.called)
            )
            return redirect("meeting_come_in")
    return page(
        request,
        "meetings/room/come_in.html",
        status=422 if wrong else 200,
        wrong=wrong,
        typed=typed,
        open=[
            (one.called, tree().name(one.unit_id, one.planned_on))
            for one in codes.called_now(reader.person_id)
        ],
    )
