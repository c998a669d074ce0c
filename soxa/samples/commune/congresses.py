"""Congresses of the demo commune: cells kept from before the merger held theirs in March 2025; two come due this winter, one shifted."""

from datetime import date
from random import Random

from django.db.models import Count

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.fields import day_number
from soxa.kernel.models import Unit
from soxa.org.models import Office
from soxa.party.cells import COMMITTEE
from soxa.party.congress.models import Congress
from soxa.party.models import Membership
from soxa.samples.commune import plan
from soxa.samples.names import rolls

# two cooperatives' cells: the term of one ran out with consent to be late, that of the other ends within weeks
OLD = {"99901.55": date(2024, 5, 20), "99901.56": date(2024, 6, 25)}
CONSENT = "Công văn số 118-CV/ĐU ngày 02/11/2026 của Đảng ủy xã"
COMMUNE_HELD, COMMUNE_SUMMONED, COMMUNE_PRESENT, COMMUNE_ELECTED = date(2025, 8, 12), 150, 148, 27


def hold_congresses(units: dict[str, Unit], actor: Actor) -> None:
    """Write them in one load: whoever took office by election took it on the day of the congress."""
    elected = Office.objects.filter(code="cell_secretary", since__lt=plan.MERGER).values_list(
        "unit__code", "since"
    )
    days = {code: since for code, since in elected if code not in OLD} | OLD
    begun = Office.objects.filter(code__in=COMMITTEE, since__lt=plan.MERGER).order_by()
    seats: dict[str, int] = dict(begun.values_list("unit__code").annotate(n=Count("pk")))
    roll, rows = rolls("congresses"), [_of_commune(units[plan.COMMUNE[0]])]
    for code, day in sorted(days.items()):
        rows.append(_held(units[code], code, day, roll, seats))
    rows.append(
        Congress(
            unit=units["99901.55"], term="2026–2029", planned_on=date(2026, 12, 18), shift_paper=CONSENT,
            plan_paper="Kế hoạch số 12-KH/CB ngày 05/11/2026",
        )
    )  # fmt: skip
    entry = journal.write(
        actor, "samples", "congresses", subject=("unit", plan.COMMUNE[0]), on=plan.MERGER,
        facts={"rows": len(rows)}, unit_id=units[plan.COMMUNE[0]].pk,
    )  # fmt: skip
    Congress.objects.loaded(rows, entry)


def _held(unit: Unit, code: str, day: date, roll: Random, seats: dict[str, int]) -> Congress:
    counted = max(day, plan.START)
    summoned = Membership.objects.filter(
        Membership.standing(counted), unit=unit, kind=Membership.HOME, member__recognised_on__lte=day_number(counted)
    ).aggregate(n=Count("pk"))["n"]  # fmt: skip
    absent = roll.randint(0, summoned // 8)
    return Congress(
        unit=unit, term=f"{day.year}–{day.year + 2}", state=Congress.HELD, held_on=day, summoned=summoned,
        present=summoned - absent, elected=seats.get(code), paper=f"Nghị quyết đại hội ngày {day:%d/%m/%Y}",
    )  # fmt: skip


def _of_commune(unit: Unit) -> Congress:
    return Congress(
        unit=unit, term="2025–2030", state=Congress.HELD, held_on=COMMUNE_HELD, summoned=COMMUNE_SUMMONED,
        present=COMMUNE_PRESENT, elected=COMMUNE_ELECTED, paper="Nghị quyết Đại hội đại biểu Đảng bộ xã lần thứ I",
    )  # fmt: skip
