"""The page on which two texts of a document stand side by side."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from soxa.documents.comparing import Comparison, Side, compared_sides, sides_of
from soxa.documents.views.documents import seen_or_404
from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.org.roles import PAPER_READERS

AROUND = 1  # unchanged parts shown on each side of a change; the others are folded away


@allow(*PAPER_READERS)
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Two texts named in the address, else the last two; 404 for a document that has no two."""
    found = seen_or_404(request, pk)
    sides = {one.key: one for one in sides_of(found)}
    if len(sides) < 2:
        raise Http404(pk)
    *_earlier, usual, last = sides.values()
    before = sides.get(request.GET.get("truoc", ""), usual)
    after = sides.get(request.GET.get("sau", ""), last)
    shown, missing = _compared(before, after)
    return page(
        request, "documents/comparison.html", one=found, sides=list(sides.values()), before=before, after=after,
        shown=shown, stretches=_stretches(shown) if shown else [], missing=missing,
    )  # fmt: skip


def _compared(before: Side, after: Side) -> tuple[Comparison | None, str]:
    try:
        return compared_sides(before, after), ""
    except (FileNotFoundError, ValueError):
        return None, _("Một trong hai tệp không còn nguyên trong kho tệp. Hãy báo người quản trị.")


def _stretches(shown: Comparison) -> list[dict[str, Any]]:
    """Runs of parts to show one after another; long unchanged ones are to be folded, but for what stands by a change."""
    made: list[dict[str, Any]] = []
    for same, run in groupby(shown.pairs, key=lambda one: one.same):
        pairs = list(run)
        inner = pairs[AROUND:-AROUND] if same else []
        if len(inner) < 2:
            made.append({"folded": False, "pairs": pairs})
            continue
        made += [
            {"folded": False, "pairs": pairs[:AROUND]},
            {"folded": True, "pairs": inner},
            {"folded": False, "pairs": pairs[-AROUND:]},
        ]
    return made
