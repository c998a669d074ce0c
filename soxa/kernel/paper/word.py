"""The paper as a Word file in the Party's layout, each number in a content control tagged with its figure."""

from datetime import datetime
from io import BytesIO
from itertools import count

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.image.image import Image
from docx.section import Section
from docx.shared import Inches, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from soxa.kernel.paper import form, model, ooxml, styles
from soxa.kernel.paper.drawing import DOTS_PER_INCH, png
from soxa.kernel.paper.record import settled

GREY = RGBColor(0x5F, 0x5F, 0x5F)
WIDTH = form.PAGE[0] - form.LEFT - form.RIGHT  # millimetres of text on an upright page
WIDE = form.PAGE[1] - form.LEFT - form.RIGHT
FRAME = 5  # millimetres lost to a frame's own margins

Place = Document | _Cell


def word(paper: model.Paper) -> bytes:
    """The paper as .docx; the same paper gives the same bytes.

    Raises Unfinished when an issued paper still has gaps, ValueError when a chart is no SVG or the code of a
    figure is longer than 64 characters.
    """
    paper.check_finished()
    return _Writer(settled(paper)).file()


class _Writer:
    """One file being written: the document, and the count that tells its content controls apart."""

    def __init__(self, paper: model.Paper) -> None:
        self.paper = paper
        self.words = form.words(paper)
        self.document, self.styles = styles.begun()
        self.ids = count(1)

    def file(self) -> bytes:
        self.properties()
        first = self.document.sections[0]
        first.different_first_page_header_footer = True
        self.page_head(first, width=WIDTH)
        self.head()
        self.title()
        self.blocks(self.document, self.paper.blocks, width=WIDTH)
        if self.paper.blocks and isinstance(self.paper.blocks[-1], model.Paragraph | model.Bullets):
            # the last lines of the text stand on the page of the signature
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.signature()
        for appendix in self.paper.appendices:
            self.appendix(appendix)
        if self.paper.seal_note:
            line = self.line(self.document, self.paper.seal_note, styles.SEAL)
            ooxml.set_rule_above(line)
        return ooxml.packed(self.document)

    def properties(self) -> None:
        core = self.document.core_properties
        day = self.paper.dated
        core.title, core.author, core.subject = self.words.title, self.words.issuer, self.words.number
        core.last_modified_by, core.comments, core.keywords, core.revision = self.words.issuer, "", "", 1
        core.created = core.modified = datetime(day.year, day.month, day.day)
        core.language = "vi-VN"

    def page_head(self, section: Section, *, width: float) -> None:
        """The number of the page above the text; the first page of the file shows none."""
        section.header.is_linked_to_previous = False
        line = section.header.paragraphs[0]
        line.style = styles.HEADER
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(width / 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run("\t")
        ooxml.add_page_number(line)
        if self.words.draft:
            mark = line.add_run("\t" + self.words.draft.lower())
            mark.italic, mark.font.size, mark.font.color.rgb = True, Pt(10), GREY

    def head(self) -> None:
        table = self.sides(2, left=58 if self.words.motto else 72, right=102 if self.words.motto else 88)
        names, over = table.rows[0].cells
        if self.words.superior:
            self.line(names, self.words.superior, styles.CENTRED)
        self.line(names, self.words.issuer, styles.CENTRED, bold=True)
        if self.words.star:
            self.line(names, self.words.star, styles.CENTRED)
        if self.words.motto:
            self.line(names, form.ISSUER_LINE, styles.CENTRED).runs[0].font.size = Pt(form.SMALL / 2)
        name = self.line(over, self.words.over, styles.CENTRED).runs[0]
        name.bold, name.underline, name.font.size = (
            True,
            not self.words.motto,
            Pt(13 if self.words.motto else 15),
        )
        if self.words.motto:
            motto = self.line(over, self.words.motto, styles.CENTRED).runs[0]
            motto.bold, motto.underline = True, True
        number, day = table.rows[1].cells
        self.line(number, self.words.number, styles.CENTRED)
        if self.words.subject:
            self.line(number, self.words.subject, styles.CENTRED).runs[0].font.size = Pt(form.SMALL)
        self.line(day, self.words.day, styles.CENTRED).runs[0].italic = True
        if self.words.draft:
            mark = self.line(number, "", styles.CENTRED)
            mark.paragraph_format.space_before = Pt(4)
            run = mark.add_run(f"\u00a0{self.words.draft}\u00a0")
            run.bold, run.font.size = True, Pt(12)
            ooxml.box_run(run)
        for cell in (names, over, number, day):
            ooxml.drop_first_paragraph(cell)

    def title(self) -> None:
        if self.words.kind:
            self.kind()
        else:
            self.line(self.document, "", styles.CENTRED)
        if self.paper.notes:
            self.line(self.document, self.paper.notes, styles.BODY).runs[0].italic = True

    def kind(self) -> None:
        kind = self.line(self.document, self.words.kind, styles.TITLE)
        kind.runs[0].font.size = Pt(form.KIND)
        kind.paragraph_format.space_before = Pt(18)
        for about in self.words.about:
            self.line(self.document, about, styles.TITLE)
        rule = self.line(self.document, self.words.rule, styles.CENTRED)
        rule.paragraph_format.space_after = Pt(12)

    def signature(self) -> None:
        room = self.line(self.document, "", styles.CENTRED)
        room.paragraph_format.keep_with_next = True
        table = self.sides(1, left=82, right=78)
        ooxml.keep_row_whole(table.rows[0])
        left, right = table.rows[0].cells
        if self.words.beside:
            self.hand(left, self.words.beside[0], "", self.words.beside[1], self.words.beside[2])
        else:
            self.recipients(left)
        self.hand(right, self.words.authority, self.words.post, self.words.note, self.words.name)
        if self.words.beside and self.words.recipients:
            below = self.line(self.document, "", styles.CENTRED)
            below.paragraph_format.space_after = Pt(0)
            self.recipients(self.sides(1, left=82, right=78).rows[0].cells[0])

    def recipients(self, place: _Cell) -> None:
        """Where the paper goes, under its title; nothing where it goes nowhere."""
        if not self.words.recipients:
            return
        title = self.line(place, self.words.recipients_title, styles.PLAIN).runs[0]
        state = bool(self.words.motto)
        title.underline, title.bold, title.italic = not state, state, state
        for recipient in self.words.recipients:
            self.line(place, recipient, styles.SMALL)
        ooxml.drop_first_paragraph(place)

    def hand(self, place: _Cell, authority: str, post: str, note: str, name: str) -> None:
        """One who signs: on whose behalf, as what, room for the hand, the name."""
        self.line(place, authority, styles.CENTRED, bold=True)
        for run in self.line(place, post, styles.CENTRED).runs:
            run.bold = bool(self.words.motto)
        room = self.line(place, note, styles.CENTRED)
        room.paragraph_format.space_before = room.paragraph_format.space_after = Pt(28)
        for run in room.runs:
            run.italic, run.font.size, run.font.color.rgb = True, Pt(form.SMALL), GREY
        self.line(place, name, styles.CENTRED, bold=True)
        ooxml.drop_first_paragraph(place)

    def appendix(self, appendix: model.Appendix) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        section.orientation = WD_ORIENT.LANDSCAPE if appendix.wide else WD_ORIENT.PORTRAIT
        across, along = sorted(form.PAGE, reverse=appendix.wide)
        section.page_width, section.page_height = Mm(across), Mm(along)
        width = WIDE if appendix.wide else WIDTH
        self.page_head(section, width=width)
        self.line(self.document, f"{appendix.label}\n{appendix.title}", styles.HEADINGS[1])
        if appendix.note:
            note = self.line(self.document, appendix.note, styles.CENTRED)
            note.runs[0].italic = True
            note.paragraph_format.space_after = Pt(form.AFTER)
        self.blocks(self.document, appendix.blocks, width=width)

    def blocks(self, place: Place, blocks: tuple[model.Block, ...], *, width: float) -> None:
        for block in blocks:
            self.block(place, block, width=width)

    def block(self, place: Place, block: model.Block, *, width: float) -> None:
        match block:
            case model.Heading(level, text):
                self.line(place, text, styles.HEADINGS[level])
            case model.Paragraph(runs, centred, kept) if runs:
                paragraph = self.line(place, "", styles.ADDRESS if centred else styles.BODY)
                paragraph.paragraph_format.keep_with_next = kept or None
                self.runs(paragraph, runs, leader=width)
            case model.Bullets(items):
                for item in items:
                    paragraph = self.line(place, "- ", styles.BODY)
                    self.runs(paragraph, item, leader=width)
            case model.Table():
                self.table(place, block, width=width)
            case model.Chart():
                self.chart(place, block, width=width)
            case model.Framed():
                self.framed(place, block, width=width)

    def runs(
        self, paragraph: WordParagraph, runs: model.Cell, *, leader: float = 0, bold: bool = False
    ) -> None:
        """Write runs; a gap ends in dots up to `leader` millimetres, in a few dots where that is 0."""
        for it in runs:
            if isinstance(it, model.Gap):
                self.gap(paragraph, it, leader=leader)
                continue
            run = ooxml.add_run(paragraph, it.text, bold=it.bold or bold, italic=it.italic)
            if isinstance(it, model.Number):
                ooxml.mark_number(run, it.code, number=next(self.ids))

    def gap(self, paragraph: WordParagraph, gap: model.Gap, *, leader: float) -> None:
        dots = "\t" if leader else form.DOTS
        run = paragraph.add_run(f"{gap.prompt} {dots}")
        run.italic, run.font.color.rgb = True, GREY
        if leader:
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(leader), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)

    def table(self, place: Place, block: model.Table, *, width: float) -> None:
        if block.caption:
            self.line(place, block.caption, styles.TABLE_NAME)
        table = self.grid(place, 2, [share * width for share in block.shares])
        ooxml.set_borders(table, size=4)
        ooxml.set_cell_margins(table, across=85, along=40)
        head, first = table.rows
        for cell, column in zip(head.cells, block.columns, strict=True):
            self.runs(self.aligned(cell, "center"), (model.Text(column, bold=True),))
        ooxml.keep_row_whole(head, heading=True)
        ooxml.keep_row_whole(first)
        for cell, side in zip(first.cells, form.alignments(block), strict=True):
            self.aligned(cell, side)
        for n, (row, content) in enumerate(
            zip(ooxml.rows_like(table, first, len(block.rows)), block.rows, strict=True)
        ):
            for paragraph, runs in zip(row, content, strict=True):
                self.runs(paragraph, runs, bold=n in block.totals)
        if not block.rows:
            nothing = first.cells[0].merge(first.cells[-1])
            self.runs(self.aligned(nothing, "center"), (model.Text(form.NOTHING, italic=True),))
        self.line(place, "", styles.AFTER_TABLE)

    def aligned(self, cell: _Cell, side: str) -> WordParagraph:
        """The paragraph of a table's cell, ready to be written in."""
        paragraph: WordParagraph = cell.paragraphs[0]
        ooxml.set_style(paragraph, self.styles[styles.CELL])
        paragraph.alignment = styles.SIDES[side]
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        return paragraph

    def chart(self, place: Place, chart: model.Chart, *, width: float) -> None:
        paragraph = self.line(place, "", styles.CENTRED)
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run()
        drawing = png(chart.svg)
        natural = Inches(Image.from_blob(drawing).px_width / DOTS_PER_INCH)
        run.add_picture(BytesIO(drawing), width=min(natural, Mm(width)))
        ooxml.describe_picture(run, chart.caption)
        self.line(place, chart.caption, styles.CAPTION)

    def framed(self, place: Place, block: model.Framed, *, width: float) -> None:
        if not self.words.draft:
            self.blocks(place, block.blocks, width=width)
            return
        table = self.grid(place, 1, [width])
        ooxml.set_borders(table, size=6, colour="808080")
        ooxml.set_cell_margins(table, across=140, along=100)
        cell = table.rows[0].cells[0]
        by = self.line(cell, form.framed_line(block), styles.SMALL)
        by.runs[0].italic, by.runs[0].font.color.rgb = True, GREY
        self.blocks(cell, block.blocks, width=width - FRAME)
        ooxml.drop_first_paragraph(cell)
        self.line(place, "", styles.AFTER_TABLE)

    def line(self, place: Place, text: str, style: str, *, bold: bool = False) -> WordParagraph:
        paragraph: WordParagraph = place.add_paragraph()
        ooxml.set_style(paragraph, self.styles[style])
        if text:
            ooxml.add_run(paragraph, text, bold=bold)
        return paragraph

    def sides(self, rows: int, *, left: float, right: float) -> WordTable:
        table = self.grid(self.document, rows, [left, right])
        ooxml.set_borders(table, size=0)
        ooxml.set_cell_margins(table, across=60, along=0)
        return table

    def grid(self, place: Place, rows: int, widths: list[float]) -> WordTable:
        table = place.add_table(rows, len(widths))
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return table
