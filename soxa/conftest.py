"""What every test stands on: keys and a data directory of its own, and a fast password hash."""

import gc
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TestCase, override_settings

SAMPLE = 3
_away = Path(tempfile.mkdtemp(prefix="soxa-tests-"))
os.environ["SOXA_DATA_DIR"] = str(_away)
os.environ["SOXA_KEY_FILE"] = str(_away / "keys")

from soxa.kernel.sealed.keys import Keys  # noqa: E402
from soxa.samples.demo_fixture import demo_book, order  # noqa: E402,F401

Keys.make(_away / "keys")


@pytest.fixture(scope="session", autouse=True)
def _of_tests() -> Iterator[None]:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        DATA_DIR=_away,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let the tables of statistics stand before any transaction that fills them.

    Where one made them, SQLite would read the whole schema anew, and prepare every statement anew, after each savepoint that
    is rolled back until the end: at the end of every test that stands on a cast or on the demo book.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ANALYZE")


_cases: Any = TestCase  # the stubs know only what is public
_checks = _cases._should_check_constraints


def _checks_on_postgresql(test: TestCase, connection: Any) -> bool:
    """References left hanging are looked for after every test on PostgreSQL; SQLite would look every table through anew."""
    return bool(connection.vendor == "postgresql" and _checks(test, connection))


_cases._should_check_constraints = _checks_on_postgresql


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The demo book comes last; the run on PostgreSQL leaves out what asks nothing new of the tests' database."""
    order(items)
    if not os.environ.get("SOXA_DATABASE_URL", "").startswith("postgres"):
        return
    kept = _sampled([item for item in items if _asks_the_database(item)])
    stays = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in stays])
    items[:] = kept


def pytest_collection_finish() -> None:
    """What was read for the tests lives until their end: the collector of cycles need not walk through it again and again."""
    gc.collect()
    gc.freeze()


def _asks_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("once"):
        return False
    asked = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db") or item.get_closest_marker("both_databases"))


def _sampled(items: list[pytest.Item]) -> list[pytest.Item]:
    """Of each table of cases the first row, the middle one and the last; all where its rows ask the database other things."""
    tables: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if not item.get_closest_marker("every_row"):
            tables[item.nodeid.partition("[")[0]].append(item)
    dropped = {
        row for rows in tables.values() for row in rows if len(rows) > SAMPLE and row not in _spread(rows)
    }
    return [item for item in items if item not in dropped]


def _spread(rows: list[pytest.Item]) -> list[pytest.Item]:
    return [rows[round(place * (len(rows) - 1) / (SAMPLE - 1))] for place in range(SAMPLE)]


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    import shutil

    shutil.rmtree(_away, ignore_errors=True)
