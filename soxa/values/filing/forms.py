"""What a person says at each step of a filing, at a correction after it is locked, and of a paper behind a number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from soxa.documents.forms import FileField, OnDay
from soxa.kernel.day_field import DayField
from soxa.kernel.shown import AsShown
from soxa.law.words import spaced


class _Said(OnDay):
    def facts(self) -> dict[str, Any]:
        """What is said, in plain spaces."""
        told = self.cleaned_data
        return {name: spaced(one) if isinstance(one, str) else one for name, one in told.items()}


class Submit(_Said):
    """The day, and why some lines stay empty."""

    on = DayField(gettext_lazy("Ngày trình"))
    gaps_why = forms.CharField(
        label=gettext_lazy("Vì sao còn ô trống"), max_length=300, required=False,
        help_text=gettext_lazy("Chỉ ghi khi bảng còn chỉ tiêu để trống."),
    )  # fmt: skip


class Check(_Said):
    """The day of the check."""

    on = DayField(gettext_lazy("Ngày kiểm tra"))


class Approve(_Said):
    """The day of approval."""

    on = DayField(gettext_lazy("Ngày duyệt"))


class SendBack(_Said):
    """The day, and what is to be mended."""

    on = DayField(gettext_lazy("Ngày trả lại"))
    why = forms.CharField(
        label=gettext_lazy("Lý do, điều cần sửa"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class Correct(AsShown, forms.Form):
    """A number that was approved, corrected: the new one, its parts where it is divided, and on what basis."""

    value = forms.CharField(label=gettext_lazy("Giá trị"), max_length=60, required=False)
    over = forms.CharField(label=gettext_lazy("Tử số"), max_length=40, required=False)
    under = forms.CharField(label=gettext_lazy("Mẫu số"), max_length=40, required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=300, required=False)
    looked = forms.BooleanField(label=gettext_lazy("Đã kiểm tra điều sổ hỏi"), required=False)
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ đính chính (văn bản, ngày, người đồng ý)"), max_length=300
    )

    def __init__(self, data: Any = None, *, initial: dict[str, str], divided: bool, ratio: bool) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        if not divided:
            del self.fields["over"], self.fields["under"]
        if ratio:
            del self.fields["value"]
            self.fields["over"].label, self.fields["under"].label = (
                gettext_lazy("Số đạt"), gettext_lazy("Tổng số"),
            )  # fmt: skip


class PaperForm(forms.Form):
    """A paper behind a number."""

    file = FileField(label=gettext_lazy("Tệp (PDF, ảnh, Word, Excel)"))


class FromFile(forms.Form):
    """A workbook whose numbers are laid into the fields of the grid."""

    workbook = forms.FileField(label=gettext_lazy("Tệp Excel"))
