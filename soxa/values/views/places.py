"""Of which unit and period a page of filings tells, and in which office the reader writes there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from soxa.kernel.access import may, sight_of
from soxa.kernel.sheets.cells import BadCell
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.org.roles import VALUES
from soxa.tasks.takers import commune_of
from soxa.values import written
from soxa.values.filing import periods
from soxa.values.filing.grid import PROVINCE
from soxa.values.filing.saving import WRITE


@dataclass(frozen=True)
class Place:
    """The unit and period a page tells of; `trouble`: what of the address was not understood."""

    unit_id: int
    code: str
    name: str
    period: Period
    writes: bool
    trouble: str = ""

    @property
    def above(self) -> bool:
        """Whether it is a province, whose communes file."""
        return tree().nodes[self.unit_id].kind == PROVINCE

    @property
    def when(self) -> str:
        """The period in words."""
        return periods.title(self.period)

    def offered(self, today: date) -> list[tuple[str, str, bool]]:
        """(words, key, whether it is this one) of the latest period of each kind that has ended."""
        found = [periods.latest(kind, today) for kind in periods.KINDS]
        return [(periods.title(one), one.key, one == self.period) for one in found]


def place(request: HttpRequest, today: date) -> Place:
    """The unit of the address (`don-vi`), else the reader's own; Http404 for one outside his sight. The month that ended last by default."""
    reader: Any = request.user
    sight, code = sight_of(reader, VALUES), request.GET.get("don-vi", "")
    unit_id = tree().codes.get(code) if code else _own(reader, today)
    if unit_id is None or unit_id not in sight:
        raise Http404(code)
    period, trouble = _period(request.GET.get("ky", ""), today)
    return Place(
        unit_id, tree().nodes[unit_id].code, tree().name(unit_id, period.last_day) or tree().name(unit_id, today),
        period, may(reader, WRITE, unit_id, domain=VALUES), trouble,
    )  # fmt: skip


def _own(reader: Any, today: date) -> int | None:
    for held in reader.held_offices():
        if VALUES in held.role.domains:
            return commune_of(held.unit_id, today)
    return None


def _period(text: str, today: date) -> tuple[Period, str]:
    if not text:
        return periods.latest("month", today), ""
    try:
        return written.period(text), ""
    except BadCell as bad:
        return periods.latest("month", today), f"“{text}” {bad.wrong}. {bad.right}"
