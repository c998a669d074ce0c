"""Filings as lists: what a unit files for a period by catalogue, who has filed and who not, and what a filing is called."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.values.catalogue import groups
from soxa.values.filing import periods
from soxa.values.filing.grid import COMMUNE, below, measures_of
from soxa.values.filing.models import Filing
from soxa.values.models import ReportedValue

_LIGHTS = {
    Filing.OPEN: "warn", Filing.SUBMITTED: "warn", Filing.CHECKED: "warn", Filing.APPROVED: "good",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A filing in a list: how far it is, how many of its lines are filled."""

    filing: Filing
    filled: int

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


def owed(unit_id: int, period: Period) -> list[Owed]:
    """Every catalogue that the unit files for this period, and what of it was filed; two questions and the measures."""
    told = _told(Filing.objects.filter(unit_id=unit_id, since=period.since, until=period.until, measure=None))
    found = []
    for one in groups():
        lines = measures_of(one.code, period, unit_id)
        held = told.get((unit_id, one.code), {})
        if lines or held:
            found.append(_owed(unit_id, one.code, one.title, len(lines), held))
    return found


def by_measure(unit_id: int, period: Period) -> list[Owed]:
    """The measures that are filed for each unit below."""
    rows: Any = Filing.objects.filter(unit_id=unit_id, since=period.since, until=period.until)
    rows = rows.exclude(measure=None).select_related("measure")
    told = _told(rows)
    named = {one.measure_id: one.measure.title for one in rows}
    lines = len(below(unit_id, period)) if told else 0
    return [_owed(unit_id, str(key), named[key], lines, held) for (_unit, key), held in sorted(told.items())]


def of_communes(unit_id: int, period: Period, group: str) -> list[Owed]:
    """Each commune of a province and what it filed of one catalogue."""
    day, standing = period.last_day, tree()
    inside = standing.within(unit_id, day)
    nodes = [node for node in standing.of_kind(COMMUNE, day) if node.id in inside and node.id != unit_id]
    rows = Filing.objects.filter(
        unit_id__in=[node.id for node in nodes], since=period.since, until=period.until, group=group, measure=None
    )  # fmt: skip
    told, lines = _told(rows), len(measures_of(group, period, unit_id))
    found = (
        _owed(node.id, node.code, standing.name(node.id, day), lines, told.get((node.id, group), {})) for node in nodes
    )  # fmt: skip
    return sorted(found, key=lambda one: one.code)


def _owed(unit_id: int, code: str, title: str, lines: int, held: dict[str, Told]) -> Owed:
    return Owed(unit_id, code, title, lines, held.get(Filing.ESTIMATE), held.get(Filing.ACTUAL))


def _told(rows: Any) -> dict[tuple[int, Any], dict[str, Told]]:
    """Filings by (unit, catalogue or measure) and sort, with how many values are in force."""
    in_force = Count("values", filter=Q(values__replaced_by=None))
    found: dict[tuple[int, Any], dict[str, Told]] = defaultdict(dict)
    for one in rows.order_by("pk").annotate(filled=in_force):
        found[one.unit_id, one.measure_id or one.group][one.sort] = Told(one, one.filled)
    return found


def versions(filing: Filing, measure_id: int, unit_id: int) -> Sequence[ReportedValue]:
    """Every approved version of one number of a filing, the newest first."""
    rows: Any = ReportedValue.objects.filter(filing=filing, measure_id=measure_id, unit_id=unit_id)
    return list(rows.exclude(approved_on=None).select_related("measure", "entry").order_by("-pk"))
