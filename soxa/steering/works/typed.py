"""Amounts in a form: money typed in đồng or with "nghìn", "triệu", "tỷ" and kept in whole đồng; quantities with a comma."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.law.numbers import count_text, parse_decimal, quantity_text

MOST = 10**15
_TIMES = {"": 1, "nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_WRITTEN = re.compile(
    r"(?P<number>[0-9.,]+)\s*(?P<times>nghìn|ngàn|triệu|tr|tỷ|tỉ)?\s*(?:đồng|đ)?", re.IGNORECASE
)
EXAMPLE = gettext_lazy("Ví dụ 6.800.000.000 hoặc 6.800 triệu hoặc 6,8 tỷ")


def dong(text: str) -> int:
    """The đồng of a text; ValueError in words for what is no sum of money."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            _("“{text}” không phải số tiền. Ghi số đồng, ví dụ 6.800.000.000 hoặc 6,8 tỷ.").format(text=text)
        )
    amount = parse_decimal(found["number"]) * _TIMES[(found["times"] or "").lower()]
    if amount != int(amount):
        raise ValueError(_("“{text}” lẻ dưới một đồng. Ghi số đồng nguyên.").format(text=text))
    if amount > MOST:
        raise ValueError(_("“{text}” lớn quá một triệu tỷ đồng. Xem lại đơn vị tính.").format(text=text))
    return int(amount)


def millions(amount: int) -> str:
    """Đồng as offices print them in a list: millions, with a comma where something is left: "612", "6.800,5"."""
    whole, rest = divmod(amount, 10**6)
    return count_text(whole) + (f",{rest:06d}".rstrip("0") if rest else "")


class MoneyField(forms.CharField):
    """A sum of money in đồng; 0 for nothing written."""

    def __init__(self, label: Any, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})
        super().__init__(label=label, max_length=40, widget=shown, **{"help_text": EXAMPLE, **options})

    def clean(self, value: Any) -> Any:
        """The đồng; words for what is none."""
        text = super().clean(value)
        if not text:
            return 0
        try:
            return dong(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """A sum as one types it; nothing for 0."""
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return count_text(int(value)) if value else ""
        return value


# what a column of sixteen digits before the decimal comma holds
_MOST = 10**15


class QuantityField(forms.CharField):
    """A number above nothing, written with a decimal comma, with two places at most."""

    def __init__(self, label: Any, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, max_length=24, widget=shown, **options)

    def clean(self, value: Any) -> Any:
        """The number; words for what is none."""
        text = super().clean(value)
        try:
            number = parse_decimal(text.replace("%", ""))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if abs(number) >= _MOST:
            raise forms.ValidationError(_("Số lớn quá, sổ không giữ được; xem lại đơn vị tính."))
        if number != round(number, 2):
            raise forms.ValidationError(_("Ghi nhiều nhất hai chữ số sau dấu phẩy."))
        return number

    def prepare_value(self, value: Any) -> Any:
        """A number as one types it."""
        return quantity_text(value.normalize()) if isinstance(value, Decimal) else value
