"""What other doors than the grid may write of a period that is filed: a number under way joins its filing, a locked one stays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.kernel.units.tree import tree
from soxa.values.filing.lists import name_of
from soxa.values.filing.models import Filing
from soxa.values.models import ReportedValue
from soxa.values.stated import Stated


@dataclass(frozen=True)
class Door:
    """What becomes of a stated value: `why` it is not taken, empty where it is; the open filing it joins, None where none is."""

    why: str = ""
    filing_id: int | None = None


def doors(stated: Iterable[Stated]) -> list[Door]:
    """What becomes of each stated value, in their order; one question for all."""
    asked = [one for one in stated]
    reported = [one for one in asked if one.sort != ReportedValue.PLAN]
    days = Q()
    for since, until in {(one.period.since, one.period.until) for one in reported}:
        days |= Q(since=since, until=until)
    rows: Any = Filing.objects.filter(days).select_related("measure") if days else Filing.objects.none()
    found: dict[Any, list[Filing]] = defaultdict(list)
    for one in rows:
        found[one.since, one.until, one.sort].append(one)
    return [_door(one, found[one.period.since, one.period.until, one.sort]) for one in asked]


def _door(stated: Stated, filings: Iterable[Filing]) -> Door:
    covering = [one for one in filings if _covers(one, stated)]
    for one in covering:
        if one.state != Filing.OPEN:
            return Door(why_not(one))
    return Door(filing_id=covering[0].pk if covering else None)


def why_not(filing: Filing) -> str:
    """Why a number of this filing is not taken from elsewhere, after its cell."""
    if filing.state == Filing.APPROVED:
        return _("đã duyệt, đã khóa ở bảng “{name}”").format(name=name_of(filing))
    return _("đang chờ duyệt ở bảng “{name}”").format(name=name_of(filing))


def _covers(filing: Filing, stated: Stated) -> bool:
    over: int = filing.unit_id  # type: ignore[attr-defined]
    if filing.measure is None:
        return over == stated.unit_id and filing.group == stated.measure.group
    around = tree().ancestors(stated.unit_id, filing.period.last_day)
    return filing.measure == stated.measure and over in around and over != stated.unit_id
