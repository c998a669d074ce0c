"""What a person must say at each step of a transfer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.law.words import clean_name
from soxa.party.case_day import CaseDayField
from soxa.party.transfers.models import Transfer

OTHER = gettext_lazy("Tổ chức đảng nơi chuyển đến")
FROM = gettext_lazy("Tổ chức đảng nơi chuyển đi")
REASON = gettext_lazy("Lý do")
MONTH = gettext_lazy("Đã đóng đảng phí đến hết tháng")
LETTER_NO = gettext_lazy("Số giấy giới thiệu")
LETTER_ON = gettext_lazy("Ngày giới thiệu")


class MonthField(forms.CharField):
    """A month typed as 11/2026; the value is its first day."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(
            label=label, max_length=7, help_text=gettext_lazy("Tháng/năm, ví dụ 11/2026"), **options
        )

    def prepare_value(self, value: Any) -> Any:
        """The month as it is typed."""
        return f"{value.month:02}/{value.year}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """The first day of the month; words for what is no month."""
        text = super().clean(value)
        if not text:
            return None
        month, slash, year = text.replace("-", "/").strip().partition("/")
        if not (
            slash and month.isdecimal() and year.isdecimal() and len(year) == 4 and 1 <= int(month) <= 12
        ):
            raise forms.ValidationError(
                _("“{text}” không phải tháng/năm. Ghi như 11/2026.").format(text=text)
            )
        if not 1930 <= int(year) <= 9998:
            raise forms.ValidationError(_("Năm {year} không hợp lệ.").format(year=year))
        return date(int(year), int(month), 1)


class CaseForm(forms.Form):
    """A form that knows the case (None before it is begun) and today; a day to come is refused in words."""

    FUTURE: frozenset[str] = frozenset()

    def __init__(self, data: Any = None, *, case: Transfer | None = None, today: date, cells: Sequence[tuple[int, str]] = ()) -> None:  # fmt: skip
        self.case, self.today = case, today
        super().__init__(data, label_suffix="")
        if "unit" in self.fields:
            offered: Any = self.fields["unit"]
            offered.choices = [("", _("— chọn chi bộ —")), *cells]

    def clean(self) -> dict[str, Any]:
        """No day of an act lies ahead."""
        told: dict[str, Any] = super().clean() or {}
        for name, value in told.items():
            if isinstance(value, date) and value > self.today and name not in self.FUTURE:
                self.add_error(name, _("Ngày này chưa đến; sổ chỉ ghi việc đã có."))
        return told


class Request(CaseForm):
    """The member asks to be transferred away."""

    FUTURE = frozenset({"returns_on", "effect_on"})
    sort = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[(code, f"{title}") for code, title in Transfer.SORTS],
        widget=forms.RadioSelect,
        initial=Transfer.OFFICIAL,
    )
    why = forms.ChoiceField(label=gettext_lazy("Lý do chuyển"), choices=Transfer.WHY)
    other = forms.CharField(label=OTHER, max_length=160)
    effect_on = CaseDayField(
        gettext_lazy("Ngày quyết định (nghỉ, chuyển công tác) hoặc thay đổi nơi cư trú có hiệu lực")
    )
    requested_on = CaseDayField(gettext_lazy("Ngày nộp hồ sơ"))
    returns_on = CaseDayField(gettext_lazy("Dự kiến trở về (với chuyển tạm thời)"), required=False)
    portal_no = forms.CharField(
        label=gettext_lazy("Mã hồ sơ trên Cổng dịch vụ công"), max_length=40, required=False
    )
    late_why = forms.CharField(
        label=gettext_lazy("Giải trình, nếu nộp hồ sơ quá hạn"), max_length=300, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A temporary transfer says when it is to end, and that is after it begins."""
        told = super().clean()
        back, effect = told.get("returns_on"), told.get("effect_on")
        if told.get("sort") == Transfer.TEMPORARY and not back and "returns_on" not in self.errors:
            self.add_error("returns_on", _("Chuyển tạm thời thì ghi ngày dự kiến trở về."))
        if told.get("sort") == Transfer.OFFICIAL:
            told["returns_on"] = None
        elif back and effect and back <= effect:
            self.add_error("returns_on", _("Ngày trở về phải sau ngày đi."))
        return told


class Review(CaseForm):
    """The cell has looked at the request and the member's self-review."""

    reviewed_on = CaseDayField(gettext_lazy("Ngày chi bộ xem xét"))


class Letter(CaseForm):
    """The letter of introduction is given, on the portal or on paper."""

    letter_no = forms.CharField(label=LETTER_NO, max_length=40)
    letter_on = CaseDayField(LETTER_ON)
    dues_through = MonthField(MONTH)
    FUTURE = frozenset({"dues_through"})


class Settle(CaseForm):
    """The other organisation has received the member; or, of one away for a time, he is back."""

    ended_on = CaseDayField(gettext_lazy("Ngày nơi đến tiếp nhận"))
    paper = forms.CharField(
        label=gettext_lazy("Giấy xác nhận, mã trên Cổng (nếu có)"), max_length=200, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.case and self.case.sort == Transfer.TEMPORARY:
            self.fields["ended_on"].label = _("Ngày trở về, nộp giấy giới thiệu") if self.case.direction == Transfer.OUT else _("Ngày hết sinh hoạt tạm thời")  # fmt: skip


class End(CaseForm):
    """The case ends without a transfer."""

    ended_on = CaseDayField(gettext_lazy("Ngày"))
    reason = forms.CharField(label=REASON, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class Arrive(CaseForm):
    """Somebody lays his letter before the cell committee."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    sort = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=Transfer.SORTS,
        widget=forms.RadioSelect,
        initial=Transfer.OFFICIAL,
    )
    other = forms.CharField(label=FROM, max_length=160)
    unit = forms.TypedChoiceField(label=gettext_lazy("Xuất trình với chi bộ"), coerce=int)
    letter_no = forms.CharField(label=LETTER_NO, max_length=40)
    letter_on = CaseDayField(LETTER_ON)
    presented_on = CaseDayField(gettext_lazy("Ngày xuất trình"))
    dues_through = MonthField(MONTH, required=False)
    file_confirmed = forms.BooleanField(
        label=gettext_lazy("Hồ sơ gốc có danh mục, được cấp ủy nơi đi xác nhận, niêm phong"),
        required=False,
        help_text=gettext_lazy("Chưa có xác nhận thì chưa tiếp nhận được; ghi lại khi đã bổ sung."),
    )
    late_why = forms.CharField(
        label=gettext_lazy("Giải trình, nếu xuất trình quá hạn"), max_length=300, required=False
    )
    FUTURE = frozenset({"dues_through"})

    def clean_full_name(self) -> str:
        """The name in NFC, not all capitals."""
        return clean_name(self.cleaned_data["full_name"])

    def clean(self) -> dict[str, Any]:
        """The letter is older than its presentation."""
        told = super().clean()
        if told.get("letter_on") and told.get("presented_on") and told["presented_on"] < told["letter_on"]:
            self.add_error("presented_on", _("Ngày xuất trình không được trước ngày giới thiệu."))
        return told


class Confirm(CaseForm):
    """The sending committee has confirmed the list of the file."""

    ended_on = CaseDayField(gettext_lazy("Ngày nhận được xác nhận"))
