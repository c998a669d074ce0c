"""The papers of an admission as files: a vote's resolution, its count, the ceremony's minutes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from soxa.kernel.access import allow
from soxa.kernel.paper.model import Paper
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.preferences import book_day
from soxa.org.roles import PARTY_READERS
from soxa.party.admission.printed import CEREMONY, COUNT, RESOLUTION, ceremony, count, resolution
from soxa.party.listed import KINDS
from soxa.party.views.admission import seen_case


@allow(*PARTY_READERS)
def of_vote(request: HttpRequest, pk: int, vote: int, sort: str, ending: str) -> HttpResponse:
    """The resolution of a vote ("nghi-quyet") or the minutes of its count ("bien-ban-kiem-phieu")."""
    case = seen_case(request, pk)
    cast = get_object_or_404(case.votes, pk=vote)
    made = {RESOLUTION: resolution, COUNT: count}.get(sort)
    if made is None:
        raise Http404(sort)
    return _file(made(case, cast, on=book_day()), f"{sort}-{pk}-{vote}", ending)


@allow(*PARTY_READERS)
def of_ceremony(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The minutes of the ceremony, once it was held."""
    case = seen_case(request, pk)
    if case.ceremony_on is None:
        raise Http404(pk)
    return _file(ceremony(case, on=book_day()), f"{CEREMONY}-{pk}", ending)


def _file(paper: Paper, name: str, ending: str) -> HttpResponse:
    if ending not in ("pdf", "docx"):
        raise Http404(ending)
    made = HttpResponse(pdf(paper) if ending == "pdf" else word(paper), content_type=KINDS[ending])
    made["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    made["Cache-Control"] = "no-store"
    return made
