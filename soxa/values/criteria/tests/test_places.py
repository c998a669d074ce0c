"""Thresholds by region and group: the setting of the day picks them, what the book does not know is said, what is not confirmed too."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from soxa.kernel.access import machine
from soxa.kernel.preferences import Supposed, moves, put
from soxa.values.criteria import moved
from soxa.values.criteria.checks import checks, lacking, places_asked
from soxa.values.criteria.counting import board, criteria_of
from soxa.values.criteria.models import CriteriaSet, Indicator
from soxa.values.criteria.places import GREEN_FROM, GROUP, REGION
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


NOW = date(2026, 11, 20)


@pytest.fixture
def not_asked_of_group_3():
    """Criterion 5 asks nothing of communes of group 3. By hand: from 20/3/2026 the commune meets 1, 4, 6, 7, 9 and 10, from 10/6 also 8."""
    one = Indicator.objects.get(criterion__of=the_set(NEW), criterion__number=5)
    one.zones = {"3": "-"}
    one.save(update_fields=["zones"])


def would_move(value, since):
    return moves(Supposed(GROUP, value, since, commune()), NOW)


@pytest.mark.usefixtures("not_asked_of_group_3")
def test_a_group_set_from_a_past_day_tells_which_counts_it_moves():
    name = the_set(NEW).name
    spring = f"xã Đồng Vải, {name}: từ ngày 20/03/2026 đến ngày 09/06/2026: 6/10 → 6/9"
    summer = f"xã Đồng Vải, {name}: từ ngày 10/06/2026 đến nay: 7/10 → 7/9"
    assert would_move("3", DAY) == [spring, summer]
    assert would_move("3", date(2026, 6, 9))[0].endswith("từ ngày 09/06/2026 đến ngày 09/06/2026: 6/10 → 6/9")
    assert would_move("3", date(2026, 6, 10)) == [summer]
    assert would_move("2", DAY) == [] and would_move("3", NOW) == []
    assert board(the_set(NEW), commune(), NOW).count.text == "7/10"  # nothing is written
    set_place(GROUP, "2", since=date(2026, 8, 1))
    assert would_move("3", DAY) == [spring, summer.replace("đến nay", "đến ngày 31/07/2026")]
    set_place(GROUP, "3", since=DAY)
    assert board(the_set(NEW), commune(), date(2026, 7, 31)).count.text == "7/9"


@pytest.mark.usefixtures("not_asked_of_group_3")
def test_what_many_days_move_is_told_at_the_days_of_reports(monkeypatch):
    monkeypatch.setattr(moved, "MOST_DAYS", 2)
    assert [line.partition(": từ ")[2] for line in would_move("3", DAY)] == [
        "ngày 30/06/2026 đến nay: 7/10 → 7/9"
    ]
    monkeypatch.setattr(moved, "MOST_LINES", 0)
    assert would_move("3", DAY) == ["và 1 dòng nữa"]


def test_a_colour_that_becomes_another_is_told():
    (line,) = moves(Supposed(GREEN_FROM, 50, DAY, commune()), NOW)
    assert line.endswith("từ ngày 30/09/2026 đến nay: 8/10 (vàng) → 8/10 (xanh)")


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
