"""What is said of an indicator when it is assessed, verified or sent back."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import FileField, OnDay
from soxa.kernel.day_field import DayField
from soxa.law.numbers import parse_decimal
from soxa.law.words import spaced
from soxa.values.criteria import rules
from soxa.values.criteria.models import CriterionResult, Indicator

_WHOLE, _PLACES = Decimal(10) ** 12, 4
# what is counted in these is a whole number
COUNTED = ("căn", "vụ", "tổ chức", "hộ", "người", "mô hình")


class NumberField(forms.CharField):
    """A number as offices write it, with a decimal comma; at most four decimals."""

    def __init__(self, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=40, widget=shown, **options)

    def clean(self, value: Any) -> Any:
        """The number; None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = parse_decimal(text.replace("%", "").strip())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if abs(number) >= _WHOLE:
            raise forms.ValidationError(_("“{text}” là số quá lớn. Xem lại đơn vị tính.").format(text=text))
        if number != round(number, _PLACES):
            raise forms.ValidationError(_("Tối đa bốn chữ số sau dấu phẩy. Làm tròn số này."))
        return number

    def prepare_value(self, value: Any) -> Any:
        """A number as one types it."""
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class Assess(OnDay):
    """What was found of one indicator: the number or the words, by what, on which day, by whom."""

    on = DayField(gettext_lazy("Ngày đánh giá"))
    value = NumberField(label=gettext_lazy("Giá trị đạt được"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả"), widget=forms.RadioSelect, required=False)
    evidence = forms.CharField(
        label=gettext_lazy("Minh chứng, căn cứ"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Văn bản, biên bản, số liệu của cơ quan nào; với mức do tỉnh quy định ghi số, ngày văn bản của tỉnh."),
    )  # fmt: skip
    paper = FileField(label=gettext_lazy("Tệp minh chứng"), required=False)
    assessor = forms.TypedChoiceField(label=gettext_lazy("Người đánh giá"), coerce=int)

    def __init__(
        self, *args: Any, indicator: Indicator, ask: rules.Ask, people: list[Any], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.indicator, self.ask = indicator, ask
        said: Any = self.fields["assessor"]
        said.choices = [("", _("— chưa chọn —")), *people]
        self._shape()

    def _shape(self) -> None:
        """A number is asked where it is compared or has a unit of measure; words where the book cannot judge."""
        one = self.indicator
        by_number = one.kind == rules.NUMBER
        if not by_number and not one.unit_word:
            del self.fields["value"]
        elif by_number:
            self.fields["value"].required = not one.may_not_apply
        if "value" in self.fields and one.unit_word:
            self.fields["value"].label = _("Giá trị đạt được ({unit})").format(unit=one.unit_word)
        judges = by_number and self.ask.threshold is not None
        offered = [] if judges else [rules.PASSED, rules.FAILED]
        offered += [rules.NOT_APPLICABLE] if one.may_not_apply else []
        words = dict(CriterionResult.OUTCOMES)
        if not offered:
            del self.fields["outcome"]
            return
        outcome: Any = self.fields["outcome"]
        outcome.choices = [(key, words[key]) for key in offered]
        outcome.required = not judges

    def clean_value(self) -> Decimal | None:
        """A share lies between 0 and 100, what is counted is whole and not below nothing."""
        number: Decimal | None = self.cleaned_data["value"]
        if number is None:
            return None
        most = 100
        if self.indicator.unit_word == "%" and not 0 <= number <= most:
            raise forms.ValidationError(_("Tỷ lệ từ 0 đến 100%."))
        if number < 0:
            raise forms.ValidationError(_("Giá trị không âm."))
        if self.indicator.unit_word in COUNTED and number != int(number):
            raise forms.ValidationError(
                _("{unit} đếm bằng số nguyên.").format(unit=self.indicator.unit_word.capitalize())
            )
        return number

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = self.cleaned_data
        return {
            "on": told["on"], "value": told.get("value"), "outcome": told.get("outcome", ""),
            "evidence": spaced(told["evidence"]), "paper": told.get("paper"), "assessor": told["assessor"],
        }  # fmt: skip


class Verify(OnDay):
    """The day of the verification, and what is said with it."""

    on = DayField(gettext_lazy("Ngày thẩm định"))
    remark = forms.CharField(
        label=gettext_lazy("Ý kiến thẩm định"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {"on": self.cleaned_data["on"], "remark": spaced(self.cleaned_data["remark"])}


class SendBack(OnDay):
    """Why a result goes back."""

    on = DayField(gettext_lazy("Ngày"))
    remark = forms.CharField(
        label=gettext_lazy("Cần bổ sung gì"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {"on": self.cleaned_data["on"], "remark": spaced(self.cleaned_data["remark"])}
