"""The cast of the tasks' tests, on a book that stands at one day."""

from collections.abc import Iterator
from datetime import date

import pytest

from soxa.kernel.calendar import ensure_calendar
from soxa.kernel.preferences import BOOK_DAY, put
from soxa.samples.demo_fixture import as_made, kept, settle, standing
from soxa.tasks.tests.cast import ACTOR, TODAY, Cast, make_cast


@pytest.fixture(scope="module")
def standing_cast(_of_tests, django_db_setup, django_db_blocker) -> Iterator[Cast]:
    with standing(django_db_blocker):
        put(BOOK_DAY, str(TODAY), since=date(2020, 1, 1), actor=ACTOR)
        ensure_calendar()
        made = make_cast()
        settle()
        yield kept(made)


@pytest.fixture
def cast(standing_cast, db) -> Cast:
    """Two communes, three offices, seven sign-ins; today is 20/11/2026."""
    return as_made(standing_cast)
