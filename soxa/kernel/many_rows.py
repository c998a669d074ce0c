"""Many rows of one table written by their columns, without a model's instance for each."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, models

_AT_ONCE = 5000


def insert_rows(fields: Sequence[Any], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose values, as the database takes them, stand in the order of `fields`, which are all of one model."""
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(one.column) for one in fields)
    into = f"INSERT INTO {quote(fields[0].model._meta.db_table)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"{into} VALUES ({', '.join(['%s'] * len(fields))})", rows)
            return
        # one statement for many rows: with one for each, PostgreSQL takes three times as long. Kinds of columns go
        # without their sizes, or what is too long would be cut and not refused
        kinds = ", ".join(f"%s::{one.db_type(connection).partition('(')[0]}[]" for one in fields)
        for first in range(0, len(rows), _AT_ONCE):
            some = zip(*rows[first : first + _AT_ONCE], strict=True)
            told = [_of_one_kind(field, column) for field, column in zip(fields, some, strict=True)]
            cursor.execute(f"{into} SELECT * FROM unnest({kinds})", told)  # noqa: S608


def _of_one_kind(field: Any, column: Sequence[Any]) -> list[Any]:
    if isinstance(field, models.DecimalField):
        return [None if value is None else Decimal(value) for value in column]
    return list(column)
