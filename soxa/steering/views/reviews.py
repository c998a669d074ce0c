"""Pages of reviews: those of a unit, one with what it counts and says."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import STEERING_READERS
from soxa.steering.reviews import lists
from soxa.steering.reviews.models import Review
from soxa.steering.views.places import chosen

LIGHTS = {Review.DRAFT: "quiet", Review.ISSUED: "good", Review.WITHDRAWN: "warn"}


def _seen(request: HttpRequest) -> Any:
    rows: Any = Review.objects.seen_by(request.user)  # type: ignore[attr-defined]
    return rows.select_related("resolution", "programme", "document")


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The reviews of a unit, the latest period first."""
    unit = chosen(request, book_day())
    rows = list(_seen(request).filter(unit_id=unit.unit_id).prefetch_related("shortcomings"))
    return page(
        request, "steering/reviews.html", unit=unit, rows=rows, title_of=lists.title_of, lights=LIGHTS,
        left=lambda one: sum(row.confirmed_on is None for row in one.shortcomings.all()),
    )  # fmt: skip


@allow(*STEERING_READERS)
def review(request: HttpRequest, key: int) -> HttpResponse:
    """One review."""
    found = _seen(request).filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return page(
        request, "steering/review.html", one=found, title=lists.title_of(found), lights=LIGHTS,
        unit_code=tree().nodes[found.unit_id].code, unit_name=tree().name(found.unit_id, book_day()),
        shortcomings=[(row, lists.light_of(row, book_day())) for row in found.shortcomings.select_related("person")],
    )  # fmt: skip
