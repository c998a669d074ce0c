"""Writes down what the program asks the database in each test, and how long the test takes: `pytest -p tests.on_postgres.asked`.

One file for each process in the directory that SOXA_ASKED names, a line for each test; `tests.on_postgres.choice` reads them.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import pytest
from django.db import connection

from tests.on_postgres.choice import asks_by_itself, numbered

ROOT = str(Path(__file__).parents[2])
VALUES = re.compile(r"\((?:%s(?:::\w+)?(?:, )?)+\)")
NUMBER = re.compile(r"\b\d+\b")
CASES = re.compile(r"(?:WHEN \([^()]*\) THEN %s ?){2,}")
TEXT = re.compile(r"'[^']*'")
# names that differ each time: of savepoints, of cursors kept on the server, of constraints with a digest
PASSING = re.compile(r'"s\d+_x\d+"|_django_curs_\w+|_[0-9a-f]{8}(?=\W|_)')


def shape(sql: str) -> str:
    """A question without what differs from one asking to the next: values, their number, passing names."""
    if sql.startswith("INSERT"):
        head, _, tail = sql.partition(" VALUES ")
        return f"{head} {[word for word in ('RETURNING', 'ON CONFLICT') if word in tail]}"
    if sql.startswith("UPDATE"):
        sql = sql.replace(" = NULL", " = %s")
    return NUMBER.sub("0", TEXT.sub("''", PASSING.sub("", CASES.sub("WHEN THEN", VALUES.sub("(%s)", sql)))))


def by_the_program() -> bool:
    """Whether the question that is being put comes from the program, not from a test that looks at what it did."""
    frame = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(ROOT) and file != __file__ and "site-packages" not in file:
            return "/tests/" not in file.removeprefix(ROOT)
        frame = frame.f_back
    return True


class Asked:
    """The shapes that the test asks now, and what its setting-up and its call took of the processor."""

    def __init__(self, out: TextIO):
        self.out, self.now, self.refused, self.took = out, set[str](), False, [0.0, 0.0]

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if by_the_program():
            self.now.add(shape(sql if isinstance(sql, str) else sql.as_string(connection.connection)))
        try:
            return execute(sql, params, many, context)
        except Exception:
            self.refused = True
            raise

    def begin(self) -> float:
        if self not in connection.execute_wrappers:
            connection.execute_wrappers.append(self)
        self.now = set()
        return time.process_time()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        self.refused = False
        begun = self.begin()
        try:
            return (yield)
        finally:
            self.before, self.took[0] = self.now, time.process_time() - begun

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        begun = self.begin()
        try:
            return (yield)
        finally:
            self.took[1] = time.process_time() - begun
            self.write(item)

    def write(self, item: pytest.Item) -> None:
        file, name, row = self.places[item]
        told = {
            "file": file,
            "name": name,
            "row": row,
            "always": asks_by_itself(item) or self.refused,
            "before": sorted(self.before),
            "asked": sorted(self.now),
            "took": self.took,
        }
        self.out.write(json.dumps(told) + "\n")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.places = numbered(session.items)


def pytest_configure(config: pytest.Config) -> None:
    place = Path(os.environ["SOXA_ASKED"])
    place.mkdir(parents=True, exist_ok=True)
    out = (place / f"{os.getpid()}.jsonl").open("w")
    config.add_cleanup(out.close)
    config.pluginmanager.register(Asked(out))
