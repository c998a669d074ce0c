"""What OCOP products can be counted by: certificates in force by stars, those soon to end, products recognised in a period."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_works import OCOP_148
from soxa.org.roles import STEERING
from soxa.steering.products.models import Rating
from soxa.values.by_figure import ByFigure

_LAW = OCOP_148.at("")


def _fault(value: Any) -> str:
    return "" if str(value).isdecimal() and 1 <= int(value) <= 366 else str(_("Ghi số ngày từ 1 đến 366."))


WARNED_BEFORE = declare(
    Preference(
        "ocop.warned_before",
        _("Giấy chứng nhận OCOP được nhắc trước khi hết hạn (ngày)"),
        180,
        "number",
        _("Đủ thời gian lập hồ sơ đánh giá lại; chưa thấy văn bản quy định số ngày."),
        cite=_LAW,
        confirmed=False,
        check=_fault,
    )
)


def warned_by(on: date) -> date:
    """A certificate whose last day is before this one is soon to end, asked on a day."""
    return on + timedelta(days=int(value_of(WARNED_BEFORE, on=on)))


def _page(row: dict[str, Any]) -> str:
    return reverse("product", args=[row["product_id"]])


_COLUMNS = (
    SourceColumn(_("Đơn vị"), "product__unit_id", lambda unit_id: tree().name(unit_id)),
    SourceColumn(_("Sản phẩm"), "product__name"),
    SourceColumn(_("Chủ thể"), "product__holder"),
    SourceColumn(_("Hạng"), "stars", lambda count: f"{count} sao"),
    SourceColumn(_("Quyết định"), "decision"),
    SourceColumn(_("Công nhận ngày"), "since", day_text),
    SourceColumn(_("Có giá trị đến"), "last_on", day_text),
)
HELD = Source(
    code="ocop.ratings",
    title=_("Sản phẩm OCOP còn thời hạn"),
    rows=Rating.objects.all,
    kind="stock",
    unit="product__unit_id",
    facts=("product_id", "stars", "since", "last_on"),
    columns=_COLUMNS,
    order=("product__unit_id", "-stars", "product__name", "pk"),
    link=_page,
    link_path="product_id",
    sight_domain=STEERING,
)
GIVEN = Source(
    code="ocop.given",
    title=_("Các lần công nhận sản phẩm OCOP"),
    rows=Rating.objects.all,
    kind="events",
    unit="product__unit_id",
    facts=("product_id", "stars", "since", "first"),
    columns=_COLUMNS,
    order=("since", "pk"),
    link=_page,
    link_path="product_id",
    sight_domain=STEERING,
)
_HOLDS = _("Sản phẩm được công nhận từ 3 sao, giấy chứng nhận còn giá trị ở cuối ngày ấy.")
Figure("ocop.certified", _("Sản phẩm OCOP còn thời hạn"), _("sản phẩm"), HELD, _LAW, _HOLDS)


def _with_stars(count: int) -> Callable[[Moment], Q]:
    def counts(moment: Moment) -> Q:
        return Q(stars=count)

    counts.__doc__ = f"Of {count} stars."
    return counts


def _soon_to_end(moment: Moment) -> Q:
    return Q(last_on__lt=warned_by(moment.on))


def _first(moment: Moment) -> Q:
    return Q(first=True)


def _again(moment: Moment) -> Q:
    return Q(first=False)


_TITLES = {
    3: _("Sản phẩm OCOP hạng 3 sao"),
    4: _("Sản phẩm OCOP hạng 4 sao"),
    5: _("Sản phẩm OCOP hạng 5 sao"),
}
for _stars in _TITLES:
    Figure(
        f"ocop.stars_{_stars}", _TITLES[_stars], _("sản phẩm"), HELD, _LAW, _HOLDS,
        counts=_with_stars(_stars),
    )  # fmt: skip
Figure(
    "ocop.expiring", _("Sản phẩm OCOP sắp hết thời hạn"), _("sản phẩm"), HELD, _LAW,
    _("Giấy chứng nhận còn giá trị nhưng hết trong số ngày đặt ở Cài đặt."), counts=_soon_to_end,
)  # fmt: skip
Figure(
    "ocop.new", _("Sản phẩm OCOP mới"), _("sản phẩm"), GIVEN, _LAW, _("Sản phẩm được công nhận lần đầu trong kỳ."),
    counts=_first,
)  # fmt: skip
NEW_PRODUCTS = ByFigure("ocop.new_products", figure="ocop.new", holds="ocop.certified")
Figure(
    "ocop.rated_again", _("Sản phẩm OCOP được đánh giá lại"), _("sản phẩm"), GIVEN, _LAW,
    _("Sản phẩm được công nhận lại trong kỳ."), counts=_again,
)  # fmt: skip
