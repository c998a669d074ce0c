"""A demo book served by the program itself, and a browser to read it with."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # no page stays long enough to repay a compiler, and what is drawn is drawn by the processor anyhow
    "--js-flags=--no-opt --no-maglev",
    "--in-process-gpu",
    # the windows of one run trust each other: one process draws them all
    "--renderer-process-limit=1",
)
PASSWORD = "dong-vai-2026"
PATIENCE = 60


class Room:
    """A data directory with its key file beside it, and the address where the book in it is open."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env = {
            **os.environ,
            "SOXA_DATA_DIR": str(directory / "data"),
            "SOXA_KEY_FILE": str(directory / "keys"),
        }
        self.env.pop("SOXA_DATABASE_URL", None)

    @property
    def address(self) -> str:
        """Where the book is open, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def copy(self, directory: Path) -> "Room":
        """The same book in another directory, to write in; the first must be closed or only read."""
        shutil.copytree(self.directory / "data", directory / "data", ignore=shutil.ignore_patterns("static"))
        shutil.copy(self.directory / "keys", directory / "keys")
        return Room(directory)

    @contextmanager
    def open(self, *, workers: int = 2) -> Iterator["Room"]:
        """Serve the book; RuntimeError with what the program said when it does not open."""
        log = self.directory / "serve.log"
        with log.open("wb") as out:
            served = subprocess.Popen(
                [sys.executable, "-m", "soxa", "serve", "--port", str(self.port), "--workers", str(workers)],
                env=self.env,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait(served, log)
            yield self
        finally:
            served.terminate()
            served.wait(20)

    def _wait(self, served: "subprocess.Popen[bytes]", log: Path) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and served.poll() is None:
            try:
                with urlopen(f"{self.address}/accounts/login/", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"The book did not open.\n{log.read_text('utf-8', 'replace')}")


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's chromium, closed at the end."""
    with sync_playwright() as player:
        window = player.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield window
        finally:
            window.close()


def sign_in(page, address: str, name: str, password: str = PASSWORD) -> None:
    """Through the sign-in page, as a person does; ends where the book sends one."""
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("Tên đăng nhập", exact=True).fill(name)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Vào sổ", exact=True).click()


def sign_in_unseen(asking, address: str, name: str, password: str = PASSWORD) -> None:
    """The same form sent without drawing it, for what begins signed in; RuntimeError when the book does not let one in."""
    door = f"{address}/accounts/login/"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', asking.get(door).text())
    form = {"csrfmiddlewaretoken": token[1], "login": name, "password": password}
    answer = asking.post(door, form=form, headers={"Referer": door}, max_redirects=0)
    if answer.status != 302:
        raise RuntimeError(f"{name} is not let in: {answer.status}")
