"""The two lists of the handbook's export – meetings, and who came to them by name – read from one workbook, in sheets of any order."""

from dataclasses import replace
from datetime import date

from soxa.kernel import sheets
from soxa.kernel.sheets import SheetRead
from soxa.kernel.sheets.faults import Faults
from soxa.meetings.handbook.columns import CELL_COLUMN, MEETINGS, ROLLS, columns_for


def read(content: bytes, *, unit_id: int, on: date) -> tuple[SheetRead, SheetRead]:
    """(meetings, rolls); a sheet is told of once, by the list that it is."""
    rolls = sheets.read(content, columns_for(ROLLS, unit_id, on), sheet_as=CELL_COLUMN, on=on)
    meetings = sheets.read(content, columns_for(MEETINGS, unit_id, on), sheet_as=CELL_COLUMN, on=on)
    named = {info.name for info in rolls.sheets}
    mine = {info.name for info in meetings.sheets} - named
    if not mine:
        return meetings, SheetRead()
    return _only(meetings, named, others=True), _only(rolls, named, others=False)


def _only(found: SheetRead, named: set[str], *, others: bool) -> SheetRead:
    """What was read of the sheets of names, or of all others; of the file as a whole the list of meetings tells."""

    def mine(sheet: str) -> bool:
        return (sheet not in named) is others

    faults = Faults(more=found.more_faults)
    for fault in found.faults:
        if mine(fault.sheet):
            faults.add(fault)
    if faults.more and not faults.told:
        faults = found.found
    return replace(
        found,
        rows=[row for row in found.rows if mine(row.sheet)],
        found=faults,
        warnings=[one for one in found.warnings if mine(one.sheet)],
        ignored_headings=[one for one in found.ignored_headings if mine(one.sheet)],
        sheets=[one for one in found.sheets if mine(one.name)],
    )
