"""Takes a book of an earlier release to this one: copied first, migrated, checked; put back as it was when anything fails."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone

import soxa
from soxa.desk.book_state import BookState, book_state, make_tables, record_version, standing_models
from soxa.desk.safekeeping import write_backup
from soxa.kernel import journal
from soxa.kernel.refusal import Refused

KEPT = 3


class NotUpgraded(Exception):
    """The upgrade failed and the book stands as it stood; the text says why."""


@dataclass(frozen=True)
class Standing:
    """What must be the same after an upgrade: rows by table, and the seals that did not hold."""

    rows: dict[str, int]
    broken: frozenset[int]

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.rows.values())

    @classmethod
    def now(cls) -> "Standing":
        """Of the book as it stands, whatever release made its tables."""
        models = standing_models()
        rows = {model._meta.db_table: model._base_manager.count() for model in models}
        seals: Any = next(model for model in models if model._meta.label_lower == "kernel.seal")
        broken = journal.broken_seals(seals._base_manager.all())
        return cls(rows, frozenset(seal.pk for seal in broken))


def losses(before: Standing, after: Standing) -> list[str]:
    """What an upgrade lost, in words; an empty list when nothing. A table may be renamed; none may lose rows."""
    fresh = [rows for table, rows in after.rows.items() if table not in before.rows]
    found = []
    for table, rows in before.rows.items():
        if table not in after.rows:
            if rows and rows not in fresh:
                found.append(f"bảng {table} ({rows} dòng) không còn")
        elif after.rows[table] < rows:
            found.append(f"bảng {table} có {rows} dòng, sau khi nâng còn {after.rows[table]}")
    new_broken = sorted(after.broken - before.broken)
    if new_broken:
        found.append(f"niêm số {', '.join(map(str, new_broken))} của nhật ký không còn khớp")
    return found


def copies_directory() -> Path:
    """Beside the data directory and never in it: who loses the one keeps the other."""
    held = Path(settings.DATA_DIR)
    return held.with_name(f"{held.name}-copies")


def copy_name(state: BookState, at: datetime) -> str:
    """Name of the copy: day, hour and release, so that names sort by age."""
    return f"so-xa-{timezone.localtime(at):%Y%m%d-%H%M%S}-ban-{state.version}.zip"


def copy_first(directory: Path, state: BookState, *, keep: int = KEPT) -> Path:
    """A whole backup file beside the data directory; of earlier copies the newest stay, `keep` in all."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    _refuse_little_room(directory)
    made = directory / copy_name(state, timezone.now())
    write_backup(made)
    made.chmod(0o600)
    for old in sorted(directory.glob("so-xa-*-ban-*.zip"))[:-keep]:
        old.unlink()
    return made


def _refuse_little_room(directory: Path) -> None:
    held = Path(settings.DATA_DIR)
    needed = 2 * sum(file.stat().st_size for file in [*held.glob("*.sqlite3*"), *held.glob("files/*/*")])
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise Refused(
            f"Chưa nâng: sao lưu trước khi nâng cần {needed >> 20} MB trống, ổ của {directory} còn {free >> 20} MB."
        )


def bring_forward(act: str, first_rows: Callable[[], None]) -> tuple[Standing, Standing]:
    """Migrate, check and write the release down, wholly or not at all; what stood before and after.

    NotUpgraded when a migration fails or the check finds a loss: the book is then as it was.
    """
    before = Standing.now()
    with _put_back_on_failure():
        make_tables()
        after = Standing.now()
        lost = losses(before, after)
        if lost:
            raise NotUpgraded("Kiểm tra sau khi nâng thấy: " + "; ".join(lost) + ".")
        first_rows()
        record_version(act)
    return before, after


@contextmanager
def _put_back_on_failure() -> Iterator[None]:
    """On PostgreSQL one transaction; on SQLite, whose tables are rebuilt outside any, the file as it was."""
    undone = _one_transaction if connection.vendor == "postgresql" else _file_put_back
    try:
        with undone():
            yield
    except (NotUpgraded, KeyboardInterrupt):
        raise
    except Exception as error:
        raise NotUpgraded(f"Một bước nâng không làm được: {type(error).__name__}: {error}") from error


@contextmanager
def _one_transaction() -> Iterator[None]:
    with transaction.atomic():
        yield


@contextmanager
def _file_put_back() -> Iterator[None]:
    book, aside = _files()
    connections.close_all()
    fresh = aside.with_suffix(".part")
    _copy_database(book, fresh)
    fresh.replace(aside)
    try:
        yield
    except BaseException:
        connections.close_all()
        _copy_database(aside, book)
        aside.unlink()
        raise
    aside.unlink()


def _files() -> tuple[Path, Path]:
    """The SQLite book, and where it is kept aside during an upgrade."""
    book = Path(connection.settings_dict["NAME"])
    return book, book.with_name(f"{book.name}.before-upgrade")


def undo_interrupted() -> bool:
    """Put back the book of an upgrade that was cut off (a power cut); whether there was one."""
    if connection.vendor == "postgresql":
        return False
    book, aside = _files()
    if not aside.exists():
        return False
    cut_off = _last_entry(book) == _last_entry(
        aside
    )  # else the upgrade came to its end and people went on working
    if cut_off:
        connections.close_all()
        _copy_database(aside, book)
    aside.unlink()
    return cut_off


def _last_entry(file: Path) -> int | None:
    with closing(sqlite3.connect(file)) as read:
        found: int | None = read.execute("SELECT max(id) FROM kernel_entry").fetchone()[0]
    return found


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's own copying, which minds the write-ahead log."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def refuse_newer() -> BookState:
    """The state of a book that this program may upgrade; Refused in words when there is none or it is a later one's."""
    state = book_state()
    if not state.exists:
        raise Refused('Chưa có sổ ở đây. Tạo sổ mới: soxa init --name "xã …".')
    if state.newer:
        raise Refused(state.words)
    return state


def sentence(before: BookState, counted: Standing) -> str:
    """What was done, for the one who asked for it."""
    return (
        f"Đã nâng sổ từ bản {before.version} lên bản {soxa.VERSION}: "
        f"đủ {counted.total} dòng trong {len(counted.rows)} bảng, các niêm của nhật ký khớp."
    )
