"""How the cells of one sheet become values: worked out once from its layout, then run over every row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.sheets import cells, limits
from soxa.kernel.sheets.cells import BadCell, shown, spaced
from soxa.kernel.sheets.columns import Cell, Column, Columns
from soxa.kernel.sheets.headings import Layout
from soxa.law.partial import PartialDate
from soxa.law.words import fold

BLANKS = frozenset(("", "-", "–", "—", "…", "...", "/", "//"))
_NO_TICK = frozenset(("0", "khong", "ko", "k", "no"))
_DAYS_BETWEEN_ERAS = 1462


@dataclass(frozen=True)
class Circumstances:
    """What parsing depends on besides the cell: the day it is read on, and whether days count from 1904."""

    on: date | None
    era_1904: bool


def value_of(column: Column, cell: Cell, about: Circumstances) -> Any:
    """The value of a cell that is not empty, None when it holds nothing after all; raises BadCell."""
    if isinstance(cell, str):
        written = spaced(cell)
        if written in BLANKS:
            return None
        if written.startswith("="):
            raise formula_refused()
    elif about.era_1904 and (column.past or column.parse is cells.day):
        cell = _from_1904(cell)
    try:
        value = column.parse(cell)
    except BadCell:
        raise
    except (ValueError, ArithmeticError) as error:
        raise BadCell(_("không đọc được ({why})").format(why=str(error).rstrip("."))) from error
    if column.past and about.on is not None and _is_after(value, about.on):
        day = f"{about.on:%d/%m/%Y}"
        raise BadCell(
            _("là ngày ở sau {day}").format(day=day),
            _("Sửa thành ngày không muộn hơn {day}.").format(day=day),
        )
    return value


def formula_refused() -> BadCell:
    """The refusal of a formula that cannot be taken for its value."""
    return BadCell(
        _("là công thức, không phải giá trị"),
        _("Chép ô rồi dán lại bằng Dán đặc biệt – Giá trị (Paste values), lưu và nạp lại."),
    )


def error_refused() -> BadCell:
    """The refusal of a cell whose formula failed."""
    return BadCell(_("là lỗi của công thức"), _("Sửa công thức hoặc gõ giá trị vào ô."))


def _from_1904(cell: Cell) -> Cell:
    """The cell as it would stand in a workbook that counts from 1900."""
    if isinstance(cell, float) and cell > limits.LATEST_YEAR:
        return cell + _DAYS_BETWEEN_ERAS
    if isinstance(cell, date) and date(1909, 3, 15) <= cell <= date(1909, 10, 1):  # years typed as numbers
        return cell - timedelta(days=_DAYS_BETWEEN_ERAS)
    return cell


def _is_after(value: Any, on: date) -> bool:
    """Whether a day, as far as it is known, lies after `on`."""
    if isinstance(value, PartialDate):
        known = [part for part in (value.year, value.month, value.day) if part]
        return known > [on.year, on.month, on.day][: len(known)]
    return isinstance(value, date) and value > on


@dataclass
class Plain:
    """A declared column fed by one sheet column; `cache` holds values met before (parsers depend on the cell alone)."""

    name: str
    position: int  # in the raw row
    column: Column
    cache: dict[Cell, Any] = field(default_factory=dict)

    def first(self, cell: Cell, about: Circumstances) -> Any:
        """The value of a cell not met before; raises BadCell."""
        value = value_of(self.column, cell, about)
        if cell.__class__ is not bool:  # True and 1.0 are one key
            self.cache[cell] = value
        return value


@dataclass(frozen=True)
class Spread:
    """A declared column fed by several sheet columns: parts to be joined, or alternatives of which one is filled."""

    name: str
    positions: tuple[int, ...]
    column: Column
    alternatives: bool

    def value(self, raw: Sequence[Cell], about: Circumstances) -> Any:
        """The value in the row; raises BadCell."""
        filled = [raw[position] for position in self.positions if raw[position] not in BLANKS]
        if not filled:
            return None
        if len(filled) == 1:
            return value_of(self.column, filled[0], about)
        if self.alternatives:
            raise BadCell(_("không phải ô duy nhất của dòng được điền cho cột này"), _("Chỉ điền một ô."))
        return value_of(self.column, (self.column.join or " ").join(map(shown, filled)), about)


@dataclass(frozen=True)
class Ticks:
    """A declared column told by which of several sheet columns is ticked."""

    name: str
    ticks: tuple[tuple[int, Any], ...]
    unticked: Any
    column: Column

    def value(self, raw: Sequence[Cell], about: Circumstances) -> Any:
        """The value in the row; raises BadCell when two are ticked."""
        ticked = [value for position, value in self.ticks if _is_tick(raw[position])]
        if len(ticked) > 1:
            raise BadCell(_("không phải ô duy nhất được đánh dấu"), _("Chỉ đánh dấu một ô."))
        return ticked[0] if ticked else self.unticked


def _is_tick(cell: Cell) -> bool:
    if isinstance(cell, bool | float):
        return bool(cell)
    return not isinstance(cell, str) or (spaced(cell) not in BLANKS and fold(cell) not in _NO_TICK)


@dataclass
class Plan:
    """All the ways from a raw row to values."""

    plain: list[Plain]
    several: list[Spread | Ticks]
    about: Circumstances

    @classmethod
    def of(cls, columns: Columns, layout: Layout, about: Circumstances, *, left: int) -> "Plan":
        """The plan for a layout; `left` is the sheet column where raw rows begin."""
        plan = cls([], [], about)
        ticking = {index for marks in layout.marks.values() for index, _value in marks}
        for name, indexes in layout.places.items():
            column = columns[name]
            positions = tuple(index - left for index in indexes)
            if len(positions) == 1:
                plan.plain.append(Plain(name, positions[0], column))
            else:
                alternatives = column.join is None or not ticking.isdisjoint(indexes)
                plan.several.append(Spread(name, positions, column, alternatives))
        for name, marks in layout.marks.items():
            column = columns[name]
            ticks = tuple((index - left, value) for index, value in marks)
            plan.several.append(Ticks(name, ticks, _unticked(column, [value for _i, value in marks]), column))
        return plan


def _unticked(column: Column, present: list[Any]) -> Any:
    """What no tick means: of two values of which the sheet has a column for one only, the other."""
    others = [value for _word, value in column.marks if value not in present]
    return others[0] if len(present) == 1 and len(column.marks) == 2 and others else None
