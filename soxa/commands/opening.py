"""Opens the book a command works on: the one the environment names, or a throw-away one."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from soxa.kernel.figures import Moment
    from soxa.kernel.units.tree import Node

REFUSED, USAGE = 1, 2
_BEGIN = 'Tạo sổ mới: soxa init --name "xã …"; xem sổ mẫu: soxa demo.'
_NO_BOOK = f"Chưa có sổ ở đây. {_BEGIN}"


class Trouble(Exception):
    """Something the person at the keyboard can mend; the text says what and how."""

    def __init__(self, text: str, exit_code: int = REFUSED) -> None:
        super().__init__(text)
        self.exit_code = exit_code


def set_up() -> None:
    """Start Django on the book that the environment names."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soxa.settings")
    try:
        django.setup()
    except ValueError as error:
        raise Trouble(str(error), USAGE) from error


def open_book() -> None:
    """Open the book; Trouble when it was not made yet, when its key is not here, or when it is of another release."""
    set_up()
    from django.db.utils import OperationalError

    from soxa.desk.book_state import book_state
    from soxa.kernel.sealed import keys
    from soxa.kernel.sealed.keys import KeyTrouble

    try:
        state = book_state()
        keys()
    except (OperationalError, KeyTrouble) as error:
        if _no_place():
            raise Trouble(_NO_BOOK) from error
        raise Trouble(f"Chưa mở được sổ: {error}\n{_BEGIN}") from error
    if not state.exists:
        raise Trouble(_NO_BOOK)
    if state.words:
        raise Trouble(state.words)


def _no_place() -> bool:
    """Whether the book would be a file in a directory that nobody has made."""
    from django.db import connection

    return connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).parent.exists()


@contextmanager
def throw_away_book() -> Iterator[None]:
    """A book in a temporary directory, gone afterwards; the environment's own book is not touched."""
    with tempfile.TemporaryDirectory(prefix="soxa-") as directory:
        os.environ.pop("SOXA_DATABASE_URL", None)
        os.environ["SOXA_DATA_DIR"] = directory
        os.environ["SOXA_KEY_FILE"] = str(Path(directory) / "keys")
        make_book()
        yield
        from django.db import connections

        connections.close_all()


def make_book() -> None:
    """Make the key file, the tables and the rows every book begins with; Trouble when a book of another release is here."""
    make_keys()
    set_up()
    from soxa.desk.book_state import book_state, make_tables, record_version
    from soxa.wiring import first_rows

    state = book_state()
    if state.words:
        raise Trouble(state.words)
    make_tables()
    first_rows()
    record_version("soxa init")


def make_keys() -> None:
    """Make the data directory, and the key file when there is none."""
    from soxa.kernel.book import data_dir, key_file
    from soxa.kernel.sealed.keys import Keys

    data_dir().mkdir(parents=True, exist_ok=True)
    if not key_file().exists():
        Keys.make(key_file())


def today() -> date:
    """The book's day, asked once per command."""
    from soxa.kernel.preferences import book_day

    return book_day()


def unit_named(code: str | None) -> "Node":
    """The unit of a code, or the only commune; Trouble (usage) otherwise."""
    from soxa.kernel.units.tree import tree

    standing = tree()
    if code is None:
        communes = standing.of_kind("commune", today())
        if len(communes) != 1:
            raise Trouble(f"Sổ có {len(communes)} xã: chọn một xã bằng --unit MÃ.", USAGE)
        return communes[0]
    if code not in standing.codes:
        raise Trouble(f"Không có đơn vị mang mã {code} trong sổ. Xem mã ở trang Đơn vị.", USAGE)
    return standing.by_code(code)


def moment_asked(on: Any, period: str | None) -> "Moment":
    """The moment that `--on` or `--period` names; Trouble (usage) for a key that is no period."""
    from soxa.kernel.figures import Moment
    from soxa.law.periods import Period, plausible

    if on and period:
        raise Trouble("Chọn một trong hai: --on NGÀY hoặc --period KỲ.", USAGE)
    try:
        if period:
            return Moment.over(Period.parse(period))
        return Moment.at(plausible(on.date()) if on else today())
    except ValueError as error:
        raise Trouble(str(error), USAGE) from error


def as_table(rows: list[tuple[str, ...]]) -> str:
    """Rows as columns of text, for people."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))] if rows else []
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])
