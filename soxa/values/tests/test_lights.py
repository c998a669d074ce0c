"""Lights at their boundaries, and the bars of a split."""

from fractions import Fraction

import pytest

from soxa.values.lights import Progress, light


@pytest.mark.parametrize(
    ("value", "plan", "elapsed", "higher", "level", "words"),
    [
        (13268, 21400, Fraction(1, 2), True, "good", "Đạt tiến độ"),
        (10700, 21400, Fraction(1, 2), True, "good", "Đạt tiến độ"),
        (10699, 21400, Fraction(1, 2), True, "warn", "Cần tập trung"),
        (8560, 21400, Fraction(1, 2), True, "warn", "Cần tập trung"),
        (8559, 21400, Fraction(1, 2), True, "bad", "Khó đạt"),
        (21400, 21400, Fraction(1, 2), True, "good", "Đạt kế hoạch"),
        (0, 2, Fraction(1, 2), True, "bad", "Khó đạt"),
        (0, 2, Fraction(0), True, "good", "Đạt tiến độ"),
        (Fraction("94.12"), 95, Fraction(1), True, "warn", "Cần tập trung"),
        (Fraction("2.41"), Fraction("2.2"), Fraction(1), False, "warn", "Cần tập trung"),
        (Fraction("2.2"), Fraction("2.2"), Fraction(1), False, "good", "Đạt kế hoạch"),
        (5, 2, Fraction(1), False, "bad", "Khó đạt"),
        (0, 0, Fraction(1), False, "good", "Đạt kế hoạch"),
        (None, 66, Fraction(1), True, "quiet", "Chưa có số liệu"),
        (66, None, Fraction(1), True, "quiet", "Chưa có số liệu"),
    ],
)
def test_a_light(value, plan, elapsed, higher, level, words):
    known = [None if one is None else Fraction(one) for one in (value, plan)]
    shown = light(Progress(*known, elapsed, higher=higher))
    assert (shown.level, str(shown.words)) == (level, words)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("8", "good"), ("7", "warn"), ("69/10", "bad")],
    ids=["the plan", "the floor itself", "just below"],
)
def test_a_target_may_say_from_which_value_on_it_is_yellow(value, shown):
    # nine tenths of the plan would be yellow by the rule of four fifths, and six of eight red
    progress = Progress(Fraction(value), Fraction(8), yellow_from=Fraction(7))
    assert light(progress).level == shown


@pytest.mark.parametrize(("value", "shown"), [("22/10", "good"), ("25/10", "warn"), ("26/10", "bad")])
def test_where_less_is_better_the_floor_is_a_ceiling(value, shown):
    progress = Progress(Fraction(value), Fraction("22/10"), higher=False, yellow_from=Fraction("25/10"))
    assert light(progress).level == shown


def test_what_is_not_due_is_not_judged():
    assert light(Progress(Fraction(0), Fraction(66), due=False)).level == "quiet"
