"""How the demo commune stands by criteria: seven of ten at the half-year, its list of digital transformation, its model villages."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.org.models import Account, Office
from soxa.samples.commune import plan
from soxa.values.criteria import flow, making
from soxa.values.criteria.models import CriteriaSet, Indicator
from soxa.values.recognition import flow as recognition

CODE, VERSION = "rural.commune", "2026–2030"
VERIFIED_AFTER = timedelta(days=7)
SENT_BACK = date(2026, 10, 9)
# sets that the commune made for itself: key in the tables → what is said of each
OWN: dict[str, dict[str, Any]] = {
    "digital": {
        "code": "own.digital", "title": "Danh mục chuyển đổi số cấp xã", "version": "2026", "level": CriteriaSet.COMMUNE,
        "tally": CriteriaSet.INDICATORS, "figure": "digital.status", "since": date(2026, 7, 1),
        "cite": "Kế hoạch số 45/KH-UBND ngày 20/6/2026 của Ủy ban nhân dân xã",
    },
    "village": {
        "code": "own.model-village", "title": "Khu dân cư nông thôn mới kiểu mẫu", "version": "2026", "level": CriteriaSet.VILLAGE,
        "tally": CriteriaSet.CRITERIA, "figure": "", "since": date(2026, 7, 1),
        "cite": "Quyết định số 1127/QĐ-UBND ngày 18/6/2026 của Ủy ban nhân dân tỉnh",
    },
}  # fmt: skip
# unit, kind, year, day and number of the decision, code of the set where the book holds it
RECOGNISED = (
    ("99912", "standard", 2017, date(2018, 1, 5), "31/QĐ-UBND", ""),
    ("99913", "standard", 2019, date(2019, 12, 20), "2210/QĐ-UBND", ""),
    ("99913", "advanced", 2023, date(2024, 1, 10), "58/QĐ-UBND", "rural.commune_advanced"),
)
LACKING = "Hồ sơ chưa được xếp hạng; bổ sung quyết định công nhận sản phẩm."


def assess_commune(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write what was found as far as it had come on `on`: assessed by the head of the economic office, verified by a vice chairman."""
    commune = units[plan.COMMUNE[0]]
    of = CriteriaSet.objects.get(code=CODE, version=VERSION, unit=None)
    rows = {
        one.number: one for one in Indicator.objects.filter(criterion__of=of).select_related("criterion__of")
    }
    head = Office.objects.get(role="unit_head", unit=units[f"{commune.code}.PKT"]).person_id
    vice = Account.objects.get(username="quang.bui").person_id
    for row in plan.table("criteria_results"):
        day = date.fromisoformat(row["on"])
        if day > on:
            continue
        facts = {
            "on": day, "value": None, "outcome": row["outcome"], "evidence": row["evidence"], "assessor": head,
            "paper": None,
        }  # fmt: skip
        made = flow.assess(commune.pk, rows[f"{row['number']}.1"], facts, actor, today=on)
        if row["verified"]:
            flow.take(
                "verify", made, actor, {"on": date.fromisoformat(row["verified"]), "by": vice, "remark": ""}
            )
        elif day < SENT_BACK <= on:
            flow.take("return", made, actor, {"on": SENT_BACK, "remark": LACKING})


def assess_by_own_sets(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """The commune's own sets with what was found by them, verified the week after."""
    commune = units[plan.COMMUNE[0]]
    head = Office.objects.get(role="unit_head", unit=units[f"{commune.code}.PVHX"]).person_id
    vice = Account.objects.get(username="quang.bui").person_id
    rows: dict[tuple[str, str], Indicator] = {}
    for key, facts in OWN.items():
        if facts["since"] > on:
            continue
        of = making.make(commune.pk, facts, _listed(key), actor, today=on)
        found = Indicator.objects.filter(criterion__of=of).select_related("criterion__of")
        rows |= {(key, one.number): one for one in found}
    for row in plan.table("criteria_own_results"):
        day = date.fromisoformat(row["on"])
        if day + VERIFIED_AFTER > on:
            continue
        facts = {
            "on": day, "value": Decimal(row["value"]) if row["value"] else None, "outcome": row["outcome"],
            "evidence": row["evidence"], "assessor": head, "paper": None,
        }  # fmt: skip
        made = flow.assess(units[row["unit"]].pk, rows[row["set"], row["number"]], facts, actor, today=on)
        flow.take("verify", made, actor, {"on": day + VERIFIED_AFTER, "by": vice, "remark": ""})


def recognise_former(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """What the communes of before the merger were recognised as; the commune itself is not yet."""
    of = {one.code: one for one in CriteriaSet.objects.filter(version="2021–2025")}
    for code, kind, year, day, decision, by_set in RECOGNISED:
        facts = {
            "kind": kind, "year": year, "decision": decision, "since": day, "of": of.get(by_set),
            "decided_by": "Chủ tịch Ủy ban nhân dân tỉnh",
        }  # fmt: skip
        recognition.new(units[code].pk, facts, actor, today=on)


def _listed(key: str) -> list[making.Told]:
    blank = {"number": "", "asked": "", "zones": {}, "confirmed": True}
    return [
        making.Told(
            int(row["criterion"]),
            row["criterion_title"],
            {
                **blank, "title": row["title"], "kind": row["kind"], "op": row["op"], "unit_word": row["unit_word"],
                "threshold": Decimal(row["threshold"]) if row["threshold"] else None,
            },
        )
        for row in plan.table("criteria_own")
        if row["set"] == key
    ]  # fmt: skip
