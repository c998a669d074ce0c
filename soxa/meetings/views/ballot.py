"""The page on which one elector votes: big buttons, nothing lost when it is refused, nothing said of what he chose."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.meetings.models import Meeting
from soxa.meetings.room.changes import number
from soxa.meetings.summoned import meetings_of
from soxa.meetings.views.own import himself
from soxa.meetings.voting import casting
from soxa.meetings.voting.models import Elector, Voice, Vote


def _called_or_404(request: HttpRequest, pk: int) -> tuple[Vote, Elector | None]:
    """The electronic vote and the reader as its elector; Http404 for who neither is one, nor is called to the meeting or sees it."""
    reader: Any = request.user
    found = Vote.objects.filter(pk=pk, form__in=Vote.ELECTRONIC).select_related("meeting").first()
    if found is None:
        raise Http404(pk)
    own = Elector.objects.filter(vote=found, person=reader.person_id).first()
    meeting = found.meeting_id
    if own or meetings_of(reader.person_id).filter(pk=meeting).exists():
        return found, own
    if Meeting.objects.seen_by(reader).filter(pk=meeting).exists():
        return found, None
    raise Http404(pk)


@allow()
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in a ballot and cast it."""
    found, own = _called_or_404(request, pk)
    if request.method != "POST":
        return _page(request, found, own, casting.Ballot())
    filled = _filled(request)
    try:
        casting.cast_by(found, own, filled, himself(request.user))
    except casting.Rejected as refused:
        return _page(request, found, own, filled, wrong=str(refused), status=409)
    except Refused as refused:
        return _page(request, found, own, filled, wrong=str(refused), status=422)
    return redirect("ballot", pk=pk)


def _filled(request: HttpRequest) -> casting.Ballot:
    """The ballot as it was sent; among options of which one may be chosen "none" stands beside the others."""
    marked = request.POST.getlist("option")
    answer = Voice.NONE if Voice.NONE in marked else request.POST.get("answer", "")
    return casting.Ballot(answer, tuple(number(key) for key in marked if key != Voice.NONE))


def _page(
    request: HttpRequest, found: Vote, own: Elector | None, filled: casting.Ballot, *, wrong: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    return page(
        request, "meetings/voting/ballot.html", status=status, vote=found, one=found.meeting, own=own, wrong=wrong,
        unit=tree().name(found.meeting.unit_id, found.meeting.planned_on), filled=filled,
        stands=_stands(found, own), options=list(found.options.all()),
        answers=[(code, words) for code, words in Voice.ANSWERS if code != Voice.NONE],
        none=Voice.NONE,
    )  # fmt: skip


def _stands(found: Vote, own: Elector | None) -> tuple[str, str]:
    """(kind of notice, words) of a page without a form; two empty texts where the ballot may be filled in."""
    if own and own.voted:
        return "good", _(
            "Đã ghi phiếu của đồng chí. Kết quả hiện ở trang cuộc họp sau khi chủ trì đóng phiếu."
        )
    code = {Vote.PUT: casting.EARLY, Vote.COUNTED: casting.LATE, Vote.WITHDRAWN: casting.WITHDRAWN}
    if found.state in code:
        return "info", str(casting.WORDS[code[found.state]])
    if own is None:
        return "warn", str(casting.WORDS[casting.STRANGER])
    if casting.is_suspended(found, own.person_id):
        return "warn", str(casting.WORDS[casting.SUSPENDED])
    return "", ""
