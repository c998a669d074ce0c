"""A form of the statistics as it is read: columns, lines, numbers that open their rows, and the units below."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.figures import Figure, Moment
from soxa.kernel.units.tree import tree
from soxa.law.acts import HD_11
from soxa.law.citation import Citation

TOTAL = "total"


@dataclass(frozen=True)
class Form:
    """One of the basic forms: its number, how it is headed, its title, and whether it counts what happened in a period."""

    number: str
    title: Any
    yearly: bool = False

    @property
    def name(self) -> str:
        """As offices call it: "Biểu số 1-TCTW"."""
        return _("Biểu số {number}-TCTW").format(number=self.number)

    @property
    def cite(self) -> Citation:
        """The guidance that sets the form."""
        return HD_11.at(f"biểu {self.number}-TCTW")


FORMS = {
    form.number: form
    for form in (
        Form("1", gettext_lazy("Tăng, giảm đảng viên")),
        Form("2", gettext_lazy("Đảng viên mới kết nạp")),
        Form("3", gettext_lazy("Đội ngũ đảng viên"), yearly=True),
        Form("4", gettext_lazy("Dân tộc và tôn giáo của đảng viên"), yearly=True),
    )
}


@dataclass(frozen=True)
class Number:
    """One cell of a form: the count, the code of the figure whose rows it opens ("" for none), whether it is held back.

    `before`: the rows are of the day before the period, where a stock opens.
    """

    count: int
    code: str = ""
    held: bool = False
    before: bool = False

    @property
    def door(self) -> tuple[str, bool]:
        """What it opens: the figure, and whether as of the day before the period."""
        return self.code, self.before


@dataclass(frozen=True)
class Line:
    """One line: its mark ("A", "1"), title, numbers by column; `head` for one without numbers, `strong` for a sum.

    `share` is the count the line's part is reckoned of (0: none); `gap` marks what files lack; `key` names the line.
    """

    title: str
    numbers: tuple[Number, ...] = ()
    mark: str = ""
    key: str = ""
    strong: bool = False
    gap: bool = False
    share: int = 0
    sign: str = ""

    @property
    def head(self) -> bool:
        """Whether the line is only a heading."""
        return not self.numbers


@dataclass(frozen=True)
class Below:
    """A unit directly below, and its counts of the form's main lines by key; unit None is what lies in no unit below.

    `whole`: it lay here all the time that is counted, so that its own figures say the same as its counts here.
    """

    unit_id: int | None
    name: str
    counts: Mapping[str, int]
    whole: bool = True


@dataclass
class Table:
    """A form as read: columns of numbers, lines, and the units below with the keys that stand beside them.

    `opens` names by key the figure that a number of a unit below opens, and whether as of the day before the period.
    """

    form: Form
    moment: Moment
    unit_id: int
    columns: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    below: list[Below] = field(default_factory=list)
    beside: tuple[tuple[str, str], ...] = ()
    opens: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    held: bool = False

    def line(self, key: str) -> Line:
        """The line of a key; KeyError names it."""
        found = next((one for one in self.lines if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def count(self, key: str, column: int = 0) -> int:
        """The number of a line."""
        return self.line(key).numbers[column].count


def columns() -> tuple[str, ...]:
    """Every number of a form, and the women among them."""
    return (_("Tổng số"), _("Nữ"))


class Unlisted(Figure):
    """A figure read for a form only; nobody finds it by its code."""

    def __post_init__(self) -> None:
        """Declare nothing."""


def rest_name() -> str:
    """What is in no unit below."""
    return _("Không thuộc đơn vị nào bên dưới")


def stayed(unit_id: int, above: int, moment: Moment) -> bool:
    """Whether a unit lay directly below another from the day before the period to its end."""
    standing, before = tree(), moment.since - timedelta(days=1)
    days = (before, *standing.changes(before, moment.until))
    return all(standing.parent(unit_id, day) == above for day in days)
