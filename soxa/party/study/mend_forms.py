"""What is typed of a unit's commitment, and to put right what was written of study, and on what basis."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay, StepForm
from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.party.study.forms import BASIS, Held
from soxa.party.study.models import Commitment

TAKEN_BACK = gettext_lazy("Ghi nhầm: bỏ dòng này")
LINES = {"rows": 4}


class MendHeld(AsShown, Held):
    """A sitting."""

    taken_back = forms.BooleanField(label=gettext_lazy("Không có buổi này: bỏ buổi ghi nhầm"), required=False)
    basis = forms.CharField(label=BASIS, max_length=300)


class _Days(StepForm):
    """Days that have come."""

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for name in ("made_on", "reviewed_on"):
            day = told.get(name)
            if day and day > self.today:
                self.add_error(name, _("Ngày {day} chưa đến.").format(day=day_text(day)))
        return told


class MendCommitment(AsShown, _Days):
    """A commitment; the review is asked for where there is one."""

    made_on = DayField(gettext_lazy("Ngày đăng ký"))
    reviewed_on = DayField(gettext_lazy("Ngày kiểm điểm"))
    result = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=Commitment.RESULTS)
    taken_back = forms.BooleanField(label=TAKEN_BACK, required=False)
    basis = forms.CharField(label=BASIS, max_length=300)
    OF_REVIEW: tuple[str, ...] = ("reviewed_on", "result")

    def __init__(self, *args: Any, reviewed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in () if reviewed else self.OF_REVIEW:
            self.fields.pop(name)


class UnitRegistered(OnDay):
    """What a unit registered."""

    on = DayField(gettext_lazy("Ngày đăng ký"))
    content = forms.CharField(
        label=gettext_lazy("Nội dung đăng ký làm theo"), max_length=1000, widget=forms.Textarea(attrs=LINES)
    )
    paper = forms.CharField(
        label=gettext_lazy("Văn bản đăng ký (số, ký hiệu, ngày)"), max_length=200, required=False
    )


class UnitReviewed(OnDay):
    """How a unit kept it."""

    on = DayField(gettext_lazy("Ngày kiểm điểm"))
    result = forms.ChoiceField(
        label=gettext_lazy("Kết quả"), choices=Commitment.RESULTS, widget=forms.RadioSelect
    )
    review = forms.CharField(
        label=gettext_lazy("Kết quả thực hiện"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=LINES),
    )


class MendUnitCommitment(MendCommitment):
    """A unit's commitment; the review is asked for where there is one."""

    content = UnitRegistered.base_fields["content"]
    paper = UnitRegistered.base_fields["paper"]
    review = UnitReviewed.base_fields["review"]
    field_order = ("content", "paper", "made_on", "reviewed_on", "result", "review", "taken_back", "basis")
    OF_REVIEW = ("reviewed_on", "result", "review")
