"""How a meeting is scored: which points a share earns, which level a total is, what a year of meetings comes to."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from soxa.law.citation import cites
from soxa.law.meetings import SCORING

GOOD, FAIR, AVERAGE, POOR = "good", "fair", "average", "poor"
ATTENDANCE, PAPERS, AGENDA, OPINIONS, DURATION = "attendance", "papers", "agenda", "opinions", "duration"
_TENTH, _CENT = Decimal("0.1"), Decimal("0.01")


@cites(SCORING.at(""))
def points_of(most: Decimal, reached: Fraction) -> Decimal:
    """Points that a share of what is asked earns, at most `most`: to one decimal, half up."""
    share = min(reached, Fraction(1)) * Fraction(most)
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(_TENTH, ROUND_HALF_UP)


@cites(SCORING.at(""))
def level_of(total: Decimal, bounds: Sequence[Decimal]) -> str:
    """The level of a total; `bounds`: the least points that are good, fair, average, each reached by being met."""
    levels = zip((GOOD, FAIR, AVERAGE), bounds, strict=True)
    return next((level for level, least in levels if total >= least), POOR)


@cites(SCORING.at(""))
def mean_of(totals: Iterable[Decimal]) -> Decimal | None:
    """What a year of meetings comes to: the mean of their totals, to two decimals, half up; None where none was scored."""
    found = list(totals)
    return (sum(found, Decimal()) / len(found)).quantize(_CENT, ROUND_HALF_UP) if found else None


@cites(SCORING.at(""))
def sheet_fault(most: Sequence[Decimal], bounds: Sequence[Decimal]) -> bool:
    """Whether the levels of a sheet do not fall from good to average inside what can be earned on it."""
    falling = all(above > below for above, below in zip(bounds, bounds[1:], strict=False))
    return not falling or bounds[0] > sum(most, Decimal()) or bounds[-1] <= 0
