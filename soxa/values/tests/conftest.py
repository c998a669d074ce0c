"""What the tests of values share."""

import pytest

from soxa.desk.tests.signing_in import signed_in
from soxa.kernel.units.acts import Founding, found
from soxa.org.roles import CLERK, OFFICE_HEAD
from soxa.samples.demo_fixture import as_made, kept, settle, standing
from soxa.values.catalogue import ensure_measures
from soxa.values.tests.filers import ME, who


@pytest.fixture
def at():
    """A browser in which somebody of the demo commune has signed in, by his name."""
    return signed_in


@pytest.fixture(scope="module")
def standing_commune(_of_tests, django_db_setup, django_db_blocker):
    with standing(django_db_blocker):
        ensure_measures()
        made = found(Founding("99901", "commune", "xã Đồng Vải"), ME)
        settle()
        yield kept(made)


@pytest.fixture
def commune(standing_commune, db):
    """A commune that files, with the book's catalogue."""
    return as_made(standing_commune)


@pytest.fixture
def clerk(commune):
    """Who enters its numbers."""
    return who(CLERK, commune, 1)


@pytest.fixture
def head(commune):
    """Who checks and approves them."""
    return who(OFFICE_HEAD, commune, 2)
