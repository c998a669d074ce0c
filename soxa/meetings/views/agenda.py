"""The page on which the agenda is put in order: each line with its buttons, nothing written until the whole is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.words import spaced
from soxa.meetings import lists
from soxa.meetings.convening import agenda
from soxa.meetings.convening.agenda import Line
from soxa.meetings.models import Meeting
from soxa.meetings.room.changes import number
from soxa.meetings.views.meeting import seen_or_404, writer
from soxa.org.roles import MEETING_READERS

UP, DOWN, OUT, MORE = "up", "down", "out", "more"


@allow(*MEETING_READERS)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda, to be moved line by line, reworded and written; a new meeting begins with the lines of the one before."""
    found = seen_or_404(request, pk)
    actor, wrong, act, at = writer(request.user, found), "", "", -1
    lines = agenda.lines_of(found)
    proposed = not lines
    if proposed:
        lines = [Line(0, title) for title in lists.agenda_before(found).splitlines()]
    if request.method == "POST":
        proposed = False
        act, at = _pressed(request)
        lines, at = _moved(_given(request), act, at)
        if not act:
            try:
                count = agenda.write(found, lines, actor, on=book_day())
            except Refused as refused:
                wrong = str(refused)
            else:
                messages.success(request, _("Đã ghi chương trình: {n} nội dung.").format(n=count))
                if found.state == Meeting.OPEN:
                    return redirect("meeting_room_part", pk, "noi-dung")
                return redirect("meeting", pk=pk)
    shut = (
        ""
        if found.state in agenda.MENDED
        else _("Cuộc họp đã xong hoặc không tổ chức; không sửa chương trình nữa.")
    )
    return page(
        request, "meetings/agenda.html", status=422 if wrong else 409 if shut else 200, one=found, wrong=wrong, shut=shut,
        unit=tree().name(found.unit_id, found.planned_on), lines=lines, at=at, proposed=proposed and bool(lines),
        moves=found.state not in agenda.BEGUN, longest=agenda.LONGEST, act=act,
    )  # fmt: skip


def _pressed(request: HttpRequest) -> tuple[str, int]:
    """The button that was pressed and the place of its line, from 0; no word for the one that writes."""
    act, _dash, place = request.POST.get("do", "").partition("-")
    return (act, number(place) if place else -1) if act in (UP, DOWN, OUT, MORE) else ("", -1)


def _given(request: HttpRequest) -> list[Line]:
    keys, titles = request.POST.getlist("key"), request.POST.getlist("title")
    return [
        Line(number(key), spaced(title.replace("\x00", "")).strip("-–• "))
        for key, title in zip(keys, titles, strict=False)
    ]


def _moved(lines: list[Line], act: str, at: int) -> tuple[list[Line], int]:
    """The lines after a button – one up, one down, one without its words – and where the line stands then; those without words come last."""
    made = list(lines)
    if not 0 <= at < len(made):
        return _worded(made), -1
    line = made.pop(at)
    if act == OUT:
        line = Line(line.key, "")
    made.insert(max(at + {UP: -1, DOWN: 1}.get(act, 0), 0), line)
    made = _worded(made)
    return made, next((place for place, one in enumerate(made) if one is line), -1)


def _worded(lines: list[Line]) -> list[Line]:
    """Lines with words, then the points of the book that have none left: those are taken off."""
    return [one for one in lines if one.title] + [one for one in lines if one.key and not one.title]
