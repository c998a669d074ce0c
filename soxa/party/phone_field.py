"""The field of a telephone number: however it is typed, the book keeps one form of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from soxa.kernel.sheets.cells import BadCell
from soxa.party.member_cells import phone


class PhoneField(forms.CharField):
    """A telephone number, which may be left blank; the value is "0912 345 678", or +… for one from abroad."""

    def __init__(self, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        given = {"label": _("Điện thoại"), "max_length": 30, "required": False, "widget": shown}
        super().__init__(**{**given, **options})

    def clean(self, value: Any) -> str:
        """The number in the book's form; words for what is none."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return phone(text)
        except BadCell as error:
            raise forms.ValidationError(
                _("Không phải số điện thoại. Ghi đủ 10 chữ số, ví dụ 0912 345 678.")
            ) from error
