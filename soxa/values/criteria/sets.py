"""Sets as a whole: printed, copied as a new version, made by a province or a commune for itself."""

from decimal import Decimal

from django.utils.translation import gettext as _

from soxa.law.numbers import quantity_text
from soxa.party.listed import Listed
from soxa.values.criteria import rules
from soxa.values.criteria.counting import criteria_of
from soxa.values.criteria.models import CriteriaSet, Indicator
from soxa.values.criteria.words import SIGNS, asked_text, zones_text


def general_text(indicator: Indicator) -> str:
    """What an indicator asks of all, whatever the region or group."""
    if indicator.kind == rules.NUMBER and indicator.threshold is None:
        return f"{SIGNS.get(indicator.op, '')} {indicator.asked or _('theo vùng, nhóm xã')}".strip()
    if indicator.kind == rules.NUMBER:
        return (
            f"{SIGNS.get(indicator.op, '')} {quantity_text((indicator.threshold or Decimal(0)).normalize())}"
        )
    return asked_text(indicator, rules.Ask())


def sheet(of: CriteriaSet) -> Listed:
    """A set as a list to print, under the headings by which it may be handed in again."""
    columns = (
        _("Số tiêu chí"), _("Tiêu chí"), _("Số chỉ tiêu"), _("Chỉ tiêu"), _("Yêu cầu"), _("Mức theo vùng, nhóm xã"),
        _("Đơn vị tính"), _("Đối chiếu"),
    )  # fmt: skip
    rows = [
        (
            str(part.number), part.title, one.number, one.title, general_text(one), zones_text(one), one.unit_word,
            _("đã đối chiếu") if one.confirmed else _("chưa xác nhận"),
        )
        for part in criteria_of(of)
        for one in part.indicators.all()  # type: ignore[attr-defined]
    ]  # fmt: skip
    return Listed(
        "bo-tieu-chi", of.name, of.cite, columns, (0.06, 0.17, 0.06, 0.27, 0.14, 0.14, 0.08, 0.08), rows
    )
