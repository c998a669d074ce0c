"""What is wrong in a workbook, said in words with the cell's address, and what would be right."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from soxa.kernel.sheets import limits


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 → "A", 26 → "AA"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """The address of a cell, row and column counted from 0: (16, 3) → "D17"."""
    return f"{letters(column)}{row + 1}"


def shortened(text: str) -> str:
    """The text on one line and cut to what a message shows."""
    line = " ".join(text.split())
    return line if len(line) <= limits.SHOWN_LETTERS else line[: limits.SHOWN_LETTERS - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a workbook from being taken.

    `wrong` continues the value ("‘31/02/1970’ không phải ngày có thật") or stands alone when `value` is empty; `right`
    is a whole sentence. `cell` is empty for a fault of a sheet, `sheet` too for a fault of the file. `value` is empty
    where it may not be shown.
    """

    wrong: str
    right: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    column: str = ""

    @property
    def text(self) -> str:
        """The whole message: "Ô D17, trang ‘Bến Đá’: ‘31/02/1970’ không phải ngày có thật. Sửa thành …"."""
        return f"{self._place}{self._statement}. {self.right}".strip()

    @property
    def _statement(self) -> str:
        return f"‘{self.value}’ {self.wrong}" if self.value else self.wrong

    @property
    def _place(self) -> str:
        if self.cell:
            return _("Ô {cell}, trang ‘{sheet}’: ").format(cell=self.cell, sheet=self.sheet)
        return _("Trang ‘{sheet}’: ").format(sheet=self.sheet) if self.sheet else ""

    def __str__(self) -> str:
        return self.text

    def as_dict(self) -> dict[str, str]:
        """For a machine: sheet, cell, column, value, wrong, right and the whole text."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "column": self.column,
            "value": self.value,
            "wrong": self.wrong,
            "right": self.right,
            "text": self.text,
        }


class Unreadable(Exception):
    """The file or a sheet cannot be read at all; carries the one fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.text)
        self.fault = fault


@dataclass(slots=True)
class Faults:
    """Collects faults: the first are kept, the rest only counted."""

    told: list[Fault] = field(default_factory=list)
    more: int = 0

    def add(self, fault: Fault) -> None:
        """Keep the fault, or count it when enough are told already."""
        if len(self.told) < limits.TOLD_FAULTS:
            self.told.append(fault)
        else:
            self.more += 1
