"""A file of the book handed out: bytes that somebody once handed in, which no browser may run."""

from django.http import Http404, HttpResponse

from soxa.kernel import files

SAFE = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}


def download(digest: str, media_type: str, stem: str, kept_as: str) -> HttpResponse:
    """The bytes of a digest as a download called `stem`, with the ending of the name they are kept by; Http404 where they are gone."""
    try:
        content = files.fetch(digest) if digest else None
    except FileNotFoundError as error:
        raise Http404(stem) from error
    if content is None:
        raise Http404(stem)
    made = HttpResponse(content, content_type=media_type, headers=SAFE)
    made["Content-Disposition"] = f'attachment; filename="{stem}.{kept_as.rpartition(".")[2]}"'
    return made
