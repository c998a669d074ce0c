"""Questions that are asked again and again, at every page or act: the words are put together once, the book answers them every time."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models import query as queries

Row = TypeVar("Row", bound=Model)


class AskedAgain:
    """Rows of values as the database gives them, without conversions: `rows` makes the question of what is told, in `values_list`.

    What is told can be hashed, and the question is made of nothing else.
    """

    def __init__(self, rows: Callable[..., QuerySet[Any, Any]]) -> None:
        self.rows = rows
        self.words = lru_cache(maxsize=512)(self._words)

    def __call__(self, *told: Any) -> list[tuple[Any, ...]]:
        question = self.words(connection.vendor, *told)
        if question is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute(*question)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _words(self, _vendor: str, *told: Any) -> tuple[str, tuple[Any, ...]] | None:
        """The words and values of the question; None where no row can meet it."""
        try:
            words, values = self.rows(*told).query.sql_with_params()
        except EmptyResultSet:
            return None
        return words, values


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
