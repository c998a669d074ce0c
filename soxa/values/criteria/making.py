"""Sets are made: by hand or from a workbook, copied as a new version; thresholds are put right, a set ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.request_memo import forget
from soxa.kernel.sheets import Row
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.values.criteria.counting import _answering, criteria_of
from soxa.values.criteria.flow import must
from soxa.values.criteria.models import CriteriaSet, Criterion, Indicator
from soxa.values.criteria.sheet import CRITERIA
from soxa.values.criteria.wordings import counted_between, lines_of

WRITE = "criteria.write"
MOST_FAULTS = 12
# what a unit is judged by: none of it changes for a day that was counted
ASKED = frozenset({"kind", "op", "threshold", "asked", "zones", "unit_word", "may_not_apply"})
_COPIED = (
    "position", "number", "title", "code", "kind", "op", "threshold", "zones", "unit_word", "asked", "may_not_apply",
    "confirmed",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One indicator as a workbook or a form says it."""

    criterion: int
    criterion_title: str
    said: dict[str, Any]


def read_workbook(content: bytes) -> list[Told]:
    """The indicators of a workbook in its order; Refused with every bad cell by its address."""
    found = sheets.read(content, CRITERIA)
    if found.faults:
        shown = [fault.text for fault in found.faults[:MOST_FAULTS]]
        more = len(found.faults) + found.more_faults - len(shown)
        raise Refused(" ".join(shown) + (_(" Còn {n} lỗi nữa.").format(n=more) if more else ""))
    told = [_told(row) for row in found.rows]
    if not told:
        raise Refused(_("Bảng không có dòng chỉ tiêu nào dưới dòng tiêu đề."))
    return told


def _told(row: Row) -> Told:
    asked, unit = row["asked"], (row["unit_word"] or "")[:40]
    said = {
        "number": (row["number"] or "")[:12], "title": row["title"][:400], "kind": asked.kind, "op": asked.op,
        "threshold": asked.threshold, "asked": asked.words, "unit_word": unit, "zones": row["zones"] or {},
        "confirmed": True,
    }  # fmt: skip
    return Told(row["criterion"], row["criterion_title"][:200], said)


def make(
    unit_id: int, facts: dict[str, Any], rows: Iterable[Told], actor: Actor, *, today: date
) -> CriteriaSet:
    """A set of a unit's own, with what a workbook lists: it is the paper of who writes it. Refused in words, nothing written."""
    must(actor, WRITE)
    told = list(rows)
    with all_or_nothing():
        _once(unit_id, facts)
        _leave_the_past([], facts.get("figure", ""), unit_id, facts["since"], today)
        made = CriteriaSet.objects.create(unit_id=unit_id, confirmed=True, **facts)
        about = {"version": made.version, "since": made.since, "rows": len(told)}
        made.entry = record(
            ("criteria_set", "new"), reference(made), actor, on=today, unit_id=unit_id, facts=about
        )
        made.save(update_fields=["entry"])
        _write(made, told, made.entry)
    forget(_answering)
    return made


def _once(unit_id: int, facts: dict[str, Any]) -> None:
    if CriteriaSet.objects.filter(unit_id=unit_id, code=facts["code"], version=facts["version"]).exists():
        raise Refused(_("Đơn vị đã có bộ này với phiên bản “{version}”.").format(version=facts["version"]))


def code_of(title: str) -> str:
    """A code for a set that bears none: its title without marks."""
    return "own." + "-".join(fold(title).split())[:30].strip("-")


def _write(of: CriteriaSet, rows: Iterable[Told], entry: Entry) -> None:
    """Criteria and indicators in the order in which they were told."""
    criteria: dict[int, Criterion] = {}
    places: dict[int, int] = {}
    fresh = []
    for row in rows:
        if row.criterion not in criteria:
            criteria[row.criterion] = Criterion.objects.create(
                of=of, number=row.criterion, title=row.criterion_title, entry=entry
            )
        places[row.criterion] = place = places.get(row.criterion, 0) + 1
        said = {**row.said, "number": row.said["number"] or f"{row.criterion}.{place}"}
        fresh.append(Indicator(criterion=criteria[row.criterion], position=place, **said))
    Indicator.objects.loaded(fresh, entry)


def copy(of: CriteriaSet, unit_id: int, facts: dict[str, Any], actor: Actor, *, today: date) -> CriteriaSet:
    """A set with all that it asks on the day as a new version of a unit; the unit's own earlier one ends that day.

    Refused in words where a day gone by would be counted anew.
    """
    must(actor, WRITE)
    with all_or_nothing():
        held = CriteriaSet.objects.select_for_update().get(pk=of.pk)
        own, since = held.unit_id == unit_id, facts["since"]
        if since <= held.since and own:
            raise Refused(
                _("Phiên bản mới áp dụng sau ngày {day} của phiên bản đang có.").format(
                    day=day_text(held.since)
                )
            )
        _leave_the_past([held] if own else [], held.figure, unit_id, since, today)
        columns = {
            "code": held.code, "level": held.level, "tally": held.tally, "figure": held.figure, "declared": held.declared,
            "about": "", "confirmed": False, **facts,
        }  # fmt: skip
        _once(unit_id, columns)
        made = CriteriaSet.objects.create(unit_id=unit_id, based_on=held, **columns)
        about = {"version": made.version, "since": made.since, "from": held.version}
        made.entry = record(
            ("criteria_set", "copy"), reference(made), actor, on=today, unit_id=unit_id, facts=about
        )
        made.save(update_fields=["entry"])
        on = max(since, held.since)
        for part in criteria_of(held, on):
            _copy_part(part, made, on, made.entry)
        if own and held.until > since:
            CriteriaSet.objects.filter(pk=held.pk).moved(made.entry, until=since)
    forget(_answering)
    return made


