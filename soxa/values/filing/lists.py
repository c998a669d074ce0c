"""Filings as lists: what a unit files for a period by catalogue, who has filed and who not, and what a filing is called."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.values.catalogue import groups
from soxa.values.filing import periods
from soxa.values.filing.grid import COMMUNE, filled, measures_of
from soxa.values.filing.models import Filing
from soxa.values.models import ReportedValue

_LIGHTS = {
    Filing.OPEN: "warn", Filing.SUBMITTED: "warn", Filing.CHECKED: "warn", Filing.APPROVED: "good",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A filing in a list: how far it is, how many of its lines are filled, of how many."""

    filing: Filing
    filled: int
    lines: int

    @property
    def light(self) -> tuple[str, str]:
        """(kind of light, words)."""
        return _LIGHTS[self.filing.state], str(self.filing.get_state_display())


@dataclass(frozen=True)
class Owed:
    """A unit and a catalogue (or a measure) for a period: how many lines, the filing of estimates, that of final values."""

    unit_id: int
    code: str
    title: str
    lines: int
    estimate: Told | None = None
    actual: Told | None = None


def group_title(code: str) -> str:
    """The title of a catalogue."""
    return next((one.title for one in groups() if one.code == code), _("Chỉ tiêu khác"))


def title_of(filing: Filing) -> str:
    """What is filed, in words: "Kinh tế, ngân sách", or the measure by unit."""
    return filing.measure.title if filing.measure else group_title(filing.group)


def name_of(filing: Filing) -> str:
    """A filing in one line: "Kinh tế, ngân sách, tháng 10 năm 2026 (số ước)"."""
    period = periods.title(filing.period)
    return f"{title_of(filing)}, {period} ({filing.get_sort_display()})"


@dataclass(frozen=True)
class Filed:
    """What is filed for a period: catalogue by catalogue (or commune by commune), and measures by unit below."""

    owed: list[Owed]
    by_measure: list[Owed]


def filed(unit_id: int, period: Period) -> Filed:
    """Every catalogue that the unit files for this period, and what of it was filed; two questions and the measures."""
    told = _told(Filing.objects.filter(unit_id=unit_id, since=period.since, until=period.until))
    found = []
    for one in groups():
        lines = measures_of(one.code, period, unit_id)
        held = told.get((unit_id, one.code), {})
        if lines or held:
            found.append(_owed(unit_id, one.code, one.title, len(lines), held))
    return Filed(found, _by_measure(told))


def of_communes(unit_id: int, period: Period, group: str) -> Filed:
    """Each commune of a province and what it filed of one catalogue; two questions and the measures."""
    day, standing = period.last_day, tree()
    inside = standing.within(unit_id, day)
    nodes = [node for node in standing.of_kind(COMMUNE, day) if node.id in inside and node.id != unit_id]
    below = Q(unit_id__in=[node.id for node in nodes], group=group, measure=None)
    own = Q(unit_id=unit_id, measure__isnull=False)
    told = _told(Filing.objects.filter(below | own, since=period.since, until=period.until))
    found = []
    for node in sorted(nodes, key=lambda one: one.code):
        lines = len(measures_of(group, period, node.id))
        found.append(
            _owed(node.id, node.code, standing.name(node.id, day), lines, told.get((node.id, group), {}))
        )
    return Filed(found, _by_measure(told))


def _by_measure(told: dict[tuple[int, Any], dict[str, Told]]) -> list[Owed]:
    """The measures that are filed for each unit below, of those told."""
    found = []
    for (unit, key), held in told.items():
        first = next(iter(held.values()))
        if first.filing.measure is not None:
            found.append(_owed(unit, str(key), first.filing.measure.title, first.lines, held))
    return sorted(found, key=lambda one: int(one.code))


def _owed(unit_id: int, code: str, title: str, lines: int, held: dict[str, Told]) -> Owed:
    return Owed(unit_id, code, title, lines, held.get(Filing.ESTIMATE), held.get(Filing.ACTUAL))


def _told(rows: Any) -> dict[tuple[int, Any], dict[str, Told]]:
    """Filings by (unit, catalogue or measure) and sort, with how far their grids are filled."""
    filings = list(rows.select_related("measure").order_by("pk"))
    counts = filled(filings)
    found: dict[tuple[int, Any], dict[str, Told]] = defaultdict(dict)
    for one in filings:
        found[one.unit_id, one.measure_id or one.group][one.sort] = Told(one, *counts[one.pk])
    return found


def versions(filing: Filing, measure_id: int, unit_id: int) -> Sequence[ReportedValue]:
    """Every approved version of one number of a filing, the newest first."""
    rows: Any = ReportedValue.objects.filter(filing=filing, measure_id=measure_id, unit_id=unit_id)
    return list(rows.exclude(approved_on=None).select_related("measure", "entry").order_by("-pk"))
