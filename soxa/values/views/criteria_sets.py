"""Pages of the sets themselves: all that the book holds, one with its indicators and thresholds."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import VALUE_READERS
from soxa.party.listed import KINDS, answer
from soxa.values.criteria import sets
from soxa.values.criteria.counting import criteria_of
from soxa.values.criteria.models import CriteriaSet
from soxa.values.criteria.words import zones_text
from soxa.values.views.criteria import set_or_404


@allow(*VALUE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Every set that the reader reads, by what it measures."""
    seen: Any = CriteriaSet.objects.seen_by(request.user)  # type: ignore[attr-defined]
    today = book_day()
    rows = seen.annotate(indicators=Count("criteria__indicators")).order_by("level", "title", "-since", "pk")
    return page(
        request,
        "values/criteria_sets.html",
        rows=[(one, tree().name(one.unit_id, today) if one.unit_id else "") for one in rows],
        today=today,
    )


@allow(*VALUE_READERS)
def one(request: HttpRequest, key: int) -> HttpResponse:
    """One set: who made it, when it is judged by, its criteria with what is asked."""
    of, today = set_or_404(request, key), book_day()
    criteria = criteria_of(of)
    return page(
        request,
        "values/criteria_set.html",
        of=of,
        today=today,
        owner=tree().name(of.unit_id, today) if of.unit_id else "",
        criteria=criteria,
        held=sum(len(part.indicators.all()) for part in criteria if not part.condition),  # type: ignore[attr-defined]
        counted=sum(not part.condition for part in criteria),
        zones=zones_text,
        asked=sets.general_text,
        versions=CriteriaSet.objects.filter(based_on=of).order_by("since", "pk"),
    )


@allow(*VALUE_READERS)
def file(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    """One set as PDF, Word or Excel; the workbook can be handed in again as a set."""
    if ending not in KINDS:
        raise Http404(ending)
    of, today = set_or_404(request, key), book_day()
    return answer(sets.sheet(of), ending, unit_id=of.unit_id, on=today)
