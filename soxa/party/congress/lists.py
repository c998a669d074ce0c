"""How each unit stands towards its next congress on a day: the last one, the term it began, what is planned, a finding in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import sight_of
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.party.cells import cells_seen
from soxa.party.congress.models import Congress
from soxa.party.congress.rules import DUE_SOON, IN_TERM, LATE, UNKNOWN, Term, standing
from soxa.party.congress.terms import term_after
from soxa.party.listed import Listed

COMMUNE = "commune"
LIGHTS = {LATE: "bad", DUE_SOON: "warn", IN_TERM: "good", UNKNOWN: "quiet"}
SLUGS = {LATE: "qua-han", DUE_SOON: "sap-den", IN_TERM: "trong-nhiem-ky", UNKNOWN: "chua-ghi"}
LEVELS = {
    "": gettext_lazy("tất cả"),
    "qua-han": gettext_lazy("quá hạn đại hội"),
    "sap-den": gettext_lazy("sắp đến hạn"),
    "trong-nhiem-ky": gettext_lazy("trong nhiệm kỳ"),
    "chua-ghi": gettext_lazy("chưa ghi đại hội"),
}


@dataclass
class Standing:
    """A unit on a day: its last congress, the term that runs, the congress planned, and how it stands."""

    unit_id: int
    code: str
    name: str
    is_cell: bool
    last: Congress | None = None
    ahead: Congress | None = None
    term: Term | None = None
    level: str = UNKNOWN

    @property
    def slug(self) -> str:
        """How the address names its standing."""
        return SLUGS[self.level]

    @property
    def light(self) -> str:
        """Which light it has."""
        return LIGHTS[self.level]

    @property
    def words(self) -> str:
        """How it stands, in words."""
        if self.term is None:
            return _("chưa ghi đại hội")
        due = day_text(self.due)
        if self.level == LATE:
            return _("quá hạn từ {due}").format(due=due)
        return _("sắp đến hạn {due}").format(due=due) if self.level == DUE_SOON else _("trong nhiệm kỳ")

    @property
    def due(self) -> date | None:
        """The day by which the next congress is to be held: consented to, or the end of the term."""
        shifted = self.ahead.planned_on if self.ahead and self.ahead.shift_paper else None
        return max(self.term.due, shifted) if self.term and shifted else self.term.due if self.term else None


def standings(reader: Any, on: date, *, units: Iterable[int] | None = None) -> list[Standing]:
    """Communes and cells in sight that stand on the day, communes first: two queries whatever their number."""
    names, sight = tree(), sight_of(reader, "party")
    within = None if units is None else set(units)
    communes = [
        node.id
        for node in names.of_kind(COMMUNE, on)
        if node.id in sight and (within is None or node.id in within)
    ]
    asked = [*communes, *(cell.unit_id for cell in cells_seen(reader, on, units=units))]
    rows = {
        key: Standing(key, names.nodes[key].code, names.name(key, on), key not in communes) for key in asked
    }
    by_then = Q(held_on__lte=on) | Q(held_on=None, called_off_on=None)
    found: Any = Congress.objects.filter(by_then, unit_id__in=asked)
    for one in found.order_by("held_on", "id"):
        row = rows[one.unit_id]
        if one.held_on:
            row.last = one
        else:
            row.ahead = one
    for row in rows.values():
        row.term = term_after(row.unit_id, row.last.held_on) if row.last and row.last.held_on else None
        shifted = row.ahead.planned_on if row.ahead and row.ahead.shift_paper else None
        row.level = standing(row.term, on, shifted_to=shifted)
    return list(rows.values())


def of_unit(unit_id: int) -> list[Congress]:
    """Every congress of a unit, the latest first, what is planned on top."""
    found: Any = Congress.objects.filter(unit_id=unit_id)
    return sorted(found, key=lambda one: (one.held_on or one.planned_on or date.min, one.pk), reverse=True)


def sheet(rows: list[Standing], on: date) -> Listed:
    """The list as it is printed."""
    lines = [
        (
            str(number),
            row.name,
            f"{row.last.term}, {day_text(row.last.held_on)}" if row.last else "",
            f"{row.last.present}/{row.last.summoned}" if row.last else "",
            day_text(row.due) if row.due else "",
            day_text(row.ahead.planned_on) if row.ahead else "",
            row.words,
        )
        for number, row in enumerate(rows, start=1)
    ]
    return Listed(
        slug="dai-hoi-chi-bo",
        title=_("Đại hội của Đảng bộ và các chi bộ"),
        about=_("Đến hết ngày {day}").format(day=day_text(on)),
        columns=(
            _("TT"),
            _("Tổ chức đảng"),
            _("Đại hội gần nhất"),
            _("Có mặt"),
            _("Đến hạn"),
            _("Dự kiến"),
            _("Ghi chú"),
        ),
        shares=(5, 30, 19, 9, 11, 11, 15),
        rows=lines,
    )
