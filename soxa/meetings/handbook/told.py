"""One meeting as the handbook tells it: the cell, the month and day, the hours, and the rows that call its roll."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.sheets import Fault, Row
from soxa.kernel.units.tree import tree
from soxa.meetings.handbook.cells import When
from soxa.meetings.kinds import CELL, CELL_THEME
from soxa.party.matching import CellIndex

Wrong = tuple[str, str, str] | None
"""The column, what is wrong with it, what would be right; None for a row in order."""
TAKEN = (CELL, CELL_THEME)
"""The kinds that are taken from a handbook: those to which all members of a cell are called."""


@dataclass
class Told:
    """A row of the export whose cell and day are known; `roll` are the rows of the sheet of names that belong to it."""

    row: Row
    unit_id: int
    kind: str
    month: date
    day: date
    began: time | None
    ended: time | None
    next_day: bool = False
    roll: list[Row] = field(default_factory=list)

    @property
    def key(self) -> tuple[int, str, date]:
        """What may stand once: a cell's regular meeting of a month, a themed one of a day."""
        return self.unit_id, self.kind, self.month if self.kind == CELL else self.day

    @property
    def place(self) -> tuple[int, date]:
        """The cell and the day."""
        return self.unit_id, self.day

    def said(self) -> dict[str, Any]:
        """All that the row says, for holding two of them against each other."""
        return {
            **self.row.values,
            "month": self.month,
            "held_on": self.day,
            "hours": (self.began, self.ended, self.next_day),
        } | {
            "began": None,
            "ended": None,
            "kind": self.kind,
            "cell": self.unit_id,
        }


def day_column(row: Row) -> str:
    """The column that tells the day."""
    return "held_on" if "held_on" in row.places.indexes else "began"


def ended_column(row: Row) -> str:
    """The column that tells when it ended."""
    return "ended" if "ended" in row.places.indexes else "hours"


def moments(row: Row) -> When:
    """The day and the hours that a row tells, in one cell or in several."""
    told = [row[name] for name in ("held_on", "hours", "began") if name in row.values and row[name]]
    last = row.values.get("ended")
    day = next((one.day for one in told if one.day), None)
    began = next((one.began for one in told[::-1] if one.began), None)
    ended = next((one.ended for one in told if one.ended), None) or (last.began if last else None)
    after = bool(day and last and last.day and last.day > day)
    return When(day, began, ended, after or any(one.next_day for one in (*told, last) if one))


@dataclass
class Cells:
    """Which cell of the unit a row means, as the cells stood on the day of its meeting."""

    unit_id: int
    _index: dict[date, CellIndex] = field(default_factory=dict)
    _found: dict[tuple[str, date], tuple[int, str, str]] = field(default_factory=dict)

    def of(self, row: Row, day: date) -> tuple[int, str, str]:
        """(cell, "", "") – or 0 with what is wrong and what would be right."""
        written = row.values.get("cell")
        if not written:
            own = tree().nodes[self.unit_id].kind == "cell"
            return (self.unit_id if own else 0), _("chưa ghi chi bộ"), _("Ghi tên chi bộ như trong sổ.")
        if (written, day) not in self._found:
            self._found[written, day] = self._find(written, day)
        return self._found[written, day]

    def _find(self, written: str, day: date) -> tuple[int, str, str]:
        if day not in self._index:
            self._index[day] = CellIndex(self.unit_id, day)
        index = self._index[day]
        found = index.find(written)
        if len(found) == 1:
            return found[0], "", ""
        if found:
            names = ", ".join(index.names[key] for key in found[:6])
            return 0, _("có thể là: {names}").format(names=names), _("Ghi đủ tên hoặc mã chi bộ.")
        like = ", ".join(index.like(written)) or "–"
        right = _("Ghi tên chi bộ như trong sổ; gần giống: {names}.").format(names=like)
        return 0, _("không có trong sổ vào ngày {day}").format(day=day_text(day)), right


def month_of(row: Row, day: date) -> date:
    """The first day of the month of which the meeting is; of a month without its year the latest not after the day's."""
    said = row.values.get("month")
    if isinstance(said, int):
        return date(day.year - (said > day.month), said, 1)
    return said or day.replace(day=1)


def faults_of_day(told: Told, on: date, last_day: Callable[[date, date], date]) -> Iterator[Fault]:
    """What cannot be of the day: it lies ahead, or too far from its month. `last_day`: as `effects.last_day`."""
    where = day_column(told.row)
    if told.day > on:
        wrong = _("là ngày ở sau {day}").format(day=day_text(on))
        yield told.row.fault(where, wrong, right=_("Chỉ nhập buổi đã họp; sửa ngày hoặc bỏ dòng này."))
    elif told.kind == CELL:
        last = last_day(told.month, told.day)
        if not told.month <= told.day <= last:
            wrong = _("không phải ngày họp của tháng {month:%m/%Y}").format(month=told.month)
            right = _("Buổi của một tháng họp trong tháng ấy, chậm nhất {last}; sửa ngày hoặc tháng.")
            yield told.row.fault(where, wrong, right=right.format(last=day_text(last)))


def read_row(row: Row, cells: Cells) -> tuple[Told | None, Wrong]:
    """The meeting a row tells of; or what stands in its way."""
    told = moments(row)
    if told.day is None:
        return None, ("held_on", _("chưa có ngày họp"), _("Ghi ngày họp, ví dụ 03/11/2026."))
    unit_id, wrong, right = cells.of(row, told.day)
    if not unit_id:
        return None, ("cell", wrong, right)
    kind = row["kind"] or CELL
    return Told(
        row, unit_id, kind, month_of(row, told.day), told.day, told.began, told.ended, told.next_day
    ), None
