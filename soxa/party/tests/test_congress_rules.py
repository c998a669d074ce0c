"""Terms of congresses by hand: thirty months, six months either way with consent, two thirds present."""

from datetime import date

import pytest

from soxa.party.congress.rules import (
    DUE_SOON,
    IN_TERM,
    LATE,
    UNKNOWN,
    allowed,
    elects_committee,
    is_valid,
    needs_consent,
    standing,
    term_of,
    too_many,
)

TERM = term_of(date(2025, 3, 24), months=30, shift=6)


def test_a_term_of_thirty_months():
    assert (TERM.due, TERM.first, TERM.last) == (date(2027, 9, 24), date(2027, 3, 24), date(2028, 3, 24))
    assert term_of(date(2025, 8, 12), months=60, shift=12).due == date(2030, 8, 12)
    assert term_of(date(2025, 8, 31), months=30, shift=6).due == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("planned", "asks", "may"),
    [
        (date(2027, 9, 1), False, True),
        (date(2027, 9, 30), False, True),
        (date(2027, 8, 31), True, True),
        (date(2027, 3, 24), True, True),
        (date(2027, 3, 23), True, False),
        (date(2028, 3, 24), True, True),
        (date(2028, 3, 25), True, False),
    ],
)
def test_a_shift_lies_within_six_months_and_asks_for_consent(planned, asks, may):
    assert (needs_consent(TERM, planned), allowed(TERM, planned)) == (asks, may)


@pytest.mark.parametrize(
    ("on", "shifted", "level"),
    [
        (date(2027, 6, 23), None, IN_TERM),
        (date(2027, 6, 24), None, DUE_SOON),
        (date(2027, 9, 24), None, DUE_SOON),
        (date(2027, 9, 25), None, LATE),
        (date(2027, 9, 25), date(2027, 12, 10), DUE_SOON),
        (date(2027, 12, 11), date(2027, 12, 10), LATE),
        (date(2027, 9, 25), date(2027, 8, 1), LATE),
    ],
)
def test_how_a_unit_stands(on, shifted, level):
    assert standing(TERM, on, shifted_to=shifted) == level
    assert standing(None, on) == UNKNOWN


@pytest.mark.parametrize(
    ("summoned", "present", "valid"),
    [(30, 20, True), (30, 19, False), (29, 20, True), (29, 19, False), (3, 2, True), (0, 0, False)],
)
def test_two_thirds_are_present(summoned, present, valid):
    assert is_valid(summoned, present, date(2026, 11, 20)) is valid


def test_the_size_of_a_committee():
    assert not too_many(7, date(2026, 11, 20))
    assert too_many(8, date(2026, 11, 20))
    assert not elects_committee(8, date(2026, 11, 20))
    assert elects_committee(9, date(2026, 11, 20))
