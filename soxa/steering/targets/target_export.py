"""The targets of a unit's year as a workbook, in the columns that the import reads."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.steering.targets.amounts import NOTHING, Amount, amount_of, kind_of, plain, text_of
from soxa.steering.targets.models import Target
from soxa.steering.targets.reading import figure_of
from soxa.steering.targets.sheets import GIVERS, TARGETS
from soxa.steering.targets.target_import import Held
from soxa.values.models import Measure


def export(unit_id: int, on: date) -> bytes:
    """The unit's targets of the year with their plans; the same table handed in again changes nothing."""
    year = Period.parse(str(on.year))
    title = _("CHỈ TIÊU VÀ KẾ HOẠCH NĂM {year}").format(year=year.since.year)
    return sheets.write(TARGETS, _lines(unit_id, year, on), title, [tree().name(unit_id, on)])


def _lines(unit_id: int, year: Period, on: date) -> Iterator[dict[str, Any]]:
    rows: Any = Target.objects.filter(unit_id=unit_id, span=Target.YEAR).filter(Target.standing(on))
    targets = list(rows.select_related("person").order_by("position", "pk"))
    held = Held(unit_id, {one.code for one in targets})
    before = Period.parse(str(year.since.year - 1))
    for one in targets:
        figure = figure_of(one.code)
        given = held.given(one, year)
        of_before = (one.baseline_since, one.baseline_until) == (before.since, before.until)
        yield {
            "code": one.code, "title": one.title, "unit": str(getattr(figure, "measure", "")), "year": year.since.year,
            "before": _cell(amount_of(one, "baseline_"), figure) if of_before else None,
            "plan": _cell(held.leading(one, year), figure),
            **{name: _cell(amount_of(given[giver]), figure) for name, giver in GIVERS.items() if giver in given},
            "lead": tree().name(one.lead_unit_id, on) if one.lead_unit_id else None,
            "person": one.person.full_name if one.person else None, "higher": one.higher, "pace": one.pace,
            "yellow": one.yellow_from.normalize() if one.yellow_from is not None else None, "why": one.threshold_why or None,
            "paper": one.paper or None,
        }  # fmt: skip


def _cell(amount: Amount, figure: Any) -> Any:
    """A quantity as a number; a share and a ratio as text, which no workbook takes for a day or a fraction."""
    if amount == NOTHING or figure is None:
        return None
    if kind_of(figure) in (Measure.SHARE, Measure.RATIO):
        return text_of(amount, figure)
    return plain(amount, figure).normalize()
