"""What the book says of a number that was typed: outside its range, a great change, a thousand times too much, parts and whole."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from soxa.law.numbers import quantity_text
from soxa.values.figures import plain_value, value_text
from soxa.values.filing.grid import Line
from soxa.values.models import Measure, ReportedValue

# one unit of measure taken for the next: thousands, give or take a half
_THOUSAND_FROM, _THOUSAND_TO = 400, 2500
_SHARE_NOISE = Fraction(1, 100)


def outside(line: Line, number: Fraction) -> str:
    """Why a number in the measure's own unit lies outside its range; empty when it does not."""
    low, high = line.measure.low, line.measure.high
    word = f"{line.unit_word}".strip()
    if low is not None and number < Fraction(low):
        return _("Không được thấp hơn {low} {unit}.").format(low=quantity_text(low.normalize()), unit=word)
    if high is not None and number > Fraction(high):
        return _("Không được cao hơn {high} {unit}.").format(high=quantity_text(high.normalize()), unit=word)
    return ""


def asked(line: Line, number: Fraction) -> str:
    """What to look at once more before the number is taken; empty when nothing strikes."""
    if line.measure.kind != Measure.QUANTITY and line.measure.jump is None:
        return ""
    return _thousandfold(line, number) or _jump(line, number)


def _thousandfold(line: Line, number: Fraction) -> str:
    if line.measure.kind != Measure.QUANTITY or not number:
        return ""
    beside = (
        (_("kỳ trước"), line.before), (_("cùng kỳ năm trước"), line.year_before), (_("kế hoạch"), line.plan),
        (_("số ước"), line.estimate),
    )  # fmt: skip
    for named, value in beside:
        other = number_of(value)
        if not other or value is None:
            continue
        times = abs(number / other)
        said = {"named": named, "value": value_text(value), "unit": line.unit_word}
        if _THOUSAND_FROM <= times <= _THOUSAND_TO:
            return _("Gấp khoảng 1.000 lần {named} ({value}). Có gõ nhầm đơn vị không? Ô này tính bằng {unit}.").format(**said)  # fmt: skip
        if _THOUSAND_FROM <= 1 / times <= _THOUSAND_TO:
            return _("Chỉ bằng khoảng một phần nghìn {named} ({value}). Có gõ nhầm đơn vị không? Ô này tính bằng {unit}.").format(**said)  # fmt: skip
    return ""


def _jump(line: Line, number: Fraction) -> str:
    jump, held = line.measure.jump, line.before or line.year_before
    other = number_of(held)
    if jump is None or held is None or not other:
        return ""
    change = (number - other) * 100 / abs(other)
    if abs(change) <= Fraction(jump):
        return ""
    named = _("kỳ trước") if line.before else _("cùng kỳ năm trước")
    said = (
        _("Tăng {percent}% so với {named} ({value}).")
        if change > 0
        else _("Giảm {percent}% so với {named} ({value}).")
    )
    return said.format(percent=round(abs(change)), named=named, value=value_text(held))


def number_of(value: ReportedValue | None) -> Fraction | None:
    """A value in the measure's own unit; a ratio as what is met; None for a word and for nothing."""
    if value is None:
        return None
    if value.measure.kind == Measure.RATIO:
        return None if value.met is None else Fraction(value.met)
    number = plain_value(value)
    return None if number is None else Fraction(number)


@dataclass(frozen=True)
class Rule:
    """Parts that make up a whole ("sum"), or a part that is never more than its whole ("within"); codes of measures.

    `asks`: it may be so for once, `why`; whoever says that he looked is believed.
    """

    kind: str
    whole: str
    parts: tuple[str, ...]
    asks: bool = False
    why: str = ""

    def broken(self, numbers: Mapping[str, Fraction]) -> bool:
        """Whether all its numbers are there and do not agree; shares may differ by what rounding takes."""
        if self.whole not in numbers or any(one not in numbers for one in self.parts):
            return False
        parts = sum((numbers[one] for one in self.parts), Fraction(0))
        over = parts - numbers[self.whole]
        return over > 0 if self.kind == "within" else abs(over) > _SHARE_NOISE * len(self.parts)

    def words(self, titles: Mapping[str, str]) -> str:
        """What does not agree, by the titles of the measures."""
        said = {
            "parts": " + ".join(titles[one] for one in self.parts),
            "whole": titles[self.whole],
            "why": self.why,
        }
        if self.kind == "sum":
            return _("“{whole}” phải bằng {parts}.").format(**said)
        if self.asks:
            return _("“{parts}” nhiều hơn “{whole}” ({why}).").format(**said)
        return _("“{parts}” không được nhiều hơn “{whole}”.").format(**said)


@dataclass(frozen=True)
class Disagreement:
    """Numbers that do not agree: what is said of it, whether it is only asked about, of which measures (parts before the whole)."""

    words: str
    asks: bool
    codes: tuple[str, ...]


@cache
def _within() -> tuple[Rule, ...]:
    """The table of parts that are not more than their whole: refused, or asked about where it may be so for once."""
    text = files("soxa.values").joinpath("tables", "within.csv").read_text(encoding="utf-8")
    return tuple(
        Rule("within", row["whole"], (row["part"],), row["severity"] == "ask", row["why"])
        for row in csv.DictReader(text.splitlines())
    )


def disagreeing(numbers: Mapping[str, Fraction], measures: Iterable[Measure]) -> list[Disagreement]:
    """What the numbers of one unit by code say against each other, in words: parts that make up a whole, parts in a whole."""
    held = {one.code: one for one in measures}
    titles = {code: one.title for code, one in held.items()}
    sums = tuple(Rule("sum", one.code, tuple(one.adds)) for one in held.values() if one.adds)
    return [
        Disagreement(rule.words(titles), rule.asks, (*rule.parts, rule.whole))
        for rule in (*sums, *_within())
        if rule.broken(numbers)
    ]
