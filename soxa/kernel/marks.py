"""How far the book has come: the last act on the tree and the last setting, by which what is kept in memory knows its age."""

from django.db import connection

from soxa.kernel.models import Setting, UnitAct
from soxa.kernel.request_memo import once_per_request


@once_per_request
def last_rows() -> tuple[int, int]:
    """Keys of the last act on the tree and of the last setting, 0 for none; both tables only ever grow."""
    quoted = connection.ops.quote_name
    acts, settings = quoted(UnitAct._meta.db_table), quoted(Setting._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT MAX(id) FROM {acts}), (SELECT MAX(id) FROM {settings})")  # noqa: S608
        act, setting = cursor.fetchone()
    return act or 0, setting or 0
