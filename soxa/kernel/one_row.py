"""The row of a key, where every page asks for it: the question is put together once, the book answers it every time."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models import query as queries

Row = TypeVar("Row", bound=Model)


def one_row(rows: Callable[[Any], QuerySet[Row]]) -> Callable[[Any], Row | None]:
    """What finds the row for a value: `rows` says which it is, and the rows that are read along with it; None where there is none.

    `rows` is asked once, with a value of the kind that comes later; it must be the only one in the question.
    """

    @cache
    def made(_vendor: str) -> Callable[[Any], Row | None]:
        return _made(rows)

    return lambda value: made(connection.vendor)(value)


def _made(rows: Callable[[Any], QuerySet[Row]]) -> Callable[[Any], Row | None]:
    asked = rows(0)
    compiler: Any = asked.query.get_compiler(DEFAULT_DB_ALIAS)
    words, values = compiler.as_sql()
    assert len(values) == 1, words
    select, told = compiler.select, compiler.klass_info
    converters = compiler.get_converters([column for column, _, _ in select])
    first, last = told["select_fields"][0], told["select_fields"][-1] + 1
    names = [column.target.attname for column, _, _ in select[first:last]]
    populators: Any = queries.get_related_populators  # another signature in the stubs
    along = populators(told, select, DEFAULT_DB_ALIAS)

    def found(value: Any) -> Row | None:
        with connection.cursor() as cursor:
            cursor.execute(words, [value])
            columns = cursor.fetchone()
        if columns is None:
            return None
        (columns,) = compiler.apply_converters([columns], converters)
        row = asked.model.from_db(DEFAULT_DB_ALIAS, names, columns[first:last])
        for one in along:
            one.populate(columns, row)
        return row

    return found
