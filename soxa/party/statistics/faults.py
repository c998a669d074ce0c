"""Rows that make the forms wrong, or that would without any sum missing them: each kind with its words and its query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q
from django.db.models.functions import Cast, Mod
from django.utils.translation import gettext_lazy as _

from soxa.kernel.fields import day_number
from soxa.kernel.figures import Moment
from soxa.kernel.units.tree import tree
from soxa.party.models import Membership, Memberships


@dataclass(frozen=True)
class Fault:
    """A kind of wrong row: what must not be, and the condition, over a period, of the home spells of which it is."""

    key: str
    title: Any
    rows: Callable[[Moment, frozenset[int]], Q]


def _before(moment: Moment) -> Any:
    return moment.since - timedelta(days=1)


def _unexplained(moment: Moment, ever: frozenset[int]) -> Q:
    """Ended in the period without a reason: it is in no line of what went."""
    return Q(until__gte=moment.since, until__lt=moment.until, closed_by="")


def _nowhere(moment: Moment, ever: frozenset[int]) -> Q:
    """Standing in a unit that does not: neither carried on nor closed when it ended, or begun before it."""
    nodes, before = tree().nodes, _before(moment)
    gone = sorted(key for key in ever if not nodes[key].stands(moment.on))
    late = sorted(key for key in ever if not nodes[key].stands(before))
    left = Q(unit_id__in=gone) & Membership.standing(moment.on)
    return left | (Q(unit_id__in=late) & Membership.standing(before))


def _twice(moment: Moment, ever: frozenset[int]) -> Q:
    """At home in two cells on one day of the period, or the day before it: counted twice, though every sum holds."""
    touching = {"since__lt": moment.until, "until__gt": _before(moment)}
    others = Membership.objects.home().filter(**touching).exclude(pk=OuterRef("pk"))
    together = others.filter(
        member=OuterRef("member"), since__lt=OuterRef("until"), until__gt=OuterRef("since")
    )
    return Q(**touching) & Q(Exists(together))


def _dead(moment: Moment, ever: frozenset[int]) -> Q:
    """Counted at the end of the period though the person died before."""
    return Membership.standing(moment.on) & Q(member__person__died_on__lte=moment.on)


def _disorder(moment: Moment, ever: frozenset[int]) -> Q:
    """Counted as official from a day before the admission; only days known in full are compared."""
    full = Q(recognised_rest__gt=0, admitted_rest__gt=0)
    early = Q(
        member__recognised_on__lt=F("admitted_number"), member__recognised_on__lte=day_number(moment.on)
    )
    return Membership.standing(moment.on) & full & early


FAULTS = (
    Fault("unexplained", _("Không ai ra khỏi danh sách trong kỳ mà sổ không ghi lý do"), _unexplained),
    Fault("nowhere", _("Không còn ai ở đơn vị đã kết thúc hoặc chưa thành lập"), _nowhere),
    Fault("twice", _("Không ai cùng một ngày ở danh sách chính thức của hai chi bộ"), _twice),
    Fault("dead", _("Không còn tính đảng viên đã từ trần"), _dead),
    Fault("disorder", _("Không ai được công nhận chính thức trước ngày kết nạp"), _disorder),
)


def ever_in(unit_id: int) -> frozenset[int]:
    """Units that ever lay in the unit."""
    return frozenset(row[0] for row in tree().inside.get(unit_id, ()) if not row[3])


def breaking(moment: Moment, unit_id: int, *faults: Fault) -> Memberships:
    """Home spells, of units that ever lay in the unit, with any of the faults (all kinds, when none is named)."""
    ever, wanted = ever_in(unit_id), Q(pk__in=[])
    for fault in faults or FAULTS:
        wanted |= fault.rows(moment, ever)
    spells = Membership.objects.home().annotate(
        admitted_number=_number("member__admitted_on"),
        admitted_rest=Mod(_number("member__admitted_on"), 100),
        recognised_rest=Mod(_number("member__recognised_on"), 100),
    )
    if unit_id not in tree().roots():
        spells = spells.filter(unit_id__in=sorted(ever))
    return spells.filter(wanted)


def _number(path: str) -> Any:
    return Cast(path, IntegerField())
