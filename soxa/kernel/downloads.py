"""A file of the book handed out: bytes that somebody once handed in, which no browser may run."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from soxa.kernel import files
from soxa.kernel.lost import telling

# how long a browser may keep what it was given
NEVER, BRIEFLY, FOR_EVER = "no-store", "private, max-age=600", "private, max-age=31536000, immutable"


def safe(cache: str = "") -> dict[str, str]:
    """The headers of bytes that somebody handed in: nothing in them runs, and they are taken for no other sort than is said."""
    headers = {
        "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'",
        "X-Content-Type-Options": "nosniff",
    }
    return {**headers, "Cache-Control": cache} if cache else headers


def shown(content: bytes, media_type: str, cache: str = "") -> HttpResponse:
    """A picture, shown where a page asks for it."""
    return HttpResponse(content, content_type=media_type, headers=safe(cache))


def attached(content: bytes, media_type: str, name: str, cache: str = "") -> HttpResponse:
    """Bytes to be saved under a name, never opened inside the book."""
    made = shown(content, media_type, cache)
    made["Content-Disposition"] = attachment(name)
    return made


def attachment(name: str) -> str:
    """The header by which a browser saves a file under its name."""
    return content_disposition_header(True, name) or "attachment"  # noqa: FBT003 – Django's own order


def download(digest: str, media_type: str, stem: str, kept_as: str) -> HttpResponse:
    """The bytes of a digest as a download called `stem`, with the ending of the name they are kept by; Http404 where there are none."""
    if not digest:
        raise Http404(stem)
    return attached(bytes_of(digest, kept_as), media_type, f"{stem}.{kept_as.rpartition('.')[2]}")


def bytes_of(digest: str, name: Any) -> bytes:
    """The bytes of a file that was handed in; one that is lost is told by its name."""
    with telling(_("Tệp “{name}” đã nhận vào sổ.").format(name=name)):
        return files.fetch(digest)
