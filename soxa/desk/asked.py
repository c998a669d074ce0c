"""What a page of figures was asked: which unit, at the end of which day or over which period, read from its address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from soxa.kernel.access import sight_of
from soxa.kernel.figures import Moment
from soxa.kernel.page import day_text
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import Node, Tree, tree
from soxa.law.periods import Period
from soxa.law.typed_day import typed_day

COMMUNE = "commune"
_MOST_CHOICES = 200


@dataclass(frozen=True)
class Choice:
    """A unit that the switch offers: its code, its name on the day, how deep it stands."""

    code: str
    name: str
    depth: int = 0


@dataclass(frozen=True)
class Asked:
    """Unit and moment of a page; `trouble` says in words what of the address was not understood and was left aside."""

    unit: Node
    moment: Moment
    today: date
    by_period: bool = False
    period: Period | None = None
    explicit: bool = False
    trouble: str = ""

    @property
    def name(self) -> str:
        """Name of the unit on the day."""
        return tree().name(self.unit.id, self.moment.on)

    @property
    def when(self) -> str:
        """The moment in words: "20/11/2026", "6 tháng đầu năm 2026", "từ 01/01/2026 đến 20/11/2026"."""
        if not self.by_period:
            return day_text(self.moment.on)
        if self.period:
            return self.period.title(day_text)
        return Period.between(self.moment.since, self.moment.until).title(day_text)

    def query(self, *, unit: Node | None = None, **changes: Any) -> str:
        """The address' query that asks the same of another unit, or with other values; "" when it is the plain page."""
        values: dict[str, str] = {"don-vi": (unit or self.unit).code}
        if self.explicit:
            day = {"ngay": self.moment.on.isoformat()}
            values |= {"ky": self.moment.period_key} if self.by_period else day
        values |= {name.replace("_", "-"): str(value) for name, value in changes.items() if value}
        return "?" + urlencode(values)


def asked(request: HttpRequest, domain: str, *, by_period: bool = False) -> Asked:
    """What the address asks of a figure of `domain`; a unit outside the reader's sight is a 404."""
    today = book_day()
    unit = _unit(request, domain, today)
    day, trouble = _day(request.GET.get("ngay", ""), today)
    key, misread = _key(request) if by_period else ("", "")
    trouble = misread or trouble
    if key:
        try:
            period = Period.parse(key)
        except ValueError as error:
            return Asked(unit, Moment.at(today), today, by_period=True, trouble=str(error))
        return Asked(unit, Moment.over(period), today, by_period=True, period=period, explicit=True)
    explicit = bool(request.GET.get("ngay")) and not trouble
    return Asked(unit, Moment.at(day), today, by_period, explicit=explicit, trouble=trouble)


def _key(request: HttpRequest) -> tuple[str, str]:
    """The period's key, and what of two days typed is no period; they win over a key of the list, the last day inclusive."""
    since, last = request.GET.get("tu", ""), request.GET.get("den", "")
    if not (since and last):
        return request.GET.get("ky", ""), ""
    try:
        return Period.between(typed_day(since), typed_day(last) + timedelta(days=1)).key, ""
    except ValueError as error:
        return "", str(error)


def _day(text: str, today: date) -> tuple[date, str]:
    if not text:
        return today, ""
    try:
        return typed_day(text), ""
    except ValueError as error:
        return today, f"{error} " + _("Đang xem số liệu ngày hôm nay.")


def _unit(request: HttpRequest, domain: str, today: date) -> Node:
    standing, code = tree(), request.GET.get("don-vi", "")
    if not code:
        return own_unit(request.user, today)
    if code not in standing.codes:
        raise Http404(code)
    unit = standing.by_code(code)
    if not opens(request.user, domain, unit.id):
        raise Http404(code)
    return unit


