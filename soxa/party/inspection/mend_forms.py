"""What is typed to put right what was written of an inspection, and on what basis."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.party.inspection.forms import Answered, Conclude, Done, Recommend, Verified

BASIS = gettext_lazy("Căn cứ đính chính")


class MendStage(AsShown, Done):
    """The day, paper and note of a stage."""

    paper = forms.CharField(label=gettext_lazy("Văn bản (số, ký hiệu, ngày)"), max_length=200, required=False)
    basis = forms.CharField(label=BASIS, max_length=300)


class MendConclusion(AsShown, Conclude):
    """The conclusion too."""

    basis = forms.CharField(label=BASIS, max_length=300)
    field_order = (*Conclude.field_order, "basis")


class MendRecommendation(AsShown, Recommend):
    """What a recommendation asks for, or that it was never made."""

    taken_back = forms.BooleanField(
        label=gettext_lazy("Kết luận không có kiến nghị này: bỏ kiến nghị ghi nhầm"), required=False
    )
    basis = forms.CharField(label=BASIS, max_length=300)


class MendAnswer(AsShown, Answered):
    """What was reported."""

    basis = forms.CharField(label=BASIS, max_length=300)


class MendChecked(AsShown, Answered):
    """What was reported, and what was found by whoever looked."""

    checked_on = DayField(gettext_lazy("Ngày xác minh"))
    outcome = Verified.base_fields["outcome"]
    found = forms.CharField(label=gettext_lazy("Nhận xét"), max_length=500, required=False)
    basis = forms.CharField(label=BASIS, max_length=300)

    def clean_checked_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["checked_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày {day} chưa đến.").format(day=day_text(day)))
        return day
