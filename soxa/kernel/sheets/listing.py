"""The rows of one sheet below its heading: which are rows of the list, and their values."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.sheets.book import Sheet
from soxa.kernel.sheets.cells import BadCell, shown
from soxa.kernel.sheets.columns import Cell, Columns
from soxa.kernel.sheets.faults import Fault, address, shortened
from soxa.kernel.sheets.headings import Layout
from soxa.kernel.sheets.lines import Line, unnumbered
from soxa.kernel.sheets.plan import Circumstances, Plan, error_refused, formula_refused, value_of
from soxa.kernel.sheets.results import Places, Row, SheetInfo, SheetRead, Skipped

# Rows that may pass for whole rows of a list although they are none, as their first cell is usually written.
_SUSPECT = frozenset(
    version
    for word in ("Tổng cộng", "Tổng", "Cộng", "Tổng số", "Ví dụ")
    for spelt in (word, word + ":", word + " :")
    for version in (spelt, spelt.upper(), spelt.lower(), spelt.title())
)
Bad = list[tuple[str, BadCell]]


class Listing:
    """Reads the list of one sheet; `carry` is the column that a group's row, or the sheet as a whole, may give."""

    def __init__(
        self, sheet: Sheet, layout: Layout, columns: Columns, *, about: Circumstances, carry: str
    ) -> None:
        self.sheet = sheet
        self.layout = layout
        self.columns = columns
        self.about = about
        self.carry = carry
        self.plan = Plan.of(columns, layout, about, left=sheet.left)
        indexes = {name: layout.indexes(name) for name in columns.names if name in layout.names}
        self.places = Places(sheet.name, columns, indexes, sheet.left)
        self.needed = columns.needed(carry)
        self.singles = tuple(names[0] for names in self.needed if len(names) == 1)
        self.either = tuple(names for names in self.needed if len(names) > 1)
        placed = sorted({index - sheet.left for indexes in indexes.values() for index in indexes})
        self.leads = tuple({0, *placed[:2]})  # where a total or an example would say what it is
        self.carried: Any = None
        self.group_cell = ""
        self.closed = False  # after a signature only whole rows are taken
        self.told_carry = False
        self.flagged = {row for row, _column in (*sheet.inside.formulas, *sheet.inside.errors)}
        self.fills = self._fills()
        self.kept: dict[int, Cell] = {}

    def sheet_value(self, title: str) -> None:
        """Let the sheet's name or title stand for the carried column until a group's row says otherwise."""
        if title and self.carry:
            try:
                self.carried = value_of(self.columns[self.carry], unnumbered(title), self.about)
            except BadCell:
                self.carried = None

    def _fills(self) -> dict[int, set[int]]:
        """For each row the positions whose cell is merged with the one above, in columns declared `fill_down`."""
        fills: dict[int, set[int]] = {}
        filled = {
            index
            for name, indexes in self.places.indexes.items()
            for index in indexes
            if self.columns[name].fill_down
        }
        for (top, left), (bottom, _right) in self.sheet.inside.merges:
            if left in filled and top > self.layout.last:
                for row in range(top + 1, min(bottom, self.sheet.height) + 1):
                    fills.setdefault(row, set()).add(left - self.sheet.left)
        return fills

    def run(self, rows: Iterable[list[Cell]], found: SheetRead, info: SheetInfo) -> None:
        """Add the rows below the heading to `found`, and to the account of the sheet."""
        blank = dict.fromkeys(self.columns.names)
        first = self.layout.last + 1
        for number, raw in enumerate(rows, first):
            if self.fills:
                self._fill(number, raw)
            values = blank.copy()
            bad = self._values(raw, values)
            if bad or self._lacks(values) or number == first or self._is_suspect(number, raw):
                told = self._looked_at(number, raw, bad, found=found, info=info)
                if told is None:
                    continue
                bad = told
                self._lacking(number, raw, values, bad=bad, found=found)
            if self.carry and values[self.carry] is None:
                values[self.carry] = self.carried
                self._check_carried(number, raw, values, bad=bad, found=found)
            names = tuple(name for name, _why in bad)
            found.rows.append(
                Row(self.sheet.name, number + 1, values, self.places, raw, names, self.group_cell)
            )
            info.rows += 1

    def _fill(self, number: int, raw: list[Cell]) -> None:
        for position in self.fills.get(number, ()):
            if raw[position] == "" and position in self.kept:
                raw[position] = self.kept[position]
        for position in {position for positions in self.fills.values() for position in positions}:
            if raw[position] != "":
                self.kept[position] = raw[position]

    def _values(self, raw: list[Cell], values: dict[str, Any]) -> Bad:
        """Fill in the values of a raw row; give back what could not be read."""
        bad: Bad = []
        for plain in self.plan.plain:
            cell = raw[plain.position]
            if cell == "":
                continue
            try:
                values[plain.name] = (
                    plain.cache[cell]
                    if cell.__class__ is not bool and cell in plain.cache
                    else plain.first(cell, self.about)
                )
            except BadCell as why:
                bad.append((plain.name, why))
        for several in self.plan.several:
            try:
                values[several.name] = several.value(raw, self.about)
            except BadCell as why:
                bad.append((several.name, why))
        return bad

    def _is_suspect(self, number: int, raw: list[Cell]) -> bool:
        """Whether a row that could be taken as it is needs a closer look."""
        for position in self.leads:
            if raw[position] in _SUSPECT:
                return True
        return number in self.flagged

    def _lacks(self, values: dict[str, Any]) -> bool:
        for name in self.singles:
            if values[name] is None:
                return True
        return any(all(values[name] is None for name in names) for names in self.either)

    def _looked_at(
        self, number: int, raw: list[Cell], bad: Bad, *, found: SheetRead, info: SheetInfo
    ) -> Bad | None:
        """What cannot be read in the row when it is one of the list, with its faults told; None when it is not."""
        line = Line.of(raw)
        what = self._what(number, raw, line)
        if what == "group":
            self._enter_group(number, line, found)
        if what == "signature":
            self.closed = True
        if what == "heading":
            self.closed = False
        if what:
            if what not in ("blank", "heading", "numbering"):
                info.skipped.append(Skipped(number + 1, what, shortened(line.first)))
            if what == "stray":
                wrong = _("không đọc dòng {row} vì chỉ có ‘{text}’").format(
                    row=number + 1, text=shortened(line.first)
                )
                found.warnings.append(Fault(wrong, "", self.sheet.name))
            return None
        return self._tell(number, raw, bad + self._marked(number), found=found)

    def _what(self, number: int, raw: list[Cell], line: Line) -> str:
        """What the row is; an empty text when it is a row of the list."""
        if line.is_example:
            return "example"
        if self._repeats_heading(raw):
            return "heading"
        if number <= self.layout.last + 2 and line.is_numbering:
            return "numbering"
        if self._whole(raw):
            return "total" if line.is_total and line.first in _SUSPECT else ""
        return self._what_not_whole(number, raw, line)

    def _what_not_whole(self, number: int, raw: list[Cell], line: Line) -> str:
        """What a row is in which a required cell is blank."""
        if not line.cells and not self._marked(number):
            return "blank"
        if line.is_total:
            return "total"
        if line.group(self._beginnings):
            return "group"
        if line.is_signature:
            return "signature"
        if line.is_note or self.closed:
            return "note"
        if line.is_numbering:
            return "numbering"
        return self._what_of_scraps(number, raw, line)

    def _what_of_scraps(self, number: int, raw: list[Cell], line: Line) -> str:
        """A row with neither name nor anything else but one scrap is told as stray; one with numbers alone is blank."""
        filled = [name for name in self.places.indexes if self.places.cell(number, name, raw)[1]]
        needed = {name for names in self.needed for name in names}
        if self._marked(number) or needed & set(filled) or len(filled) > 1:
            return ""
        return "stray" if line.words else "blank"

    @property
    def _beginnings(self) -> tuple[str, ...]:
        return self.columns[self.carry].group if self.carry else ()

    def _whole(self, raw: list[Cell]) -> bool:
        """Whether no required cell of the row is blank."""
        return all(
            any(
                raw[index - self.sheet.left] != ""
                for name in names
                for index in self.places.indexes.get(name, ())
            )
            for names in self.needed
        )

    def _repeats_heading(self, raw: list[Cell]) -> bool:
        same = 0
        for index, text in self.layout.texts.items():
            cell = raw[index - self.sheet.left]
            if cell != "":
                written = shown(cell)
                if not (text.startswith(written) or text.endswith(written)):
                    return False
                same += 1
        return same >= 2

    def _enter_group(self, number: int, line: Line, found: SheetRead) -> None:
        if not self.carry:
            return
        index, text = line.words[0]
        self.group_cell = address(number, index + self.sheet.left)
        try:
            self.carried = value_of(self.columns[self.carry], line.group(self._beginnings), self.about)
        except BadCell as why:
            self.carried = None
            fault = Fault(why.wrong, why.right, self.sheet.name, self.group_cell, shortened(text), self.carry)
            found.found.add(fault)

    def _marked(self, number: int) -> Bad:
        """The formulas and errors that stand in declared columns of the row."""
        if number not in self.flagged:
            return []
        return [
            (name, refusal)
            for name, indexes in self.places.indexes.items()
            for index in indexes
            for refusal in self._refusals(number, index)
        ]

    def _refusals(self, number: int, index: int) -> list[BadCell]:
        if (number, index) in self.sheet.inside.formulas:
            return [formula_refused()]
        return [error_refused()] if (number, index) in self.sheet.inside.errors else []

    def _tell(self, number: int, raw: list[Cell], bad: Bad, *, found: SheetRead) -> Bad:
        """Tell the faults of a row, one for each column; a formula's text is told rather than its result."""
        told = dict(bad)
        for name, why in told.items():
            fault = self.places.fault(number, name, raw, wrong=why.wrong, right=why.right)
            found.found.add(self._with_formula(fault, number, name))
        return list(told.items())

    def _with_formula(self, fault: Fault, number: int, name: str) -> Fault:
        for index in self.places.indexes[name]:
            where = (number, index)
            text = self.sheet.inside.formulas.get(where) or self.sheet.inside.errors.get(where)
            if text and not self.columns[name].private:
                cell = address(number, index)
                return Fault(fault.wrong, fault.right, fault.sheet, cell, shortened(text), name)
        return fault

    def _lacking(
        self, number: int, raw: list[Cell], values: dict[str, Any], *, bad: Bad, found: SheetRead
    ) -> None:
        """Tell the required cells that are blank."""
        names_bad = {name for name, _why in bad}
        for name in names_bad:
            values[name] = None
        for names in self.needed:
            if names_bad.isdisjoint(names) and all(values[name] is None for name in names):
                name = next(name for name in names if name in self.places.indexes)
                title = self.columns[name].title
                wrong = _("thiếu “{column}”").format(column=title)
                right = _("Điền ô này hoặc xóa cả dòng.")
                found.found.add(self.places.fault(number, name, raw, wrong=wrong, right=right))
                bad.append((name, BadCell(wrong, right)))

    def _check_carried(
        self, number: int, raw: list[Cell], values: dict[str, Any], *, bad: Bad, found: SheetRead
    ) -> None:
        """Tell that the carried column is required and nothing gives it: for each cell, or once where there is no column."""
        column = self.columns[self.carry]
        if (
            not column.required
            or values[self.carry] is not None
            or any(name == self.carry for name, _w in bad)
        ):
            return
        wrong = _("thiếu “{column}”").format(column=column.title)
        if self.carry in self.places.indexes:
            right = _("Điền ô này, hoặc đặt một dòng riêng mang tên ấy phía trên danh sách.")
            found.found.add(self.places.fault(number, self.carry, raw, wrong=wrong, right=right))
            bad.append((self.carry, BadCell(wrong, right)))
        elif not self.told_carry:
            self.told_carry = True
            right = _(
                "Thêm cột “{column}”, hoặc đặt tên trang, hoặc đặt một dòng riêng mang tên ấy phía trên danh sách."
            )
            fault = Fault(wrong, right.format(column=column.title), self.sheet.name, column=self.carry)
            found.found.add(fault)
