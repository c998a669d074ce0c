"""The demo commune's four goods of 2025: every cell assessed itself, most were recognised in December."""

from datetime import date
from typing import Any

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.meetings.goods.catalogue import ensure_frameworks
from soxa.meetings.goods.models import FourGoods, Framework
from soxa.samples.commune import plan

YEAR = 2025
SELF_ON, APPRAISED_ON, DECIDED_ON = date(YEAR, 12, 5), date(YEAR, 12, 18), date(YEAR, 12, 26)
DECISION = "Quyết định số 96-QĐ/ĐU ngày 26/12/2025 của Ban Thường vụ Đảng ủy"
GOOD, SHORT = ("28", "18.5", "23.5", "23"), ("25", "18", "23", "23")
# of seven cells the fourth thought better of itself than was found, the seventh did not call itself good
TURN, OVERRATED, MODEST = 7, 3, 6


def assess_all(units: dict[str, Unit], actor: Actor) -> None:
    """The year of every cell in one load."""
    ensure_frameworks()
    entry = journal.write(
        actor, "samples", "four_goods", subject=("unit", plan.COMMUNE[0]), on=DECIDED_ON, facts={"year": YEAR},
        unit_id=units[plan.COMMUNE[0]].pk,
    )  # fmt: skip
    framework = Framework.objects.get(kind="cell", unit=None)
    cells = sorted(code for code, cell in plan.cells().items() if not cell.merged_into)
    rows = [_row(units[code], framework, at % TURN) for at, code in enumerate(cells)]
    FourGoods.objects.loaded(rows, entry)


def _row(unit: Unit, framework: Framework, turn: int) -> FourGoods:
    own, found = turn != MODEST, turn not in (OVERRATED, MODEST)
    return FourGoods(
        unit=unit, year=YEAR, first_on=date(YEAR, 1, 1), framework=framework, state=FourGoods.DECIDED, self_on=SELF_ON,
        self_marks=_marks(GOOD if own else SHORT), self_good=own, appraised_on=APPRAISED_ON,
        appraised_marks=_marks(GOOD if found else SHORT), appraised_good=found, decided_on=DECIDED_ON, good=found,
        decision=DECISION,
    )  # fmt: skip


def _marks(given: tuple[str, ...]) -> dict[str, Any]:
    return {str(number): [mark, ""] for number, mark in enumerate(given, start=1)}
