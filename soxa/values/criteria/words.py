"""How criteria are said and shown: the shape and words of what came of one, what an indicator asks, a value with its unit."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.page import day_text
from soxa.law.numbers import quantity_text
from soxa.values.criteria import rules
from soxa.values.criteria.models import CriterionResult, Indicator
from soxa.values.lights import BAD, GOOD, QUIET, WARN

SIGNS = {rules.AT_LEAST: "≥", rules.AT_MOST: "≤", rules.EXACTLY: "="}
# outcome → (shape and colour, words)
LIGHTS: dict[str, tuple[str, Any]] = {
    rules.PASSED: (GOOD, gettext_lazy("Đạt")),
    rules.FAILED: (BAD, gettext_lazy("Chưa đạt")),
    rules.NOT_ASSESSED: (WARN, gettext_lazy("Chưa đánh giá")),
    rules.NOT_APPLICABLE: (QUIET, gettext_lazy("Không áp dụng")),
}
COLOURS = {rules.GREEN: GOOD, rules.YELLOW: WARN, rules.RED: BAD}


def number_text(value: Decimal, unit_word: str) -> str:
    """A value with its unit of measure: "95%", "48 triệu đồng/người/năm"."""
    text = quantity_text(value.normalize())
    return f"{text}%" if unit_word == "%" else f"{text} {unit_word}".strip()


def asked_text(indicator: Indicator, ask: rules.Ask) -> str:
    """What is asked: "≥ 95%", "Đạt", "UBND tỉnh quy định"; the general words where no number is known."""
    if not ask.applies or indicator.kind == rules.NOT_APPLICABLE:
        return _("Không áp dụng")
    if indicator.kind == rules.NUMBER and ask.threshold is not None:
        return f"{SIGNS.get(ask.op, '')} {number_text(ask.threshold, indicator.unit_word)}".strip()
    if indicator.asked:
        return indicator.asked
    return _("Đạt") if indicator.kind == rules.STATED else _("Chưa có mức trong sổ")


def general_text(indicator: Indicator) -> str:
    """What an indicator asks of all, whatever the region or group."""
    if indicator.kind == rules.NUMBER and indicator.threshold is None:
        return f"{SIGNS.get(indicator.op, '')} {indicator.asked or _('theo vùng, nhóm xã')}".strip()
    if indicator.kind == rules.NUMBER:
        return (
            f"{SIGNS.get(indicator.op, '')} {quantity_text((indicator.threshold or Decimal(0)).normalize())}"
        )
    return asked_text(indicator, rules.Ask())


def others_of(wordings: Iterable[Indicator], one: Indicator) -> list[str]:
    """What an indicator asked before the words that stand, and what it will ask after them: "từ 01/12/2026: ≥ 95"."""
    told = []
    for row in wordings:
        if row.pk == one.pk:
            continue
        zones = zones_text(row)
        asked = general_text(row) + (f" ({zones})" if zones else "")
        said = _("trước ngày {day}: {asked}") if row.since < one.since else _("từ ngày {day}: {asked}")
        told.append(said.format(day=day_text(row.until if row.since < one.since else row.since), asked=asked))
    return told


def found_text(result: CriterionResult, unit_word: str) -> str:
    """What was found, as printed: the number where there is one."""
    return "" if result.value is None else number_text(result.value, unit_word)


def zones_text(indicator: Indicator) -> str:
    """The thresholds of regions and groups: "ĐBSH 99; nhóm 1 100; nhóm 3 không áp dụng"."""
    told = []
    for place, value in indicator.zones.items():
        name = _("nhóm {place}").format(place=place) if place[:1].isdigit() else place
        told.append(f"{name} {_('không áp dụng') if value == rules.NO else value.replace('.', ',')}")
    return "; ".join(told)
