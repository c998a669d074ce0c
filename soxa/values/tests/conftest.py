"""What the tests of values share."""

import pytest

from soxa.desk.tests.signing_in import signed_in
from soxa.kernel.units.acts import Founding, found
from soxa.org.roles import CLERK, OFFICE_HEAD
from soxa.values.catalogue import ensure_measures
from soxa.values.tests.filers import ME, who


@pytest.fixture
def at():
    """A browser in which somebody of the demo commune has signed in, by his name."""
    return signed_in


@pytest.fixture
def commune():
    """A commune that files, with the book's catalogue."""
    ensure_measures()
    return found(Founding("99901", "commune", "xã Đồng Vải"), ME)


@pytest.fixture
def clerk(commune):
    """Who enters its numbers."""
    return who(CLERK, commune, 1)


@pytest.fixture
def head(commune):
    """Who checks and approves them."""
    return who(OFFICE_HEAD, commune, 2)
