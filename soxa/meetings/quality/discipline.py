"""Where a province says so: a cell of which a member was disciplined in a month has met poorly that month."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.law.meetings import SCORING
from soxa.party.discipline.models import Discipline

# one province was seen to rule so, none of the others; so a book begins without it
POOR_IF = declare(
    Preference(
        "meetings.poor_if_disciplined",
        gettext_lazy("Tháng có đảng viên bị kỷ luật từ khiển trách thì buổi sinh hoạt, năm sinh hoạt xếp loại Kém"),
        False,
        "switch",
        gettext_lazy("Mới thấy ở hướng dẫn của một tỉnh; tỉnh có quy định thì bật."),
        cite=SCORING.at(""),
        confirmed=False,
    )
)  # fmt: skip


def applies(on: date) -> bool:
    """Whether the rule is switched on, on a day."""
    return bool(value_of(POOR_IF, (), on))


def _decided(on: date) -> Any:
    return Discipline.objects.filter(dropped_on=None, annulled_on=None, decided_on__lte=on)


def in_month_of(on: date) -> Exists:
    """Condition on a score: by a day, a decision fell on a member of its cell in the month of the meeting."""
    month = {
        "decided_on__year": ExtractYear(OuterRef("month")),
        "decided_on__month": ExtractMonth(OuterRef("month")),
    }
    return Exists(_decided(on).filter(unit_id=OuterRef("unit_id"), **month))


def months_of(units: Iterable[int], year: int, on: date) -> set[tuple[int, date]]:
    """(cell, first day of a month) of a year in which a decision fell on a member of it; empty while the rule is off."""
    if not applies(on):
        return set()
    found = _decided(on).filter(unit_id__in=list(units), decided_on__year=year)
    return {(unit_id, day.replace(day=1)) for unit_id, day in found.values_list("unit_id", "decided_on")}
