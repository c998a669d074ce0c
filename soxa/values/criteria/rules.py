"""When an indicator is met, when a criterion passes, and which colour the share of a list that is done has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from soxa.law.acts_of_criteria import DIGITAL_PLAN, QD_18_2022, QD_51_2025, QD_318
from soxa.law.citation import cites

# how an indicator is judged
STATED, NUMBER, BY_PROVINCE, NOT_APPLICABLE = "stated", "number", "by_province", "not_applicable"
AT_LEAST, AT_MOST, EXACTLY = ">=", "<=", "="
# what comes of an indicator, and of a criterion; an indicator nobody assessed is not passed
PASSED, FAILED, NOT_ASSESSED = "passed", "failed", "not_assessed"
GREEN, YELLOW, RED = "Xanh", "Vàng", "Đỏ"
NO = "-"


@dataclass(frozen=True)
class Ask:
    """What is asked of a unit for an indicator: a threshold with its comparison, or nothing that a number answers.

    `applies` is False where the set asks nothing of the unit's region or group; `place`: whose own threshold it is, empty
    for what is asked of all.
    """

    op: str = ""
    threshold: Decimal | None = None
    applies: bool = True
    place: str = ""


@cites(QD_318.at(""), QD_51_2025.at("Phụ lục I"))
def asked_of(
    op: str, general: Decimal | None, zones: Mapping[str, str], places: Iterable[str], year: int
) -> Ask:
    """What is asked in a unit's region and group of communes: of the year, of the place, else of all."""
    for place in places:
        found = zones.get(f"{place}/{year}", zones.get(place, ""))
        if found == NO:
            return Ask(applies=False, place=place)
        if found:
            return Ask(op, Decimal(found), place=place)
    return Ask(op, general)


@cites(QD_318.at(""), QD_51_2025.at("Phụ lục I"))
def meets(ask: Ask, value: Decimal) -> bool | None:
    """Whether a number meets the threshold, the boundary included; None where the book knows no threshold."""
    if ask.threshold is None:
        return None
    if ask.op == AT_MOST:
        return value <= ask.threshold
    return value == ask.threshold if ask.op == EXACTLY else value >= ask.threshold


@cites(QD_18_2022.at(""), QD_51_2025.at("Phụ lục I"))
def criterion_state(outcomes: Iterable[str]) -> str:
    """Of what came of all its indicators: passed when each that applies is met; one nobody assessed is not met."""
    told = [one for one in outcomes if one != NOT_APPLICABLE]
    if not told:
        return NOT_APPLICABLE
    if FAILED in told:
        return FAILED
    return NOT_ASSESSED if NOT_ASSESSED in told else PASSED


@cites(DIGITAL_PLAN.at(""))
def band(done: int, whole: int, *, green_from: int, yellow_from: int) -> str:
    """The colour of a list of which so much is done, by per cents from which on it is green or yellow; nothing is red."""
    share = Fraction(done * 100, whole) if whole else Fraction(0)
    if share >= green_from:
        return GREEN
    return YELLOW if share >= yellow_from else RED
