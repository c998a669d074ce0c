"""A form that asks when something is unlikely: it is written once whoever typed it says that he looked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class Asks(forms.Form):
    """What is unlikely is told beneath a box "đã kiểm tra", which stands there only then."""

    looked = forms.BooleanField(label=gettext_lazy("Đã kiểm tra, số này đúng"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.is_bound:
            del self.fields["looked"]

    def ask(self, doubt: str) -> None:
        """Tell a doubt, unless whoever typed it says that he looked; call it in `clean`."""
        if doubt and not self.cleaned_data.get("looked"):
            self.add_error("looked", doubt)

    def full_clean(self) -> None:
        """Take the box away where nothing is asked."""
        super().full_clean()
        if (
            self.is_bound
            and "looked" in self.fields
            and "looked" not in self.errors
            and not self.cleaned_data.get("looked")
        ):
            del self.fields["looked"]
