"""What a person must say to ask for opinions, to answer, and to close the round."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.circulation import Seat
from soxa.documents.forms import OnDay, StepForm
from soxa.documents.models import Opinion
from soxa.kernel.day_field import DayField


class Ask(StepForm):
    """The question, the last day to answer, and who is asked."""

    question = forms.CharField(
        label=gettext_lazy("Nội dung xin ý kiến"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    on = DayField(gettext_lazy("Ngày gửi phiếu"))
    due = DayField(gettext_lazy("Hạn trả lời"))
    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Xin ý kiến các đồng chí"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Đã chọn sẵn theo chức vụ trong sổ; bỏ chọn hoặc chọn thêm cho đúng thành phần."),
    )  # fmt: skip

    def __init__(self, *args: Any, seats: list[Seat], **options: Any) -> None:
        super().__init__(*args, **options)
        self.seats = {one.person_id: one for one in seats}
        people: Any = self.fields["people"]
        people.choices = [(one.person_id, f"{one.name} – {one.post}") for one in seats]
        about = _("Xin ý kiến về dự thảo {kind}: {abstract}").format(
            kind=self.document.kind_title.lower(), abstract=self.document.abstract
        )
        self.initial = {
            **self.initial,
            "question": about,
            "due": self.today + timedelta(days=7),
            "people": [one.person_id for one in seats if one.member],
        }

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the slips go out."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("on") and told.get("due") and told["due"] < told["on"]:
            self.add_error("due", _("Hạn trả lời không được trước ngày gửi phiếu."))
        return told

    def chosen(self) -> list[Seat]:
        """Those who are asked."""
        return [self.seats[one] for one in self.cleaned_data["people"]]


class AddMembers(OnDay):
    """Who else is asked, and why only now; those asked already are not offered."""

    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Gửi thêm phiếu cho"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do gửi thêm"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("people", "reason", "on")

    def __init__(self, *args: Any, seats: list[Seat], **options: Any) -> None:
        super().__init__(*args, **options)
        self.seats = {one.person_id: one for one in seats}
        people: Any = self.fields["people"]
        people.choices = [(one.person_id, f"{one.name} – {one.post}") for one in seats]

    def chosen(self) -> list[Seat]:
        """Those who are asked now."""
        return [self.seats[one] for one in self.cleaned_data["people"]]


class TakeBack(OnDay):
    """Why a slip is taken back before it was answered."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do rút phiếu"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("reason", "on")


class Answer(StepForm):
    """One member's opinion; `on` is asked only of who types it from paper."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Ý kiến"), choices=Opinion.ANSWERS, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Nội dung ý kiến"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    on = DayField(gettext_lazy("Ngày ghi trên phiếu giấy"))

    def __init__(self, *args: Any, own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if own:
            del self.fields["on"]

    def day(self) -> date:
        """The day of the answer: typed from the paper, or today."""
        found: date = self.cleaned_data.get("on") or self.today
        return found

    def clean(self) -> dict[str, Any]:
        """Another opinion is written out."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("answer") == Opinion.OTHER and not told.get("words"):
            self.add_error("words", _("Ý kiến khác thì ghi rõ nội dung."))
        return told


class Close(OnDay):
    """The day of the count."""
