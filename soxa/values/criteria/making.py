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
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.values.criteria.counting import _answering, criteria_of
from soxa.values.criteria.flow import must
from soxa.values.criteria.models import CriteriaSet, Criterion, Indicator
from soxa.values.criteria.sheet import CRITERIA

WRITE = "criteria.write"
MOST_FAULTS = 12
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
    """A set with all its criteria as a new version of a unit; the unit's own earlier one ends that day. Refused in words."""
    must(actor, WRITE)
    with all_or_nothing():
        held = CriteriaSet.objects.select_for_update().get(pk=of.pk)
        own = held.unit_id == unit_id
        if facts["since"] <= held.since and own:
            raise Refused(
                _("Phiên bản mới áp dụng sau ngày {day} của phiên bản đang có.").format(
                    day=day_text(held.since)
                )
            )
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
        for part in criteria_of(held):
            _copy_part(part, made, made.entry)
        if own and held.until == FOREVER:
            CriteriaSet.objects.filter(pk=held.pk).moved(made.entry, until=made.since)
    forget(_answering)
    return made


def _copy_part(part: Criterion, into: CriteriaSet, entry: Entry) -> None:
    criterion = Criterion.objects.create(
        of=into, number=part.number, title=part.title, condition=part.condition, entry=entry
    )
    rows = [
        Indicator(criterion=criterion, **{name: getattr(one, name) for name in _COPIED})
        for one in part.indicators.all()  # type: ignore[attr-defined]
    ]
    Indicator.objects.loaded(rows, entry)


def add(of: CriteriaSet, told: Told, actor: Actor, *, today: date) -> Indicator:
    """One indicator more, of a criterion that is there or a new one. Refused in words."""
    must(actor, WRITE)
    with all_or_nothing():
        held = CriteriaSet.objects.select_for_update().get(pk=of.pk)
        criterion = Criterion.objects.filter(of=held, number=told.criterion).first()
        if criterion is None and not told.criterion_title:
            raise Refused(_("Tiêu chí số {n} chưa có; ghi tên tiêu chí.").format(n=told.criterion))
        about = {"criterion": told.criterion, "title": told.said["title"]}
        entry = record(
            ("criteria_set", "add"), reference(held), actor, on=today, unit_id=held.unit_id, facts=about
        )
        if criterion is None:
            criterion = Criterion.objects.create(
                of=held, number=told.criterion, title=told.criterion_title, entry=entry
            )
        place = Indicator.objects.filter(criterion=criterion).count() + 1
        said = {**told.said, "number": told.said["number"] or f"{told.criterion}.{place}"}
        return Indicator.objects.create(criterion=criterion, position=place, entry=entry, **said)


def mend(one: Indicator, changes: dict[str, Any], actor: Actor, *, basis: str) -> None:
    """Put right what an indicator asks, with the paper; results that stand keep the threshold they were judged by. Refused in words."""
    must(actor, WRITE)
    of = one.criterion.of
    with all_or_nothing():
        correct(one, changes, actor, basis=basis, unit_id=of.unit_id, about=of)  # type: ignore[attr-defined]


def threshold_text(value: Decimal | None) -> str:
    """A threshold as one types it."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
