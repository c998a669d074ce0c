"""Who answered what to one meeting, as its organiser sees it and types it for those who answered by telephone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.meetings.convening import flow, lists
from soxa.meetings.convening.models import Reply
from soxa.meetings.kinds import HEADS
from soxa.meetings.views.meeting import seen_or_404, writer
from soxa.org.roles import MEETING_READERS

WANTED = {"chua": "", "du": Reply.COMES, "vang": Reply.EXCUSED}  # which answers the page is asked for


@allow(*MEETING_READERS)
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone who was told, his answer and his reason; what is typed is written at once."""
    found = seen_or_404(request, pk)
    actor = writer(request.user, found)
    if found.what.summoned == HEADS:
        raise Http404(pk)
    answered, wrong = lists.answers_to(found), ""
    given = _given(request, answered) if request.method == "POST" else {}
    wanted = request.GET.get("muc", "")
    if request.method == "POST":
        try:
            count = flow.reply(found, given, actor, on=book_day())
        except Refused as refused:
            wrong = str(refused)
        else:
            messages.success(request, _("Đã ghi trả lời của {n} đồng chí.").format(n=count))
            return redirect("meeting", pk=pk)
    return page(
        request,
        "meetings/replies.html",
        status=422 if wrong else 200,
        one=found,
        unit=tree().name(found.unit_id, found.planned_on),
        answered=[one for one in answered if WANTED.get(wanted, one.answer) == one.answer],
        anybody=bool(answered),
        wanted=wanted if wanted in WANTED else "",
        given=given,
        choices=Reply.ANSWERS,
        tally=lists.tally_of(answered),
        wrong=wrong,
        shut=flow.refusal(found),
    )


def _given(request: HttpRequest, answered: list[lists.Answered]) -> dict[int, flow.Answer]:
    """What was typed: nobody's answer is taken back by leaving it open."""
    keys = [one.asked.person_id for one in answered]
    return {
        key: (said, request.POST.get(f"w{key}", ""))
        for key in keys
        if (said := request.POST.get(f"a{key}", ""))
    }
