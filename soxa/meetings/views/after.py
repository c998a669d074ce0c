"""What is done after a meeting on its page: conclusions given as tasks, pages of the notebook kept, shown and put away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import actor_for, allow
from soxa.kernel.downloads import FOR_EVER, bytes_of, shown
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.meetings.after import giving, handbook, notebook
from soxa.meetings.after.models import NotebookPage
from soxa.meetings.after.record import record_of
from soxa.meetings.flow import WRITE
from soxa.meetings.handbook.told import TAKEN
from soxa.meetings.views.meeting import seen_or_404, writer, writes
from soxa.meetings.views.minutes import as_read
from soxa.meetings.views.offices import acting_in
from soxa.org.roles import MEETING_READERS, PARTY, TASKS
from soxa.tasks.flow import GIVE


@require_POST
@allow(*MEETING_READERS)
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give every conclusion that has an owner and a day as a task."""
    found = seen_or_404(request, pk)
    writer(request.user, found)
    actor = actor_for(request.user, GIVE, found.unit_id, domain=TASKS)
    try:
        count = giving.give_all(found, actor, today=book_day())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã giao {n} nhiệm vụ từ kết luận.").format(n=count))
    return redirect("meeting", pk=pk)


@allow(*MEETING_READERS)
def pages(request: HttpRequest, pk: int) -> HttpResponse:
    """The notebook's pages of a meeting; a post keeps more."""
    found = seen_or_404(request, pk)
    wrong = ""
    if request.method == "POST":
        actor = writer(request.user, found)
        uploads: list[Any] = [*request.FILES.getlist("camera"), *request.FILES.getlist("files")]
        try:
            count = notebook.keep(found, uploads, actor, on=book_day())
        except Refused as refused:
            wrong = str(refused)
        else:
            messages.success(request, _("Đã giữ {n} trang sổ.").format(n=count))
            return redirect("meeting_notebook", pk=pk)
    return page(
        request,
        "meetings/after/notebook.html",
        status=422 if wrong else 200,
        one=found,
        unit=tree().name(found.unit_id, found.planned_on),
        pages=notebook.pages_of(found),
        writes=writes(request.user, found) and found.held_on is not None,
        wrong=wrong,
    )


def _page(request: HttpRequest, pk: int, number: int) -> NotebookPage:
    found = seen_or_404(request, pk)
    one: NotebookPage = get_object_or_404(NotebookPage, meeting=found, number=number, gone_on=None)
    return one


@allow(*MEETING_READERS)
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One page of the notebook, as it was kept."""
    one = _page(request, pk, number)
    name = _("trang {number} của sổ ghi").format(number=one.number)
    return shown(bytes_of(one.digest, name), one.media_type, FOR_EVER)


@require_POST
@allow(*MEETING_READERS)
def put_away(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put a page away that was kept by mistake."""
    one = _page(request, pk, number)
    actor = writer(request.user, seen_or_404(request, pk))
    try:
        notebook.put_away(one, actor, on=book_day())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã bỏ trang {n}.").format(n=number))
    return redirect("meeting_notebook", pk=pk)


@allow(*MEETING_READERS)
def handbook_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The record in the field order of the electronic handbook, each field with its button to copy."""
    found = seen_or_404(request, pk)
    fields = handbook.told(as_read(request, record_of(found))) if found.held_on else []
    return page(
        request,
        "meetings/after/handbook.html",
        one=found,
        unit=tree().name(found.unit_id, found.planned_on),
        fields=fields,
        imports=found.kind in TAKEN and acting_in(request.user, WRITE, "commune", PARTY) is not None,
        whole="\n".join(f"{title}: {said}" for _code, title, said in fields),
    )
