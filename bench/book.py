"""The book that is measured: the generated province, made once per database and size."""

import fcntl
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "var" / "bench"


class Size(NamedTuple):
    """Of the province, of the workbook that is imported, and of the registers that are searched."""

    communes: int
    cells: int
    members: int
    listed: int
    papers: int


WHOLE, QUICK = Size(130, 6_000, 200_000, 100_000, 500_000), Size(4, 80, 2_400, 400, 5_000)


def place_of(size: Size) -> Path:
    """Directory of the SQLite book of a size; another one as soon as tables or generator change."""
    digest = hashlib.sha256(repr(size).encode())
    sources = [*ROOT.glob("soxa/*/migrations/*.py"), *ROOT.glob("soxa/samples/*.py")]
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return PLACE / f"province-{size.members}-{digest.hexdigest()[:12]}"


def environment(size: Size, *, database_url: str | None) -> dict[str, str]:
    """What a worker's process must find in its environment; None is the SQLite file."""
    place = place_of(size)
    ours = {
        "SOXA_DATA_DIR": str(place),
        "SOXA_KEY_FILE": str(PLACE / "keys"),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": str(ROOT),
    }
    away = {name: value for name, value in os.environ.items() if name != "SOXA_DATABASE_URL"}
    return away | ours | ({"SOXA_DATABASE_URL": database_url} if database_url else {})


@contextmanager
def alone() -> Iterator[None]:
    """Hold the place of the measured books: of two measurings at once, the second finds made what the first makes."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with (PLACE / "door").open("ab") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def ensure(size: Size) -> None:
    """Open the book that the environment names; fill it when it is empty or was left half made."""
    from soxa.commands.opening import make_book, set_up

    set_up()
    from django.conf import settings
    from django.db import connection

    done = Path(settings.DATA_DIR) / f"whole-{connection.vendor}"
    if connection.vendor == "sqlite":
        if done.exists():
            return
        for old in PLACE.glob(f"province-{size.members}-*"):
            shutil.rmtree(old)
    make_book()
    from soxa.samples.province import generate

    said = sys.stderr.write
    said(
        f"{connection.vendor}: making {size.communes} communes, {size.cells} cells, {size.members} members …\n"
    )
    generate(communes=size.communes, cells=size.cells, members=size.members)
    _settle()
    if connection.vendor == "sqlite":
        done.touch()
    said(f"{connection.vendor}: made\n")


def gather_static() -> None:
    """The static files under their names with digests, as `soxa serve` gathers them."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _settle() -> None:
    """Statistics for the planner, and no parallel plans: the work of one query is then the work of one process."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            name = connection.ops.quote_name(connection.settings_dict["NAME"])
            cursor.execute(f"ALTER DATABASE {name} SET max_parallel_workers_per_gather = 0")
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
    connection.close()
