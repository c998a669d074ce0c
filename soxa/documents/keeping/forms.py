"""What a person must say of a file of the plan: when it is put in, corrected, closed, handed in, held, destroyed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay, StepForm
from soxa.kernel.day_field import DayField
from soxa.kernel.sheets.cells import spaced
from soxa.kernel.shown import AsShown


class About(StepForm):
    """What is said of a file; a term left blank is for ever."""

    heading = forms.CharField(
        label=gettext_lazy("Đề mục"), max_length=200, required=False, help_text=gettext_lazy("Ví dụ: I. Tổng hợp")
    )  # fmt: skip
    code = forms.CharField(
        label=gettext_lazy("Số, ký hiệu hồ sơ"), max_length=20, help_text=gettext_lazy("Ví dụ: 03-TH")
    )
    title = forms.CharField(
        label=gettext_lazy("Tiêu đề hồ sơ"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    keep_years = forms.IntegerField(
        label=gettext_lazy("Thời hạn lưu (năm), để trống là vĩnh viễn"), min_value=1, max_value=100, required=False
    )  # fmt: skip
    term_source = forms.CharField(label=gettext_lazy("Căn cứ thời hạn"), max_length=200, required=False)
    term_confirmed = forms.BooleanField(
        label=gettext_lazy("Đã đối chiếu thời hạn với văn bản quy định"), required=False
    )
    rights = forms.CharField(label=gettext_lazy("Chế độ sử dụng"), max_length=30, required=False)
    keeper = forms.CharField(label=gettext_lazy("Người lập hồ sơ"), max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        """A term that was looked up names where; text is kept with single spaces."""
        told: dict[str, Any] = super().clean() or {}
        told = {name: spaced(value) if isinstance(value, str) else value for name, value in told.items()}
        if told.get("term_confirmed") and not told.get("term_source"):
            self.add_error("term_source", _("Đã đối chiếu thì ghi văn bản, mục đã đối chiếu."))
        return told


class Mend(AsShown, About):
    """What is corrected of a file, and on what basis."""

    basis = forms.CharField(label=gettext_lazy("Căn cứ đính chính"), max_length=300)

    def changes(self) -> dict[str, Any]:
        """The facts without the basis."""
        return {name: value for name, value in self.cleaned_data.items() if name != "basis"}


class Close(OnDay):
    """The day on which the work of the file ended."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        year = getattr(self.document, "year", self.today.year)
        if year < self.today.year:
            self.initial = {**self.initial, "on": date(year, 12, 31)}


class Reopen(StepForm):
    """Why a closed file is opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do mở lại"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class HandIn(OnDay):
    """The day on which the archive took the file over, and who took it."""

    receiver = forms.CharField(label=gettext_lazy("Nơi, người nhận"), max_length=160)


class Destroy(StepForm):
    """The day, the decision and the reason of a destruction."""

    on = DayField(gettext_lazy("Ngày hủy"))
    decision = forms.CharField(label=gettext_lazy("Quyết định hủy (số, ngày, nơi ban hành)"), max_length=200)
    reason = forms.CharField(
        label=gettext_lazy("Lý do hủy"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Tôi hiểu rằng tệp trong hồ sơ bị xóa khỏi máy và không lấy lại được từ sổ")
    )


class Hold(OnDay):
    """Why a file is kept back from destruction, or no longer is."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
