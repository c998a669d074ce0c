"""What every test stands on: keys and a data directory of its own, and a fast password hash."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client, TestCase, override_settings
from django.utils.crypto import get_random_string

_away = Path(tempfile.mkdtemp(prefix="soxa-tests-"))
os.environ["SOXA_DATA_DIR"] = str(_away)
os.environ["SOXA_KEY_FILE"] = str(_away / "keys")

from soxa.samples.demo_fixture import demo_book, order  # noqa: E402,F401
from soxa.samples.filled import filled_demo, share_keys  # noqa: E402,F401

share_keys(_away / "keys")


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


def _signed_in(client: Any, user: Any, backend: str | None = None) -> None:
    """Who is signed in without the form has the session a sign-in leaves, in one row written once."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(get_random_string(32))
    session._session_cache = {
        SESSION_KEY: user._meta.pk.value_to_string(user),
        BACKEND_SESSION_KEY: backend or user.backend,
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }  # a session that was asked of the book first would lose its key and look for one that is free
    session.save(must_create=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


_clients: Any = Client
_clients._login = _signed_in


_PARSERS = ("/soxa/law/", "/soxa/kernel/sheets/")


def _draw_from_parsers() -> None:
    """Hypothesis makes some of its cases of the words and numbers in the program's own lines, for which it would read all of
    its modules: those whose parsers and calendars it is asked about are enough.
    """
    providers: Any = import_module("hypothesis.internal.conjecture.providers")
    is_ours = providers.is_local_module_file
    providers.is_local_module_file = lambda path: any(one in path for one in _PARSERS) and is_ours(path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The demo book comes last."""
    order(items)
    if "hypothesis" in sys.modules:
        _draw_from_parsers()


def pytest_collection_finish() -> None:
    """What was read for the tests lives until their end: the collector of cycles need not walk through it again and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Leave nothing behind; what still lies in memory goes with the process, and no collector need walk through it before."""
    import shutil

    gc.freeze()

    shutil.rmtree(_away, ignore_errors=True)
