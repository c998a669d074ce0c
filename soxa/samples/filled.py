"""The fixture `filled_demo`: the demo book as `soxa demo` makes it, filled once for all the tests that copy it."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from soxa.kernel.sealed.keys import Keys

# the folder in which all the parts of `make test` share one book; emptied before they begin
SHARED = "SOXA_TESTS_DEMO"


@dataclass(frozen=True)
class Filled:
    """A demo book that nobody opens: `data` and `keys` in a directory, to be copied, and what the command said."""

    directory: Path
    said: str


def share_keys(path: Path) -> None:
    """Make a key file for a run: that of the shared book where there is one, so that the run can open what is sealed there."""
    shared = os.environ.get(SHARED)
    if not shared:
        Keys.make(path)
        return
    with _alone(Path(shared)):
        if not (Path(shared) / "keys").exists():
            Keys.make(Path(shared) / "keys")
    shutil.copy(Path(shared) / "keys", path)


@pytest.fixture(scope="session")
def filled_demo(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The book; a run that is given no folder fills it in one of its own, its workers together."""
    own = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        own = own.parent
    return filled(Path(os.environ.get(SHARED) or own / "demo"))


def filled(directory: Path) -> Filled:
    """The demo book in a directory, filled by whoever comes first; who comes meanwhile waits."""
    said = directory / "said"
    with _alone(directory):
        if not said.exists():
            env = {
                **os.environ,
                "SOXA_DATA_DIR": str(directory / "data"),
                "SOXA_KEY_FILE": str(directory / "keys"),
            }
            env.pop("SOXA_DATABASE_URL", None)
            run = [sys.executable, "-m", "soxa", "demo"]
            told = subprocess.run(run, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
            said.write_text(told, "utf-8")
    return Filled(directory, said.read_text("utf-8"))


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
