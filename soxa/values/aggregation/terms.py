"""The arithmetic of adding up: sums, and quotients of sums; never a mean of means. Exact numbers in, exact numbers out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_KEPT = 6


@dataclass(frozen=True)
class Term:
    """What one unit brings to a quotient: above the line and below it, and by what the quotient is multiplied."""

    above: Fraction
    below: Fraction

    @classmethod
    def weighted(cls, value: Fraction, weight: Fraction, factor: Fraction) -> "Term":
        """The term of a value known with its weight only: 62 tạ/ha on 100 ha."""
        return cls(value * weight / factor, weight)


def quotient(terms: Sequence[Term], factor: Fraction) -> Fraction | None:
    """The sum above the line by the sum below it, times `factor`; None where nothing stands below: nothing arose."""
    below = sum((one.below for one in terms), Fraction(0))
    above = sum((one.above for one in terms), Fraction(0))
    return above * factor / below if below else None


def rounded(value: Fraction, places: int | None = None) -> Decimal:
    """The number to `places` decimals (six when None), half away from zero."""
    step = Decimal(1).scaleb(-(_KEPT if places is None else places))
    scaled = abs(value) / Fraction(step)
    whole = int(scaled + Fraction(1, 2))
    return (Decimal(whole) * step * (-1 if value < 0 else 1)).quantize(step, rounding=ROUND_HALF_UP)
