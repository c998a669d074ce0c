"""The demo commune's 24 targets of 2026, their plans, and the two assessments of the year so far."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.law.periods import Period
from soxa.meetings.models import Meeting
from soxa.org.models import Office
from soxa.samples.commune import plan
from soxa.steering.resolutions import flow as resolutions
from soxa.steering.resolutions import themes
from soxa.steering.targets import flow
from soxa.steering.targets.amounts import columns_of
from soxa.steering.targets.models import Assessment, PlannedValue, Standing, Target
from soxa.values.models import Measure
from soxa.values.money import in_dong
from soxa.values.written import Amount

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
PAPER = "Nghị quyết số 05-NQ/ĐU ngày 09/01/2026 của Ban Chấp hành Đảng bộ xã"
# period → (the day it was decided, by which paper)
DECIDED = {
    "2026-Q1": (date(2026, 4, 8), "Kết luận số 21-KL/ĐU ngày 08/4/2026 của Ban Thường vụ Đảng ủy"),
    "2026-H1": (date(2026, 6, 29), "Kết luận số 38-KL/ĐU ngày 29/6/2026 của Ban Thường vụ Đảng ủy"),
}


def set_themes(units: dict[str, Unit], texts: dict[str, int], actor: Actor) -> None:
    """The themes of the years."""
    for row in plan.table("themes"):
        facts: dict[str, Any] = {
            "year": int(row["year"]), "words": row["words"], "resolution": texts.get(row["resolution"]),
            "paper": row["paper"],
        }  # fmt: skip
        themes.new(units[row["unit"]].pk, facts, actor, today=date(int(row["year"]), 1, 1))


def set_targets(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write the targets and their plans, assess the first quarter and the half-year as far as they had come on `on`."""
    heads, texts = _heads(units), _texts(units, actor)
    text = texts["year"]
    set_themes(units, texts, actor)
    made = {row["code"]: _target(row, units, heads, text, actor) for row in plan.table("targets")}
    measures = {one.code: one for one in Measure.objects.filter(code__in=made)}
    for row in plan.table("target_plans"):
        flow.plan(made[row["code"]], _planned(row, measures.get(row["code"])), actor, today=FIRST)
    for position, row in enumerate(plan.table("term_targets"), start=1):
        _of_term(row, position, units[plan.COMMUNE[0]].pk, texts, actor)
    for key, (day, paper) in DECIDED.items():
        if day <= on:
            _assess(units[plan.COMMUNE[0]].pk, key, day, paper, actor)


def _texts(units: dict[str, Unit], actor: Actor) -> dict[str, int]:
    """The texts from the province's down to a cell's, each carrying out the one before it, by key."""
    made: dict[str, int] = {}
    for row in plan.table("resolutions"):
        unit = units[row["unit"]]
        adopted = date.fromisoformat(row["adopted_on"])
        facts: dict[str, Any] = {
            "kind": row["kind"], "symbol": row["symbol"], "title": row["title"], "issuer": row["issuer"],
            "adopted_on": adopted, "since": adopted, "until": date.fromisoformat(row["until"]),
            "above": made.get(row["above"]), "meeting": _meeting(row["adopted_at"], unit),
            "articles": [one for one in row["articles"].split(" | ") if one],
        }  # fmt: skip
        made[row["key"]] = resolutions.new(unit.pk, facts, actor, today=adopted).pk
    return made


def _meeting(said: str, unit: Unit) -> int | None:
    """The meeting of a unit written "committee 2026-01-09"."""
    kind, _space, day = said.partition(" ")
    return Meeting.objects.get(unit=unit, kind=kind, held_on=date.fromisoformat(day)).pk if day else None


def _heads(units: dict[str, Unit]) -> dict[str, int]:
    """Who heads each office, by the office's code without the commune's."""
    rows = Office.objects.filter(role="unit_head", unit__in=list(units.values())).order_by("since", "pk")
    return {one.unit.code.rpartition(".")[2]: one.person_id for one in rows.select_related("unit")}


def _target(
    row: dict[str, str], units: dict[str, Unit], heads: dict[str, int], text: int, actor: Actor
) -> Target:
    commune = units[plan.COMMUNE[0]]
    facts: dict[str, Any] = {
        "code": row["code"], "title": row["title"], "position": int(row["position"]), "higher": row["higher"] == "1",
        "pace": row["pace"], "yellow_from": Decimal(row["yellow_from"]) if row["yellow_from"] else None,
        "threshold_why": row["threshold_why"], "lead_unit": units[f"{commune.code}.{row['lead']}"].pk,
        "person": heads.get(row["lead"]), "resolution": text, "paper": "", "since": FIRST, "until": LAST,
    }  # fmt: skip
    return flow.new_target(commune.pk, facts, actor, today=FIRST)


def _planned(row: dict[str, str], measure: Measure | None) -> dict[str, Any]:
    value = Decimal(row["value"])
    return {
        "since": FIRST, "until": date(2027, 1, 1), "giver": row["giver"], "leads": row["leads"] == "yes",
        "value": in_dong(value, measure.unit_word) if measure else value, "met": None, "of": None,
        "paper": row["paper"] or PAPER,
    }  # fmt: skip


def _of_term(row: dict[str, str], position: int, unit_id: int, texts: dict[str, int], actor: Actor) -> None:
    """A target of the congress with what stood before and its years."""
    facts: dict[str, Any] = {
        "span": Target.TERM, "code": row["code"], "title": row["title"], "position": position, "higher": row["higher"] == "1",
        "pace": Target.AT_END, "yellow_from": None, "threshold_why": "", "lead_unit": None, "person": None,
        "resolution": texts[row["resolution"]], "paper": "", "since": FIRST, "until": date(2030, 12, 31),
    }  # fmt: skip
    target = flow.new_target(unit_id, facts, actor, today=FIRST)
    before = Period.parse(row["baseline_period"])
    columns = {
        "baseline_since": before.since,
        "baseline_until": before.until,
        "baseline_source": row["baseline_source"],
    }
    years = [Period.parse(str(year)) for year in range(2026, 2031)]
    amounts = [_amount(one, row["of"]) for one in row["values"].split()]
    told = {
        "baseline": columns | columns_of(_amount(row["baseline"], row["baseline_of"]), "baseline_"),
        "years": list(zip(years, amounts, strict=True)), "giver": PlannedValue.COMMITTEE, "paper": row["paper"],
    }  # fmt: skip
    flow.lay_path(target, told, actor, today=FIRST)


def _amount(value: str, of: str) -> Amount:
    return Amount(met=int(value), of=int(of)) if of else Amount(Decimal(value))


def _assess(unit_id: int, key: str, day: date, paper: str, actor: Actor) -> None:
    case: Assessment = flow.begin(unit_id, Period.parse(key), actor, today=day)
    rows = {
        one.target.position: one for one in Standing.objects.filter(assessment=case).select_related("target")
    }
    for said in plan.table("assessed"):
        if said["period"] != key:
            continue
        row = rows[int(said["position"])]
        due = datetime.strptime(said["due"], "%d/%m/%Y").date() if said["due"] else None
        facts = {
            "level": row.level, "changed_why": "", "reason": said["reason"], "remedy": said["remedy"],
            "person": row.person_id, "remedy_due": due,
        }  # fmt: skip
        flow.judge(row, facts, actor, today=day)
    flow.take("decide", case, actor, {"on": day, "paper": paper})