def _leave_the_past(sets: list[CriteriaSet], figure: str, unit_id: int, since: date, today: date) -> None:
    """Refused where a set from `since` would take the place of what counts by others on a day that has gone by."""
    others = CriteriaSet.objects.filter(figure=figure) if figure else CriteriaSet.objects.none()
    if counted_between([*others, *sets], since, today, tree().within(unit_id, today)):
        raise Refused(_gone_by(since, today))


def _gone_by(since: date, today: date) -> str:
    said = _(
        "Từ ngày {since} đã có kết quả được tính; số của những ngày đã qua giữ nguyên. Ngày áp dụng: chọn từ ngày {today} trở đi."
    )
    return said.format(since=day_text(since), today=day_text(today))


def _copy_part(part: Criterion, into: CriteriaSet, on: date, entry: Entry) -> None:
    criterion = Criterion.objects.create(
        of=into, number=part.number, title=part.title, condition=part.condition, entry=entry
    )
    rows = [
        Indicator(criterion=criterion, **{name: getattr(one, name) for name in _COPIED})
        for one in lines_of(part, on)
    ]
    Indicator.objects.loaded(rows, entry)


def add(of: CriteriaSet, told: Told, actor: Actor, *, since: date, today: date) -> Indicator:
    """One indicator more from a day on, of a criterion that is there or a new one. Refused in words."""
    must(actor, WRITE)
    with all_or_nothing():
        held = CriteriaSet.objects.select_for_update().get(pk=of.pk)
        _may_change(held, since, today)
        criterion = Criterion.objects.filter(of=held, number=told.criterion).first()
        if criterion is None and not told.criterion_title:
            raise Refused(_("Tiêu chí số {n} chưa có; ghi tên tiêu chí.").format(n=told.criterion))
        about = {"criterion": told.criterion, "title": told.said["title"], "since": since}
        entry = record(
            ("criteria_set", "add"), reference(held), actor, on=today, unit_id=held.unit_id, facts=about
        )
        if criterion is None:
            criterion = Criterion.objects.create(
                of=held, number=told.criterion, title=told.criterion_title, entry=entry
            )
        place = Indicator.objects.filter(criterion=criterion, first=None).count() + 1
        said = {**told.said, "number": told.said["number"] or f"{told.criterion}.{place}"}
        if since > held.since:
            said["since"] = since
        return Indicator.objects.create(criterion=criterion, position=place, entry=entry, **said)


def begins(of: CriteriaSet, today: date) -> date:
    """The day to offer for a change of a set: its first while nothing counts by it, else today, which changes no day gone by."""
    first = min(max(of.since, today), of.until)
    return first if counted_between([of], of.since, today) else of.since


def _may_change(of: CriteriaSet, since: date, today: date) -> None:
    """Refused in words for a day on which a set does not apply, or from which a day that has gone by would be counted anew."""
    if since < of.since:
        raise Refused(_("Bộ này áp dụng từ ngày {day}; chọn từ ngày ấy.").format(day=day_text(of.since)))
    if since >= of.until:
        raise Refused(_("Bộ này áp dụng đến trước ngày {day}.").format(day=day_text(of.until)))
    if counted_between([of], since, today):
        raise Refused(_gone_by(since, today))


def mend(
    one: Indicator, changes: dict[str, Any], actor: Actor, *, basis: str, since: date, today: date
) -> None:
    """Put right what an indicator asks, with the paper: what it is called at once, what it asks from a day on.

    Results that stand keep the threshold they were judged by. Refused in words.
    """
    must(actor, WRITE)
    with all_or_nothing():
        of = CriteriaSet.objects.select_for_update().get(criteria=one.criterion_id)  # type: ignore[attr-defined]
        if not any(getattr(one, name) != value for name, value in changes.items() if name in ASKED):
            correct(one, changes, actor, basis=basis, unit_id=of.unit_id, about=of)
            return
        begins = max(one.since, of.since)
        if since < begins:
            raise Refused(
                _("Yêu cầu này áp dụng từ ngày {day}; chọn từ ngày ấy.").format(day=day_text(begins))
            )
        _may_change(of, since, today)
        if since == begins:
            correct(one, changes, actor, basis=basis, unit_id=of.unit_id, about=of)
        else:
            _reword(one, changes, of, actor, basis=basis, since=since, today=today)


def _reword(
    one: Indicator, changes: dict[str, Any], of: CriteriaSet, actor: Actor, *, basis: str, since: date, today: date
) -> None:  # fmt: skip
    held = Indicator.objects.get(pk=one.pk)
    if held.until != FOREVER:
        raise Refused(
            _("Yêu cầu này đã đổi từ ngày {day}; xem lại bộ rồi ghi lại.").format(day=day_text(held.until))
        )
    if not basis.strip():
        raise Refused(_("Đính chính phải ghi căn cứ (văn bản, ngày, người đồng ý)."))
    about = {"number": held.number, "since": since, "basis": basis}
    entry = record(
        ("criteria_set", "change"), reference(of), actor, on=today, unit_id=of.unit_id, facts=about
    )  # type: ignore[attr-defined]
    Indicator.objects.filter(pk=held.pk).moved(entry, until=since)
    said = {**{name: getattr(held, name) for name in _COPIED}, **changes}
    Indicator.objects.create(
        criterion_id=held.criterion_id, first_id=held.key, since=since, entry=entry, **said
    )


def threshold_text(value: Decimal | None) -> str:
    """A threshold as one types it."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
