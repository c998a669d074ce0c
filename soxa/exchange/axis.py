"""A folder that stands for the axis of one side: a slot for each office, filled by others and emptied by its owner.

A program of the real axis, where there is one, carries between such slots and the network; two books on one machine
may share the folder itself. Only a folder that was marked on the machine (`soxa exchange --make`) is ever written to.
"""

import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from soxa.exchange.letters import CODE, MOST, too_large
from soxa.kernel.refusal import Refused

MARK = ".soxa-axis"
ASIDE = "bi-tu-choi"
ASIDE_DAYS = 30
"""How long a package that was refused lies aside."""
# the name of a letter; an answer's (`name_of`) says nothing, so that nobody answers what could not be read of one
_NAME = re.compile(r"\d{20}_(?P<sender>[0-9A-Za-z.-]+)_(?P<ident>[0-9a-f]{32})\.[a-z]+")


def make(folder: Path, side: str) -> None:
    """Mark a folder as the axis of a side, made where there is none. Raises Refused when it is the other side's."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / MARK
    if mark.exists():
        marked(folder, side)
    else:
        mark.write_text(side, encoding="utf-8")


def marked(folder: Path, side: str) -> Path:
    """The folder, when it is marked for the side. Raises Refused in words."""
    try:
        found = (folder / MARK).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise Refused(
            _("Thư mục “{folder}” chưa được lập làm trục. Trên máy giữ sổ, chạy: soxa exchange --make.").format(folder=folder)
        ) from error  # fmt: skip
    if not folder.is_absolute() or found != side:
        raise Refused(
            _("Thư mục “{folder}” là trục của bên kia; hai bên không dùng chung thư mục.").format(
                folder=folder
            )
        )
    return folder


def slot(folder: Path, code: str) -> Path:
    """Where packages for an office lie. Raises ValueError for what is no office code."""
    if not CODE.fullmatch(code):
        raise ValueError(f"no office code: {code!r}")
    return folder / code


def put(folder: Path, code: str, name: str, content: bytes) -> None:
    """Lay a package into an office's slot: whole or not at all; the same name again does nothing new."""
    place = slot(folder, code)
    place.mkdir(exist_ok=True)
    fresh = place / f".{secrets.token_hex(8)}.new"
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place / name)
    finally:
        fresh.unlink(missing_ok=True)


def waiting(folder: Path, code: str) -> Iterator[Path]:
    """Packages in an office's slot, the oldest name first; links, folders and what is still being written are left."""
    place = slot(folder, code)
    names = sorted(os.listdir(place)) if place.is_dir() else []
    for name in names:
        path = place / name
        if not name.startswith(".") and _plain(path):
            yield path


def _plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def taken(path: Path) -> bytes:
    """The bytes of a package. Raises Damaged when it is too large, OSError when it is gone or a link."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        content = file.read(MOST + 1)
    if len(content) > MOST:
        raise too_large()
    return content


def lay_aside(path: Path) -> None:
    """Keep a package that was refused out of the way, for whoever looks into it."""
    aside = path.parent / f".{ASIDE}"
    aside.mkdir(exist_ok=True)
    path.replace(aside / path.name)
    os.utime(aside / path.name, follow_symlinks=False)


def _own_folder(path: Path) -> bool:
    """Whether it is a folder itself and no link to somebody else's."""
    return path.is_dir() and not path.is_symlink()


def forget_aside(folder: Path, code: str) -> int:
    """Take away what has lain aside in an office's slot longer than it may; how many went."""
    aside = slot(folder, code) / f".{ASIDE}"
    since = time.time() - ASIDE_DAYS * 24 * 3600
    laid = [one for one in aside.iterdir() if _plain(one)] if _own_folder(aside) else []
    old = [one for one in laid if one.lstat().st_mtime < since]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def name_of(sender: str, ident: str, at: datetime, ending: str, *, answers: bool) -> str:
    """The name under which a package lies in a slot: in the order of their moments, once for an identity."""
    return f"{at:%Y%m%d%H%M%S%f}_{sender}_{ident}{'_a' if answers else ''}.{ending}"


def said_by_name(name: str) -> tuple[str, str]:
    """(sender, identity) that the name of a file gives; empty where it gives none. Nobody vouches for either."""
    found = _NAME.fullmatch(name)
    return (found["sender"], found["ident"]) if found else ("", "")
