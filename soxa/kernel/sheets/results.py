"""What reading a workbook gives: rows with their values, faults, warnings, and an account of every sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.sheets.cells import shown
from soxa.kernel.sheets.columns import Cell, Columns
from soxa.kernel.sheets.faults import Fault, Faults, address, shortened


@dataclass(frozen=True, slots=True)
class Places:
    """Where the declared columns stand in one sheet: name → sheet columns from 0."""

    sheet: str
    columns: Columns
    indexes: Mapping[str, Sequence[int]]
    left: int

    def cell(self, row: int, name: str, raw: Sequence[Cell]) -> tuple[int, str]:
        """The sheet column (from 0) and the text of the cell that feeds `name`: the first that is not blank."""
        indexes = self.indexes[name]
        for index in indexes:
            if (cell := raw[index - self.left]) != "":
                return index, shown(cell)
        return indexes[0], ""

    def fault(self, row: int, name: str, raw: Sequence[Cell], *, wrong: str, right: str) -> Fault:
        """A fault of the cell that feeds `name`; a private value is left out, with all that repeats a part of it."""
        index, text = self.cell(row, name, raw)
        column = self.columns[name]
        if column.private and text:
            if any(part in right for part in text.replace("/", " ").split() if len(part) > 3):
                right = _("Sửa lại ô này.")
            wrong, text = _("{column} {wrong}").format(column=column.title, wrong=wrong), ""
        return Fault(wrong, right, self.sheet, address(row, index), shortened(text), name)


@dataclass(slots=True)
class Row:
    """One row of a list: its sheet, its number as the workbook shows it, its values by column name (None: blank or absent).

    `bad` names the columns whose cells could not be read; their faults are told already.
    """

    sheet: str
    number: int
    values: dict[str, Any]
    places: Places = field(repr=False, compare=False)
    raw: Sequence[Cell] = field(repr=False, compare=False)
    bad: tuple[str, ...] = ()
    group_cell: str = ""

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def at(self, name: str) -> str:
        """The address of the cell that gave the value; for one given by a group's row, that row's; else empty."""
        if name in self.places.indexes:
            index, text = self.places.cell(self.number - 1, name, self.raw)
            if text or not self.group_cell:
                return address(self.number - 1, index)
        return self.group_cell

    @property
    def cells(self) -> dict[str, str]:
        """The addresses of the cells by column name, as far as the sheet has them."""
        return {name: self.at(name) for name in self.places.indexes}

    def fault(self, name: str, wrong: str, *, right: str) -> Fault:
        """A fault a domain found in the value of `name`; `wrong` continues the value, `right` is a sentence."""
        if name in self.places.indexes:
            return self.places.fault(self.number - 1, name, self.raw, wrong=wrong, right=right)
        value = "" if self.places.columns[name].private else shortened(str(self.values[name] or ""))
        where = self.group_cell or address(self.number - 1, self.places.left)
        return Fault(wrong, right, self.sheet, where, value, name)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A heading that no declared column bears."""

    sheet: str
    cell: str
    heading: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row below the heading that is not one of the list; `what` is total, signature, note, group, example or stray."""

    number: int
    what: str
    text: str


@dataclass(slots=True)
class SheetInfo:
    """An account of one sheet: rows taken, the row of the heading, the address and the words of each column's heading, rows left out."""

    name: str
    heading_row: int = 0
    rows: int = 0
    headings: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(slots=True)
class SheetRead:
    """A workbook as read. Nothing may be written from it unless it is `ok`."""

    rows: list[Row] = field(default_factory=list)
    found: Faults = field(default_factory=Faults)
    warnings: list[Fault] = field(default_factory=list)
    ignored_headings: list[Ignored] = field(default_factory=list)
    sheets: list[SheetInfo] = field(default_factory=list)

    @property
    def faults(self) -> list[Fault]:
        """The faults told one by one."""
        return self.found.told

    @property
    def more_faults(self) -> int:
        """How many faults there are beyond those told."""
        return self.found.more

    @property
    def ok(self) -> bool:
        """Whether there is no fault."""
        return not self.found.told

    def messages(self) -> list[str]:
        """The faults in words, and how many more there are."""
        told = [fault.text for fault in self.faults]
        if self.more_faults:
            told.append(_("Còn {n} lỗi nữa chưa kể ra.").format(n=self.more_faults))
        return told
