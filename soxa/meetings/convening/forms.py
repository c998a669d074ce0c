"""What a person says of a paper – a file, or the number of a document of the book – and of a duty in the week's calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from soxa.documents.forms import FileField, StepForm
from soxa.kernel.day_field import DayField
from soxa.law.words import spaced
from soxa.meetings.forms import hour
from soxa.meetings.models import Item


class HandOut(StepForm):
    """A paper to put before a meeting."""

    file = FileField(label=gettext_lazy("Tệp trên máy (PDF, Word, Excel, ảnh)"), required=False)
    notation = forms.CharField(
        label=gettext_lazy("Hoặc số, ký hiệu văn bản có trong sổ"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"placeholder": "05-NQ/ĐU"}),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Tên tài liệu"), max_length=300, required=False)
    item = forms.TypedChoiceField(
        label=gettext_lazy("Cho nội dung"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, items: list[Item], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = {one.pk: one for one in items}
        field: Any = self.fields["item"]
        field.choices = [
            ("", gettext_lazy("Cả cuộc họp")),
            *((one.pk, f"{one.number}. {one.title}") for one in items),
        ]
        if not items:
            del self.fields["item"]

    def clean(self) -> dict[str, Any]:
        """A file or a number, one of the two; without a title a file is called as it came."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        if bool(told.get("file")) == bool(told.get("notation")):
            self.add_error("file", gettext_lazy("Chọn một tệp, hoặc ghi số văn bản có trong sổ."))
        told["title"] = spaced(told.get("title", ""))
        return told

    def point(self) -> Item | None:
        """The point of the agenda it belongs to; None for the whole meeting."""
        return self.items.get(self.cleaned_data.get("item") or 0)


class Line(StepForm):
    """A duty or visit for the week's calendar."""

    on = DayField(gettext_lazy("Ngày"))
    begins_at = hour(gettext_lazy("Từ giờ"), required=False)
    ends_at = hour(gettext_lazy("Đến giờ"), required=False)
    text = forms.CharField(label=gettext_lazy("Nội dung"), max_length=300)
    leader = forms.CharField(label=gettext_lazy("Chủ trì, người thực hiện"), max_length=200, required=False)
    people = forms.CharField(label=gettext_lazy("Thành phần"), max_length=300, required=False)
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=160, required=False)
    prepares = forms.CharField(label=gettext_lazy("Đơn vị chuẩn bị"), max_length=160, required=False)

    def clean_on(self) -> Any:
        """A duty may lie ahead; one more than a year away is a slip of the pen."""
        day = self.cleaned_data["on"]
        if abs((day - self.today).days) > 366:
            raise forms.ValidationError(gettext_lazy("Ngày cách hôm nay hơn một năm; xem lại năm."))
        return day

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        told: dict[str, Any] = super().clean() or {}
        begins, ends = told.get("begins_at"), told.get("ends_at")
        if ends and (not begins or ends <= begins):
            self.add_error("ends_at", gettext_lazy("Giờ kết thúc phải sau giờ bắt đầu."))
        told["text"] = spaced(told.get("text", ""))
        return told
