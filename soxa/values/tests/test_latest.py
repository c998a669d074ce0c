"""What was reported last on a day: by itself, and with the plans and what is under way."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.kernel.access import machine
from soxa.kernel.units.acts import Founding, found
from soxa.law.periods import Period
from soxa.values.latest import ended_spans, standing_rows
from soxa.values.models import Measure, ReportedValue

pytestmark = pytest.mark.django_db
H1, Q2, JUNE, JULY, YEAR = (Period.parse(key) for key in ("2026-H1", "2026-Q2", "2026-06", "2026-07", "2026"))
LATER = date(2026, 7, 1)


@pytest.fixture
def told(db):
    """Of one measure the half-year, estimated and actual, and its last quarter; July under way; the year's plan and June's."""
    unit = found(Founding("01", "commune", "xã Đầm Sen"), machine("thử"))
    measure = Measure.objects.create(code="thu", title="Thu", folded="thu", position=1)
    rows = [
        (H1, "estimate"), (H1, "actual"), (Q2, "actual"), (Period.parse("2026-Q1"), "actual"),
        (JULY, "actual"), (YEAR, "plan"), (JUNE, "plan"),
    ]  # fmt: skip
    for period, sort in rows:
        ReportedValue.objects.create(
            measure=measure, unit=unit, since=period.since, until=period.until, sort=sort, value=Decimal(1)
        )
    return unit.pk, measure.pk


def test_the_last_that_ended_are_told_alone(told):
    unit, measure = told
    expected = {(*told, H1.since, H1.until), (*told, Q2.since, Q2.until)}
    assert ended_spans([unit], LATER, measures=[measure]) == expected
    # before the end of March nothing had ended
    assert ended_spans([unit], date(2026, 3, 31), measures=[measure]) == set()


def test_with_them_come_the_plans_and_what_is_under_way(told):
    def asked(until):
        found_ = [(str(row[3]), row[4]) for row in standing_rows([told[0]], until)]
        return sorted(one for one in found_ if one != ("2026-07-01", "plan"))  # over: no page chooses it

    ended = [("2026-07-01", sort) for sort in ("actual", "actual", "estimate")]
    assert asked(LATER) == [*ended, ("2027-01-01", "plan")]
    assert asked(date(2026, 7, 15)) == [*ended, ("2026-08-01", "actual"), ("2027-01-01", "plan")]
