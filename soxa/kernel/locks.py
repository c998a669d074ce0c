"""Holds tables still while one act reads them twice; SQLite's single writer needs no help."""

from django.db import connection, models


def hold_still(*tables: type[models.Model]) -> None:
    """Until the transaction ends, others may read these tables and not write them."""
    _lock(tables, "SHARE")


def one_at_a_time(table: type[models.Model]) -> None:
    """Until the transaction ends, nobody else passes here; what was committed before is seen after."""
    _lock((table,), "EXCLUSIVE")


def _lock(tables: tuple[type[models.Model], ...], mode: str) -> None:
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(table._meta.db_table) for table in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN {mode} MODE")
