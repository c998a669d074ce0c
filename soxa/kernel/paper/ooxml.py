"""The parts of a Word file python-docx has no words for: content controls, fields, borders, a clean package."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TAG_LENGTH = 64  # Word refuses a longer tag
STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
# its one open method packs into a file of its own, which would be packed a second time
_PARTS: Any = PackageWriter


def mark_number(run: Run, code: str, *, number: int) -> None:
    """Put the run into a content control whose tag is the figure's code, so that it can be found again.

    `number` tells the controls of one file apart. Raises ValueError when the code does not fit a tag.
    """
    if len(code) > TAG_LENGTH:
        raise ValueError(f"the code of a figure has at most {TAG_LENGTH} characters: {code}")
    control = _element("w:sdt")
    properties = _element("w:sdtPr")
    for name, value in (("w:alias", code), ("w:tag", code), ("w:id", str(number))):
        properties.append(_element(name, **{"w:val": value}))
    content = _element("w:sdtContent")
    control.append(properties)
    control.append(content)
    run._r.addprevious(control)
    content.append(run._r)


def add_run(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False) -> Run:
    """One more run of words; python-docx by itself looks for what it would replace, and at each letter."""
    run = paragraph.add_run()
    if "\n" in text or "\t" in text:
        run.text = text
    elif text:
        run.add_text(text)
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    return run


def add_page_number(paragraph: Paragraph) -> None:
    """End the paragraph with a field that shows the number of the page."""
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            run._r.append(_element("w:fldChar", **{"w:fldCharType": kind}))
        else:
            instruction = _element("w:instrText", **{"xml:space": "preserve"})
            instruction.text = text
            run._r.append(instruction)


def rows_like(table: Table, first: _Row, rows: int) -> Iterator[list[Paragraph]]:
    """The empty paragraphs of `first` and of as many copies of it under it as make `rows`, row by row.

    A copied element costs a tenth of one that is made by its properties, and lists have thousands of rows.
    """
    empty = deepcopy(first._tr)
    for n in range(rows):
        row = first._tr if n == 0 else deepcopy(empty)
        if n:
            first._tr.getparent().append(row)
        yield [Paragraph(cell.p_lst[0], table) for cell in row.tc_lst]


def keep_row_whole(row: _Row, *, heading: bool = False) -> None:
    """The row does not break across pages; as a heading it is repeated on each of them."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if heading:
        properties.append(_element("w:tblHeader"))


def set_borders(table: Table, *, size: int, colour: str = "000000") -> None:
    """Rule the table; `size` in eighths of a point, 0 for no rules at all."""
    kind = "single" if size else "nil"
    sides = "".join(
        f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def set_cell_margins(table: Table, *, across: int, along: int) -> None:
    """Room inside the cells, in twentieths of a point: left and right, top and bottom."""
    sides = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", along), ("left", across), ("bottom", along), ("right", across))
    )
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def drop_first_paragraph(cell: _Cell) -> None:
    """Take out the empty paragraph a new cell begins with; the cell must have something after it."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)


def set_rule_above(paragraph: Paragraph) -> None:
    """A thin grey rule over the paragraph."""
    borders = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="4" w:space="4" w:color="808080"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(borders), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def box_run(run: Run) -> None:
    """A box around the words of the run."""
    border = {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "000000"}
    run._r.get_or_add_rPr().append(_element("w:bdr", **border))


def describe_picture(run: Run, words: str) -> None:
    """Alternative text of the picture in this run."""
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", words)


def set_font(style: Any, name: str) -> None:
    """One font for every script of the style, in place of the theme's."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def set_language(document: Document, code: str) -> None:
    """The language of the whole document, for the spelling checker and for readers aloud."""
    languages = [
        *document.styles.element.iter(qn("w:lang")),
        *document.settings.element.iter(qn("w:themeFontLang")),
    ]
    for language in languages:
        for script in ("val", "eastAsia"):
            language.set(qn(f"w:{script}"), code)


def set_version(document: Document, version: str) -> None:
    """Open the file as one of this version of Word ("15" since 2013), without a mode for older files."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), version)
    for name in ("w:rsids", "w:savePreviewPicture"):
        for trace in settings.findall(qn(name)):
            settings.remove(trace)


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """Give the paragraph a style by its id; python-docx would read all styles again for each paragraph."""
    paragraph._p.get_or_add_pPr().style = style_id


def empty() -> Document:
    """A new document, without what python-docx's own template brings along and no paper of ours uses."""
    return docx.Document(BytesIO(_emptied()))


@cache
def _emptied() -> bytes:
    """Nine tenths of the template are its hundred coloured kinds of tables, once more for a Word of 2010; and a picture."""
    document = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, STYLES_WITH_EFFECTS):
                del relations[key]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style != document.styles.default(WD_STYLE_TYPE.TABLE):
            style.delete()
    return packed(document)


def packed(document: Document) -> bytes:
    """The file, with no moment of packing and no program of somebody's machine in it."""
    package, clean = document.part.package, BytesIO()
    with ZipFile(clean, "w", ZIP_DEFLATED) as target:
        into = _Into(target)
        _PARTS._write_content_types_stream(into, package.parts)
        _PARTS._write_pkg_rels(into, package.rels)
        _PARTS._write_parts(into, package.parts)
    return clean.getvalue()


class _Into:
    """Takes the parts of a package as they are written, each packed once."""

    def __init__(self, target: ZipFile) -> None:
        self.target = target

    def write(self, uri: Any, content: bytes) -> None:
        """One part under its name."""
        entry = ZipInfo(uri.membername, date_time=ZIP_DAY)
        entry.compress_type = ZIP_DEFLATED
        self.target.writestr(entry, APP if entry.filename == "docProps/app.xml" else content)


APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set("{http://www.w3.org/XML/1998/namespace}space" if name == "xml:space" else qn(name), value)
    return element
