"""Two plans of one number, each with its giver; and what a stated share says that the plan must be."""

from decimal import Decimal
from fractions import Fraction

import pytest

from soxa.kernel.access import machine
from soxa.kernel.figures import Moment
from soxa.kernel.units.acts import Founding, found
from soxa.law.periods import Period
from soxa.values.catalogue import ensure_measures
from soxa.values.estimates import check_of, implied, plans_of
from soxa.values.figures import ReportedFigure
from soxa.values.models import Measure, ReportedValue
from soxa.values.told import told

pytestmark = pytest.mark.django_db
YEAR, H1 = Period.parse("2025"), Period.parse("2025-H1")


@pytest.fixture
def commune(db):
    ensure_measures()
    return found(Founding("01", "commune", "xã Đồng Vải"), machine("thử"))


def tell(commune, code, value, sort="actual", period=YEAR, source=""):
    return ReportedValue.objects.create(
        measure=Measure.objects.get(code=code),
        unit=commune,
        since=period.since,
        until=period.until,
        sort=sort,
        value=Decimal(value),
        source=source,
    )


def line(commune, code, period=YEAR):
    (found_line,) = told([ReportedFigure(Measure.objects.get(code=code))], Moment.over(period), commune.pk)
    return found_line


def test_the_check_value_of_a_published_report():
    """12,675 tỷ is 136,12 % of 9,3116 tỷ."""
    assert round(implied(Fraction("12.675"), Fraction("136.12")), 4) == Fraction("9.3116")


def test_two_plans_are_kept_and_named(commune):
    tell(commune, "budget.revenue", "13268000000", "estimate", H1)
    tell(commune, "budget.revenue", "21400000000", "plan", source="dự toán tỉnh giao")
    tell(commune, "budget.revenue_council_plan", "23000000000")
    plans = plans_of(line(commune, "budget.revenue", H1), commune.pk)
    assert [(one.giver, one.text, one.done_text) for one in plans] == [
        ("dự toán tỉnh giao", "21,4 tỷ đồng", "62%"),
        ("Hội đồng nhân dân xã giao", "23 tỷ đồng", "57,69%"),
    ]


def test_a_plan_of_another_year_is_left_aside(commune):
    tell(commune, "budget.revenue", "13268000000", "estimate", H1)
    tell(commune, "budget.revenue_council_plan", "23000000000", period=Period.parse("2026"))
    assert plans_of(line(commune, "budget.revenue", H1), commune.pk) == []


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("9311600000", "Khớp với số đã ghi (kế hoạch): 9,3116 tỷ đồng."),
        # the boundary: 136,115 % is printed 136,12 %, a little less is not
        ("9311978841", "Khớp với số đã ghi (kế hoạch): 9,311978841 tỷ đồng."),
        ("9311978842", "Không dự toán nào ghi trong sổ khớp với số này."),
        ("11200000000", "Không dự toán nào ghi trong sổ khớp với số này."),
    ],
)
def test_a_stated_share_is_held_against_the_plans(commune, plan, words):
    value = tell(commune, "budget.revenue", "12675000000")
    share = tell(commune, "budget.revenue_over_estimate", "136.12")
    tell(commune, "budget.revenue", plan, "plan")
    check = check_of(share, value, plans_of(line(commune, "budget.revenue"), commune.pk))
    assert check.words == (
        "Thu ngân sách nhà nước trên địa bàn 12,675 tỷ đồng và tỷ lệ này thì dự toán là 9,3116 tỷ đồng. "
        + words
    )


def test_a_share_of_nothing_is_not_checked(commune):
    value = tell(commune, "budget.revenue", "12675000000")
    share = tell(commune, "budget.revenue_over_estimate", "0")
    assert check_of(share, value, []) is None
