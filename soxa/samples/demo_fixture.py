"""The fixture `demo_book`: the demo commune, filled once for all tests that ask for it, which run last.

In a test module: `pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]`. Each test runs in a
savepoint of its own, so what it writes is gone after it. The tests of a file that asks for the book run after every
file that does not (`order`), because the book then stands in the tests' database until the end.
"""

import os
import pickle  # noqa: S403
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from soxa.desk.book_state import own_labels
from soxa.documents.models import Document, DocumentFile
from soxa.documents.search import index_anew
from soxa.kernel.marks import last_rows
from soxa.kernel.units import tree as trees
from soxa.kernel.units.tree import Tree, forget_tree, tree
from soxa.org.models import Account
from soxa.samples.commune import load
from soxa.samples.commune.offices import PASSWORD
from soxa.samples.filled import SHARED

DEMO_DAY = date(2026, 11, 20)
Made = TypeVar("Made")
_kept: dict[int, tuple[Any, bytes, tuple[str, int, Tree]]] = {}


@contextmanager
def standing(blocker: Any) -> Iterator[None]:
    """What is written inside stands for many tests, each in a savepoint of its own, and is rolled back after them.

    `blocker` is the fixture django_db_blocker; a fixture that uses this asks for django_db_setup too.
    """
    with blocker.unblock():
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            forget_tree()


@pytest.fixture(scope="session")
def demo_book(
    _of_tests: None, django_db_setup: Any, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Iterator[date]:
    """The day on which the loaded demo book stands."""
    with standing(django_db_blocker):
        if connection.vendor == "sqlite" and SHARED in os.environ:
            _take_over(request.getfixturevalue("filled_demo").directory / "data")
        else:
            load(DEMO_DAY)
        settle()
        yield DEMO_DAY


def _take_over(data: Path) -> None:
    """Rows and files of a filled book as they lie, sealed with keys that are these tests' own; a fast password hash for its accounts."""
    ours = [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label in own_labels()]
    here = connection.connection
    with closing(sqlite3.connect(f"file:{data / 'book.sqlite3'}?mode=ro&immutable=1", uri=True)) as book:
        for model in (one for one in ours if one._meta.managed):
            table = connection.ops.quote_name(model._meta.db_table)
            fields = [one for one in model._meta.concrete_fields if not one.generated]
            columns = ", ".join(connection.ops.quote_name(str(one.column)) for one in fields)
            rows = book.execute(f"SELECT {columns} FROM {table}")  # noqa: S608
            here.execute(f"DELETE FROM {table}")  # noqa: S608
            here.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(fields))})", rows)  # noqa: S608
        last = book.execute("SELECT seq, name FROM sqlite_sequence").fetchall()
        here.executemany("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", last)
    index_anew(Document, DocumentFile)
    shutil.copytree(data / "files", Path(settings.DATA_DIR) / "files", dirs_exist_ok=True)
    Account.objects.exclude(demo_password="").update(password=make_password(PASSWORD))  # noqa: S106


def settle() -> None:
    """Check the references of what stands now, or every test's end checks them anew; let the planner know how much there is.

    Table by table: PostgreSQL's own tables are shared by the workers, who would wait for each other until the end.
    """
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ANALYZE")
            return
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(name)}")


def kept(made: Made) -> Made:
    """What was made and stands from now on, to be handed to each test by `as_made`."""
    standing_tree, name = tree(), str(connection.settings_dict["NAME"])
    _kept[id(made)] = (made, pickle.dumps(made), (name, last_rows()[0], standing_tree))
    return made


def as_made(made: Made) -> Made:
    """A copy for one test of what stands, whatever the tests before did to theirs; the tree as it stood then, until an act."""
    _made, copied, (name, act, standing_tree) = _kept[id(made)]
    forget_tree()
    trees._kept[name] = ((act, trees._generation[0]), standing_tree)
    copy: Made = pickle.loads(copied)  # noqa: S301
    return copy


def order(items: list[pytest.Item]) -> None:
    """Files that start programs first, so that no worker is left alone with one; files that ask for the demo book last.

    pytest.UsageError for a file that asks for the book and empties tables too (`transaction=True`).
    """
    demo, apart = (
        _files(items, "demo_book"),
        {item.path for item in items if item.get_closest_marker("apart")},
    )
    for path in demo & {item.path for item in items if _empties(item)}:
        raise pytest.UsageError(f"{path}: a test that empties the tables cannot stand beside the demo book")
    items.sort(key=lambda item: (item.path in demo, item.path not in apart))


def _files(items: list[pytest.Item], fixture: str) -> set[Path]:
    return {item.path for item in items if fixture in getattr(item, "fixturenames", ())}


def _empties(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    named = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(named or (mark and mark.kwargs.get("transaction")))
