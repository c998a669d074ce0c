"""Types in what the demo commune takes from elsewhere: plans, estimates and actuals of its targets."""

from datetime import date
from decimal import Decimal

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.samples.commune import plan
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import in_dong

# this book prints its budget in another unit than the catalogue does
UNIT_WORDS = {"budget.revenue": "triệu đồng", "budget.revenue_council_plan": "triệu đồng"}


def report_all(commune: Unit, actor: Actor, on: date) -> None:
    """Every typed value, in one load written down on `on`."""
    for code, word in UNIT_WORDS.items():
        Measure.objects.filter(code=code).update(unit_word=word)
    measures = {measure.code: measure for measure in Measure.objects.all()}
    rows = [_value(row, measures[row["code"]], commune) for row in plan.table("values")]
    subject, facts = ("unit", commune.code), {"rows": len(rows)}
    entry = journal.write(actor, "samples", "values", subject=subject, on=on, facts=facts, unit_id=commune.pk)
    ReportedValue.objects.loaded(rows, entry)


def _value(row: dict[str, str], measure: Measure, commune: Unit) -> ReportedValue:
    return ReportedValue(
        measure=measure,
        unit=commune,
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]),
        sort=row["sort"],
        value=in_dong(Decimal(row["value"]), measure.unit_word) if row["value"] else None,
        met=int(row["met"]) if row["met"] else None,
        of=int(row["of"]) if row["of"] else None,
        source=row["source"],
    )
