"""Thresholds by region and group: the setting of the day picks them, what the book does not know is said, what is not confirmed too."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from soxa.kernel.access import machine
from soxa.kernel.preferences import put
from soxa.values.criteria.checks import checks, lacking, places_asked
from soxa.values.criteria.counting import board, criteria_of
from soxa.values.criteria.models import CriteriaSet, Indicator
from soxa.values.criteria.places import GROUP, REGION
from soxa.values.criteria.tests.test_flow import assess, commune, indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

OLD, NEW = "2021–2025", "2026–2030"
DAY = date(2026, 2, 1)
BEFORE = DAY - timedelta(days=1)


def the_set(version, code="rural.commune"):
    return CriteriaSet.objects.get(code=code, version=version)


def set_place(which, value, since=DAY):
    put(which, value, since=since, actor=machine("thử"), unit_id=commune())


def told(of, on, title):
    return next((one for one in checks(board(of, commune(), on)) if one.title == title), None)


def asked(code, on):
    lines = board(the_set(OLD), commune(), on).lines
    return next(line.ask.threshold for line in lines if line.indicator.code == code)


@pytest.mark.parametrize(
    ("region", "general", "own"), [("ĐBSH", "98", "99"), ("TDMNPB", "98", "95"), ("TN", "98", "98")]
)
def test_the_region_of_the_day_picks_the_threshold(region, general, own):
    set_place(REGION, region)
    assert (asked("power_household_pct", BEFORE), asked("power_household_pct", DAY)) == (
        Decimal(general),
        Decimal(own),
    )


def test_a_result_is_judged_by_the_region_of_its_day():
    set_place(REGION, "ĐBSH")
    one = indicator("power_household_pct", OLD)
    made = assess(one, value=Decimal("98.5"), outcome="", on=BEFORE)
    assert (made.asked, made.outcome) == ("≥ 98%", "passed")
    from soxa.values.criteria import flow
    from soxa.values.criteria.tests.test_flow import hand

    flow.withdraw(made, hand("yen.le"), today=date(2026, 11, 20))
    made = assess(one, value=Decimal("98.5"), outcome="", on=DAY)
    assert (made.asked, made.outcome) == ("≥ 99%", "failed")


def test_which_place_a_set_asks_for():
    def asks(of):
        return places_asked(of, list(Indicator.objects.filter(criterion__of=of)))

    assert asks(the_set(OLD)) == {"criteria.region"}
    assert asks(the_set(OLD, "rural.commune_advanced")) == {"criteria.region"}
    assert asks(the_set(OLD, "rural.commune_model")) == set()
    assert asks(the_set(NEW)) == {"criteria.group"}
    assert asks(the_set("2026", "own.digital")) == set()


def test_the_sets_by_region_ask_for_the_region_and_not_for_the_group():
    of = the_set(OLD)
    unset = told(of, BEFORE, "Vùng của xã")
    assert (unset.light[0], unset.setting) == ("warn", "criteria.region")
    assert told(of, BEFORE, "Nhóm xã") is None
    set_place(REGION, "ĐBSH")
    found = told(of, DAY, "Vùng của xã")
    # of the year 2026 the table knows no income: 8 of 9 indicators have a threshold of the region (power, schools,
    # houses, poverty, lower secondary, water, sanitation); income, stunting have none at all
    assert found.light[0] == "good" and not found.confirmed
    assert "Đồng bằng sông Hồng: 7 chỉ tiêu lấy mức riêng của vùng" in found.told
    assert "sổ chưa có mức của chỉ tiêu 10.1, 15.3" in found.told


def test_the_set_by_group_asks_for_the_group():
    of, on = the_set(NEW), date(2026, 11, 20)
    assert told(of, on, "Nhóm xã").light[0] == "warn"
    assert told(of, on, "Vùng của xã") is None
    set_place(GROUP, "2", since=on)
    assert told(of, on, "Nhóm xã").light[0] == "good"
    assert told(of, on - timedelta(days=1), "Nhóm xã").light[0] == "warn"


def test_what_is_lacking_is_told_in_words():
    of, on = the_set(NEW), date(2026, 11, 20)
    found = board(of, commune(), on)
    states = {part.criterion.pk: part.outcome for part in found.parts}
    words = lacking(of, criteria_of(of, on), states, commune(), on)
    assert words == [
        "tiêu chí 2, 3, 5", "sự hài lòng của người dân", "nợ đọng xây dựng cơ bản", "nhóm xã (Cài đặt)",
    ]  # fmt: skip
    set_place(GROUP, "2", since=on)
    assert lacking(of, criteria_of(of, on), dict.fromkeys(states, "passed"), commune(), on) == []
    assert (
        lacking(
            of,
            criteria_of(of, on),
            {**states, **dict.fromkeys(states, "passed")},
            commune(),
            date(2026, 2, 14),
        )
        != []
    )
