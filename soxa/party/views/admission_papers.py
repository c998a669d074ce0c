"""The papers of an admission as files: a vote's resolution, its count, the ceremony's minutes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from soxa.kernel.access import allow
from soxa.kernel.paper.model import Paper
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.preferences import book_day
from soxa.org.roles import PARTY_READERS
from soxa.party.admission.models import Admission, AdmissionVote
from soxa.party.admission.printed import CEREMONY, COUNT, RESOLUTION, ceremony, count, resolution
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS
from soxa.party.views.admission import seen_case

_MADE = {"pdf": pdf, "docx": word}
_OF_VOTE = {RESOLUTION: resolution, COUNT: count}


def _vote(
    request: HttpRequest, case: int, vote: int, sort: str, ending: str
) -> tuple[Admission, AdmissionVote]:
    """The vote in the reader's sight; Http404 for another, for another sort of paper, and for a workbook."""
    found = seen_case(request, case)
    if sort not in _OF_VOTE or ending not in _MADE:
        raise Http404(sort)
    return found, get_object_or_404(found.votes, pk=vote)


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In nghị quyết, biên bản biểu quyết kết nạp"), there=_vote)
def of_vote(request: HttpRequest, case: int, vote: int, sort: str, ending: str) -> HttpResponse:
    """The resolution of a vote ("nghi-quyet") or the minutes of its count ("bien-ban-kiem-phieu")."""
    found, cast = _vote(request, case, vote, sort, ending)
    return _file(_OF_VOTE[sort](found, cast, on=book_day()), f"{sort}-{case}-{vote}", ending)


def _held(request: HttpRequest, case: int, ending: str) -> Admission:
    """The case in the reader's sight whose ceremony was held; Http404 for another."""
    found = seen_case(request, case)
    if found.ceremony_on is None or ending not in _MADE:
        raise Http404(case)
    return found


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In biên bản lễ kết nạp"), there=_held)
def of_ceremony(request: HttpRequest, case: int, ending: str) -> HttpResponse:
    """The minutes of the ceremony, once it was held."""
    return _file(ceremony(_held(request, case, ending), on=book_day()), f"{CEREMONY}-{case}", ending)


def _file(paper: Paper, name: str, ending: str) -> HttpResponse:
    made = HttpResponse(_MADE[ending](paper), content_type=KINDS[ending])
    made["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return made
