"""What the tests of steering share."""

import pytest

from soxa.desk.tests.signing_in import signed_in


@pytest.fixture
def at():
    """A browser in which somebody of the demo commune has signed in, by his name."""
    return signed_in
