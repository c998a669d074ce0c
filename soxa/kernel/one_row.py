"""The row of a key, where every page asks for it, and a new row, where every act writes one: the words are put together once."""

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


def new_row(model: type[Row]) -> Callable[[Row], Row]:
    """What writes a new row of a model and gives it its key; the values are those that `save` would write."""

    @cache
    def words(_vendor: str) -> tuple[str, tuple[Any, ...]]:
        quoted, pk = connection.ops.quote_name, model._meta.pk
        fields = tuple(one for one in model._meta.local_concrete_fields if one is not pk)
        columns = ", ".join(quoted(str(one.column)) for one in fields)
        into = f"INSERT INTO {quoted(model._meta.db_table)} ({columns})"
        values = f"VALUES ({', '.join(['%s'] * len(fields))}) RETURNING {quoted(str(pk.column))}"
        return f"{into} {values}", fields

    def written(row: Row) -> Row:
        said, fields = words(connection.vendor)
        values = [one.get_db_prep_save(one.pre_save(row, True), connection) for one in fields]
        with connection.cursor() as cursor:
            cursor.execute(said, values)
            (row.pk,) = cursor.fetchone()
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        return row

    return written
