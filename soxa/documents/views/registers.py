"""Pages of registers: which stand open, and one as it is printed."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from soxa.documents.catalogue import IN, OUT, register_columns
from soxa.documents.models import Document, Register
from soxa.documents.registers import register_title
from soxa.kernel.access import allow
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PAPER_READERS

PRINTED = 500


@allow(*PAPER_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Registers in sight, both directions side by side, those that stand open first."""
    today = book_day()
    found = Register.objects.seen_by(request.user).order_by("-since", "side", "body", "kind")
    rows: dict[str, list[Any]] = {OUT: [], IN: []}
    for one in found:
        rows[one.direction].append((one, register_title(one), one.since <= today < one.until))
    return page(
        request, "documents/registers.html", outgoing=rows[OUT], incoming=rows[IN], unit_name=tree().name
    )


@allow(*PAPER_READERS)
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """One register with the columns of the annex, each number with what became of it."""
    found: Register = get_object_or_404(Register.objects.seen_by(request.user), pk=pk)
    columns = register_columns(found.direction)
    leaves = Paginator(found.documents.order_by("number"), PRINTED).get_page(request.GET.get("trang"))
    return page(
        request,
        "documents/register.html",
        register=found,
        title=register_title(found),
        unit=tree().name(found.unit_id),
        columns=columns,
        leaves=leaves,
        gaps=list(found.gaps.order_by("first")),
        rows=[(one.pk, [cell(one, column.field) for column in columns]) for one in leaves],
        query=request.GET,
    )


def cell(document: Document, field: str) -> str:
    """What a column of the register says of a document."""
    if field == "kind_and_abstract":
        return f"{document.kind_title}: {document.abstract}"
    if field == "note":
        return "; ".join(one for one in (document.note, *document.marks(), _fate(document)) if one)
    value = getattr(document, field)
    if field.endswith("_on"):
        return day_text(value) if value else ""
    return "" if value is None else str(value)


def _fate(document: Document) -> str:
    if document.state in (Document.VOID, Document.RECALLED, Document.REPLACED, Document.SENT_BACK):
        words = str(document.get_state_display())
        return f"{words}: {document.reason}" if document.reason else words
    return ""
