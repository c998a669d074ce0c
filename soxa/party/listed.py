"""Lists of Party work as they leave the book: one declaration, printed as PDF, Word and Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from soxa.documents.catalogue import PARTY
from soxa.documents.heads import head_of, place, signers_of
from soxa.documents.printed import outputs
from soxa.documents.printed.lines import Line, Sheet, banner_of
from soxa.kernel.paper.form import day_line
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

MOST_PRINTED = 2000  # a PDF is set whole: ten thousand rows are seven hundred sheets, a minute and 1.6 GB
_BODIES, _KIND = ("cell", "base"), "bao_cao"  # lists bear no number; the kind only names the head


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


def too_long(rows: int) -> str:
    """Why a list of so many rows is not printed as PDF, and what to do instead; empty where it is."""
    if rows <= MOST_PRINTED:
        return ""
    said = _("Danh sách có {n} dòng, mỗi lần in nhiều nhất {most} dòng. Lọc bớt rồi in, hoặc lấy tệp Excel.")
    return said.format(n=count_text(rows), most=count_text(MOST_PRINTED))


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
    """The list under the head of the unit's committee, or of the cell; one that is signed bears place, day, hand, recipients."""
    kind = tree().nodes[unit_id].kind if unit_id else ""
    body = kind if kind in _BODIES else "committee"
    head = head_of(unit_id, body, _KIND, on) if unit_id else None
    signs = unit_id if listed.signed else None
    return Sheet(
        head.superior if head else "", head.issuer if head else "", *banner_of(PARTY), listed.title.upper(),
        listed.about, listed.columns, tuple(Line(cells=row) for row in listed.rows),
        listed.nothing or _("Chưa có dòng nào."), listed.shares, listed.signed,
        _hand(signs, body, listed.signed, on) if signs else "",
        day_line(place(signs, on), book_day()) if signs else "", _recipients(body) if signs else (),
    )  # fmt: skip


def _recipients(body: str) -> tuple[str, ...]:
    above = _("- Đảng ủy,") if body == "cell" else _("- Cấp ủy cấp trên,")
    return above, _("- Lưu hồ sơ.")


def _hand(unit_id: int, body: str, signed: str, on: date) -> str:
    """The name of whoever signs for the body on that behalf and as that; empty where nobody holds the office."""
    found = (one for one in signers_of(unit_id, body, on) if f"{one.authority}\n{one.post}" == signed)
    return next((one.name for one in found), "")
