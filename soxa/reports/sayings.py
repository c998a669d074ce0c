"""What a sentence may say of a figure, each view by its name; None where it cannot be said."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from soxa.kernel.figures import Figure
from soxa.law.numbers import decimal_text, in_sentence, share_text
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import DONG

if TYPE_CHECKING:
    from soxa.reports.readings import Readings

# a second plan of the same measure, kept as a measure of its own
SECOND_PLANS = {"budget.revenue": "budget.revenue_council_plan"}


def exact(value: ReportedValue | None) -> Fraction | None:
    """A reported value as an exact number, a ratio as its share; None for a word and for nothing."""
    if value is None:
        return None
    if value.measure.kind == Measure.RATIO:
        return Fraction(value.met or 0, value.of) if value.of else None
    return None if value.value is None else Fraction(value.value)


def _plain(book: "Readings", code: str) -> str | None:
    reading = book.reading(code)
    if reading is None:
        return None
    if isinstance(reading.figure, Figure) and not reading.figure.share and not reading.scale:
        return in_sentence(reading.part or 0)
    return reading.text


def _carried(book: "Readings", code: str) -> str | None:
    reading = book.carried(code)
    return in_sentence(reading.part or 0) if reading else None


def _count(book: "Readings", code: str) -> str | None:
    reading = book.reading(code)
    return None if reading is None or reading.value is None else _short(Fraction(reading.value))


def _whole(book: "Readings", code: str) -> str | None:
    reading = book.reading(code)
    return reading.whole_text if reading and reading.whole else None


def _part(book: "Readings", code: str) -> str | None:
    reading = book.reading(code)
    return reading.part_text if reading and reading.whole else None


def _fraction(book: "Readings", code: str) -> str | None:
    part, whole = _part(book, code), _whole(book, code)
    return f"{part}/{whole}" if whole else None


def _alone(book: "Readings", code: str) -> str | None:
    return None if _whole(book, code) else _plain(book, code)


def _against_plan(book: "Readings", code: str) -> str | None:
    plan, done = _exact_plan(book, code), book.exact(code)
    return None if plan is None or done is None else f"{_quantity(done)}/{_quantity(plan)}"


def _of_plan(book: "Readings", code: str) -> str | None:
    plan, done = _exact_plan(book, code), book.exact(code)
    return share_text(done, plan) if plan and done is not None else None


def _exact_plan(book: "Readings", code: str) -> Fraction | None:
    plan = book.plan(code)
    if plan is not None:
        book.keep(code, "plan")
    return exact(plan)


def _of_second_plan(book: "Readings", code: str) -> str | None:
    other = SECOND_PLANS[code]
    told, done = book.told.get(other), book.exact(code)
    plan = exact(told.year_value) if told else None
    if done is None or not plan:
        return None
    book.keep(other, "year_value")
    return share_text(done, plan)


def _of_before(book: "Readings", code: str) -> str | None:
    told, done = book.told.get(code), book.exact(code)
    then = exact(told.same_before) if told else None
    if done is None or not then:
        return None
    book.keep(code, "same_before")
    return share_text(done, then)


def _since_before(book: "Readings", code: str) -> str | None:
    return _change(book, code, "same_before")


def _since_year(book: "Readings", code: str) -> str | None:
    return _change(book, code, "year_before")


def _change(book: "Readings", code: str, name: str) -> str | None:
    told = book.told.get(code)
    now = exact(told.value) if told else None
    then = exact(getattr(told, name)) if told else None
    if told is None or now is None or then is None:
        return None
    book.keep(code, name)
    measure = told.figure.record
    step = abs(now - then) * (100 if measure.kind == Measure.RATIO else 1)
    if not step:
        return "không thay đổi"
    way = "tăng" if now > then else "giảm"
    if measure.kind in (Measure.SHARE, Measure.RATIO):
        return f"{way} {_quantity(step)} điểm phần trăm"
    step /= int(DONG.get(measure.unit_word, Decimal(1)))
    return f"{way} {_short(step)} {measure.unit_word}"


def _quantity(value: Fraction) -> str:
    """A number with at most two decimals, half up, no trailing zeros: "0,23", "2.310"."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return decimal_text(number.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize())


def _short(value: Fraction) -> str:
    """As a sentence writes it: whole numbers below ten with a zero before."""
    return in_sentence(int(value)) if value.denominator == 1 else _quantity(value)


def _reached(book: "Readings", code: str) -> str | None:
    return "ước đạt" if book.is_estimate(code) else "đạt"


def _about(book: "Readings", code: str) -> str | None:
    return "ước " if book.is_estimate(code) else ""


VIEWS: dict[str, Callable[["Readings", str], str | None]] = {
    "": _plain,
    "carried": _carried,
    "count": _count,
    "whole": _whole,
    "part": _part,
    "fraction": _fraction,
    "alone": _alone,
    "against_plan": _against_plan,
    "of_plan": _of_plan,
    "of_second_plan": _of_second_plan,
    "of_before": _of_before,
    "since_before": _since_before,
    "since_year": _since_year,
    "reached": _reached,
    "about": _about,
}
WORDS = frozenset({"reached", "about"})
CARRIED = "carried"
