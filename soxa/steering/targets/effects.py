"""What each step of an assessment changes, and what stands in its way."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext as _

from soxa.kernel.flow import Refused
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.request_memo import held_anyway
from soxa.law.periods import FOREVER, Period
from soxa.steering.targets.models import Assessment, Standing, Target
from soxa.steering.targets.reading import Got, read_targets, still_to_reach
from soxa.values.cut_off import moments

Facts = dict[str, Any]


def targets_of(unit_id: int, period: Period) -> list[Target]:
    """A unit's targets of the year that were in force on the last day of a period."""
    rows: Any = Target.objects.filter(unit_id=unit_id, span=Target.YEAR).filter(
        Target.standing(period.last_day)
    )
    return list(rows.order_by("position", "pk"))


def read_anew(case: Assessment, facts: Facts, entry: Entry) -> None:
    """Read every target for the period: the numbers, plans and levels; what people said of a target stays."""
    period = Period.of_days(case.since, case.until)
    targets = targets_of(case.unit_id, period)  # type: ignore[attr-defined]
    if not targets:
        raise Refused(_("Đơn vị này chưa có chỉ tiêu nào cho kỳ ấy. Ghi chỉ tiêu trước."))
    held = {one.target_id: one for one in case.standings.all()}  # type: ignore[attr-defined]
    case.counted_on = min(moments(case.unit_id, period).party.on, facts["on"])  # type: ignore[attr-defined]
    fresh = []
    with held_anyway():
        for got in read_targets(targets, period, case.unit_id, upto=case.counted_on):  # type: ignore[attr-defined]
            row = held.pop(got.target.pk, None)
            if row is None:
                fresh.append(_row(case, got))
            else:
                _fill(row, got)
                row.since = row.until = case.counted_on
                row.save()
    for row in held.values():  # a target that ended, or began elsewhere, since it was read before
        row.delete()
    Standing.objects.loaded(fresh, entry)
    case.read_on = facts["on"]


def _row(case: Assessment, got: Got) -> Standing:
    day = case.counted_on
    row = Standing(assessment=case, target=got.target, unit_id=case.unit_id, since=day, until=day)  # type: ignore[misc]
    row.person_id = got.target.person_id  # type: ignore[attr-defined]
    _fill(row, got)
    return row


def _fill(row: Standing, got: Got) -> None:
    judged_otherwise = row.changed_why != ""
    row.proposed = got.level
    if not judged_otherwise:
        row.level = got.level
    row.text, row.parts, row.estimate, row.done = got.text, got.parts, got.estimate, got.done or got.distance
    row.path_text, row.left = got.path, still_to_reach(got)
    row.plan_text = got.plan.text if got.plan else ""
    row.other_plan_text = " · ".join(f"{one.text} ({one.giver})" for one in got.others)


def decide(case: Assessment, facts: Facts, entry: Entry) -> None:
    """The assessment is the last word from its day on; nothing yellow or red may lack its reason, person, remedy, day."""
    on: date = facts["on"]
    if on < case.counted_on:
        raise Refused(
            _("Ngày kết luận không trước ngày chốt số liệu {day}.").format(day=day_text(case.counted_on))
        )
    rows = list(case.standings.select_related("target").order_by("target__position"))  # type: ignore[attr-defined]
    lacking = [(one.target.title, one.lacks) for one in rows if one.lacks]
    if lacking:
        told = "; ".join(f"{title} – {', '.join(map(str, lacks))}" for title, lacks in lacking)
        raise Refused(_("Chỉ tiêu vàng, đỏ còn thiếu: {told}.").format(told=told))
    case.decided_on, case.paper = on, facts["paper"]
    relay(case, entry, stands=True)


def reopen(case: Assessment, facts: Facts, entry: Entry) -> None:
    """The assessment is open again: what stood before it stands again meanwhile."""
    case.decided_on = None
    relay(case, entry, stands=False)


def relay(case: Assessment, entry: Entry, *, stands: bool) -> None:
    """Lay the spells of all standings of a unit anew: each lasts until the next decided one of its target, or the target's end."""
    one_at_a_time(
        Standing
    )  # who decides another assessment of the unit sees what this one laid, and the other way round
    rows = Standing.objects.filter(unit_id=case.unit_id)  # type: ignore[attr-defined]
    decided = Q(assessment__state=Assessment.DECIDED) & ~Q(assessment=case)
    told = rows.filter(decided | Q(assessment=case) if stands else decided)
    # of two counted on one day that of the longer period is the later word: the half-year's, not its last month's
    order = told.order_by("since", "-assessment__since", "assessment_id").values_list(
        "pk", "target_id", "since", "target__until"
    )
    chains: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
    for key, target, since, end in order:
        chains[target].append((key, since, end))
    until: dict[int, date] = {}
    for chain in chains.values():
        for (key, since, end), after in zip(chain, [*chain[1:], None], strict=True):
            until[key] = max(since, min(after[1] if after else FOREVER, end))
    Standing.objects.filter(unit_id=case.unit_id).moved(entry, until=F("since"))  # type: ignore[attr-defined]
    whens = [When(pk=key, then=Value(day)) for key, day in until.items()]
    if whens:
        Standing.objects.filter(pk__in=list(until)).moved(entry, until=Case(*whens))
