"""A day in a form: typed as offices write it, the same in every browser whatever its language."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from soxa.law.typed_day import typed_day

PLACEHOLDER = gettext_lazy("ngày/tháng/năm")
EXAMPLE = gettext_lazy("Ngày/tháng/năm, ví dụ 05/03/2026")


class DayField(forms.DateField):
    """A full day; a phone shows figures to press, and eight figures are enough."""

    def __init__(self, label: Any, **options: Any) -> None:
        attributes = {
            "class": "day",
            "inputmode": "numeric",
            "autocomplete": "off",
            "placeholder": PLACEHOLDER,
        }
        shown = forms.DateInput(format="%d/%m/%Y", attrs=attributes)
        super().__init__(label=label, widget=shown, **{"help_text": EXAMPLE, **options})

    def prepare_value(self, value: Any) -> Any:
        """A day kept as text, 2026-06-15, is shown as one types it; what was typed comes back as it was."""
        try:
            return date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            return value

    def to_python(self, value: Any) -> date | None:
        """The day of the text; words for what is not one."""
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            return typed_day(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
