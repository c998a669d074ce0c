"""What is planned of a figure: as people type it, as an exact number, as it is printed, and as a straight line between two."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.figures import Figure
from soxa.kernel.sheets.cells import BadCell
from soxa.law.numbers import count_text, parse_decimal, quantity_text
from soxa.values import written
from soxa.values.figures import ReportedFigure, value_text
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import as_printed, in_dong
from soxa.values.written import Amount

PERCENT = 100
NOTHING = Amount()


def kind_of(figure: Any) -> str:
    """The kind of a figure's number, a kind of Measure; empty for a code the book does not know."""
    if figure is None:
        return ""
    if isinstance(figure, Figure):
        return Measure.SHARE if figure.share else Measure.QUANTITY
    kind: str = figure.record.kind
    return kind


def amount_of(row: Any, prefix: str = "") -> Amount:
    """The amount a row holds in its three columns; of a target with the prefix "baseline_"."""
    value = getattr(row, prefix.removesuffix("_") or "value")
    return Amount(value, getattr(row, f"{prefix}met"), getattr(row, f"{prefix}of"))


def columns_of(amount: Amount, prefix: str = "") -> dict[str, Any]:
    """The three columns of an amount; see `amount_of`."""
    return {
        prefix.removesuffix("_") or "value": amount.value,
        f"{prefix}met": amount.met,
        f"{prefix}of": amount.of,
    }


def typed(text: str, figure: Any) -> Amount:
    """The amount of a text in the figure's own measure; ValueError in words for what is none."""
    if isinstance(figure, ReportedFigure):
        try:
            found = written.amount(text, figure.record)
        except BadCell as bad:
            raise ValueError(f"“{text}” {bad.wrong}. {bad.right}") from bad
        share = figure.record.kind == Measure.SHARE
    else:
        found, share = Amount(parse_decimal(text.replace("%", "").strip())), kind_of(figure) == Measure.SHARE
    if share and found.value is not None and not 0 <= found.value <= PERCENT:
        raise ValueError(_("Tỷ lệ từ 0 đến 100%."))
    return found


def number(amount: Amount, kind: str) -> Fraction | None:
    """The amount as an exact number: a ratio as its share, money in đồng; None for nothing."""
    if kind == Measure.RATIO:
        return Fraction(amount.met or 0, amount.of) if amount.of else None
    return None if amount.value is None else Fraction(amount.value)


def text_of(amount: Amount, figure: Any) -> str:
    """As printed: "96,5%", "32", "23.000 triệu đồng", "9/10"; empty for nothing."""
    if amount == NOTHING:
        return ""
    if isinstance(figure, ReportedFigure):
        return value_text(
            ReportedValue(measure=figure.record, value=amount.value, met=amount.met, of=amount.of)
        )
    exact = amount.value or Decimal(0)
    if kind_of(figure) == Measure.SHARE:
        return f"{quantity_text(exact.normalize())}%"
    return count_text(int(exact))


def typed_text(amount: Amount, figure: Any) -> str:
    """As one types it into a field: without the unit of measure."""
    if amount.of:
        return f"{amount.met}/{amount.of}"
    if amount.value is None:
        return ""
    return quantity_text(plain(amount, figure).normalize())


def plain(amount: Amount, figure: Any) -> Decimal:
    """The number in the unit it is printed in."""
    word = figure.record.unit_word if isinstance(figure, ReportedFigure) else ""
    return as_printed(amount.value or Decimal(0), word)


def kept(value: Decimal, figure: Any) -> Decimal:
    """A number told in the printed unit as the book keeps it: money in đồng."""
    return in_dong(value, figure.record.unit_word) if isinstance(figure, ReportedFigure) else value


def threshold(yellow_from: Decimal | None, figure: Any, of: int | None) -> Fraction | None:
    """A target's own threshold in the measure its value is compared in; of a ratio, the number met of the plan's whole.

    None where it has none, or a ratio's plan no whole.
    """
    if yellow_from is None or figure is None or (kind_of(figure) == Measure.RATIO and not of):
        return None
    if kind_of(figure) == Measure.RATIO:
        return Fraction(yellow_from) / (of or 1)
    return Fraction(kept(Decimal(yellow_from), figure))


def straight(first: Amount, last: Amount, steps: int, figure: Any) -> list[Amount]:
    """So many amounts in even steps after `first`, the last of them `last`; rounded half up to the places the two are printed with."""
    if kind_of(figure) == Measure.RATIO:
        of = last.of or 1
        begin = Fraction((first.met or 0) * of, first.of or of)
        way = [begin + (Fraction(last.met or 0) - begin) * step / steps for step in range(1, steps)]
        return [*(Amount(met=int(one + Fraction(1, 2)), of=of) for one in way), last]
    begin, end = Fraction(plain(first, figure)), Fraction(plain(last, figure))
    unit = Decimal(1).scaleb(-_places(first, last, figure))
    word = figure.record.unit_word if isinstance(figure, ReportedFigure) else ""
    between = [begin + (end - begin) * step / steps for step in range(1, steps)]
    rounded = [
        (Decimal(one.numerator) / Decimal(one.denominator)).quantize(unit, ROUND_HALF_UP) for one in between
    ]
    return [*(Amount(in_dong(one, word)) for one in rounded), last]


def _places(first: Amount, last: Amount, figure: Any) -> int:
    """Two for a share; the measure's own decimals; else as many as the two ends show."""
    if kind_of(figure) == Measure.SHARE:
        return 2
    if isinstance(figure, ReportedFigure) and figure.record.decimals is not None:
        return int(figure.record.decimals)
    ends = [plain(one, figure).normalize() for one in (first, last)]
    return max(0, *(-int(one.as_tuple().exponent) for one in ends))
