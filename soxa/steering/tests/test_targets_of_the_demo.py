"""The demo commune's 24 targets of 2026 as the office's table of the half-year has them, and what turned since the first quarter."""

import pytest

from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.models import Unit
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.targets.lists import board
from soxa.steering.targets.models import Standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

X, V, D, C = Standing.GREEN, Standing.YELLOW, Standing.RED, Standing.NOT_DUE
# the office's table: number → (colour, value, plan)
HALF_YEAR = {
    1: (X, "13.268 triệu đồng", "21.400 triệu đồng"), 2: (C, "", "66 triệu đồng/người/năm"),
    3: (X, "934 tỷ đồng", "1.860 tỷ đồng"), 4: (X, "63,4 tạ/ha", "62,5 tạ/ha"),
    5: (X, "7.512 tấn", "14.900 tấn"), 6: (V, "17.240 con", "18.500 con"), 7: (X, "54,43%", "≥ 50%"),
    8: (X, "3,2 km", "5 km"), 9: (D, "0 sản phẩm", "2 sản phẩm"), 10: (V, "7/10", "9/10"),
    11: (V, "2,41%", "≤ 2,2%"), 12: (V, "94,12%", "≥ 95%"), 13: (D, "77,78%", "≥ 100%"),
    14: (X, "96,72%", "≥ 96,5%"), 15: (X, "92,6%", "≥ 92%"), 16: (X, "21 người", "21 người"),
    17: (X, "99,31%", "≥ 98%"), 18: (X, "91,48%", "≥ 85%"), 19: (V, "14", "32"), 20: (X, "4", "8"),
    21: (X, "90,83%", "≥ 90%"), 22: (X, "99,22%", "≥ 99%"), 23: (D, "86,21%", "≥ 95%"), 24: (C, "", "≥ 90%"),
}  # fmt: skip


def commune() -> int:
    return Unit.objects.get(code="99901").pk


def test_the_half_year_is_the_offices_table():
    rows = board(commune(), DEMO_DAY).rows
    told = {
        row.target.position: (row.standing.level, row.standing.text, row.standing.plan_text) for row in rows
    }
    assert told == HALF_YEAR


def test_both_plans_of_revenue_stand_beside_each_other():
    first = board(commune(), DEMO_DAY).rows[0].standing
    assert (first.plan_text, first.done) == ("21.400 triệu đồng", "62%")
    assert first.other_plan_text == "23.000 triệu đồng (Hội đồng nhân dân giao)"


def test_shares_are_told_with_their_parts_and_their_distance():
    by_place = {row.target.position: row.standing for row in board(commune(), DEMO_DAY).rows}
    assert (by_place[11].parts, by_place[11].done) == ("203/8.417", "+0,21 điểm %")
    assert (by_place[12].parts, by_place[12].done) == ("29.970/31.842", "−0,88 điểm %")
    assert by_place[21].parts == "6.823/7.512"


def test_three_turned_since_the_first_quarter():
    turned = {
        row.target.position: (row.before, row.standing.level)
        for row in board(commune(), DEMO_DAY).turned(9)[0]
    }
    assert turned == {10: (D, V), 15: (V, X), 6: (X, V)}


def test_every_yellow_and_red_says_why_who_what_and_until_when():
    pressing = board(commune(), DEMO_DAY).pressing
    assert [row.target.position for row in pressing] == [9, 13, 23, 6, 10, 11, 12, 19]
    assert [row.standing.lacks for row in pressing] == [[]] * 8


@pytest.mark.parametrize(
    ("code", "count"),
    [("total", 24), ("green", 14), ("yellow", 5), ("red", 3), ("not_due", 2), ("no_value", 0)],
)
def test_the_figures_count_them(code, count):
    assert read(FIGURES[f"targets.{code}"], Moment.at(DEMO_DAY), commune()).part == count
