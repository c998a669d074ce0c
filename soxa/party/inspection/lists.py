"""Which programme a page shows and its inspections in sight: narrowed by the address, each with how it stands on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import sight_of
from soxa.kernel.units.tree import tree
from soxa.org.roles import INSPECTIONS, PARTY
from soxa.party.inspection.catalogue import CHECK, SUPERVISION, codes_of
from soxa.party.inspection.models import Inspection, Programme, Recommendation
from soxa.party.inspection.rules import is_late

GROUPS = {"kiem-tra": CHECK, "giam-sat": SUPERVISION}
GROUP_WORDS = [("kiem-tra", gettext_lazy("Kiểm tra")), ("giam-sat", gettext_lazy("Giám sát"))]
STANDING = {
    "chua-xong": gettext_lazy("chưa kết luận"),
    "cham": gettext_lazy("chậm kết luận"),
    "theo-doi": gettext_lazy("đã kết luận, đang theo dõi"),
    "xong": gettext_lazy("đã kết luận"),
}
I = Inspection  # noqa: E741


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a unit, a year, a group of kinds, how it stands, words; `all_cells` for those below."""

    unit_id: int
    year: int
    group: str = ""
    standing: str = ""
    q: str = ""
    below: bool = False

    @property
    def code(self) -> str:
        """The unit's code."""
        return tree().nodes[self.unit_id].code

    @property
    def narrowed(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.group or self.standing or self.q)


def asked_of(query: Mapping[str, str], reader: Any, today: date) -> Asked:
    """Read from a query: don-vi, nam, loai, tinh-trang, q, duoi; a unit out of sight is as if it were not there."""
    code, year = query.get("don-vi", ""), query.get("nam", "")
    unit = tree().codes.get(code)
    if unit is None or unit not in sight_of(reader, PARTY):
        unit = next(held.unit_id for held in reader.held_offices() if PARTY in held.role.domains)
    known = year.isdecimal() and len(year) == 4 and 2000 <= int(year) <= today.year + 1
    return Asked(
        unit,
        int(year) if known else today.year,
        query.get("loai", "") if query.get("loai", "") in GROUPS else "",
        query.get("tinh-trang", "") if query.get("tinh-trang", "") in STANDING else "",
        query.get("q", "").strip()[:80],
        query.get("duoi") == "1",
    )


def rows_of(asked: Asked, reader: Any, today: date) -> Any:
    """Inspections in sight, the earliest due first: the unit's own and those in which it is inspected, or those below it."""
    found = Inspection.objects.seen_by(reader).filter(year=asked.year)
    if asked.below:
        inside = sorted(tree().within(asked.unit_id, today) - {asked.unit_id})
        found = found.filter(unit_id__in=inside)
    else:
        found = found.filter(Q(unit_id=asked.unit_id) | Q(subject_id=asked.unit_id))
    if asked.group:
        found = found.filter(kind__in=codes_of(GROUPS[asked.group]))
    if asked.q:
        found = found.filter(content__icontains=asked.q)
    wanted = {
        "chua-xong": Q(concluded_on=None, dropped_on=None),
        "cham": Q(concluded_on=None, dropped_on=None, due_on__lt=today),
        "theo-doi": Q(state=I.CONCLUDED),
        "xong": Q(concluded_on__isnull=False),
    }.get(asked.standing, Q())
    open_ones = Count("recommendations", filter=Q(recommendations__verified_on=None))
    late_ones = Count(
        "recommendations", filter=Q(recommendations__verified_on=None, recommendations__due_on__lt=today)
    )
    return (
        found.filter(wanted)
        .select_related("member__person", "programme")
        .annotate(to_do=open_ones, overdue=late_ones)
        .order_by("due_on", "pk")
    )


def programme_of(asked: Asked, reader: Any) -> Programme | None:
    """The year's programme of the unit, if it lies in sight."""
    found: Programme | None = (
        Programme.objects.seen_by(reader).filter(unit_id=asked.unit_id, year=asked.year).first()
    )
    return found


def units_of(reader: Any, on: date) -> list[tuple[str, str]]:
    """(code, name) of the units whose programme the reader may open, the commune first."""
    sight, standing = sight_of(reader, PARTY), tree()
    nodes = [
        node
        for kind in ("commune", "base", "cell")
        for node in standing.of_kind(kind, on)
        if node.id in sight
    ]
    return [(node.code, standing.name(node.id, on)) for node in nodes]


def years_of(today: date) -> list[int]:
    """Years to choose from: the next one from November on, this one and the four before it."""
    return list(range(today.year + (today.month >= 11), today.year - 4, -1))


def light_of(case: Inspection, today: date) -> tuple[str, str]:
    """How a case stands on a day, in a light and words."""
    if case.state == I.DROPPED:
        return "quiet", str(case.get_state_display())
    if is_late(case.due_on, case.concluded_on, today):
        days = (today - case.due_on).days
        return "bad", _("Chậm kết luận {days} ngày").format(days=days)
    if getattr(case, "overdue", 0):
        return "bad", _("Đã kết luận, kiến nghị quá hạn")
    if case.concluded_on:
        after = " " + _("(sau hạn)") if case.concluded_on > case.due_on else ""
        return "good", str(case.get_state_display()) + after
    left = (case.due_on - today).days
    return ("warn" if left <= 30 and case.state != I.CARRIED_OUT else "quiet"), str(case.get_state_display())


def rec_light(one: Recommendation, today: date, *, waits: bool) -> tuple[str, str]:
    """How a recommendation stands on a day; `waits`: an answer waits to be verified."""
    if one.verified_on:
        after = " " + _("(sau hạn)") if one.verified_on > one.due_on else ""
        return "good", _("Đã thực hiện") + after
    words = _("Đã báo cáo, chờ xác minh") if waits else _("Chờ báo cáo kết quả")
    if is_late(one.due_on, None, today):
        return "bad", _("Quá hạn {days} ngày").format(days=(today - one.due_on).days)
    return ("warn" if waits else "quiet"), words


def reads_conclusion(case: Inspection, reader: Any) -> bool:
    """Whether the reader may read what was concluded: of a member, inspectors and the standing committee alone."""
    return case.member_id is None or case.unit_id in sight_of(reader, INSPECTIONS)
