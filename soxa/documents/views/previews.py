"""Pages of files as pictures; the bytes themselves are only downloaded."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from soxa.documents.models import Document, DocumentFile
from soxa.documents.previews import Unseen, page_total, picture
from soxa.documents.text_inside import may_have_words
from soxa.kernel.access import allow
from soxa.kernel.downloads import BRIEFLY, shown
from soxa.org.roles import PAPER_READERS


@allow(*PAPER_READERS)
def page(request: HttpRequest, pk: int, key: int, number: int) -> HttpResponse:
    """One page of a file as PNG; none of a secret document."""
    document: Document = get_object_or_404(Document.objects.seen_by(request.user), pk=pk, secrecy="")
    kept = get_object_or_404(document.files, pk=key)
    try:
        return shown(picture(kept, number), "image/png", BRIEFLY)
    except Unseen as error:
        raise Http404(number) from error


def previews_of(document: Document, kept: list[DocumentFile]) -> list[dict[str, Any]]:
    """For each file of a document: the file, the numbers of its pages that can be shown, and whether it is a mere scan."""
    if document.is_secret:
        return []
    return [
        {
            "file": one,
            "pages": range(1, page_total(one) + 1),
            "wordless": may_have_words(one.media_type) and not one.text,
        }
        for one in kept
    ]
