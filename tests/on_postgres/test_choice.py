"""The tests that PostgreSQL runs put every question, and the list of the others names tests that are there."""

import re
from pathlib import Path

import pytest
from django.db import connection

from soxa.kernel.models import Unit
from soxa.kernel.units.tree import forget_tree, tree
from tests.on_postgres.asked import Asked, shape
from tests.on_postgres.choice import HEAD, LIST, Asking, File, chosen, files_of, left_by, read, written

ROOT = Path(__file__).parents[2]


def test_every_test_left_to_sqlite_is_there():
    gone = []
    for file, tests in read(LIST.read_text()).items():
        text = (ROOT / file).read_text() if (ROOT / file).exists() else ""
        gone += [
            f"{file}::{name}" for name in tests if not re.search(rf"def {name.rpartition('::')[2]}\b", text)
        ]
    assert not gone, f"named in {LIST.name}, but not there; `make choose-for-postgres`:\n" + "\n".join(gone)


def test_the_list_is_read_as_it_was_written():
    left = {"a/test_x.py": {"test_one": frozenset(), "Of::test_two": frozenset({11, 2})}, "b.py": {}}
    text = written(left)
    assert text == HEAD + "a/test_x.py\n  Of::test_two 2 11\n  test_one\n"
    assert read(text) == {"a/test_x.py": left["a/test_x.py"]}


def asking(file, name, shapes, took, *, row=0, always=False):
    return Asking(file, name, row, always, frozenset(shapes), took)


def stay(*tests, before=()):
    files = {name: File(frozenset(shapes), took) for name, shapes, took in before}
    for test in tests:
        files.setdefault(test.file, File()).tests.append(test)
    return {test.name for test in chosen(files)}


def test_of_two_that_ask_the_same_the_cheaper_stays():
    assert stay(asking("f", "dear", "abc", 2.0), asking("f", "cheap", "abc", 1.0)) == {"cheap"}


def test_what_one_alone_asks_stays_however_dear():
    assert stay(asking("f", "dear", "abc", 90.0), asking("f", "cheap", "ab", 0.1)) == {"dear"}


def test_what_must_stay_asks_for_the_others_too():
    assert stay(asking("f", "marked", "ab", 5.0, always=True), asking("f", "cheap", "ab", 0.1)) == {"marked"}


def test_it_is_weighed_what_a_file_is_set_up_with():
    first, second = asking("f", "in_f", "ab", 0.1), asking("g", "in_g", "ab", 0.2)
    assert stay(first, second, before=[("f", "", 3.0)]) == {"in_g"}
    assert stay(first, second, before=[("f", "c", 3.0)]) == {"in_f"}, "only there c is asked"


def test_what_asks_nothing_goes():
    assert stay(asking("f", "words", "", 1.0)) == set()


LINES = [
    '{"file": "f", "name": "a", "row": 0, "always": false, "before": ["cast", "x"], "asked": ["q"], "took": [3.0, 0.5]}',
    '{"file": "f", "name": "a", "row": 1, "always": false, "before": ["x"], "asked": ["r"], "took": [0.5, 0.25]}',
    '{"file": "f", "name": "b", "row": 0, "always": false, "before": ["x"], "asked": ["q"], "took": [1.0, 9.0]}',
]


def test_what_the_first_of_a_file_is_set_up_with_is_the_files():
    (file,) = files_of(LINES).values()
    assert (file.shapes, file.took) == (frozenset({"cast"}), 2.5)
    assert [(test.name, test.row, sorted(test.shapes), test.took) for test in file.tests] == [
        ("a", 0, ["q", "x"], 1.0),
        ("a", 1, ["r", "x"], 0.75),
        ("b", 0, ["q", "x"], 10.0),
    ]


def test_rows_that_stay_are_named():
    files = files_of(LINES)
    first, second, _third = files["f"].tests
    assert left_by(files, {second}) == {"f": {"a": frozenset({1}), "b": frozenset()}}
    assert left_by(files, {first, second}) == {"f": {"b": frozenset()}}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('SELECT "a" FROM "t" WHERE "b" IN (%s, %s)', 'SELECT "a" FROM "t" WHERE "b" IN (%s)', True),
        ('SELECT "a" FROM "t" LIMIT 21', 'SELECT "a" FROM "t" LIMIT 1', True),
        ('SELECT "a" FROM "t" WHERE "b" = %s', 'SELECT "a" FROM "t" WHERE "b" > %s', False),
        ('INSERT INTO "t" ("a") VALUES (%s), (%s)', 'INSERT INTO "t" ("a") VALUES (%s)', True),
        ('INSERT INTO "t" ("a") VALUES (%s)', 'INSERT INTO "t" ("a") VALUES (%s) RETURNING "t"."id"', False),
        ('SAVEPOINT "s140_x12"', 'SAVEPOINT "s77_x3"', True),
        ('UPDATE "t" SET "a" = %s', 'UPDATE "t" SET "b" = %s', False),
        ('UPDATE "t" SET "a" = NULL', 'UPDATE "t" SET "a" = %s', True),
        (
            'UPDATE "t" SET "a" = CASE WHEN ("i" = %s) THEN %s WHEN ("i" = %s) THEN %s ELSE NULL END',
            'UPDATE "t" SET "a" = CASE WHEN ("i" = %s) THEN %s WHEN ("i" = %s) THEN %s WHEN ("i" = %s) THEN %s ELSE NULL END',
            True,
        ),
        ("SELECT 'x' FROM \"t1\"", "SELECT 'y' FROM \"t1\"", True),
    ],
)
def test_the_shape_of_a_question(one, other, same):
    assert (shape(one) == shape(other)) is same


@pytest.mark.django_db
def test_what_a_test_asks_itself_is_not_the_programs_question(tmp_path):
    with (tmp_path / "asked").open("w") as out:
        asked = Asked(out)
        with connection.execute_wrapper(asked):
            Unit.objects.count()
            assert not asked.now
            forget_tree()
            tree()
    assert any('"kernel_unit"' in one for one in asked.now)
