"""Members on paper: the list as it is filtered, and the summary of one file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from soxa.kernel.access import allow
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.preferences import book_day
from soxa.org.roles import PARTY_READERS
from soxa.party.communes import commune_of
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS, answer
from soxa.party.portrait import Portrait, portrait
from soxa.party.summary import cell_of, roll_list
from soxa.party.summary import summary as summed_up
from soxa.party.views.members import asked_of, seen_or_404


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In danh sách đảng viên"))
def roll(request: HttpRequest, ending: str) -> HttpResponse:
    """The list of members, as the address narrows it, ready to print."""
    if ending not in KINDS:
        raise Http404(ending)
    asked, _trouble = asked_of(request)
    made = roll_list(asked, request.user)
    unit = next((one.unit_id for one in request.user.held_offices()), None)  # type: ignore[union-attr]
    issuer = cell_of(asked) or (commune_of(unit, asked.on) if unit else None)
    return answer(made, ending, unit_id=issuer, on=asked.on)


def _whole(request: HttpRequest, pk: int, ending: str) -> Portrait:
    """The member as this reader has him; Http404 for one who sees only a spell of the past."""
    shown = portrait(seen_or_404(request, pk), request.user, book_day())
    if ending not in ("pdf", "docx") or not shown.whole:
        raise Http404(pk)
    return shown


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In tóm tắt hồ sơ đảng viên"), there=_whole, of_member=True)
def summary(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The summary of one member's file."""
    paper = summed_up(_whole(request, pk, ending), book_day())
    made = HttpResponse(pdf(paper) if ending == "pdf" else word(paper), content_type=KINDS[ending])
    made["Content-Disposition"] = f'attachment; filename="dang-vien-{pk}.{ending}"'
    made["Cache-Control"] = "no-store"
    return made
