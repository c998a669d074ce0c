"""Which programmes ran on a day, and in a period: one that was closed and opened again did not run between."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from soxa.kernel.figures import once_told
from soxa.steering.programmes.models import ProgrammeEnd


@once_told
def running(on: date, *, programme: str = "pk") -> Q:
    """No end of the programme stands at the end of the day."""
    return ~Q(
        Exists(ProgrammeEnd.objects.filter(ProgrammeEnd.standing(on), programme_id=OuterRef(programme)))
    )


def running_item(on: date) -> Q:
    """The same of the programme of an item."""
    return running(on, programme="programme_id")


@once_told
def ran(since: date, on: date) -> Q:
    """Adopted by the day, begun, and not over on every day from the one to the other."""
    over = ProgrammeEnd.objects.filter(since__lte=since, until__gt=on, programme_id=OuterRef("pk"))
    return Q(since__lte=on, until__gt=since, adopted_on__lte=on) & ~Q(Exists(over))
