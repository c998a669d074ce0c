"""What is said of an OCOP product, of a rating, of a withdrawal."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.law.force import NotInForce
from soxa.law.numbers import parse_decimal, quantity_text
from soxa.law.words import spaced
from soxa.steering.products import rules
from soxa.steering.products.models import Product, Rating

BASIS = gettext_lazy("Căn cứ đính chính (văn bản, ngày, người đồng ý)")
PARTS = ("points_a", "points_b", "points_c")
LEAST_STARS = 3


def _text(label: Any, most: int = 200, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **options)


class PointsField(forms.CharField):
    """Points with one place after the comma; None for nothing."""

    def __init__(self, label: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short"})
        super().__init__(label=label, max_length=6, required=False, widget=shown)

    def clean(self, value: Any) -> Any:
        """The points; words for what are none."""
        text = super().clean(value)
        if not text:
            return None
        try:
            points = parse_decimal(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if points < 0 or points != round(points, 1):
            raise forms.ValidationError(_("Điểm không âm, nhiều nhất một chữ số sau dấu phẩy."))
        return points

    def prepare_value(self, value: Any) -> Any:
        """Points as one types them."""
        return quantity_text(value.normalize()) if isinstance(value, Decimal) else value


class _OfDay(forms.Form):
    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.today = today

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {
            name: spaced(told) if isinstance(told, str) else told for name, told in self.cleaned_data.items()
        }


class ProductForm(_OfDay):
    """A product: what, of what kind, whose, where it is made."""

    name = _text(gettext_lazy("Sản phẩm"))
    kind = forms.ChoiceField(label=gettext_lazy("Nhóm"), choices=Product.KINDS)
    holder = _text(
        gettext_lazy("Chủ thể"), help_text=gettext_lazy("Hợp tác xã, doanh nghiệp, tổ hợp tác, hộ kinh doanh")
    )
    place = _text(gettext_lazy("Nơi sản xuất (thôn)"), required=False)


class MendProduct(AsShown, ProductForm):
    """What is said of a product, put right, and on what basis."""

    basis = _text(BASIS, 300)


class Rate(_OfDay):
    """A decision on a product's stars: points, stars, decision, certificate, from when, until when."""

    stars = forms.TypedChoiceField(
        label=gettext_lazy("Hạng"), coerce=int, choices=Rating.STARS, widget=forms.RadioSelect
    )
    points_a = PointsField(gettext_lazy("Điểm phần A"))
    points_b = PointsField(gettext_lazy("Điểm phần B"))
    points_c = PointsField(gettext_lazy("Điểm phần C"))
    decision = _text(gettext_lazy("Quyết định công nhận (số, ký hiệu)"))
    since = DayField(gettext_lazy("Ngày quyết định"))
    certificate = _text(gettext_lazy("Số giấy chứng nhận"), 60, required=False)
    decided_by = _text(
        gettext_lazy("Cơ quan quyết định"), required=False,
        help_text=gettext_lazy("Để trống thì sổ ghi cơ quan theo quy định vào ngày quyết định"),
    )  # fmt: skip
    last_on = DayField(
        gettext_lazy("Có giá trị đến hết ngày"), required=False,
        help_text=gettext_lazy("Để trống thì sổ tính đủ số tháng theo quy định"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Points within their parts and fitting the stars; the certificate ends after it was issued."""
        told: dict[str, Any] = super().clean() or {}
        since = told.get("since")
        if not since:
            return told
        if since > self.today:
            self.add_error("since", _("Ngày quyết định chưa đến."))
        try:
            self._weigh(told, since)
            told["last_on"] = told.get("last_on") or rules.valid_until(since)
        except NotInForce as unknown:
            self.add_error("since", str(unknown))
            return told
        if told["last_on"] < since:
            said = _("Giấy chứng nhận hết hạn {last} trước ngày cấp {since}. Sửa một trong hai ngày.")
            self.add_error("last_on", said.format(last=day_text(told["last_on"]), since=day_text(since)))
        return told

    def _weigh(self, told: dict[str, Any], since: date) -> None:
        parts = [told.get(name) for name in PARTS]
        if all(one is None for one in parts):
            return
        most = rules.most_points(since)
        for name, points, limit in zip(PARTS, parts, most, strict=True):
            if points is None:
                self.add_error(name, _("Ghi đủ điểm ba phần, hoặc để trống cả ba."))
                return
            if points > limit:
                self.add_error(name, _("Phần này nhiều nhất {n} điểm.").format(n=quantity_text(limit)))
                return
        points = sum((one or Decimal(0) for one in parts), Decimal(0))
        earned = rules.stars(points, since)
        if told.get("stars") and earned != told["stars"]:
            said = _(
                "Tổng điểm {points} ứng với hạng {n} sao, không phải {stars} sao. Xem lại điểm hoặc hạng."
            )
            self.add_error(
                "stars", said.format(points=quantity_text(points.normalize()), n=earned, stars=told["stars"])
            )


class MendRating(AsShown, Rate):
    """A rating put right, or taken out of the book, and on what basis."""

    struck = forms.BooleanField(label=gettext_lazy("Lần công nhận này ghi nhầm, bỏ khỏi sổ"), required=False)
    basis = _text(BASIS, 300)


class Ending(_OfDay):
    """From which day, and why: a certificate withdrawn, a product given up."""

    on = DayField(gettext_lazy("Từ ngày"))
    why = forms.CharField(
        label=gettext_lazy("Lý do, văn bản"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_on(self) -> date:
        """A day that has come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Ngày này chưa đến."))
        return on
