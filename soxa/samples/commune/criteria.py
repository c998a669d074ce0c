"""What the demo commune was found to be by the criteria of 2026–2030: seven of ten at the half-year, one more waiting to be verified."""

from datetime import date

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.org.models import Account, Office
from soxa.samples.commune import plan
from soxa.values.criteria import flow
from soxa.values.criteria.models import CriteriaSet, Indicator

CODE, VERSION = "rural.commune", "2026–2030"
SENT_BACK = date(2026, 10, 9)
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
