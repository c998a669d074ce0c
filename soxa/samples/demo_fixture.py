"""The fixture `demo_book`: the demo commune loaded for the tests of one module and rolled back after them.

In a test module: `from soxa.samples.demo_fixture import demo_book  # noqa: F401`, then
`pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]`. Each test runs in a savepoint of its own,
so what it writes is gone after it; a test marked `transaction=True` cannot be in such a module.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from soxa.kernel.units.tree import forget_tree
from soxa.samples.commune import load

DEMO_DAY = date(2026, 11, 20)
# the hash that tests check passwords with
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def demo_book(django_db_setup: Any, django_db_blocker: Any) -> Iterator[date]:
    """The day on which the loaded demo book stands."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                with override_settings(PASSWORD_HASHERS=QUICK):
                    load(DEMO_DAY)
                yield DEMO_DAY
                transaction.set_rollback(True)
        finally:
            forget_tree()
