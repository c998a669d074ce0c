"""Holds tables still while one act reads them twice, and doors through which one goes at a time; SQLite's single writer
needs no help.
"""

from django.db import connection, models


def hold_still(*tables: type[models.Model]) -> None:
    """Until the transaction ends, others may read these tables and not write them."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(table._meta.db_table) for table in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE MODE")


def one_at_a_time(table: type[models.Model]) -> None:
    """Until the transaction ends, nobody else passes this door of the table; what was committed before is seen after.

    The table itself is not locked: who only refers to its rows does not wait.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s::regclass::oid::bigint)", [table._meta.db_table])
