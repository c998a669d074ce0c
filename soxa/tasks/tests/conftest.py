"""The cast of the tasks' tests, on a book that stands at one day."""

from datetime import date

import pytest

from soxa.kernel.calendar import ensure_calendar
from soxa.kernel.preferences import BOOK_DAY, put
from soxa.tasks.tests.cast import ACTOR, TODAY, Cast, make_cast


@pytest.fixture
def cast(db) -> Cast:
    """Two communes, three offices, seven sign-ins; today is 20/11/2026."""
    put(BOOK_DAY, str(TODAY), since=date(2020, 1, 1), actor=ACTOR)
    ensure_calendar()
    return make_cast()
