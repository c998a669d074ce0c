"""The frame of both workbooks of dues: rows of known members, planned and shown, then written by the acts of the pages."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.sheets import Row, SheetRead
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.preview import NotLoadable, Preview
from soxa.party.dues.rolls import AtHome

Where = tuple[int, date]
"""A cell and a month."""
Wrong = tuple[str, str, str] | None
"""The column, what is wrong with it, what would be right; None for a row in order."""


@dataclass(frozen=True)
class Typed:
    """A row whose member is known, of which month, what it says, and what the book says now ("" for nothing)."""

    row: Row
    who: AtHome
    month: date
    said: Any
    before: str = ""


@dataclass
class DuesPreview(Preview):
    """What a workbook would write, in `typed`; rows that say what the book does are counted. `places` are written though empty."""

    typed: list[Typed] = field(default_factory=list)
    same: int = 0
    places: set[Where] = field(default_factory=set)

    @classmethod
    def begun(cls, kind: str, content: bytes, unit_id: int, on: date) -> Self:
        """Of a workbook for a unit on a day, nothing read yet."""
        return cls(Workbook(kind, digest_of(content), unit_id, book_mark(), on), content)

    @property
    def new(self) -> list[Typed]:
        """Rows of which the book says nothing."""
        return [one for one in self.typed if not one.before]

    @property
    def changed(self) -> list[Typed]:
        """Rows of which it says something else."""
        return [one for one in self.typed if one.before]

    @property
    def counts(self) -> dict[str, int]:
        """New, same and changed rows."""
        return {"new": len(self.new), "same": self.same, "changed": len(self.changed)}

    @abstractmethod
    def act(self, where: Where, said: dict[int, Any], actor: Actor) -> None:
        """Write what was said of the members of one cell and month; Refused in words."""

    def write(self, loading: Loading, actor: Actor) -> None:
        """Cell by cell and month by month."""
        together: dict[Where, dict[int, Any]] = {where: {} for where in self.places}
        for one in self.typed:
            together.setdefault((one.who.unit_id, one.month), {})[one.who.member_id] = one.said
        try:
            for where in sorted(together):
                self.act(where, together[where], actor)
        except Refused as refused:
            raise NotLoadable(str(refused)) from refused


def sort_out(
    read: SheetRead, rows: Iterable[tuple[Row, AtHome]], sorted_out: Callable[[Row, AtHome], Wrong]
) -> None:
    """Let each row be taken into the preview, or its fault be told."""
    for row, who in rows:
        if fault := sorted_out(row, who):
            column, wrong, right = fault
            read.found.add(row.fault(column, wrong, right=right))
