"""What four goods can be counted by: units that call themselves good of those that assessed themselves, recognised of decided."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_bodies import NQ_21
from soxa.meetings.goods.models import FourGoods
from soxa.org.roles import PARTY


def _yes(value: Any) -> str:
    return "" if value is None else str(_("có") if value else _("không"))


def _page(row: dict[str, Any]) -> str:
    return f"{reverse('four_goods_unit', args=[tree().nodes[row['unit_id']].code])}?nam={row['year']}"


YEARS = Source(
    code="meetings.four_goods_rows",
    title=_("Tổ chức đảng đánh giá bốn tốt"),
    rows=FourGoods.objects.all,
    kind="event",
    on="first_on",
    facts=("unit_id", "year", "self_on", "self_good", "decided_on", "good"),
    columns=(
        SourceColumn(_("Tổ chức"), "unit_id", lambda unit_id: tree().name(unit_id)),
        SourceColumn(_("Năm"), "year"),
        SourceColumn(_("Tự nhận bốn tốt"), "self_good", _yes),
        SourceColumn(_("Công nhận"), "good", _yes),
        SourceColumn(_("Quyết định"), "decision"),
    ),
    order=("year", "unit_id"),
    link=_page,
    sight_domain=PARTY,
)


def said(moment: Moment) -> Q:
    """Assessed themselves by the end of the day."""
    return Q(self_on__lte=moment.on)


def says_good(moment: Moment) -> Q:
    """Call themselves good."""
    return Q(self_good=True)


def decided(moment: Moment) -> Q:
    """Decided by the end of the day."""
    return Q(decided_on__lte=moment.on)


def recognised(moment: Moment) -> Q:
    """Recognised."""
    return Q(good=True)


_LAW = NQ_21.at("")
Figure(
    "meetings.four_goods_self", _("Tự nhận tổ chức đảng bốn tốt"), "%", YEARS, _LAW,
    _("Tổ chức tự đánh giá bốn tốt ÷ tổ chức đã tự đánh giá, theo năm đánh giá."),
    counts=says_good, among=said, share=True, missing_title=_("tổ chức tự nhận chưa tốt"),
)  # fmt: skip
Figure(
    "meetings.four_goods", _("Được công nhận tổ chức đảng bốn tốt"), "%", YEARS, _LAW,
    _("Tổ chức được công nhận bốn tốt ÷ tổ chức đã có quyết định, theo năm đánh giá."),
    counts=recognised, among=decided, share=True, missing_title=_("tổ chức không được công nhận"),
)  # fmt: skip
