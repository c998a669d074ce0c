"""The cast of the Party's tests, on a book that stands at one day."""

from datetime import date

import pytest

from soxa.kernel.access import Actor, machine
from soxa.kernel.preferences import BOOK_DAY, put
from soxa.org.roles import OFFICE_HEAD
from soxa.party.tests.cast import TODAY, Cast, make_cast


@pytest.fixture
def cast(db) -> Cast:
    """Two communes, three cells, eight members, six sign-ins; today is 20/11/2026."""
    put(BOOK_DAY, str(TODAY), since=date(2020, 1, 1), actor=machine("thử"))
    return make_cast()


@pytest.fixture
def head(cast) -> Actor:
    """The office head of the upper commune, as an actor."""
    account = cast.accounts["chanh"]
    return Actor("Người chanh", "Chánh Văn phòng Đảng ủy", cast.units["upper"].pk, account.pk, OFFICE_HEAD)
