"""How the demo commune's numbers were filed: the half-year's by catalogue and the spring rice by village, approved; one month's
that waits to be checked; the poultry of villages of which three have told nothing yet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.kernel.shown import Shown
from soxa.law.periods import Period
from soxa.samples.commune import plan
from soxa.values.catalogue import groups
from soxa.values.filing import flow, saving
from soxa.values.filing.grid import measures_of
from soxa.values.filing.models import Filing
from soxa.values.models import Measure, ReportedValue

HALF, OCTOBER = Period.parse("2026-H1"), Period.parse("2026-10")
THIRD_QUARTER = Period.parse("2026-Q3")
BEGUN, SUBMITTED, CHECKED, APPROVED = (
    date(2026, 6, 22),
    date(2026, 6, 24),
    date(2026, 6, 25),
    date(2026, 6, 26),
)
LATE = date(2026, 11, 5)
# what the month's filing of social policy says: measure → how many
OF_OCTOBER = {"insurance.voluntary_social": Decimal(1214)}


def file_all(commune: Unit, actor: Actor, on: date) -> None:
    """The filings of the half-year, of its final values as far as begun, and of October where `on` is after it."""
    for group in groups():
        _half_year(commune, group.code, actor)
    if on >= LATE:
        _october(commune, actor)
        # final numbers of the half-year, which nobody has typed yet
        flow.begin(flow.Wish(commune.pk, HALF, Filing.ACTUAL, "economy"), actor, today=LATE)


def file_villages(commune: Unit, units: dict[str, Unit], actor: Actor, on: date) -> None:
    """What the villages told: the rice of spring, which adds up to the commune's; their poultry, as far as it is told."""
    rows = list(plan.table("villages"))
    told = {units[row["cell"]].pk: {"n": row["rice_output"], "d": row["rice_area"]} for row in rows}
    rice = _by_village(commune, Wish("agriculture.rice_yield", HALF, Filing.ESTIMATE, BEGUN), told, actor)
    for name, day in (("submit", SUBMITTED), ("check", CHECKED), ("approve", APPROVED)):
        flow.take(name, rice, actor, {"on": day, "gaps_why": ""})
    if on >= LATE:
        told = {units[row["cell"]].pk: {"v": row["poultry"]} for row in rows if row["poultry"]}
        _by_village(commune, Wish("agriculture.poultry", THIRD_QUARTER, Filing.ACTUAL, LATE), told, actor)


@dataclass(frozen=True)
class Wish:
    """Which measure is filed by village: its code, the period, estimates or final values, the day."""

    code: str
    period: Period
    sort: str
    on: date


def _by_village(commune: Unit, wish: Wish, told: dict[int, dict[str, str]], actor: Actor) -> Filing:
    measure = Measure.objects.get(code=wish.code)
    asked = flow.Wish(commune.pk, wish.period, wish.sort, measure=measure)
    filing = flow.begin(asked, actor, today=wish.on)
    blank = dict.fromkeys("vndg", "")
    typed = {
        f"{letter}{measure.pk}-{unit}": text.replace(".", ",")
        for unit, fields in told.items()
        for letter, text in (blank | fields).items()
    }
    saving.save(filing, typed, Shown({}), actor, today=wish.on)
    return filing


def _half_year(commune: Unit, group: str, actor: Actor) -> None:
    measures = [one.pk for one in measures_of(group, HALF, commune.pk)]
    rows = ReportedValue.objects.filter(
        measure_id__in=measures, unit=commune, since=HALF.since, until=HALF.until
    ).exclude(sort=ReportedValue.PLAN)
    if not rows.exists():
        return
    filing = flow.begin(flow.Wish(commune.pk, HALF, Filing.ESTIMATE, group), actor, today=BEGUN)
    assert filing.entry is not None  # noqa: S101 – just begun
    rows.moved(filing.entry, filing=filing)
    why = "Các chỉ tiêu khác chưa đến kỳ thu thập số liệu."
    flow.take("submit", filing, actor, {"on": SUBMITTED, "gaps_why": why})
    flow.take("check", filing, actor, {"on": CHECKED})
    flow.take("approve", filing, actor, {"on": APPROVED})


def _october(commune: Unit, actor: Actor) -> None:
    filing = flow.begin(flow.Wish(commune.pk, OCTOBER, Filing.ACTUAL, "social"), actor, today=LATE)
    keys = dict(Measure.objects.filter(code__in=OF_OCTOBER).values_list("code", "pk"))
    typed = {f"v{keys[code]}-{commune.pk}": str(number) for code, number in OF_OCTOBER.items()}
    saving.save(filing, typed, Shown({}), actor, today=LATE)
    why = "Số người có thẻ bảo hiểm y tế do cơ quan bảo hiểm xã hội gửi sau ngày 10."
    flow.take("submit", filing, actor, {"on": LATE, "gaps_why": why})
