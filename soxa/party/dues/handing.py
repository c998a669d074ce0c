"""The acts of money going up: a cell hands up of what it collected, a committee above of what it received; put right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, strike
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.party.dues.flow import OFFICE, ask
from soxa.party.dues.models import DuesLine, DuesMonth, HandOver
from soxa.party.dues.rules import kept_of

CELL = "cell"
ABOVE = ("base", "commune")
"""Kinds of unit that receive what those directly below hand up, and hand up of that."""


def received_by(units: Iterable[int], month: date) -> dict[int, list[HandOver]]:
    """What was handed up to each of these units for a month by those directly below on its day; one question."""
    wanted, standing = set(units), tree()
    below = {unit for unit, spells in standing.parents.items() if any(up in wanted for _s, _u, up in spells)}
    found: dict[int, list[HandOver]] = defaultdict(list)
    rows: Any = HandOver.objects.filter(month=month, unit_id__in=sorted(below)).order_by("on", "pk")
    for one in rows:
        up = standing.parent(one.unit_id, one.on)
        if up in wanted:
            found[up].append(one)
    return found


def to_hand_over(unit_id: int, month: date) -> tuple[int, int]:
    """(what a cell collected for a month or a unit above received, how much of that was in what it handed up already)."""
    before: Any = HandOver.objects.filter(unit_id=unit_id, month=month)
    handed = before.aggregate(sum=Sum("collected"))["sum"] or 0
    if tree().nodes[unit_id].kind in ABOVE:
        return sum(one.sent for one in received_by([unit_id], month)[unit_id]), handed
    lines: Any = DuesLine.objects.filter(unit_id=unit_id, month=month, paid_on__isnull=False)
    return lines.aggregate(sum=Sum("amount"))["sum"] or 0, handed


def hand_over(unit_id: int, month: date, facts: Mapping[str, Any], actor: Actor, *, today: date) -> HandOver:
    """Write down that a unit sent up its share of what came in for a month and was not handed over yet.

    `facts`: on, percent (kept below), paper. Refused when nothing is left: so pressed twice, it is written once.
    """
    _ask(unit_id, actor)
    on, percent = facts["on"], Decimal(facts["percent"])
    _must_have_come(on, month, today)
    with all_or_nothing():
        one_at_a_time(HandOver)
        list(DuesMonth.objects.select_for_update().filter(unit_id=unit_id, month=month))
        came, before = to_hand_over(unit_id, month)
        left = came - before
        if left <= 0:
            raise Refused(
                _(
                    "Không còn khoản nào chưa nộp lên: đã thu {sum} đồng, đã nộp phần của {before} đồng."
                ).format(sum=count_text(came), before=count_text(before))
            )
        made = HandOver(
            unit_id=unit_id, month=month, on=on, collected=left, percent=percent,
            sent=left - kept_of(left, percent), paper=facts.get("paper", ""),
        )  # fmt: skip
        told = {"month": month.isoformat()[:7], "percent": str(percent), "paper": made.paper}
        subject = ("unit", tree().nodes[unit_id].code)
        made.entry = record(("dues", "hand_over"), subject, actor, on=on, unit_id=unit_id, facts=told)
        made.save(force_insert=True)
    return made


def mend_hand_over(one: HandOver, facts: Mapping[str, Any], actor: Actor, *, basis: str, today: date) -> None:
    """Put a hand-over right: its day, the share kept, its receipt; or take it back (`taken_back`). Refused in words."""
    _ask(one.unit_id, actor)
    with all_or_nothing():
        one_at_a_time(HandOver)
        if facts.get("taken_back"):
            strike(one, actor, basis=basis, unit_id=one.unit_id, about=one)
            return
        _must_have_come(facts["on"], one.month, today)
        percent = Decimal(facts["percent"])
        changes = {
            "on": facts["on"], "percent": percent, "sent": one.collected - kept_of(one.collected, percent),
            "paper": facts.get("paper", ""),
        }  # fmt: skip
        correct(one, changes, actor, basis=basis, unit_id=one.unit_id)


def _ask(unit_id: int, actor: Actor) -> None:
    """Money of a unit above the cells is the office's to write."""
    if tree().nodes[unit_id].kind != CELL and not actor.may(OFFICE):
        raise Refused(_("Khoản đảng ủy nộp lên do Văn phòng Đảng ủy ghi."))
    ask(actor)


def _must_have_come(on: date, month: date, today: date) -> None:
    if on > today:
        raise Refused(_("Ngày nộp {day} chưa đến.").format(day=day_text(on)))
    if on < month:
        raise Refused(_("Ngày nộp không trước tháng thu."))
