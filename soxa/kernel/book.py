"""Where a book lives: its data directory, its database and its key file, all named by the environment."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def data_dir() -> Path:
    """Directory of the book's database file and attached files: `SOXA_DATA_DIR`, else `~/.local/share/soxa`."""
    named = os.environ.get("SOXA_DATA_DIR")
    return Path(named).expanduser().resolve() if named else Path.home() / ".local" / "share" / "soxa"


def key_file() -> Path:
    """File of the book's keys: `SOXA_KEY_FILE`, else a directory of its own, never inside the data directory."""
    named = os.environ.get("SOXA_KEY_FILE")
    return Path(named).expanduser().resolve() if named else Path.home() / ".config" / "soxa" / "keys"


def secret_key() -> str:
    """Key of cookies and forms: derived from the key file when there is one, else made for this process only."""
    path = key_file()
    if path.is_file():
        from soxa.kernel.sealed.keys import Keys

        return Keys.read(path).cookie_key
    return secrets.token_urlsafe(48)


def database(directory: Path) -> dict[str, Any]:
    """Django's settings of the database that `SOXA_DATABASE_URL` names; an SQLite file in `directory` by default.

    Raises ValueError when the address is neither `sqlite:///…` nor `postgres://…`.
    """
    url = os.environ.get("SOXA_DATABASE_URL", "")
    if not url or url.startswith("sqlite://"):
        return sqlite(Path(url.removeprefix("sqlite:///")) if url else directory / "book.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"SOXA_DATABASE_URL: '{parts.scheme}' is not known; use sqlite:///FILE or postgres://…"
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # PostgreSQL compiles a question that its planner takes for a dear one; of ours that step through an index for many
        # units it does, and compiling takes longer than answering
        "OPTIONS": {"options": "-c jit=off"},
    }


def sqlite(path: Path) -> dict[str, Any]:
    """One file, write-ahead log, immediate write locks and full durability."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
        },
    }
