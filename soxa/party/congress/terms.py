"""How long terms are where the book stands: the law's months, or what the province has set for cells."""

from datetime import date

from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.acts import QD_294
from soxa.law.party import (
    CELL_CONGRESS_MONTHS,
    CELL_CONGRESS_SHIFT,
    COMMUNE_CONGRESS_MONTHS,
    COMMUNE_CONGRESS_SHIFT,
)
from soxa.party.congress.models import Congress
from soxa.party.congress.rules import Term, term_of

CELL = "cell"
TERM_OF_CELLS = declare(
    Preference(
        "party.cell_congress_once",
        gettext_lazy("Đại hội chi bộ 5 năm một lần"),
        False,
        kind="switch",
        help=gettext_lazy(
            "Mặc định 5 năm hai lần (30 tháng). Bật khi cấp trên cho thí điểm, hoặc hướng dẫn chi bộ trực thuộc thẳng "
            "Đảng ủy xã đại hội 5 năm một lần. Nhiệm kỳ tính theo lựa chọn của ngày đại hội."
        ),
        cite=QD_294.at(""),
        confirmed=False,
    )
)


def term_after(unit_id: int, held: date) -> Term | None:
    """The term that a congress of the unit on that day began; None before the rules that the book holds."""
    try:
        if tree().nodes[unit_id].kind != CELL:
            months, shift = COMMUNE_CONGRESS_MONTHS.count_on(held), COMMUNE_CONGRESS_SHIFT.count_on(held)
        else:
            once = bool(value_of(TERM_OF_CELLS, on=held))
            months = COMMUNE_CONGRESS_MONTHS.count_on(held) if once else CELL_CONGRESS_MONTHS.count_on(held)
            shift = CELL_CONGRESS_SHIFT.count_on(held)
    except LookupError:
        return None
    return term_of(held, months=months, shift=shift)


def running_term(unit_id: int, on: date) -> Term | None:
    """The term that runs on a day: the one begun by the last congress held by then; None where none is written."""
    rows = Congress.objects.filter(unit_id=unit_id, held_on__lte=on).order_by("-held_on")
    held = rows.values_list("held_on", flat=True).first()
    return term_after(unit_id, held) if held else None
