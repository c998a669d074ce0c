"""The demo commune's inspections, counted by hand: eight in the year, four done and one late by mid-June."""

from datetime import date

import pytest

from soxa.desk.waiting_inspection import recommendations, stages
from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.units.tree import tree
from soxa.org.models import Account
from soxa.party.inspection.models import Inspection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
T, CUT_OFF = date(2026, 11, 20), date(2026, 6, 15)
CODES = ("inspections_planned", "inspections_done", "checks_done", "supervisions_done", "inspections_late")


def counts(day):
    commune = tree().codes["99901"]
    found = read_many([FIGURES[f"party.{code}"] for code in CODES], Moment.at(day), [commune])
    return tuple(found[f"party.{code}", commune].part for code in CODES)


def test_the_half_year():
    """Thực hiện 4/8 cuộc theo chương trình năm (kiểm tra 03, giám sát 01); 1 cuộc chậm kết luận."""
    assert counts(CUT_OFF) == (8, 4, 3, 1, 1)


def test_the_day_of_the_book():
    assert counts(T) == (8, 6, 5, 1, 1)
    assert counts(date(2025, 12, 31)) == (0, 0, 0, 0, 0)


def test_five_checks_and_three_supervisions_are_planned():
    rows = Inspection.objects.filter(programme__unit__code="99901").values_list("kind", flat=True)
    assert sum(kind.startswith("check") for kind in rows) == 5
    assert len(rows) == 8


def test_something_waits_for_the_inspection_commission():
    reader = Account.objects.get(username="sang.ha")
    assert [one.level for one in stages(reader, T)][:1] == ["bad"]
    assert [one.level for one in recommendations(reader, T)] == ["bad", "quiet"]
