"""How a public work stands at the end of a day: in the list of its year or not, stopped or not; dated facts alone."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from soxa.kernel.figures import once_told
from soxa.steering.works.models import CapitalPlan, WorkStop


@once_told
def stopped(on: date, *, since_before: date | None = None, work: str = "pk") -> Q:
    """A stop of the work stands at the end of the day; with `since_before` one that began before that day."""
    rows = WorkStop.objects.filter(WorkStop.standing(on), work_id=OuterRef(work))
    if since_before:
        rows = rows.filter(since__lt=since_before)
    return Q(Exists(rows))


@once_told
def listed(on: date) -> Q:
    """Decided on; neither handed over nor stopped in a year before, or given capital of the day's year all the same."""
    year = date(on.year, 1, 1)
    over = Q(handed_over_on__isnull=False, handed_over_on__lt=year)
    given = CapitalPlan.objects.filter(CapitalPlan.standing(on), work_id=OuterRef("pk"), year=on.year)
    return Q(since__lte=on) & ((~over & ~stopped(on, since_before=year)) | Q(Exists(given)))
