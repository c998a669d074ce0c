"""The sets of the State as the texts have them: how many criteria and indicators, in force when, what is not confirmed."""

from datetime import date

import pytest

from soxa.values.criteria.catalogue import ensure_sets
from soxa.values.criteria.models import CriteriaSet, Criterion, Indicator

pytestmark = pytest.mark.django_db

# code, version → criteria, indicators (as the decisions count them)
TEXTS = {
    ("rural.commune", "2021–2025"): (19, 57),
    ("rural.commune_advanced", "2021–2025"): (19, 75),
    ("rural.commune_model", "2021–2025"): (4, 4),
    ("rural.commune", "2026–2030"): (10, 10),
}


def test_the_sets_count_what_their_texts_count():
    assert ensure_sets() == 4
    for (code, version), told in TEXTS.items():
        of = CriteriaSet.objects.get(code=code, version=version)
        counted = Criterion.objects.filter(of=of, condition=False)
        assert (counted.count(), Indicator.objects.filter(criterion__in=counted).count()) == told, code
    assert CriteriaSet.objects.get(version="2026–2030").declared == 47


def test_the_book_keeps_what_it_has():
    ensure_sets()
    assert ensure_sets() == 0


def test_the_old_sets_end_the_day_the_new_one_begins():
    ensure_sets()
    new = date(2026, 2, 15)
    assert set(CriteriaSet.objects.filter(until=new).values_list("version", flat=True)) == {"2021–2025"}
    assert CriteriaSet.objects.get(version="2026–2030").since == new


def test_what_was_not_seen_in_a_text_says_so():
    ensure_sets()
    old = Indicator.objects.filter(criterion__of__version="2021–2025")
    assert not old.filter(confirmed=True).exists()
    insurance = old.get(code="health_insurance_pct", criterion__of__code="rural.commune")
    assert (insurance.op, insurance.threshold, insurance.unit_word) == (">=", 90, "%")
    power = old.get(code="power_household_pct", criterion__of__code="rural.commune")
    assert power.zones["ĐBSH"] == "99"
