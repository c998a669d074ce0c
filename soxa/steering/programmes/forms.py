"""What is said of a programme and of each step of its life."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay
from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.law.periods import FOREVER
from soxa.law.words import spaced
from soxa.steering.programmes.models import ProgrammeEnd, WorkProgramme

BASIS = gettext_lazy("Căn cứ đính chính (văn bản, ngày, người đồng ý)")
PAPER = gettext_lazy("Văn bản (số, ký hiệu, ngày)")


def words(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 1000, **options}
    )


def one_of(label: Any, **options: Any) -> forms.TypedChoiceField:
    """A choice of one record by its key; nothing chosen is None."""
    return forms.TypedChoiceField(label=label, coerce=int, required=False, empty_value=None, **options)


class ProgrammeForm(forms.Form):
    """A programme: its kind, what it carries out and serves, who leads it and answers for it, from when to when."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=WorkProgramme.KINDS)
    symbol = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"), max_length=60, required=False,
        help_text=gettext_lazy("Chưa ban hành thì để trống; có trong sổ văn bản thì tự nối với văn bản ấy."),
    )  # fmt: skip
    title = words(gettext_lazy("Tên"), 2, max_length=300)
    resolution = one_of(gettext_lazy("Thực hiện nghị quyết, văn bản nào"))
    above = one_of(gettext_lazy("Thuộc chương trình nào"))
    targets = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Phục vụ chỉ tiêu"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lead_unit = one_of(gettext_lazy("Đơn vị chủ trì"))
    person = one_of(gettext_lazy("Người phụ trách"))
    since = DayField(gettext_lazy("Thực hiện từ ngày"))
    last_on = DayField(gettext_lazy("Đến hết ngày"), required=False)
    paper = forms.CharField(label=PAPER, max_length=200, required=False)

    def __init__(self, data: Any = None, *, offered: dict[str, list[Any]], initial: Any = None) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices if name == "targets" else [("", _("— chưa chọn —")), *choices]
        if not offered.get("targets"):
            self.fields.pop("targets")

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        told: dict[str, Any] = super().clean() or {}
        since, last = told.get("since"), told.get("last_on")
        if since and last and last < since:
            self.add_error(
                "last_on", _("Ngày cuối không trước ngày bắt đầu {day}.").format(day=day_text(since))
            )
        return told

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = {"targets": [], **self.cleaned_data}
        return {**told, **{name: spaced(told[name]) for name in ("symbol", "title", "paper")}}


class MendProgramme(AsShown, ProgrammeForm):
    """What is said of a programme, put right, and on what basis."""

    basis = forms.CharField(label=BASIS, max_length=300)


class Adopt(OnDay):
    """The day and the paper by which a programme was issued."""

    on = DayField(gettext_lazy("Ngày ban hành"))
    symbol = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60, required=False)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = {**self.cleaned_data}
        return {**told, "symbol": spaced(told["symbol"])}


class Ended(OnDay):
    """The day a programme ended, and what came of it."""

    on = DayField(gettext_lazy("Ngày kết thúc"))
    result = words(gettext_lazy("Kết quả thực hiện"), 5, max_length=2000)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {**self.cleaned_data, "result": self.cleaned_data["result"].strip()}


class Stopped(Ended):
    """The day a programme was stopped, and why."""

    on = DayField(gettext_lazy("Ngày dừng"))
    result = words(gettext_lazy("Lý do dừng"), 3, max_length=2000)


class Reopened(OnDay):
    """Why a programme that was ended goes on."""

    why = words(gettext_lazy("Lý do mở lại"), 3, max_length=300)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return dict(self.cleaned_data)


class MendEnd(AsShown, OnDay):
    """Until which day a programme ran, and from which it went on, put right, or an end never made; and on what basis."""

    on = DayField(gettext_lazy("Ngày kết thúc, ngày dừng"))
    again = DayField(gettext_lazy("Ngày mở lại"))
    result = words(gettext_lazy("Kết quả thực hiện, lý do dừng"), 5, max_length=2000)
    reopened_why = words(gettext_lazy("Lý do mở lại"), 3, max_length=300)
    struck = forms.BooleanField(label=gettext_lazy("Lần kết thúc này ghi nhầm, bỏ khỏi sổ"), required=False)
    basis = forms.CharField(label=BASIS, max_length=300)

    def __init__(self, data: Any = None, *, row: ProgrammeEnd, today: date) -> None:
        held = {"on": row.last_on, "again": row.until, "result": row.result, "reopened_why": row.reopened_why}
        super().__init__(data, today=today, label_suffix="", initial={**held, "struck": False})
        if row.until == FOREVER:
            del self.fields["again"], self.fields["reopened_why"]

    def clean_again(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["again"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày {day} chưa đến.").format(day=day_text(day)))
        return day

    def facts(self) -> dict[str, Any]:
        """What is said, as the columns of an end, but for the last day, which stands as it is."""
        columns = {"on": "last_on", "again": "until"}
        told = {columns.get(name, name): value for name, value in self.cleaned_data.items()}
        return {**told, "result": told["result"].strip()}
