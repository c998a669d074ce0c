"""What waits of four goods: a unit that has not assessed itself, those to be appraised and decided, at the year's end the silent ones."""

from datetime import date
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import WARN, Waiting
from soxa.kernel.access import may
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.meetings.goods import lists
from soxa.meetings.goods.flow import APPRAISE, MARCH, years_asked
from soxa.meetings.goods.models import UNIT_KINDS, FourGoods
from soxa.org.roles import CELL_SECRETARY, PARTY


def goods(reader: Any, today: date) -> list[Waiting]:
    """The own unit's year for a secretary; for the office what waits for it, one line a year and stage."""
    found = _own(reader, today)
    if may(reader, APPRAISE, domain=PARTY):
        found += [*_for_office(reader), *_silent(reader, today)]
    return found


def _own(reader: Any, today: date) -> list[Waiting]:
    nodes = tree().nodes
    units = {one.unit_id for one in reader.held_offices() if one.role == CELL_SECRETARY}
    asked = [
        (unit_id, year)
        for unit_id in sorted(units)
        for year in years_asked(unit_id, today)
        if nodes[unit_id].kind in dict(UNIT_KINDS) and nodes[unit_id].stands(min(today, date(year, 12, 31)))
    ]
    if not asked:
        return []
    said = set(FourGoods.objects.filter(unit_id__in=units).values_list("unit_id", "year"))
    return [_to_assess(*one, today) for one in asked if one not in said]


def _to_assess(unit_id: int, year: int, today: date) -> Waiting:
    over = year < today.year
    return Waiting(
        title=_("Tự đánh giá bốn tốt năm {year}").format(year=year),
        detail=tree().name(unit_id, today),
        verb=_("Tự đánh giá"),
        address=reverse("four_goods_step", args=[tree().nodes[unit_id].code, year, "tu-danh-gia"]),
        level=WARN if over else "quiet",
        words=_("Năm đã hết") if over else _("Trong năm {year}").format(year=year),
    )


def _for_office(reader: Any) -> list[Waiting]:
    seen: Any = FourGoods.objects.seen_by(reader).filter(state__in=(FourGoods.SELF, FourGoods.APPRAISED))
    rows = (
        seen.order_by("year", "-state")
        .values_list("year", "state")
        .annotate(n=Count("pk"), one=Min("unit_id"))
    )
    return [_stage(*row) for row in rows]


def _stage(year: int, state: str, count: int, unit_id: int) -> Waiting:
    appraises = state == FourGoods.SELF
    said = (
        _("{n} tổ chức chờ thẩm định bốn tốt năm {year}")
        if appraises
        else _("{n} tổ chức chờ quyết định bốn tốt năm {year}")
    )  # fmt: skip
    stage = lists.TO_APPRAISE if appraises else lists.TO_DECIDE
    return Waiting(
        title=said.format(n=count_text(count), year=year),
        detail=tree().name(unit_id)
        if count == 1
        else _("Đã tự đánh giá.")
        if appraises
        else _("Đã thẩm định."),
        verb=_("Thẩm định") if appraises else _("Ghi quyết định"),
        address=_board(year, stage),
        words=_("Không có hạn"),
    )


def _silent(reader: Any, today: date) -> list[Waiting]:
    """After the year: units that said nothing of it, as one line until the end of March."""
    year = today.year - 1
    if today.month > MARCH:
        return []
    rows = [row for row in lists.board(reader, year, today) if row.stage == lists.SILENT]
    if not rows:
        return []
    return [
        Waiting(
            title=_("{n} tổ chức chưa tự đánh giá bốn tốt năm {year}").format(n=count_text(len(rows)), year=year),
            detail=", ".join(row.name for row in rows[:3]) + (" …" if len(rows) > 3 else ""),
            verb=_("Xem danh sách"),
            address=_board(year, lists.SILENT),
            level=WARN,
            words=_("Năm đã hết"),
        )
    ]  # fmt: skip


def _board(year: int, stage: str) -> str:
    return f"{reverse('four_goods')}?nam={year}&muc={stage}"
