"""What waits of criteria: results to be verified by another, and for who wrote them those that came back."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import WARN, Waiting
from soxa.kernel.access import may
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.org.roles import VALUES
from soxa.values.criteria.flow import VERIFY, WRITE
from soxa.values.criteria.models import CriteriaSet, CriterionResult

BACK = timedelta(days=60)
Rows = list[tuple[int, int, int, date]]


def criteria(reader: Any, today: date) -> list[Waiting]:
    """One line a unit and set: results that wait for who may verify, those sent back lately for who writes."""
    verifies, writes = may(reader, VERIFY, domain=VALUES), may(reader, WRITE, domain=VALUES)
    if not (verifies or writes):
        return []
    seen: Any = CriterionResult.objects.seen_by(reader)  # type: ignore[attr-defined]
    waiting = _by_set(seen.filter(state=CriterionResult.WAITING)) if verifies else []
    back = _by_set(_unanswered(seen, today)) if writes else []
    if not (waiting or back):
        return []
    names = CriteriaSet.objects.in_bulk({of for _unit, of, _n, _day in [*waiting, *back]})
    return [
        *[_to_verify(row, names, today) for row in waiting if may(reader, VERIFY, row[0], domain=VALUES)],
        *[_sent_back(row, names, today) for row in back if may(reader, WRITE, row[0], domain=VALUES)],
    ]


def _by_set(rows: Any) -> Rows:
    """(unit, set, how many, the earliest day) of results."""
    grouped = rows.order_by("unit_id", "indicator__criterion__of_id")
    return list(
        grouped.values_list("unit_id", "indicator__criterion__of_id").annotate(
            n=Count("pk"), day=Min("since")
        )
    )


def _unanswered(seen: Any, today: date) -> Any:
    """Results assessed lately and sent back, after which nothing was written of their indicator."""
    back = seen.filter(state=CriterionResult.RETURNED, since__gte=today - BACK)
    answered = seen.filter(since__gte=today - BACK).exclude(state=CriterionResult.RETURNED)
    return back.exclude(indicator_id__in=answered.order_by().values("indicator_id"))


def _place(row: tuple[int, int, int, date]) -> str:
    return reverse("criteria_unit", args=[row[1], tree().nodes[row[0]].code])


def _to_verify(row: tuple[int, int, int, date], names: dict[int, Any], today: date) -> Waiting:
    said = _("{unit} · kết quả sớm nhất đánh giá ngày {day}")
    return Waiting(
        title=_("{n} kết quả chờ thẩm định: {name}").format(n=count_text(row[2]), name=names[row[1]].name),
        detail=said.format(unit=tree().name(row[0], today), day=day_text(row[3])),
        verb=_("Thẩm định"),
        address=_place(row),
        level=WARN,
        words=_("Chờ thẩm định"),
    )


def _sent_back(row: tuple[int, int, int, date], names: dict[int, Any], today: date) -> Waiting:
    return Waiting(
        title=_("{n} kết quả bị trả lại: {name}").format(n=count_text(row[2]), name=names[row[1]].name),
        detail=tree().name(row[0], today),
        verb=_("Xem"),
        address=_place(row),
        level=WARN,
        words=_("Cần bổ sung"),
    )
