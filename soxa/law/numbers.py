"""Numbers as Vietnamese offices write them: dots for thousands, a comma for decimals, shares with two decimals."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_SWAPPED = str.maketrans(",.", ".,")
NONE_ARISEN = "không phát sinh"
Number = int | Decimal | Fraction

_WRITTEN = re.compile(
    r"(?P<sign>[-+−]?)(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?P<rest>[0-9]+))?"
)


def count_text(count: int) -> str:
    """A whole number with dots between thousands: 1417 → "1.417"."""
    return f"{count:,}".replace(",", ".")


def decimal_text(value: Decimal, *, decimals: int | None = None) -> str:
    """A quantity with a decimal comma: Decimal("12.675") → "12,675"; `decimals` rounds half up to that many places."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{value:,f}".translate(_SWAPPED)


def quantity_text(value: Decimal) -> str:
    """A quantity without an empty decimal: Decimal("9.0") → "9", Decimal("8.5") → "8,5"."""
    return decimal_text(value.quantize(Decimal(1)) if value == value.to_integral_value() else value)


def share_value(part: Number, whole: Number) -> Decimal | None:
    """`part` of `whole` in per cent, two decimals half up; None when the whole is 0. Counted exactly, never in floats."""
    if whole == 0:
        return None
    (over, under), (whole_over, whole_under) = part.as_integer_ratio(), whole.as_integer_ratio()
    above, below = over * whole_under, under * whole_over
    rounded = (20_000 * abs(above) + abs(below)) // (2 * abs(below))
    return Decimal(rounded if (above >= 0) == (below > 0) else -rounded).scaleb(-2)


def share_text(part: Number, whole: Number) -> str:
    """The share as printed: "99,44%", trailing zeros dropped ("50%"); "không phát sinh" when the whole is 0."""
    return said_share(share_value(part, whole))


def said_share(share: Decimal | None) -> str:
    """A share that was counted, as printed; None is "không phát sinh"."""
    if share is None:
        return NONE_ARISEN
    written = decimal_text(share)
    return written.rstrip("0").rstrip(",") + "%"


def in_sentence(count: int) -> str:
    """A count inside an official sentence: 1 to 9 take a leading zero ("07"), 0 stays "0", 1417 is "1.417"."""
    return f"{count:02d}" if 0 < count < 10 else count_text(count)


def parse_decimal(text: str) -> Decimal:
    """The number a Vietnamese reader sees: "12,675" → 12.675, "1.234.567,5" → 1234567.5.

    Raises ValueError, in Vietnamese words, for anything else; "12.5" and "0.675" are refused rather than guessed.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f"“{text}” không phải là số viết đúng cách: dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ, ví dụ 1.234,5."
        )
    sign = "-" if found["sign"] in ("-", "−") else ""
    return Decimal(f"{sign}{found['whole'].replace('.', '')}.{found['rest'] or ''}")


def parse_count(text: str) -> int:
    """The whole number in the text: "1.417" → 1417; ValueError in Vietnamese words when it is not whole."""
    value = parse_decimal(text)
    if value != value.to_integral_value():
        raise ValueError(f"“{text}” phải là số nguyên, không có phần lẻ.")
    return int(value)
