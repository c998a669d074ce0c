"""Every table of a database, to the last constraint, as its catalogue tells it."""

import json
from typing import Any

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
# what Django writes into new tables; the rest of the rows is the book
OF_DJANGO = {
    "django_migrations": "SELECT app, name FROM django_migrations",
    "django_content_type": "SELECT app_label, model FROM django_content_type",
    "auth_permission": "SELECT model, codename, name FROM auth_permission p JOIN django_content_type t ON t.id = content_type_id",
}


def tables(cursor: Any, vendor: str) -> list[str]:
    """A line for each column, constraint and index, and for each row that Django wrote."""
    found = []
    for question in (*ASKED[vendor], *OF_DJANGO.values()):
        cursor.execute(question)
        found += [json.dumps(_parted(list(row))) for row in cursor.fetchall()]
    return sorted(found)


def _parted(row: list[Any]) -> list[Any]:
    """The lines of a CREATE TABLE in a fixed order: a column that came later stands last."""
    sql = row[-1] if isinstance(row[-1], str) else ""
    if not sql.startswith("CREATE TABLE"):
        return row
    body, depth, lines, line = sql[sql.index("(") + 1 : sql.rindex(")")], 0, [], ""
    for sign in body:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            lines.append(line.strip())
            line = ""
        else:
            line += sign
    return [*row[:-1], sorted([*lines, line.strip()])]
