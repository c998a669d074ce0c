"""What a target asks stands beside the field in which its number is entered."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import words
from soxa.kernel.access import machine
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.targets.asked import planned_by_targets
from soxa.steering.targets.models import PlannedValue, Target
from soxa.values.figures import value_text
from soxa.values.filing import flow
from soxa.values.filing.grid import grid
from soxa.values.filing.models import Filing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
CODE, ME = "petitions.on_time_with_open", machine("kiểm thử")


def line(period, code, group):
    unit = tree().codes["99901"]
    wish = flow.Wish(unit, Period.parse(period), Filing.ACTUAL, group)
    found = grid(flow.begin(wish, ME, today=DEMO_DAY))
    return next(one for one in found.lines if one.measure.code == code)


@pytest.mark.parametrize("period", ["2026-H1", "2026-Q3"])
def test_the_plan_of_a_target_stands_in_the_grid(period):
    plan = line(period, CODE, "petitions").plan
    assert (value_text(plan), plan.since, plan.until) == ("95%", date(2026, 1, 1), date(2027, 1, 1))
    assert plan.source == "cấp ủy giao"


def test_a_plan_that_does_not_lead_gives_way_to_the_one_typed():
    assert value_text(line("2026-10", "budget.revenue", "economy").plan) == "21.400 triệu đồng"


def test_of_one_year_the_target_s_plan_goes_before_the_one_typed():
    target = Target.objects.get(code="budget.revenue", span=Target.YEAR)
    plan = PlannedValue.objects.get(target=target)
    plan.leads = True
    plan.save(update_fields=["leads"])
    assert value_text(line("2026-10", "budget.revenue", "economy").plan) == "23.000 triệu đồng"


@pytest.mark.parametrize(
    ("period", "asks"), [("2025-12", False), ("2026-01", True), ("2026-12", True), ("2027-01", False)]
)
def test_a_target_asks_of_the_periods_of_its_plan_only(period, asks):
    unit = tree().codes["99901"]
    found = planned_by_targets([CODE], [unit], Period.parse(period))
    assert ((CODE, unit) in found) is asks
    assert planned_by_targets([CODE], [tree().codes["99912"]], Period.parse(period)) == {}


def test_who_gave_the_plan_is_told_on_the_page(at):
    reader = at("yen.le")
    answer = reader.post("/nhap-so-lieu/lap/?ky=2026-Q3", {"loai": "chinh-thuc", "nhom": "petitions"})
    page = words(reader.get(answer["Location"]))
    assert "cấp ủy giao" in page
