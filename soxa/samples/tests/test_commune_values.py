"""What the demo commune takes from elsewhere, and the catalogue of measures every book begins with."""

from decimal import Decimal

import pytest

from soxa.kernel.figures import Moment, find, read
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.values.catalogue import ensure_measures
from soxa.values.models import Measure, ReportedValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

# code → plan of the year (or of the half-year), half-year's value
TARGETS = {
    "budget.revenue": ("21400000000", "13268000000"),  # money is kept in đồng
    "economy.production_value": ("1860000000000", "934000000000"),
    "agriculture.rice_yield": ("62.5", "63.4"),
    "agriculture.grain_output": ("14900", "7512"),
    "agriculture.pigs": ("18500", "17240"),
    "budget.public_investment": ("50", "54.43"),
    "rural.roads": ("5", "3.2"),
    "ocop.new_products": ("2", "0"),
    "poverty.rate": ("2.2", "2.41"),
    "insurance.health": ("95", "94.12"),
    "schools.national_standard": ("100", "77.78"),
    "water.clean": ("96.5", "96.72"),
    "waste.collected": ("92", "92.6"),
    "defence.conscripts": ("21", "21"),
    "one_stop.on_time": ("98", "99.31"),
    "one_stop.online": ("85", "91.48"),
}


def of(code, period, *sorts):
    since, until = {
        "2026": ("2026-01-01", "2027-01-01"),
        "2026-H1": ("2026-01-01", "2026-07-01"),
        "2025-H1": ("2025-01-01", "2025-07-01"),
    }[period]
    rows = ReportedValue.objects.filter(measure__code=code, since=since, until=until, sort__in=sorts)
    return rows.filter(unit__code="99901")


@pytest.mark.parametrize("code", list(TARGETS))
def test_targets(code):
    plan, value = TARGETS[code]
    planned = of(code, "2026", "plan") | of(code, "2026-H1", "plan")
    assert planned.get().value == Decimal(plan)
    assert of(code, "2026-H1", "actual", "estimate").get().value == Decimal(value)


def test_what_is_not_yet_due_has_a_plan_only():
    assert of("income.per_head", "2026", "plan").get().value == 66
    assert ReportedValue.objects.filter(measure__code="income.per_head").count() == 1


def test_criteria_are_met_of_all():
    assert not of("rural.criteria", "2026-H1", "actual").exists()  # counted from what was found of each
    for key, text in (("2026-Q1", "6/10"), ("2026-H1", "7/10")):
        assert (
            read(find("rural.criteria"), Moment.over(Period.parse(key)), tree().codes["99901"]).text == text
        )
    plan = of("rural.criteria", "2026", "plan").get()
    assert (plan.met, plan.of) == (9, 10)


def test_revenue_is_an_estimate_in_million_dong_beside_last_year():
    row = of("budget.revenue", "2026-H1", "estimate").get()
    assert (row.value, row.measure.unit_word) == (13_268_000_000, "triệu đồng")
    assert of("budget.revenue", "2025-H1", "actual").get().value == 12_240_000_000
    assert of("budget.revenue_council_plan", "2026", "actual").get().value == 23_000_000_000


def test_shares_agree_with_their_parts():
    for row in ReportedValue.objects.filter(measure__kind="share").exclude(of=None):
        assert round(Decimal(100 * row.met) / row.of, 2) == row.value, row.measure.code


# measures that published reports of communes name, with their kind and unit
PUBLISHED = {
    "budget.revenue_over_estimate": ("share", ""),
    "income.per_head": ("quantity", "triệu đồng/người/năm"),
    "agriculture.rice_yield": ("quantity", "tạ/ha"),
    "ocop.products": ("quantity", "sản phẩm"),
    "rural.advanced_criteria": ("ratio", ""),
    "rural.criteria": ("ratio", ""),
    "rural.model_areas": ("quantity", "khu"),
    "rural.standard_year": ("word", ""),
    "poverty.rate": ("share", ""),
    "schools.national_standard": ("share", ""),
    "water.clean": ("share", ""),
    "waste.collected": ("share", ""),
    "digital.status": ("word", ""),
    "digital.vneid_level2": ("share", ""),
    "economy.growth_average": ("share", ""),
}


@pytest.mark.parametrize("code", list(PUBLISHED))
def test_published_measures_are_in_the_catalogue(code):
    measure = Measure.objects.get(code=code)
    assert (measure.kind, measure.unit_word) == PUBLISHED[code]


def test_the_catalogue_leaves_alone_what_a_book_has_changed():
    assert ensure_measures() == 0
    assert Measure.objects.get(code="budget.revenue").unit_word == "triệu đồng"
    Measure.objects.filter(code="water.hygienic").delete()
    assert ensure_measures() == 1
    assert Measure.objects.get(code="water.hygienic").unit_word == ""


# as the half-yearly report prints them
PRINTED = {
    "budget.revenue": "13.268 triệu đồng",
    "economy.production_value": "934 tỷ đồng",
    "agriculture.rice_yield": "63,4 tạ/ha",
    "rural.criteria": "7/10",
    "poverty.rate": "2,41%",
    "ocop.new_products": "0 sản phẩm",
    "income.per_head": "Chưa có số liệu",
}


@pytest.mark.parametrize("code", list(PRINTED))
def test_values_as_printed(code):
    moment = Moment.over(Period.parse("2026-H1"))
    assert str(read(find(code), moment, tree().codes["99901"])) == PRINTED[code]
