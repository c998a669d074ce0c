"""The works of a year's list as a workbook, in the columns that the import reads."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.units.tree import tree
from soxa.steering.works.lists import Row
from soxa.steering.works.models import CapitalPlan, Work
from soxa.steering.works.sheets import WORKS

_SAME = ("name", "field", "place", "investor", "contractor", "decision", "since", "planned_start")


def export(rows: Iterable[Row], unit_id: int, on: date) -> bytes:
    """Works with the capital of the day's year; the same table handed in again changes nothing."""
    title = _("DANH MỤC CÔNG TRÌNH, DỰ ÁN NĂM {year}").format(year=on.year)
    return sheets.write(WORKS, _lines(list(rows), on), title, [tree().name(unit_id, on)])


def _lines(rows: list[Row], on: date) -> Iterator[dict[str, Any]]:
    standing = CapitalPlan.objects.filter(CapitalPlan.standing(on), year=on.year)
    plans = {one.work_id: one for one in standing.filter(work__in=[row.work.pk for row in rows])}  # type: ignore[attr-defined]
    for row in rows:
        one, plan = row.work, plans.get(row.work.pk)
        told = {
            name: getattr(one, name) or None
            for name in (*_SAME, "total", *(name for name, _words in Work.SOURCES))
        }
        told["planned_finish"] = row.finish
        if plan:
            told |= {"year": on.year, "plan": plan.amount, "plan_on": plan.since, "plan_paper": plan.paper}
            told |= {"paid": row.paid or None, "paid_on": on if row.paid else None}
        yield told
