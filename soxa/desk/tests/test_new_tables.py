"""A new book has the tables that its migrations would have given it, to the last constraint."""

import json
import os

import pytest

from soxa.commands.tests.own_database import own_database
from soxa.commands.tests.warm import python

WAYS = {
    "at once": "from soxa.desk.management.commands.migrate import Command",
    "one migration after another": "from django.core.management.commands.migrate import Command",
}
TOLD = """
import json, re, sys
from django.core.management import call_command
from django.db import connection
from soxa.commands.opening import make_keys

make_keys()
call_command(Command(), verbosity=0)


def apart(sql):
    # the lines of a CREATE TABLE, whose order a later column changes
    body, depth, lines, line = sql[sql.index("(") + 1 : sql.rindex(")")], 0, [], ""
    for sign in body:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            lines.append(line.strip())
            line = ""
        else:
            line += sign
    return sorted([*lines, line.strip()])


ASKED = {
    "postgresql": (
        "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length,"
        " is_identity FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    ),
    "sqlite": (
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        "SELECT name, sql FROM sqlite_master WHERE type != 'table' AND sql IS NOT NULL",
    ),
}
found = []
with connection.cursor() as cursor:
    for question in ASKED[connection.vendor]:
        cursor.execute(question)
        found += [list(row) for row in cursor.fetchall()]
    if connection.vendor == "sqlite":
        found = [[name, apart(sql) if sql.startswith("CREATE TABLE") else sql] for name, sql in found]
    rows = {}
    for table in ("django_migrations", "django_content_type", "auth_permission", "documents_words"):
        cursor.execute("SELECT * FROM " + table)
        names = [one[0] for one in cursor.description]
        rows[table] = sorted(
            sorted(str(value) for name, value in zip(names, row) if name not in ("id", "applied", "content_type_id")) for row in cursor.fetchall()
        )
print(json.dumps({"found": sorted(found, key=json.dumps), "rows": rows}))
"""


@pytest.mark.slow
@pytest.mark.both_databases
def test_it_is_what_the_migrations_make(tmp_path):
    told = {}
    for number, (way, command) in enumerate(WAYS.items()):
        with own_database(f"tables_{number}") as url:
            place = tmp_path / str(number)
            env = {**os.environ, "SOXA_DATA_DIR": str(place), "SOXA_KEY_FILE": str(place / "keys")}
            done = python(command + TOLD, [], env | ({"SOXA_DATABASE_URL": url} if url else {}))
        assert done.returncode == 0, done.stderr
        told[way] = json.loads(done.stdout)
    at_once, one_by_one = told.values()
    assert at_once["found"] == one_by_one["found"]
    assert at_once["rows"] == one_by_one["rows"]
    assert len(at_once["found"]) > 200
