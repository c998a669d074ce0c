"""Lights at their boundaries, and the bars of a split."""

from fractions import Fraction

import pytest

from soxa.desk.lights import Progress, light


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
