"""What recognitions answer for measures: since which year a commune stands as one of the new-rural standard, by the decision in force."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.figures import Moment
from soxa.kernel.page import day_text
from soxa.values.counted import Counted, Counts
from soxa.values.recognition import rules
from soxa.values.recognition.figures import STANDING
from soxa.values.recognition.lists import short
from soxa.values.recognition.models import Recognition

YEAR = "rural.standard_year"


def by_recognition(codes: Iterable[str], unit_ids: Sequence[int], moment: Moment) -> Counts:
    """The year of each commune of which the book holds a decision by the end of the moment's day; one question."""
    if YEAR not in codes:
        return {}
    rows: Any = Recognition.objects.filter(
        kind=rules.STANDARD, unit_id__in=list(unit_ids), since__lte=moment.on
    )
    last = {one.unit_id: one for one in rows.order_by("since", "pk")}
    return {(YEAR, unit): _of(one, moment) for unit, one in last.items()}


def _of(one: Recognition, moment: Moment) -> Counted:
    stands = one.until > moment.on
    return Counted(
        how=_("Theo quyết định ghi trong sổ: {decision}").format(decision=short(one))
        if stands
        else _gone(one),
        opens=partial(reverse, "recognition", args=[one.pk]),
        door=_("Mở quyết định công nhận"),
        source=STANDING.code,
        rows=partial(_rows, one.pk),
        facts=STANDING.facts,
        word=str(one.year) if stands else _("đã thu hồi"),
    )


def _gone(one: Recognition) -> str:
    return _("Quyết định thu hồi {decision}, từ ngày {day}").format(
        decision=one.withdrawn_decision, day=day_text(one.until)
    )


def _rows(key: int, part: str) -> QuerySet[Any]:
    """The decision, whichever part is asked."""
    return Recognition.objects.filter(pk=key)
