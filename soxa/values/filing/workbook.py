"""A grid as a workbook with the columns of the import, and a workbook laid into the fields of a grid."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.page import day_text
from soxa.kernel.sheets import Row, cells
from soxa.kernel.sheets.columns import Columns
from soxa.kernel.sheets.faults import Faults
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.values.figures import plain_value, value_text
from soxa.values.filing import periods
from soxa.values.filing.grid import Grid, Line, plain_text
from soxa.values.filing.lists import name_of
from soxa.values.filing.models import Filing
from soxa.values.filing.saving import Judged
from soxa.values.filing.typed import VALUE, Read, Typed, read
from soxa.values.models import Measure
from soxa.values.money import as_printed
from soxa.values.named import Named
from soxa.values.sheets import VALUES
from soxa.values.stated import TICKS, bare_title, said_in, title_key
from soxa.values.written import amount

# a grid has empty lines, and says its period and unit itself
_OF_A_GRID = Columns(
    VALUES.code, VALUES.title,
    tuple(replace(one, required=False) if one.name in ("value", "period") else one for one in VALUES.columns),
    either=VALUES.either,
)  # fmt: skip


@dataclass
class Laid:
    """A workbook laid into a grid: the lines as they were read, how many; why none was taken; rows that are of no line."""

    judged: Judged
    taken: int = 0
    faults: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


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
    """Read a workbook against the grid; nothing is written, and nothing is taken from a sheet that is of something else."""
    told, result = Laid(Judged(found)), sheets.read(content, _OF_A_GRID, on=on)
    places = _Places(found, result.found)
    for row in result.rows:
        if row["value"] is None or row.bad:
            continue
        lines = places.named(row)
        if not lines:
            told.left.append(_("Trang ‘{sheet}’, dòng {row}: không có trong bảng này, bỏ qua.").format(sheet=row.sheet, row=row.number))  # fmt: skip
        elif (
            (line := places.line(row, lines))
            and (times := places.times(row, line))
            and places.once(row, line)
        ):
            told.judged.reads[line.key] = _read(
                line, _texts(line, row["value"], times), row["value"], found.filing
            )
    told.faults = result.messages()
    if told.faults:
        told.judged.reads.clear()
    told.taken = len(told.judged.reads)
    return told


class _Places:
    """Where the rows of a workbook belong in a grid; what is of another period, place or unit of measure is told by its cell."""

    def __init__(self, found: Grid, faults: Faults) -> None:
        self.grid, self.faults, self.taken = found, faults, dict[str, Row]()
        self.by_code: dict[str, list[Line]] = defaultdict(list)
        self.by_title: dict[str, list[Line]] = defaultdict(list)
        for line in found.lines:
            self.by_code[line.measure.code.lower()].append(line)
            self.by_title[title_key(line.measure.title)].append(line)
        units = {line.unit_id for line in found.lines}
        self.units = Named(units, found.filing.period.last_day, unknown=_("không phải đơn vị của bảng này"))

    def named(self, row: Row) -> list[Line]:
        """The lines of the measure that the row names."""
        if row["code"]:
            return self.by_code.get(row["code"].lower(), [])
        return self.by_title.get(title_key(row["title"])) or self.by_title.get(
            title_key(bare_title(row["title"])), []
        )

    def line(self, row: Row, lines: list[Line]) -> Line | None:
        """The line of the row; None with a fault told."""
        filing = self.grid.filing
        when = periods.title(filing.period)
        if row["period"] is not None and row["period"] != filing.period:
            right = _("Nạp tệp của kỳ ấy, hoặc sửa ô này.")
            return self._refused(
                row, "period", _("là kỳ khác: bảng này ghi số của {when}").format(when=when), right
            )
        if filing.sort == Filing.ACTUAL and fold(str(row["estimate"] or "")) in TICKS:
            right = _("Nạp vào bảng số ước của {when}, hoặc bỏ dấu ở ô này.").format(when=when)
            return self._refused(row, "estimate", _("là số ước, bảng này ghi số chính thức"), right)
        unit = self._unit(row)
        return next((one for one in lines if one.unit_id == unit), None)

    def _unit(self, row: Row) -> int | None:
        said = row["organisation"]
        if said is None and row["unit"] and len(self.units.of(row["unit"])) == 1:
            said = row["unit"]
        if said is None and self.grid.filing.measure is None:
            return self.grid.filing.unit_id  # type: ignore[attr-defined,no-any-return]
        if said is None:
            right = _("Ghi tên hoặc mã của thôn (xã) ở dòng này.")
            self._told(row, "organisation", _("chưa ghi là của thôn nào, xã nào"), right)
            return None
        try:
            return self.units.one(said)
        except cells.BadCell as bad:
            self._told(row, "organisation", bad.wrong, bad.right)
            return None

    def times(self, row: Row, line: Line) -> Decimal | None:
        """By what the number is multiplied to be in the line's unit of measure; None with a fault told."""
        said = row["unit"]
        if said is None or self.units.of(said):
            return Decimal(1)
        told = said_in(said, line.measure)
        if told.doubtful or told.times is None:
            self._told(row, "unit", told.wrong, told.right)
            return None
        return told.times

    def once(self, row: Row, line: Line) -> bool:
        """Whether the line has not another number of this workbook already; told where it has."""
        other = self.taken.setdefault(line.key, row)
        if other["value"] != row["value"]:
            where = _("ô {cell}, trang ‘{sheet}’").format(cell=other.at("value"), sheet=other.sheet)
            wrong = _("khác với {place} của cùng chỉ tiêu, cùng đơn vị").format(place=where)
            self._told(row, "value", wrong, _("Giữ một trong hai số."))
        return other is row

    def _told(self, row: Row, column: str, wrong: str, right: str) -> None:
        self.faults.add(row.fault(column, wrong, right=right))

    def _refused(self, row: Row, column: str, wrong: str, right: str) -> Line | None:
        self._told(row, column, wrong, right)
        return None


def _read(line: Line, texts: dict[str, Any], cell: Any, filing: Filing) -> Read:
    standing = Typed.of(line, filing)
    found = read(line, replace(standing, **texts))
    try:
        amount(cell, line.measure)
    except cells.BadCell as bad:
        found.wrong[VALUE] = f"“{cells.shown(cell)}” {bad.wrong}. {bad.right}"
    if line.locked:
        found.wrong[VALUE] = _("Ô này {why}.").format(why=line.locked)
    return found


def _texts(line: Line, cell: Any, times: Decimal) -> dict[str, Any]:
    """The cell as the fields of the line hold it; parts that were typed before belong to the old number."""
    text = cells.shown(cell)
    if line.measure.kind == Measure.RATIO:
        over, _slash, under = text.partition("/")
        return {"value": "", "over": over.strip(), "under": under.strip()}
    text = text.removesuffix("%").strip() if line.measure.kind == Measure.SHARE else text
    if times != 1:
        text = _changed(line, cell, times) or text
    if line.now and number_same(line, text):
        return {}
    return {"value": text, "over": "", "under": ""}


def _changed(line: Line, cell: Any, times: Decimal) -> str:
    """The number in the line's own unit of measure; empty for what is no number."""
    try:
        kept = amount(cell, line.measure, times).value
    except cells.BadCell:
        return ""
    return "" if kept is None else plain_text(as_printed(kept, line.measure.unit_word))


def number_same(line: Line, text: str) -> bool:
    """Whether the text is the number that stands on the line already."""
    return bool(line.now) and text in (value_text(line.now).removesuffix("%"), Typed.of(line, _final()).value)  # type: ignore[arg-type]


def _final() -> Filing:
    return Filing(sort=Filing.ACTUAL)
