"""Lists of Party work as they leave the book: one declaration, printed as PDF, Word and Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from soxa.documents.catalogue import PARTY
from soxa.documents.heads import place, signers_of, superior
from soxa.documents.printed import outputs
from soxa.documents.printed.lines import Line, Sheet, banner_of
from soxa.kernel.paper.form import day_line
from soxa.kernel.preferences import book_day
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
    sheet = _sheet(listed, unit_id, on)
    content = {
        "pdf": lambda: outputs.pdf(sheet, "", on),
        "docx": lambda: outputs.word(sheet, ""),
        "xlsx": lambda: outputs.excel(sheet, ""),
    }[ending]()
    made = HttpResponse(content, content_type=KINDS[ending])
    made["Content-Disposition"] = f'attachment; filename="{listed.slug}-{on}.{ending}"'
    return made


def _sheet(listed: Listed, unit_id: int | None, on: date) -> Sheet:
    """The list under the head of the unit's committee; one that is signed bears place, day, hand and recipients."""
    issuer = _("Đảng ủy {unit}").format(unit=tree().name(unit_id, on)).upper() if unit_id else ""
    signs = unit_id if listed.signed else None
    return Sheet(
        superior(unit_id, on) if unit_id else "", issuer, *banner_of(PARTY), listed.title.upper(), listed.about,
        listed.columns, tuple(Line(cells=row) for row in listed.rows), listed.nothing or _("Chưa có dòng nào."),
        listed.shares, listed.signed, _hand(signs, listed.signed, on) if signs else "",
        day_line(place(signs, on), book_day()) if signs else "",
        (_("- Cấp ủy cấp trên,"), _("- Lưu hồ sơ.")) if signs else (),
    )  # fmt: skip


def _hand(unit_id: int, signed: str, on: date) -> str:
    """The name of whoever signs for the committee on that behalf and as that; empty where nobody holds the office."""
    found = (one for one in signers_of(unit_id, "committee", on) if f"{one.authority}\n{one.post}" == signed)
    return next((one.name for one in found), "")
