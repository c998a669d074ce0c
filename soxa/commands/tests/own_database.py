"""A database of its own for a test that makes or upgrades a whole book."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """Address of a new database on the PostgreSQL of the tests, dropped at the end; empty on SQLite, where a book is a file."""
    url = os.environ.get("SOXA_DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    import psycopg

    parts, name = urlsplit(url), f"{name}_{os.getpid()}"
    socket = parts.query.partition("host=")[2].replace("%2F", "/")
    with psycopg.connect(host=socket, user=parts.username, dbname="postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield url.replace(parts.path, f"/{name}", 1)
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
