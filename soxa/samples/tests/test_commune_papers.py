"""The demo commune's documents of the half-year, counted by hand."""

from datetime import date

import pytest

from soxa.documents.models import Document, Register
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("documents.out", "485"),
        ("documents.digitally_signed", "99,59%"),
        ("documents.resolutions", "12"),
        ("documents.programmes", "61"),
        ("documents.out_bao_cao", "37"),
    ],
)
def test_the_half_year_up_to_the_cut_off(code, text):
    moment = Moment.over(Period.parse("2026-H1"), cut=date(2026, 6, 15))
    found = read(FIGURES[code], moment, tree().by_code("99901").id)
    assert found.text == text
    if code == "documents.digitally_signed":
        assert (found.part, found.whole) == (483, 485)


def test_numbers_run_without_a_gap():
    for register in Register.objects.all():
        numbers = register.documents.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, register.last_number + 1))
    reports = Register.objects.get(body="committee", kind="bao_cao")
    assert reports.last_number == 67


def test_days_run_with_the_numbers():
    for register in Register.objects.all():
        day = "issued_on" if register.direction == "out" else "arrived_on"
        days = list(register.documents.order_by("number").values_list(day, flat=True))
        assert days == sorted(days)


def test_something_waits_and_something_is_late():
    states = set(Document.objects.filter(direction="in").values_list("state", flat=True))
    assert {"registered", "proposed", "instructed", "answered", "filed"} <= states
    late = Document.objects.filter(direction="in", answer_due__lt=date(2026, 11, 20), answered_on=None)
    assert late.count() >= 1
