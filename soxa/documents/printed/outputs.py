"""A register or a plan as PDF, Word and Excel, all three from the same sheet."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from soxa.documents.printed.lines import Line, Sheet
from soxa.kernel.paper import ooxml
from soxa.kernel.paper.form import RECIPIENTS
from soxa.kernel.paper.record import printable
from soxa.kernel.paper.typesetter import typeset_pdf

SHARES = {
    "out": (11, 8.5, 26, 12, 15, 10, 5.5, 8.5, 8, 12),
    "in": (8.5, 6, 14, 11, 8.5, 26, 13, 8.5, 8, 12),
    "plan": (12, 46, 14, 22, 16),
}
_WIDTH = 267  # millimetres of text on a sheet turned sideways
# a day of ten figures stands on one line of its column
_CLOSE = '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
_SOURCE = (Path(__file__).resolve().parent / "register.typ").read_bytes()


def pdf(sheet: Sheet, direction: str, on: date) -> bytes:
    """The register as PDF/A on A4 sideways, the heading of columns and the number of the page on every sheet."""
    data = {**asdict(sheet), "shares": sheet.shares or SHARES[direction]}
    inputs = {"register": printable(json.dumps(data, ensure_ascii=False))}
    return typeset_pdf(_SOURCE, inputs, made=datetime(on.year, on.month, on.day, tzinfo=UTC))


def word(sheet: Sheet, direction: str) -> bytes:
    """The register as .docx; its table is written as a whole, since ten thousand rows cell by cell take minutes."""
    document = ooxml.empty()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(20), Mm(10)
    section.top_margin = section.bottom_margin = Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(10)
    normal.paragraph_format.space_after = Pt(0)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ooxml.add_page_number(foot)
    heads = document.add_table(1, 2).rows[0].cells
    _head(heads[0].paragraphs[0], heads[1].paragraphs[0], sheet)
    for words, size in ((f"\n{sheet.title}", 14), (f"{sheet.about}\n", 11)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(words)
        run.font.size, run.bold, run.italic = Pt(size), size > 11, size == 11
    room = document.add_paragraph(sheet.nothing if not sheet.lines else "")
    room._p.addprevious(parse_xml(_table(sheet, sheet.shares or SHARES[direction])))
    if sheet.signed:
        _sign(document, sheet)
    return ooxml.packed(document)


def _head(left: Paragraph, right: Paragraph, sheet: Sheet) -> None:
    """Who stands above and who issues; over against them the banner, underlined, with place and day beneath it."""
    left.alignment = right.alignment = WD_ALIGN_PARAGRAPH.CENTER
    left.add_run(f"{sheet.superior}\n" if sheet.superior else "")
    left.add_run(sheet.issuer if sheet.motto else f"{sheet.issuer}\n*").bold = True
    right.add_run(sheet.banner if sheet.motto else "").bold = True
    ruled = right.add_run(f"\n{sheet.motto}" if sheet.motto else sheet.banner)
    ruled.bold = ruled.underline = True
    if sheet.dated:
        right.add_run(f"\n\n{sheet.dated}").italic = True


def _sign(document: Document, sheet: Sheet) -> None:
    """Recipients on the left; on the right on whose behalf, as what, room for the hand, the name."""
    left, right = (cell.paragraphs[0] for cell in document.add_table(1, 2).rows[0].cells)
    if sheet.recipients:
        left.add_run(RECIPIENTS).underline = True
        left.add_run("".join(f"\n{line}" for line in sheet.recipients)).font.size = Pt(9)
    whose, *posts = sheet.signed.split("\n")
    right.alignment = WD_ALIGN_PARAGRAPH.CENTER
    right.add_run(whose).bold = True
    right.add_run("".join(f"\n{line}" for line in posts) + "\n\n\n\n")
    right.add_run(sheet.signer).bold = True


def _table(sheet: Sheet, shares: tuple[float, ...]) -> str:
    widths = [round(share / sum(shares) * _WIDTH * 56.7) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row(sheet.columns, widths, "<w:tblHeader/>", bold=True)
    rows = "".join(_of_line(line, widths) for line in sheet.lines)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_CLOSE}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>'
    )


def _of_line(line: Line, widths: list[int]) -> str:
    if line.words:
        return f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr>{_p(line.words, "<w:i/>", middle=True)}</w:tc></w:tr>'
    return _row(line.cells, widths, "")


def _row(cells: tuple[str, ...], widths: list[int], more: str, *, bold: bool = False) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_p(words, "<w:b/>" if bold else "", middle=bold)}</w:tc>'
        for words, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{inside}</w:tr>"


def _p(words: str, look: str, *, middle: bool) -> str:
    place = '<w:pPr><w:jc w:val="center"/></w:pPr>' if middle else ""
    return f'<w:p>{place}<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(printable(words))}</w:t></w:r></w:p>'


def excel(sheet: Sheet, direction: str) -> bytes:
    """The register as .xlsx, printed sideways with its heading on every sheet; nothing in a cell is a formula."""
    kept = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip
    book = xlsxwriter.Workbook(kept, options)
    page = book.add_worksheet(_("Danh sách") if sheet.shares else _("Sổ đăng ký"))
    font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    plain = book.add_format({**font, "border": 1, "text_wrap": True})
    bold = book.add_format({**font, "border": 1, "text_wrap": True, "bold": True, "align": "center"})
    slant = book.add_format({**font, "border": 1, "italic": True, "align": "center"})
    name = book.add_format({**font, "bold": True})
    for column, share in enumerate(sheet.shares or SHARES[direction]):
        page.set_column(column, column, share * 1.2)
    issuer = " – ".join(filter(None, (sheet.superior, sheet.issuer)))
    for row, words in enumerate((issuer, sheet.title, sheet.about)):
        page.write_string(row, 0, words, name)
    for column, title in enumerate(sheet.columns):
        page.write_string(4, column, title, bold)
    for row, line in enumerate(sheet.lines, start=5):
        for column, words in enumerate(line.cells):
            page.write_string(row, column, words, plain)
        if line.words:
            page.merge_range(row, 0, row, len(sheet.columns) - 1, line.words, slant)
    foot = [*sheet.signed.split("\n"), sheet.signer] if sheet.signed else []
    for row, words in enumerate(filter(None, foot), start=6 + len(sheet.lines)):
        page.write_string(row, len(sheet.columns) - 2, words, name)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(4)
    page.freeze_panes(5, 0)
    page.set_footer("&R&P/&N")
    book.close()
    return kept.getvalue()
