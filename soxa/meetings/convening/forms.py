"""What a person says of a paper: a file or the number of a document of the book, and to which point it belongs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from soxa.documents.forms import FileField, StepForm
from soxa.law.words import spaced
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
