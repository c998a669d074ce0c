"""What is put right of one row of a public work, or taken out of the book, and on what basis."""

from django import forms
from django.utils.translation import gettext_lazy

from soxa.kernel.shown import AsShown
from soxa.steering.works.forms import BASIS, Contribute, Disburse, Observe, ReportProgress


class _MendRow(AsShown):
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

    field_order = ("on", "content", "due_on")
