"""The styles of a Word paper: one font, the Party's sizes, and headings Word can navigate by."""

from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor

from soxa.kernel.paper import form, ooxml

FONT = "Times New Roman"  # the font the Party's rules name; Tinos, used in the PDF, has the same widths
LANGUAGE = "vi-VN"
WORD = "15"  # the form of files since Word 2013

PLAIN = "Normal"
HEADER = "Header"
BODY = "Nội dung"
CENTRED = "Giữa dòng"
ADDRESS = "Kính gửi"
TITLE = "Tên văn bản"
SMALL = "Nơi nhận"
CELL = "Ô bảng"
TABLE_NAME = "Tên bảng"
CAPTION = "Tên biểu"
AFTER_TABLE = "Sau bảng"
SEAL = "Dấu xác minh"
HEADINGS = {level: f"Heading {level}" for level in range(1, 5)}

SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
BLACK = RGBColor(0, 0, 0)


def begun() -> tuple[Document, dict[str | None, str]]:
    """An empty document with the page, the language and the styles of a paper, and the styles' ids by their names."""
    content, ids = _empty()
    return docx.Document(BytesIO(content)), ids


@cache
def _empty() -> tuple[bytes, dict[str | None, str]]:
    """What every paper begins with, as a file: giving it the styles costs three times what reading it does."""
    document = ooxml.empty()
    ooxml.set_language(document, LANGUAGE)
    ooxml.set_version(document, WORD)
    _page(document)
    _plain(document)
    _text(document)
    _tables(document)
    _headings(document)
    return ooxml.packed(document), {style.name: style.style_id for style in document.styles}


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(form.PAGE[0]), Mm(form.PAGE[1])
    section.top_margin, section.bottom_margin = Mm(form.TOP), Mm(form.BOTTOM)
    section.left_margin, section.right_margin = Mm(form.LEFT), Mm(form.RIGHT)
    section.header_distance = section.footer_distance = Mm(9)


def _plain(document: Document) -> None:
    normal = document.styles[PLAIN]
    ooxml.set_font(normal, FONT)
    normal.font.size = Pt(form.BODY)
    shape = normal.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.SINGLE, 1.0
    shape.widow_control = True
    header = document.styles[HEADER]
    header.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    header.paragraph_format.tab_stops.clear_all()


def _text(document: Document) -> None:
    body = _added(document, BODY).paragraph_format
    body.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.first_line_indent = Mm(form.FIRST_LINE)
    body.space_after = Pt(form.AFTER)
    body.line_spacing_rule, body.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(form.LINE)
    _added(document, CENTRED).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    address = _added(document, ADDRESS).paragraph_format
    address.alignment, address.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(form.AFTER)
    title = _added(document, TITLE)
    title.font.bold = True
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.keep_with_next = True
    _added(document, SMALL).font.size = Pt(form.SMALL)


def _tables(document: Document) -> None:
    _added(document, CELL).font.size = Pt(form.SMALL)
    name = _added(document, TABLE_NAME)
    name.font.bold, name.font.size = True, Pt(form.SMALL)
    name.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name.paragraph_format.keep_with_next = True
    name.paragraph_format.space_before = name.paragraph_format.space_after = Pt(form.AFTER)
    caption = _added(document, CAPTION)
    caption.font.italic, caption.font.size = True, Pt(form.SMALL)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.space_after = Pt(form.AFTER)
    after = _added(document, AFTER_TABLE)
    after.font.size = Pt(6)
    seal = _added(document, SEAL)
    seal.font.size, seal.font.color.rgb = Pt(10), RGBColor(0x5F, 0x5F, 0x5F)
    seal.paragraph_format.space_before = Pt(18)


def _headings(document: Document) -> None:
    for level, name in HEADINGS.items():
        style = document.styles[name]
        ooxml.set_font(style, FONT)
        style.font.size, style.font.color.rgb = Pt(form.BODY), BLACK
        style.font.bold, style.font.italic = level < 4, level > 2
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(12 if level == 1 else form.AFTER), Pt(form.AFTER)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(form.LINE)
        shape.keep_with_next = True
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if level == 1 else WD_ALIGN_PARAGRAPH.LEFT
        shape.left_indent = Mm(0 if level == 1 else form.FIRST_LINE)


def _added(document: Document, name: str) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[PLAIN]
    style.quick_style = True
    return style
