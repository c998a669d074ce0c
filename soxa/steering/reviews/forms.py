"""What is said of a shortcoming, of what was done about it, and of a review."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay
from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.law.words import spaced


def _words(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 600, **options}
    )


class ShortcomingForm(forms.Form):
    """A shortcoming: where it was stated, why, who puts it right, how, by when."""

    content = _words(gettext_lazy("Hạn chế, khuyết điểm"), max_length=1000)
    cause = _words(gettext_lazy("Nguyên nhân"), 2, required=False)
    remedy = _words(gettext_lazy("Biện pháp khắc phục"), 2)
    lead_unit = forms.TypedChoiceField(
        label=gettext_lazy("Đơn vị khắc phục"), coerce=int, required=False, empty_value=None
    )
    person = forms.TypedChoiceField(
        label=gettext_lazy("Người chịu trách nhiệm"), coerce=int, required=False, empty_value=None
    )
    since = DayField(gettext_lazy("Ngày nêu"))
    due_on = DayField(gettext_lazy("Hạn khắc phục"))
    review = forms.TypedChoiceField(
        label=gettext_lazy("Nêu tại bản sơ kết, tổng kết"), coerce=int, required=False, empty_value=None
    )
    paper = forms.CharField(
        label=gettext_lazy("Nêu tại văn bản khác (số, ký hiệu, ngày)"), max_length=200, required=False,
        help_text=gettext_lazy("Ví dụ: Báo cáo kiểm điểm tập thể Ban Thường vụ Đảng ủy năm 2025."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, offered: dict[str, list[Any]], today: date, initial: Any = None
    ) -> None:
        super().__init__(data, label_suffix="", initial={"since": today, **(initial or {})})
        self.today = today
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", _("— chưa chọn —")), *choices]

    def clean_since(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["since"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày {day} chưa đến.").format(day=day_text(day)))
        return day

    def clean(self) -> dict[str, Any]:
        """Where it was stated, who answers for it, and a day of remedy that does not lie before."""
        told: dict[str, Any] = super().clean() or {}
        since, due = told.get("since"), told.get("due_on")
        if since and due and due < since:
            self.add_error(
                "due_on", _("Hạn khắc phục không trước ngày nêu {day}.").format(day=day_text(since))
            )
        if not told.get("review") and not told.get("paper"):
            self.add_error("paper", _("Ghi nơi nêu: chọn bản sơ kết, tổng kết hoặc ghi văn bản."))
        if not told.get("lead_unit") and not told.get("person"):
            self.add_error("lead_unit", _("Chọn đơn vị hoặc người khắc phục."))
        return told

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = dict(self.cleaned_data)
        return {**told, **{name: spaced(told[name]) for name in ("content", "cause", "remedy", "paper")}}


class MendShortcoming(AsShown, ShortcomingForm):
    """What is said of a shortcoming put right, its day moved, and on what basis."""

    basis = forms.CharField(
        label=gettext_lazy("Căn cứ đính chính, gia hạn (văn bản, ngày, người đồng ý)"), max_length=300
    )


class Report(OnDay):
    """What was done about a shortcoming, and by what one sees it."""

    on = DayField(gettext_lazy("Ngày khắc phục xong"))
    words = _words(gettext_lazy("Đã làm gì, kết quả"), max_length=1000)
    paper = forms.CharField(label=gettext_lazy("Căn cứ, minh chứng (văn bản, số liệu)"), max_length=300)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = dict(self.cleaned_data)
        return {**told, "words": spaced(told["words"]), "paper": spaced(told["paper"])}


class Confirm(OnDay):
    """The day on which somebody saw that it is put right."""

    on = DayField(gettext_lazy("Ngày xác nhận"))
    found = _words(gettext_lazy("Kết quả xem lại"), 2, max_length=500, required=False)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {"on": self.cleaned_data["on"], "found": spaced(self.cleaned_data["found"])}


class SendBack(OnDay):
    """Why it is not put right yet."""

    on = DayField(gettext_lazy("Ngày xem lại"))
    found = _words(gettext_lazy("Còn thiếu gì"), 2, max_length=500)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {"on": self.cleaned_data["on"], "found": spaced(self.cleaned_data["found"])}