def own_unit(reader: Any, on: date) -> Node:
    """The commune of the reader's first office, or the unit he governs when it lies in no commune; 404 for an empty book."""
    standing = tree()
    for held in reader.held_offices():
        around = [standing.nodes[up] for up in standing.ancestors(held.unit_id, on)]
        return next((one for one in around if one.kind == COMMUNE), standing.nodes[held.unit_id])
    raise Http404("no unit")


def opens(reader: Any, domain: str, unit_id: int) -> bool:
    """Whether the reader may ask a number of this unit: it lies in his sight, or he serves inside it."""
    return unit_id in sight_of(reader, domain) or unit_id in _served(reader)


def _served(reader: Any) -> set[int]:
    standing, day = tree(), book_day()
    return {up for held in reader.held_offices() for up in standing.ancestors(held.unit_id, day)}


def choices(request: HttpRequest, domain: str, unit: Node, on: date) -> list[Choice]:
    """What the unit switch offers: the units around the one shown, the ones directly below, and those that became it."""
    standing, sight = tree(), sight_of(request.user, domain)
    above = [standing.nodes[key] for key in _path(standing, unit.id, on)]
    below = [node for node in standing.children(unit.id, on) if node.id in sight][:_MOST_CHOICES]
    older = [node for node in became(standing, above or [unit]) if node.id in sight and node not in above]
    found = [Choice(node.code, standing.name(node.id, on), depth) for depth, node in enumerate(above)]
    found += [Choice(node.code, standing.name(node.id, on), len(above)) for node in below]
    found += [Choice(node.code, standing.name(node.id), 1) for node in older if node not in below]
    if all(choice.code != unit.code for choice in found):
        found.append(Choice(unit.code, standing.name(unit.id)))
    return [one for one in found if opens(request.user, domain, standing.codes[one.code])]


def _path(standing: Tree, unit_id: int, on: date) -> list[int]:
    """The units around, the topmost first, itself last; empty on a day it does not stand."""
    path: list[int] = []
    here: int | None = unit_id if standing.nodes[unit_id].stands(on) else None
    while here is not None:
        path.insert(0, here)
        here = standing.parent(here, on)
    return path


def became(standing: Tree, units: Iterable[Node]) -> list[Node]:
    """Units of the same kind that ended and whose books one of `units` keeps."""
    kept = {
        row[0]: standing.nodes[row[0]]
        for unit in units
        for row in standing.inside.get(unit.id, ())
        if row[3] and standing.nodes[row[0]].kind == unit.kind
    }
    return sorted(kept.values(), key=lambda node: node.code)


def absence(reader: Any, domain: str, found: Asked) -> tuple[str, list[Choice]]:
    """A sentence when the unit does not stand on the day, and the units to look at instead; ("", []) when it stands."""
    standing, unit, on = tree(), found.unit, found.moment.on
    if unit.stands(on):
        return "", []
    if unit.since > on:
        said = _("Ngày {day}, {name} chưa thành lập.")
        others = became(standing, [unit])
    else:
        said = _("Ngày {day}, {name} đã thôi hoạt động.")
        others = [standing.nodes[key] for key in _keepers(standing, unit)]
    named = said.format(day=day_text(on), name=standing.name(unit.id))
    return named, [
        Choice(node.code, standing.name(node.id)) for node in others if opens(reader, domain, node.id)
    ]


def _keepers(standing: Tree, unit: Node) -> list[int]:
    keepers = {up for up, rows in standing.inside.items() for row in rows if row[0] == unit.id and row[3]}
    return sorted(up for up in keepers if standing.nodes[up].kind == unit.kind)


def periods(today: date) -> list[Period]:
    """Periods that the pill offers, newest first: this year's and last year's halves, quarters and months that have begun."""
    keys = [
        key
        for year in (today.year, today.year - 1)
        for key in (
            str(year),
            *(f"{year}-H{half}" for half in (2, 1)),
            *(f"{year}-Q{quarter}" for quarter in (4, 3, 2, 1)),
            *(f"{year}-{month:02d}" for month in range(12, 0, -1)),
        )
    ]
    return [period for period in map(Period.parse, keys) if period.since <= today]
