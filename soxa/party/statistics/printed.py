"""The forms on paper: a workbook with a sheet for each form and its units below, and a paper for PDF and Word."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from soxa.documents.heads import place, superior
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import (
    Appendix,
    Block,
    Cell,
    Head,
    Paper,
    Paragraph,
    Signature,
    Text,
)
from soxa.kernel.paper.model import Table as Ruled
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text, share_text
from soxa.party.statistics.table import Line, Number, Table

FEW = "ít"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}


def number_text(one: Number, sign: str = "") -> str:
    """A number as a form prints it; a group held back as "ít", a fall with the minus of print."""
    if one.held:
        return FEW
    if one.count < 0:
        return f"−{count_text(-one.count)}"
    return f"+{count_text(one.count)}" if sign and one.count else count_text(one.count)


def beside_text(count: int) -> str:
    """A number of a unit below; -1 stands for a group held back, and only there."""
    return FEW if count == -1 else count_text(count)


def share_of(line: Line) -> str:
    """The line's part of the whole, empty where it has none."""
    if not line.share or not line.numbers or line.numbers[0].held:
        return ""
    return share_text(line.numbers[0].count, line.share)


def issuer(unit_id: int, on: date) -> str:
    """Whose form it is: "ĐẢNG BỘ XÃ ĐỒNG VẢI"; a cell bears its own name."""
    name = tree().name(unit_id, on)
    return (name if tree().nodes[unit_id].kind == "cell" else f"Đảng bộ {name}").upper()


def remarks(table: Table, fewest: int) -> list[str]:
    """What stands under a form: the layout is not confirmed; what is held back; a period not over."""
    said = [_("Bố cục biểu lập theo {cite}, chưa đối chiếu được với bản gốc.").format(cite=table.form.cite)]
    if table.held:
        few = _(
            "“ít”: nhóm dưới {n} người, không in số để không nhận ra cá nhân; nhóm nhỏ kế tiếp cũng để trống nếu suy ra được."
        )
        said.append(few.format(n=fewest))
    return said


def period_text(table: Table) -> str:
    """The period of what happened, or the day of what stands: "Có đến 30/06/2026"."""
    moment = table.moment
    if table.form.number in "34":
        return _("Có đến {day}").format(day=day_text(moment.on))
    return _("Từ {since} đến {last}").format(since=day_text(moment.since), last=day_text(moment.on))


# --- Excel ---


class _Writer:
    """One workbook being written."""

    def __init__(self) -> None:
        self.bytes = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.bytes, dict(_OPTIONS))
        self.formats: dict[str, Any] = {}

    def style(self, **properties: Any) -> Any:
        """A format by its properties, made once."""
        key = repr(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**_FONT, **properties})
        return self.formats[key]

    def form(self, table: Table, fewest: int) -> None:
        """The sheet of a form, its lines as the form has them."""
        sheet = self.book.add_worksheet(table.form.name)
        self._page(sheet, landscape=False)
        columns = (_("TT"), _("Chỉ tiêu"), *table.columns, _("Tỷ lệ %"))
        last = len(columns) - 1
        for column, width in enumerate((6, 52, *(13 for _one in table.columns), 11)):
            sheet.set_column(column, column, width)
        top = self._title(sheet, table, last)
        head = self.style(bold=True, align="center", border=1, text_wrap=True, bg_color="#E7E3DA")
        for column, title in enumerate(columns):
            sheet.write_string(top, column, title, head)
        for row, line in enumerate(table.lines, top + 1):
            self._line(sheet, row, line, len(table.columns))
        row = top + len(table.lines) + 2
        for said in remarks(table, fewest):
            sheet.write_string(row, 0, said, self.style(italic=True, font_size=10))
            row += 1
        self._signatures(sheet, row + 1, last)
        sheet.repeat_rows(top)
        sheet.freeze_panes(top + 1, 2)

    def _page(self, sheet: Any, *, landscape: bool) -> None:
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&R&P/&N")

    def _title(self, sheet: Any, table: Table, last: int) -> int:
        name = issuer(table.unit_id, table.moment.on)
        sheet.write_string(0, 0, superior(table.unit_id, table.moment.on), self.style())
        sheet.write_string(1, 0, name, self.style(bold=True))
        sheet.write_string(0, last, table.form.name, self.style(bold=True, align="right"))
        title = str(table.form.title).upper()
        for row, words, bold in ((3, title, True), (4, period_text(table), False)):
            size = 14 if bold else 12
            sheet.merge_range(
                row,
                0,
                row,
                last,
                words,
                self.style(bold=bold, align="center", font_size=size, italic=not bold),
            )
        return 6

    def _line(self, sheet: Any, row: int, line: Line, count: int) -> None:
        bold = line.strong or line.head
        text = self.style(border=1, text_wrap=True, bold=bold, indent=0 if bold or not line.mark else 1)
        sheet.write_string(row, 0, line.mark, self.style(border=1, align="center", bold=bold))
        sheet.write_string(row, 1, line.title, text)
        number = self.style(border=1, align="right", bold=bold, num_format="#,##0")
        for column in range(count):
            if line.head:
                sheet.write_blank(row, 2 + column, None, number)
            elif line.numbers[column].held:
                sheet.write_string(row, 2 + column, FEW, number)
            else:
                sheet.write_number(row, 2 + column, line.numbers[column].count, number)
        share = share_of(line)
        sheet.write_string(row, 2 + count, share, self.style(border=1, align="right", bold=bold))

    def _signatures(self, sheet: Any, row: int, last: int) -> None:
        bold = self.style(bold=True, align="center")
        sheet.write_string(row, 1, _("NGƯỜI LẬP BIỂU"), bold)
        sheet.merge_range(row, 2, row, last, _("T/M CẤP ỦY"), bold)

    def below(self, table: Table) -> None:
        """The sheet of the units below, its last row their sum."""
        if not table.below:
            return
        sheet = self.book.add_worksheet(_("{number} theo đơn vị").format(number=table.form.number))
        self._page(sheet, landscape=True)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 44)
        sheet.set_column(2, 1 + len(table.beside), 14)
        top = self._title(sheet, table, 1 + len(table.beside))
        head = self.style(bold=True, align="center", border=1, text_wrap=True, bg_color="#E7E3DA")
        for column, title in enumerate((_("TT"), _("Đơn vị"), *(title for _key, title in table.beside))):
            sheet.write_string(top, column, title, head)
        number = self.style(border=1, align="right", num_format="#,##0")
        for row, one in enumerate(table.below, top + 1):
            sheet.write_number(row, 0, row - top, self.style(border=1, align="center"))
            sheet.write_string(row, 1, one.name, self.style(border=1, text_wrap=True))
            for column, (key, _title) in enumerate(table.beside, 2):
                if one.counts[key] == -1 and table.form.number == "4":
                    sheet.write_string(row, column, FEW, number)
                else:
                    sheet.write_number(row, column, one.counts[key], number)
        sheet.freeze_panes(top + 1, 2)
        sheet.repeat_rows(top)

    def finish(self) -> bytes:
        """Close the workbook and give its bytes."""
        self.book.close()
        return self.bytes.getvalue()


