"""Thresholds by region, group and year with their boundaries; a criterion of its indicators; colours of a list."""

from decimal import Decimal

import pytest

from soxa.values.criteria import rules
from soxa.values.criteria.rules import FAILED, NOT_APPLICABLE, NOT_ASSESSED, PASSED, Ask


@pytest.mark.parametrize(
    ("op", "value", "met"),
    [
        (">=", "95", True), (">=", "94.9999", False), ("<=", "4", True), ("<=", "4.0001", False), ("=", "0", True),
        ("=", "1", False),
    ],
)  # fmt: skip
def test_the_boundary_itself_is_met(op, value, met):
    limits = {">=": "95", "<=": "4", "=": "0"}
    assert rules.meets(Ask(op, Decimal(limits[op])), Decimal(value)) is met


def test_without_a_threshold_the_book_does_not_judge():
    assert rules.meets(Ask(">="), Decimal(50)) is None


@pytest.mark.parametrize(
    ("places", "year", "asked"),
    [
        (("ĐBSH",), 2025, "62"), (("ĐBSH",), 2024, "59"), (("TN",), 2025, None), ((), 2025, None), (("3",), 2025, "no"),
    ],
)  # fmt: skip
def test_what_is_asked_is_of_the_place_and_the_year(places, year, asked):
    zones = {"ĐBSH/2024": "59", "ĐBSH/2025": "62", "3": "-"}
    found = rules.asked_of(">=", None, zones, places, year)
    if asked == "no":
        assert not found.applies
    else:
        assert (found.op, found.threshold) == (">=", Decimal(asked) if asked else None)
        assert found.place == (places[0] if asked else "")


def test_where_the_place_is_not_named_the_general_threshold_is_asked():
    assert rules.asked_of(">=", Decimal(98), {"ĐBSH": "99"}, ("TN",), 2025).threshold == Decimal(98)


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([PASSED, PASSED], PASSED),
        ([PASSED, NOT_APPLICABLE], PASSED),
        ([PASSED, FAILED, NOT_ASSESSED], FAILED),
        ([PASSED, NOT_ASSESSED], NOT_ASSESSED),
        ([NOT_APPLICABLE], NOT_APPLICABLE),
    ],
)
def test_a_criterion_passes_when_every_indicator_that_applies_does(outcomes, state):
    assert rules.criterion_state(outcomes) == state


@pytest.mark.parametrize(("done", "colour"), [(10, "Xanh"), (9, "Vàng"), (7, "Vàng"), (6, "Đỏ"), (0, "Đỏ")])
def test_the_colour_of_a_list_by_its_share_done(done, colour):
    assert rules.band(done, 10, green_from=100, yellow_from=70) == colour
    assert rules.band(0, 0, green_from=100, yellow_from=70) == "Đỏ"
