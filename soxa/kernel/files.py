"""Content-addressed files: bytes are kept once under their digest and never altered; they go only where no record holds them.

Sealed ones lie as ciphertext of the book's keys, under the digest of the ciphertext: disk and backup tell nothing of them.
"""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.apps import apps
from django.conf import settings

from soxa.kernel.sealed import open_bytes, seal_bytes

FRESH = 3600  # seconds: bytes just handed in are named by a row soon
_SEALED = b"soxa-sealed-1:"
_PURPOSE = "kept file"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class NotWhole(Exception):
    """Kept bytes that cannot be given as they were kept; `what` says in words whose they are, where somebody who knows said so."""

    what = ""

    def __init__(self, digest: str) -> None:
        super().__init__(f"file {digest[:12]} does not hold what was kept")
        self.digest = digest


class Missing(NotWhole, FileNotFoundError):
    """The bytes are not here."""


class Altered(NotWhole, ValueError):
    """What lies here is not what was kept."""


@dataclass(frozen=True)
class Holder:
    """Rows that name kept bytes: the model ("documents.DocumentFile"), its field, and the rows that still hold them."""

    model: str
    field: str
    holds: tuple[tuple[str, Any], ...] = ()

    def rows(self) -> Any:
        """The rows that hold bytes."""
        return self._naming().filter(**dict(self.holds))

    def let_go(self) -> Any:
        """Digests that rows still name and hold no more."""
        gone = self._naming().exclude(**dict(self.holds)) if self.holds else self._naming().none()
        return gone.values_list(self.field, flat=True).distinct()

    def _naming(self) -> Any:
        return apps.get_model(self.model)._base_manager.exclude(**{self.field: ""})


HOLDERS: list[Holder] = []
"""Every field of the book that names kept bytes, declared beside its model."""


def held_in(model: str, field: str, **holds: Any) -> None:
    """Declare a field that names kept bytes; `holds` are the conditions under which a row still holds them."""
    HOLDERS.append(Holder(model, field, tuple(holds.items())))


held_in("kernel.Upload", "kept", state="waiting")
# the digest of the bytes as they were handed in; nothing lies under it but in books of before they were sealed
held_in("kernel.Upload", "file", pk=None)


def _place(digest: str) -> Path:
    return Path(settings.DATA_DIR) / "files" / digest[:2] / digest[2:]


def keep(content: bytes, *, sealed: bool = False) -> str:
    """Keep bytes; the SHA-256, in hex, of what lies here. The same bytes twice take room once, and count as handed in anew."""
    if sealed:
        content = _SEALED + seal_bytes(content, _PURPOSE)
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest)
    try:
        os.utime(place)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f"{place.name}.{secrets.token_hex(8)}.new")
        fresh.write_bytes(content)
        fresh.replace(place)
    return digest


def fetch(digest: str) -> bytes:
    """Bytes of a digest, opened where they are sealed; Missing when they are not here, Altered when they are not what was kept."""
    try:
        content = _place(digest).read_bytes()
    except FileNotFoundError as error:
        raise Missing(digest) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise Altered(digest)
    return open_bytes(content.removeprefix(_SEALED), _PURPOSE) if content.startswith(_SEALED) else content


def opened(digest: str) -> BinaryIO:
    """The bytes of a digest to be sent out as they lie, without reading them whole; errors as those of `fetch`.

    Whether they are still the same is asked once for each process and state of the file; sealed ones are opened in memory.
    """
    try:
        kept = _place(digest).open("rb")
    except FileNotFoundError as error:
        raise Missing(digest) from error
    try:
        state = os.fstat(kept.fileno())
        if not _is_same(digest, state.st_mtime_ns, state.st_size):
            raise Altered(digest)
        if kept.read(len(_SEALED)) == _SEALED:
            kept.close()
            return BytesIO(fetch(digest))
        kept.seek(0)
    except BaseException:
        kept.close()
        raise
    return kept


@lru_cache(maxsize=256)
def _is_same(digest: str, _written: int, _size: int) -> bool:
    with _place(digest).open("rb") as kept:
        return hashlib.file_digest(kept, "sha256").hexdigest() == digest


def is_here(digest: str) -> bool:
    """Whether bytes of a digest are kept here; whether they are still the same is told by `fetch`."""
    return _place(digest).is_file()


def is_held(digest: str) -> bool:
    """Whether any record of the book still holds the bytes of a digest."""
    return any(one.rows().filter(**{one.field: digest}).exists() for one in HOLDERS)


def unheld() -> list[str]:
    """Digests of bytes handed in more than FRESH seconds ago that no record holds: an act refused after they were kept.

    None when no record holds any of the files that are here: then this is not the book they belong to.
    """
    before, here = time.time() - FRESH, dict(_here())
    held = {digest for one in HOLDERS for digest in one.rows().values_list(one.field, flat=True)}
    if held.isdisjoint(here):
        return []
    return sorted(digest for digest, at in here.items() if at <= before and digest not in held)


def _here() -> Iterator[tuple[str, float]]:
    """Digest of each kept file, and when it was handed in last."""
    for folder in (Path(settings.DATA_DIR) / "files").glob("??/"):
        with os.scandir(folder) as found:
            for one in found:
                digest = folder.name + one.name
                if _DIGEST.fullmatch(digest):
                    with suppress(FileNotFoundError):
                        yield digest, one.stat().st_mtime


def discard(digest: str) -> bool:
    """Take bytes away that no record holds; whether they went.

    Bytes handed in within the hour stay for now: whoever handed them in may not have written his row yet.
    """
    place = _place(digest)
    try:
        if is_held(digest) or place.stat().st_mtime > time.time() - FRESH:
            return False
        place.unlink()
    except FileNotFoundError:
        return False
    return True


def discard_let_go() -> int:
    """Take away the bytes that rows name and hold no more, where nothing else holds them; how many went."""
    named = {digest for one in HOLDERS for digest in one.let_go()}
    return sum(discard(one) for one in sorted(named) if is_here(one))
