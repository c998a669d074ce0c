"""What the tests of pages begin with: the office head of the demo, signed in, and the calendar of every book."""

import pytest

from soxa.desk.tests.signing_in import signed_in
from soxa.kernel.calendar import ensure_calendar

OFFICE = "tuyet.ngo"


@pytest.fixture
def calendar(db):
    """The working calendar that every book begins with."""
    ensure_calendar()


@pytest.fixture
def office(db):
    """The head of the Party's office, signed in."""
    return signed_in(OFFICE)
