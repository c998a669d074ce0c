"""Targets are written, planned and ended; an assessment is begun, judged target by target, decided, opened again."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_steering import YEAR_PLAN
from soxa.law.periods import Period
from soxa.org.models import Office
from soxa.steering.resolutions.models import Resolution
from soxa.steering.targets import effects, forms
from soxa.steering.targets.amounts import amount_of, columns_of
from soxa.steering.targets.models import Assessment, PlannedValue, Standing, Target
from soxa.steering.targets.reading import measures
from soxa.values.cut_off import moments
from soxa.values.written import Amount

WRITE, DECIDE = "steering.write", "steering.decide"
_LAW = YEAR_PLAN.at("")

ASSESS = Flow(
    "assessment",
    Step(
        "refresh", gettext_lazy("Đọc lại số liệu"), (Assessment.OPEN,), Assessment.OPEN, WRITE, _LAW, forms.Refresh,
        then=effects.read_anew,
    ),
    Step(
        "decide", gettext_lazy("Kết luận đánh giá"), (Assessment.OPEN,), Assessment.DECIDED, DECIDE, _LAW, forms.Decide,
        then=effects.decide,
    ),
    Step(
        "reopen", gettext_lazy("Mở lại để sửa"), (Assessment.DECIDED,), Assessment.OPEN, DECIDE, _LAW, forms.Reopen,
        then=effects.reopen, untold=frozenset({"why"}),
    ),
)  # fmt: skip


def _must(actor: Actor, act: str) -> None:
    if not actor.may(act):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))


def _about(target: Target, step: str, actor: Actor, *, on: date, facts: dict[str, Any]) -> Entry:
    return record(("target", step), reference(target), actor, on=on, unit_id=target.unit_id, facts=facts)  # type: ignore[attr-defined]


def _stands(unit_id: int, on: date) -> None:
    """Refused for a unit that does not stand on a day: what it still had to reach is its successor's."""
    if not tree().nodes[unit_id].stands(on):
        words = _("Ngày {day} đơn vị này không hoạt động (sau sắp xếp tổ chức): ghi ở đơn vị kế thừa.")
        raise Refused(words.format(day=day_text(on)))


def _fit(unit_id: int, facts: dict[str, Any], today: date, *, but: int | None = None) -> None:
    """Refused in words for a unit that stands no more, a figure nobody knows, one already in the table, an owner without office."""
    if but is None:
        _stands(unit_id, facts["since"])
    if not measures(facts["code"]):
        raise Refused(_("Sổ không có số liệu mang mã này."))
    same = Target.objects.select_for_update().filter(
        unit_id=unit_id,
        code=facts["code"],
        span=facts.get("span", Target.YEAR),
        since__lt=facts["until"],
        until__gt=facts["since"],
    )
    if same.exclude(pk=but).exists():
        raise Refused(_("Số liệu này đã là một chỉ tiêu trong thời gian ấy."))
    text = facts.get("resolution_id")
    if text and not Resolution.objects.filter(pk=text, unit_id__in=tree().ancestors(unit_id, today)).exists():
        raise Refused(_("Chỉ tiêu theo văn bản của đơn vị này hoặc của cấp trên."))
    person = facts.get("person_id")
    if person and not Office.objects.filter(Office.standing(today), person_id=person).exists():
        raise Refused(_("Người chịu trách nhiệm nay không giữ chức vụ nào."))


def objection(unit_id: int, facts: dict[str, Any], today: date, *, but: int | None = None) -> str:
    """Why a target cannot be written as it is said; empty when nothing stands in the way. Writes nothing."""
    try:
        with all_or_nothing():
            _fit(unit_id, _columns(facts), today, but=but)
    except Refused as refused:
        return str(refused)
    return ""


def _columns(facts: dict[str, Any]) -> dict[str, Any]:
    told = dict(facts)
    told["until"] = told["until"] + timedelta(days=1)
    for name in ("lead_unit", "person", "resolution"):
        told[f"{name}_id"] = told.pop(name)
    return told


def new_target(unit_id: int, facts: dict[str, Any], actor: Actor, *, today: date) -> Target:
    """A target of a unit. Refused in words."""
    _must(actor, WRITE)
    columns = _columns(facts)
    with all_or_nothing():
        _fit(unit_id, columns, today)
        target = Target(unit_id=unit_id, **columns)
        target.save(force_insert=True)
        target.entry = _about(target, "new", actor, on=today, facts={"code": target.code})
        target.save(update_fields=["entry"])
    return target


def mend_target(target: Target, facts: dict[str, Any], actor: Actor, *, basis: str, today: date) -> None:
    """Correct what is said of a target, with its basis. Refused in words."""
    _must(actor, WRITE)
    columns = {"span": target.span, **_columns(facts)}
    with all_or_nothing():
        _fit(target.unit_id, columns, today, but=target.pk)  # type: ignore[attr-defined]
        correct(target, columns, actor, basis=basis, unit_id=target.unit_id)  # type: ignore[attr-defined]


def plan(target: Target, facts: dict[str, Any], actor: Actor, *, today: date) -> PlannedValue:
    """A plan of a target for a period; of the same giver and period the later takes the place of the earlier. Refused in words."""
    _must(actor, WRITE)
    with all_or_nothing():
        held = Target.objects.select_for_update().get(pk=target.pk)
        told = {"since": facts["since"], "until": facts["until"]}
        return put_plan(held, facts, _about(held, "plan", actor, on=today, facts=told))


