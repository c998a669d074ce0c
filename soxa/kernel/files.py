"""Content-addressed files: bytes are kept once under their digest and never altered."""

import hashlib
import secrets
from pathlib import Path

from django.conf import settings


def _place(digest: str) -> Path:
    return Path(settings.DATA_DIR) / "files" / digest[:2] / digest[2:]


def keep(content: bytes) -> str:
    """Keep bytes; their SHA-256 in hex. The same bytes twice take room once."""
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f"{place.name}.{secrets.token_hex(8)}.new")
        fresh.write_bytes(content)
        fresh.replace(place)
    return digest


def fetch(digest: str) -> bytes:
    """Bytes of a digest; FileNotFoundError when they are not here, ValueError when they were altered."""
    content = _place(digest).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(f"file {digest[:12]} does not hold what was kept")
    return content


def is_here(digest: str) -> bool:
    """Whether bytes of a digest are kept here; whether they are still the same is told by `fetch`."""
    return _place(digest).is_file()
