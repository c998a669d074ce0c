"""Pictures of the pages of a file, drawn anew by us and kept by digest: a browser never gets the bytes handed in."""

import os
import secrets
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import pypdfium2
from django.conf import settings
from PIL import Image, ImageChops

from soxa.documents.signing import pages
from soxa.kernel import files

MOST_PAGES = 60
LONGEST = 1400  # pixels of the longer side
UNSEEN_DAYS, MOST_BYTES = 30, 500 << 20  # what `prune` leaves
_MOST_PIXELS = 60_000_000
_PACKED = 4  # of 9: colours pack as well as at 6, in less time
_turn = Lock()
PDF, PICTURES = "application/pdf", ("image/png", "image/jpeg")


class Unseen(ValueError):
    """There is no such page, or it cannot be drawn."""


class Kept(Protocol):
    """A file of any domain whose pages can be shown: where its bytes lie, and what they are."""

    digest: str
    media_type: str
    gone_on: Any


def page_total(kept: Kept) -> int:
    """How many pages can be shown: none for a file of Word or Excel, or one that is not here any more."""
    if kept.gone_on:
        return 0
    if kept.media_type in PICTURES:
        return 1
    if kept.media_type != PDF:
        return 0
    place = _place(kept.digest, "count")
    try:
        return int(place.read_text())
    except (OSError, ValueError):
        pass
    try:
        count = min(pages.page_count(files.fetch(kept.digest)), MOST_PAGES)
    except (pypdfium2.PdfiumError, OSError, ValueError):
        return 0
    _put(place, str(count).encode())
    return count


def picture(kept: Kept, page: int) -> bytes:
    """A page (from 1) as PNG, drawn once and kept. Raises Unseen; never call it for a secret document."""
    if kept.gone_on:
        raise Unseen(page)
    place = _place(kept.digest, f"{page}.png")
    if 1 <= page <= MOST_PAGES and (drawn := _seen_before(place)):
        return drawn
    if not 1 <= page <= page_total(kept):
        raise Unseen(page)
    with _turn:  # of many who open a paper at once, those who waited find the page drawn
        if drawn := _seen_before(place):
            return drawn
        try:
            made = _packed(_drawn(kept, page))
        except (
            pypdfium2.PdfiumError,
            IndexError,
            OSError,
            ValueError,
            Image.DecompressionBombError,
        ) as error:
            raise Unseen(page) from error
        _put(place, made)
        return made


def _packed(drawn: Image.Image) -> bytes:
    """As PNG: a page without colour in shades of grey, a third of the bytes; never packed to the last byte, which takes five times as long."""
    made = BytesIO()
    shades = drawn.convert("RGB").split()
    grey = all(ImageChops.difference(shades[0], other).getbbox() is None for other in shades[1:])
    (shades[0] if grey else drawn).save(made, "PNG", compress_level=_PACKED)
    return made.getvalue()


def _seen_before(place: Path) -> bytes:
    """A picture drawn before, marked as looked at so that `prune` leaves it; empty when there is none."""
    try:
        os.utime(place)
        return place.read_bytes()
    except FileNotFoundError:
        return b""


def forget(digest: str) -> None:
    """Take away every picture of a file; they are drawn again when somebody asks and the file is still here."""
    for one in _room().glob(f"{digest[:2]}/{digest[2:]}-*"):
        one.unlink(missing_ok=True)


def prune(now: float | None = None) -> int:
    """Take away pictures nobody looked at for a month, then the longest unseen beyond 500 MB; how many bytes went."""
    oldest = (time.time() if now is None else now) - UNSEEN_DAYS * 86_400
    held = sorted((stat.st_mtime, stat.st_size, one) for one, stat in _held())
    too_much, went = sum(size for _seen, size, _one in held) - MOST_BYTES, 0
    for seen, size, one in held:
        if seen >= oldest and went >= too_much:
            break
        one.unlink(missing_ok=True)
        went += size
    return went


def _held() -> Iterator[tuple[Path, os.stat_result]]:
    for one in _room().glob("??/*"):
        try:
            yield one, one.stat()
        except FileNotFoundError:  # another hand has just taken it
            continue


def _drawn(kept: Kept, page: int) -> Image.Image:
    content = files.fetch(kept.digest)
    if kept.media_type == PDF:
        return pages.picture_of(content, page - 1, longest=LONGEST)
    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as shown:
        if shown.width * shown.height > _MOST_PIXELS:
            raise Unseen(page)
        shown.draft("RGB", (LONGEST, LONGEST))
        shown.thumbnail((LONGEST, LONGEST))
        return shown.convert("RGB")


def _place(digest: str, what: str) -> Path:
    return _room() / digest[:2] / f"{digest[2:]}-{what}"


def _room() -> Path:
    return Path(settings.DATA_DIR) / "previews"


def _put(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.name}.{secrets.token_hex(8)}.new")
    fresh.write_bytes(content)
    fresh.replace(place)
