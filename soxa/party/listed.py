"""Lists of Party work as they leave the book: one declaration, printed as PDF, Word and Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from soxa.documents.catalogue import PARTY
from soxa.documents.printed import outputs
from soxa.documents.printed.lines import Line, Sheet, banner_of
from soxa.kernel.units.tree import tree

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Listed:
    """A list to print: its file name without ending, what stands above it, its columns with their widths, its rows."""

    slug: str
    title: str
    about: str
    columns: tuple[str, ...]
    shares: tuple[float, ...]
    rows: Sequence[tuple[str, ...]]
    nothing: str = ""
    signed: str = ""  # on whose behalf and as what; empty where nobody signs


def answer(listed: Listed, ending: str, *, unit_id: int | None, on: date) -> HttpResponse:
    """The list as a file of that ending ("pdf", "docx", "xlsx"), under the name of the unit it belongs to."""
    issuer = _("Đảng ủy {unit}").format(unit=tree().name(unit_id, on)).upper() if unit_id else ""
    sheet = Sheet(
        "", issuer, *banner_of(PARTY), listed.title.upper(), listed.about, listed.columns,
        tuple(Line(cells=row) for row in listed.rows), listed.nothing or _("Chưa có dòng nào."), listed.shares,
        listed.signed,
    )  # fmt: skip
    content = {
        "pdf": lambda: outputs.pdf(sheet, "", on),
        "docx": lambda: outputs.word(sheet, ""),
        "xlsx": lambda: outputs.excel(sheet, ""),
    }[ending]()
    made = HttpResponse(content, content_type=KINDS[ending])
    made["Content-Disposition"] = f'attachment; filename="{listed.slug}-{on}.{ending}"'
    return made
