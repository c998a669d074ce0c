"""What is put right of one row of a public work, or taken out of the book, and on what basis."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.shown import AsShown
from soxa.law.periods import FOREVER
from soxa.steering.works.forms import BASIS, Contribute, Disburse, Observe, OfWork, ReportProgress


class _MendRow(AsShown):
    # a field that shows a column of another name
    columns: ClassVar[dict[str, str]] = {}

    struck = forms.BooleanField(label=gettext_lazy("Dòng này ghi nhầm, bỏ khỏi sổ"), required=False)
    basis = forms.CharField(label=BASIS, max_length=300)


class MendDisbursement(_MendRow, Disburse):
    """A payment put right, or taken out of the book."""

    field_order = ("year", "on", "amount", "paper")


class MendProgress(_MendRow, ReportProgress):
    """A word on progress put right, or taken out of the book."""

    field_order = ("on", "percent", "words")


class MendContribution(_MendRow, Contribute):
    """What the people gave, put right, or taken out of the book."""

    field_order = ("on", "kind", "quantity", "measure", "worth", "village", "households")


class MendObservation(_MendRow, Observe):
    """What supervision saw, put right, or taken out of the book."""

    columns: ClassVar = {"on": "since"}
    field_order = ("on", "content", "due_on")


class MendStop(_MendRow, OfWork):
    """From when to when a work stood still and why, put right, or taken out of the book."""

    columns: ClassVar = {"on": "since", "again": "until"}
    on = DayField(gettext_lazy("Dừng từ ngày"))
    again = DayField(gettext_lazy("Thi công lại từ ngày"))
    why = forms.CharField(
        label=gettext_lazy("Lý do, văn bản cho dừng"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    resumed_by = forms.CharField(
        label=gettext_lazy("Văn bản cho thi công lại"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("on", "again", "why", "resumed_by")

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        if self.initial["again"] == FOREVER:
            del self.fields["again"], self.fields["resumed_by"]

    def clean_again(self) -> date:
        """A day that has come."""
        again: date = self.cleaned_data["again"]
        if again > self.today:
            raise forms.ValidationError(_("Ngày này chưa đến."))
        return again

    def facts(self) -> dict[str, Any]:
        """What is said, as the columns of a stop."""
        told = super().facts()
        return {self.columns.get(name, name): value for name, value in told.items()}