def workbook(tables: Sequence[Table], fewest: int) -> bytes:
    """The forms as .xlsx, a sheet for each, and one for the units below where there are any."""
    writer = _Writer()
    for table in tables:
        writer.form(table, fewest)
    for table in tables:
        writer.below(table)
    return writer.finish()


# --- PDF and Word ---


def paper(table: Table, made_on: date, fewest: int) -> Paper:
    """The form on A4, its units below as an appendix turned sideways."""
    on = table.moment.on
    head = Head(
        superior(table.unit_id, on), issuer(table.unit_id, on), table.form.name, place(table.unit_id, on)
    )
    blocks: list[Block] = [_ruled(table)]
    blocks += [Paragraph((Text(said, italic=True),)) for said in remarks(table, fewest)]
    appendices: tuple[Appendix, ...] = ()
    if table.below:
        title = _("{title} theo đơn vị").format(title=table.form.title)
        appendices = (Appendix(_("PHỤ LỤC"), title, (_ruled_below(table),), wide=True),)
    return Paper(
        head=head,
        title_lines=(_("THỐNG KÊ"), str(table.form.title).lower()),
        made_on=made_on,
        blocks=tuple(blocks),
        signature=Signature(_("T/M CẤP ỦY"), "", ""),
        notes=period_text(table),
        appendices=appendices,
    )


def _cell(text: str, *, bold: bool = False) -> Cell:
    return (Text(text, bold=bold),)


def _ruled(table: Table) -> Ruled:
    rows, totals = [], []
    for place_, line in enumerate(table.lines):
        numbers = [number_text(one, line.sign) for one in line.numbers] or [""] * len(table.columns)
        texts = [line.mark, line.title, *numbers, share_of(line)]
        rows.append(tuple(_cell(text) for text in texts))
        if line.strong or line.head:
            totals.append(place_)
    return Ruled(
        (_("TT"), _("Chỉ tiêu"), *table.columns, _("Tỷ lệ %")),
        tuple(rows),
        widths=(7, 50, *(14 for _one in table.columns), 13),
        numeric=tuple(range(2, 3 + len(table.columns))),
        totals=tuple(totals),
    )


def _ruled_below(table: Table) -> Ruled:
    text = beside_text if table.form.number == "4" else lambda count: number_text(Number(count))
    rows = [
        (_cell(str(row)), _cell(one.name), *(_cell(text(one.counts[key])) for key, _title in table.beside))
        for row, one in enumerate(table.below, 1)
    ]
    return Ruled(
        (_("TT"), _("Đơn vị"), *(title for _key, title in table.beside)),
        tuple(rows),
        widths=(6, 40, *(12 for _one in table.beside)),
        numeric=tuple(range(2, 2 + len(table.beside))),
    )
