"""What is said of photographs of a work as they are handed in: what they show, and of which day they are."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.law.words import spaced


class PhotoForm(forms.Form):
    """What the photographs show, in words that stand for them where they cannot be seen, and of which day they are."""

    caption = forms.CharField(
        label=gettext_lazy("Ảnh chụp gì"), max_length=200,
        help_text=gettext_lazy("Lời này đọc thay ảnh cho người không nhìn được, ví dụ: Đổ bê tông đoạn từ nhà văn hóa đến cầu"),
    )  # fmt: skip
    taken_on = DayField(gettext_lazy("Ngày chụp"))

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.today = today

    def clean_caption(self) -> str:
        """With single spaces."""
        return spaced(self.cleaned_data["caption"])

    def clean_taken_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["taken_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày chụp chưa đến."))
        return day
