"""A field for a day that may be known only to the month or the year."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from soxa.law.partial import PartialDate

SEPARATORS = re.compile(r"(?<=[0-9])[.-](?=[0-9])")


class PartialDayField(forms.CharField):
    """A day that may be known only to the month or the year; the value is a PartialDate or None."""

    def __init__(self, label: Any, **options: Any) -> None:
        hint = gettext_lazy("05/03/1962; chỉ biết tháng thì 3/1962; chỉ biết năm thì 1962")
        super().__init__(label=label, max_length=10, **{"help_text": hint, **options})

    def prepare_value(self, value: Any) -> Any:
        """The date as it is typed."""
        return value.text() if isinstance(value, PartialDate) else value

    def clean(self, value: Any) -> Any:
        """The partial date of the text; words for what is not one."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(SEPARATORS.sub("/", text.strip()))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
