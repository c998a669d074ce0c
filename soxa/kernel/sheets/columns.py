"""The columns of a workbook declared once, for reading it and for writing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

Cell = str | int | float | bool | date | datetime | time | timedelta
Parse = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class Spec:
    """How a column is read and written; see `Column`."""

    required: bool = False
    export: Callable[[Any], Any] | None = None
    width: float = 16
    private: bool = False
    past: bool = False
    fill_down: bool = False
    group: tuple[str, ...] = ()
    marks: tuple[tuple[str, Any], ...] = ()
    join: str | None = None
    stands_for: str = ""
    example: str = ""


@dataclass(frozen=True)
class Column(Spec):
    """One column: its name in the code, the headings by which offices know it (the first is the one we print), its parser.

    parse       takes a cell that is not blank, returns the value; raises BadCell (or ValueError in words)
    required    a row without it is not taken
    export      value → what the cell shows; by default by the value's type
    private     the value is never repeated in a message
    past        a day after the `on` handed to `read` is refused
    fill_down   a cell merged downwards gives its value to every row it covers
    group       beginnings of a row that stands alone above its rows and gives them this value ("chi bộ")
    marks       headings of columns that are ticked instead, with the value a tick gives (("Nam", …), ("Nữ", …))
    join        what goes between the parts when one heading stands over several columns
    stands_for  the column that it is in a sheet which has no other column for that one
    example     what the empty sample workbook shows
    """

    name: str
    headings: tuple[str, ...]
    parse: Parse

    @property
    def title(self) -> str:
        """The heading we print."""
        return self.headings[0]


@dataclass(frozen=True)
class Columns:
    """The columns of one kind of workbook; `either` lists groups of columns of which one at least must be there."""

    code: str
    title: str
    columns: tuple[Column, ...]
    either: tuple[tuple[str, ...], ...] = ()
    by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {column.name: column for column in self.columns}
        if len(names) != len(self.columns):
            raise ValueError(f"Two columns of {self.code} bear the same name.")
        unknown = {name for names_of_one in self.either for name in names_of_one} - names.keys()
        if unknown:
            raise ValueError(f"{self.code} has no column {', '.join(sorted(unknown))}.")
        object.__setattr__(self, "by_name", names)

    def __getitem__(self, name: str) -> Column:
        return self.by_name[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in their order."""
        return tuple(self.by_name)

    def needed(self, carried: str = "") -> tuple[tuple[str, ...], ...]:
        """Groups of names of which a row needs one each; the column `carried` from outside the row is left out."""
        single = tuple(
            (column.name,) for column in self.columns if column.required and column.name != carried
        )
        return single + self.either

    def grouping(self) -> str:
        """The name of the column that a row standing alone may give, or an empty text."""
        return next((column.name for column in self.columns if column.group), "")