def put_plan(held: Target, facts: dict[str, Any], entry: Entry) -> PlannedValue:
    """A plan under an act that is being written down; see `plan`."""
    if not (held.since <= facts["since"] and facts["until"] <= held.until):
        raise Refused(
            _("Kỳ của kế hoạch phải nằm trong thời gian của chỉ tiêu, từ {since} đến {last}.").format(
                since=day_text(held.since), last=day_text(held.until - timedelta(days=1))
            )
        )
    rows = PlannedValue.objects.filter(
        target=held, since=facts["since"], until=facts["until"], replaced_by=None
    )
    old = rows.filter(giver=facts["giver"]).first()
    if old:
        # out of the way of the constraint while the new one comes; it is pointed to the new one at once
        PlannedValue.objects.filter(pk=old.pk).moved(entry, replaced_by=old.pk)
    if facts["leads"]:
        rows.filter(leads=True).moved(entry, leads=False)
    made: PlannedValue = PlannedValue.objects.create(target=held, entry=entry, **facts)
    if old:
        PlannedValue.objects.filter(pk=old.pk).moved(entry, replaced_by=made.pk)
    return made


def lay_path(target: Target, facts: dict[str, Any], actor: Actor, *, today: date) -> None:
    """What stood before a target and what its years are to come to, in one act; only what is new or another is written.

    A baseline that stood already is corrected, with the paper as its basis. Refused in words.
    """
    _must(actor, WRITE)
    with all_or_nothing():
        held = Target.objects.select_for_update().get(pk=target.pk)
        fresh = _fresh(held, facts)
        columns = {name: value for name, value in facts["baseline"].items() if value != getattr(held, name)}
        if not fresh and not columns:
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        if columns and held.baseline_since is not None:
            correct(target, columns, actor, basis=facts["paper"], unit_id=held.unit_id)  # type: ignore[attr-defined]
            columns = {}
        if not fresh and not columns:
            return
        told = {"years": len(fresh), "baseline": bool(columns)}
        entry = _about(held, "path", actor, on=today, facts=told)
        Target.objects.filter(pk=held.pk).moved(entry, **columns)
        for year, amount in fresh:
            said = {"since": year.since, "until": year.until, "giver": facts["giver"], "leads": True}
            put_plan(held, {**said, "paper": facts["paper"], **columns_of(amount)}, entry)


def _fresh(held: Target, facts: dict[str, Any]) -> list[tuple[Period, Amount]]:
    """Years whose leading plan is another than what is said, or not yet there."""
    rows = PlannedValue.objects.filter(target=held, replaced_by=None, leads=True)
    standing = {(one.since, one.until): amount_of(one) for one in rows}
    return [
        (year, amount) for year, amount in facts["years"] if standing.get((year.since, year.until)) != amount
    ]


def begin(unit_id: int, period: Period, actor: Actor, *, today: date) -> Assessment:
    """Read every target of a unit for a period and lay them out to be judged. Refused in words."""
    _must(actor, WRITE)
    _stands(unit_id, period.last_day)
    counted = min(moments(unit_id, period).party.on, today)
    with all_or_nothing():
        if Assessment.objects.filter(unit_id=unit_id, since=period.since, until=period.until).exists():
            raise Refused(_("Kỳ này đã được đánh giá; mở lại đánh giá ấy."))
        case = Assessment(
            unit_id=unit_id, since=period.since, until=period.until, counted_on=counted, read_on=today
        )
        entry = ASSESS.start(
            case,
            actor,
            unit_id=unit_id,
            facts={"since": period.since.isoformat(), "until": period.until.isoformat()},
        )
        effects.read_anew(case, {"on": today}, entry)
        case.entry = entry
        case.save()
    return case


def take(name: str, case: Assessment, actor: Actor, facts: dict[str, Any]) -> Entry:
    """Take one step of ASSESS; Refused in words, nothing written."""
    with all_or_nothing():
        return ASSESS.take(name, case, actor, facts)


def judge(row: Standing, facts: dict[str, Any], actor: Actor, *, today: date) -> None:
    """Say how a target stands while the assessment is open. Refused in words."""
    _must(actor, WRITE)
    told = dict(facts)
    told["person_id"] = told.pop("person")
    with all_or_nothing():
        case = Assessment.objects.select_for_update().get(pk=row.assessment_id)  # type: ignore[attr-defined]
        if case.state != Assessment.OPEN:
            raise Refused(_("Đánh giá này đã kết luận; mở lại trước khi sửa."))
        held = Standing.objects.select_for_update().get(pk=row.pk)
        if (
            told["person_id"]
            and not Office.objects.filter(Office.standing(today), person_id=told["person_id"]).exists()
        ):
            raise Refused(_("Người chịu trách nhiệm nay không giữ chức vụ nào."))
        about = {"level": told["level"], "target": held.target_id}
        record(("assessment", "judge"), reference(case), actor, on=today, unit_id=held.unit_id, facts=about)
        for name, value in told.items():
            setattr(held, name, value)
        held.save()
