"""Plans of measures that are decided elsewhere in the book: targets answer here, so that a grid shows what is asked of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from soxa.law.periods import Period
from soxa.values.models import Measure, ReportedValue


@dataclass(frozen=True)
class Planned:
    """What is planned for a period that holds the one asked, as kept (money in đồng), and who gave it, in words."""

    since: date
    until: date
    value: Decimal | None = None
    met: int | None = None
    of: int | None = None
    giver: str = ""


Plans = dict[tuple[str, int], Planned]
# each answers, by (code, unit), for the codes and units asked: the plan of the shortest period that holds the one asked
PLANNERS: list[Callable[[Iterable[str], Sequence[int], Period], Plans]] = []


def planned(
    measures: Iterable[Measure], unit_ids: Sequence[int], period: Period
) -> dict[tuple[int, int], ReportedValue]:
    """What is planned by (measure, unit), in the shape of reported plans that nobody typed; one question of each planner."""
    asked = {one.code: one for one in measures}
    found: dict[tuple[int, int], ReportedValue] = {}
    for planner in PLANNERS:
        for (code, unit), one in planner(asked, unit_ids, period).items():
            measure = asked[code]
            found[measure.pk, unit] = ReportedValue(
                measure=measure, unit_id=unit, since=one.since, until=one.until, sort=ReportedValue.PLAN,
                value=one.value, met=one.met, of=one.of, source=one.giver,
            )  # fmt: skip
    return found
