"""A grid as a workbook with the columns of the import, and a workbook laid into the fields of a grid."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.page import day_text
from soxa.kernel.sheets import cells
from soxa.kernel.sheets.columns import Columns
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.values.figures import plain_value, value_text
from soxa.values.filing.grid import Grid, Line
from soxa.values.filing.lists import name_of
from soxa.values.filing.models import Filing
from soxa.values.filing.saving import Judged
from soxa.values.filing.typed import VALUE, Read, Typed, read
from soxa.values.models import Measure
from soxa.values.sheets import VALUES
from soxa.values.written import amount

# a grid has empty lines, and says its period and unit itself
_OF_A_GRID = Columns(
    VALUES.code, VALUES.title,
    tuple(replace(one, required=False) if one.name in ("value", "period") else one for one in VALUES.columns),
    either=VALUES.either,
)  # fmt: skip


@dataclass
class Laid:
    """A workbook laid into a grid: the lines as they were read, how many, and what of the workbook had no place."""

    judged: Judged
    taken: int = 0
    faults: list[str] = field(default_factory=list)


def written(found: Grid) -> bytes:
    """The grid as an .xlsx that the import reads back."""
    filing, day = found.filing, found.filing.period.last_day
    title = f"{tree().name(filing.unit_id, day)}: {name_of(filing)}"  # type: ignore[attr-defined]
    return sheets.write(_OF_A_GRID, _rows(found), title, [_("Ghi vào cột “Giá trị” rồi nạp lại vào bảng.")])


def _rows(found: Grid) -> Iterator[dict[str, Any]]:
    filing = found.filing
    for line in found.lines:
        yield {
            "code": line.measure.code, "title": line.measure.title, "period": filing.period.title(day_text),
            "value": _cell(line, line.now), "unit": line.unit_word or None,
            "organisation": tree().nodes[line.unit_id].code, "plan": value_text(line.plan) if line.plan else None,
            "estimate": "x" if filing.sort == Filing.ESTIMATE and line.now and line.now.sort == Filing.ESTIMATE else None,
            "source": line.now.source if line.now else None,
        }  # fmt: skip


def _cell(line: Line, value: Any) -> Any:
    if value is None:
        return None
    if line.measure.kind in (Measure.QUANTITY,):
        return plain_value(value)
    return value_text(value)


def laid(content: bytes, found: Grid, *, on: date) -> Laid:
    """Read a workbook against the grid; nothing is written. Refused or faults in words for what is no workbook."""
    told = Laid(Judged(found))
    result = sheets.read(content, _OF_A_GRID, on=on)
    told.faults = [str(fault) for fault in result.faults]
    for row in result.rows:
        line = _line(found, row)
        if line is None:
            told.faults.append(_("Trang ‘{sheet}’, dòng {row}: không có trong bảng này, bỏ qua.").format(sheet=row.sheet, row=row.number))  # fmt: skip
        elif row["value"] is not None:
            told.judged.reads[line.key] = _read(line, row["value"], found.filing)
            told.taken += 1
    return told


def _line(found: Grid, row: Any) -> Line | None:
    code, title, unit = row["code"], row["title"], row["organisation"]
    for line in found.lines:
        measure = line.measure
        named = (code and code.lower() == measure.code) or (
            not code and title and fold(title) == fold(measure.title)
        )
        here = unit is None or fold(unit) in (
            fold(tree().nodes[line.unit_id].code), fold(tree().name(line.unit_id, found.filing.period.last_day)),
        )  # fmt: skip
        if named and here:
            return line
    return None


def _read(line: Line, cell: Any, filing: Filing) -> Read:
    standing = Typed.of(line, filing)
    typed = replace(standing, **_texts(line, cells.shown(cell)))
    found = read(line, typed)
    try:
        amount(cell, line.measure)
    except cells.BadCell as bad:
        found.wrong[VALUE] = f"“{cells.shown(cell)}” {bad.wrong}. {bad.right}"
    if line.locked:
        found.wrong[VALUE] = _("Ô này {why}.").format(why=line.locked)
    return found


def _texts(line: Line, text: str) -> dict[str, Any]:
    """The cell as the fields of the line hold it; parts that were typed before belong to the old number."""
    if line.measure.kind == Measure.RATIO:
        over, _slash, under = text.partition("/")
        return {"value": "", "over": over.strip(), "under": under.strip()}
    text = text.removesuffix("%").strip() if line.measure.kind == Measure.SHARE else text
    if line.now and number_same(line, text):
        return {}
    return {"value": text, "over": "", "under": ""}


def number_same(line: Line, text: str) -> bool:
    """Whether the text is the number that stands on the line already."""
    return bool(line.now) and text in (value_text(line.now).removesuffix("%"), Typed.of(line, _final()).value)  # type: ignore[arg-type]


def _final() -> Filing:
    return Filing(sort=Filing.ACTUAL)
