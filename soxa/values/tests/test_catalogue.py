"""The catalogues every book begins with: each measure in its group, added up in a way its kind allows."""

import pytest

from soxa.values.catalogue import ensure_measures, group_of, groups
from soxa.values.models import Measure

pytestmark = pytest.mark.django_db

PERIODS = {"month", "quarter", "half", "nine", "year", "season", "school"}
# catalogue → a few of its measures, as the tables of provinces ask them
ASKED = {
    "economy": ("budget.revenue", "budget.public_investment", "income.per_head"),
    "agriculture": ("agriculture.rice_yield", "agriculture.rice_area", "rural.roads"),
    "land": ("land.recovered", "land.handed_over", "land.compensation_paid", "land.resettled"),
    "culture": ("schools.national_standard", "culture.families", "health.vaccinated"),
    "social": ("poverty.rate", "poverty.near_poor", "poverty.multidimensional", "social.allowances_paid"),
    "population": ("population.people", "population.households"),
    "environment": ("water.clean", "waste.collected"),
    "digital": ("digital.status", "digital.tasks_done", "one_stop.online"),
    "defence": ("defence.militia_trained", "security.crimes", "security.traffic_accidents"),
}


@pytest.fixture
def catalogue():
    ensure_measures()
    return {one.code: one for one in Measure.objects.all()}


def test_every_measure_has_a_catalogue(catalogue):
    known = {one.code for one in groups()}
    assert {one.group for one in catalogue.values()} <= known
    for group, codes in ASKED.items():
        assert {group_of(catalogue[code]).code for code in codes} == {group}


def test_every_measure_is_reported_for_periods_that_exist(catalogue):
    for one in catalogue.values():
        assert one.periods or one.group in ("party",), one.code
        assert set(one.periods) <= PERIODS, one.code


def test_what_a_measure_names_is_in_the_catalogue(catalogue):
    for one in catalogue.values():
        assert {*filter(None, [one.weight, one.plan_of]), *one.adds} <= set(catalogue), one.code


def test_a_share_is_never_summed_and_a_word_never_added_up(catalogue):
    for one in catalogue.values():
        if one.kind == Measure.SHARE:
            assert one.aggregation in (Measure.OF_PARTS, Measure.WEIGHTED, Measure.NONE), one.code
            assert one.aggregation == Measure.NONE or one.numerator_title or one.group == "party", one.code
        if one.kind == Measure.WORD:
            assert one.aggregation == Measure.NONE, one.code


def test_a_book_from_before_the_catalogues_is_placed_and_keeps_its_words(catalogue):
    Measure.objects.filter(code="budget.revenue").update(
        group="", aggregation="none", periods=[], unit_word="triệu đồng", title="Thu ngân sách"
    )
    assert ensure_measures() == 0
    held = Measure.objects.get(code="budget.revenue")
    assert (held.group, held.aggregation, held.unit_word, held.title) == (
        "economy",
        "sum",
        "triệu đồng",
        "Thu ngân sách",
    )


def test_a_measure_that_was_moved_stays_where_the_book_put_it(catalogue):
    Measure.objects.filter(code="budget.revenue").update(group="other", jump=5)
    ensure_measures()
    held = Measure.objects.get(code="budget.revenue")
    assert (held.group, held.jump) == ("other", 5)
