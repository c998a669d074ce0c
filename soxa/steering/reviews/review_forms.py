"""What is said to begin, to issue and to withdraw a review."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay, StepForm
from soxa.kernel.day_field import DayField
from soxa.law.periods import Period
from soxa.law.words import spaced
from soxa.steering.reviews.models import Review

H1, H2 = "h1", "h2"
KINDS = [
    (H1, gettext_lazy("Sơ kết 6 tháng đầu năm")),
    (H2, gettext_lazy("Sơ kết 6 tháng cuối năm")),
    (Review.YEAR, gettext_lazy("Sơ kết năm")),
    (Review.FIVE, gettext_lazy("Sơ kết 5 năm")),
    (Review.TEN, gettext_lazy("Tổng kết 10 năm")),
]
YEARS = {Review.YEAR: 1, Review.FIVE: 5, Review.TEN: 10}


def period_of(kind: str, year: int) -> Period:
    """The period of a kind that ends in a year."""
    if kind in (H1, H2):
        return Period.parse(f"{year}-{kind.upper()}")
    return Period.of_days(date(year - YEARS[kind] + 1, 1, 1), date(year + 1, 1, 1))


class Subject(forms.Form):
    """What is to be reviewed; `offered` are groups of (kind and key, name)."""

    about = forms.ChoiceField(label=gettext_lazy("Nghị quyết, kế hoạch, chương trình"))

    def __init__(self, *args: Any, offered: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = offered
        field: Any = self.fields["about"]
        field.choices = [("", _("— chưa chọn —")), *offered]


class Begin(forms.Form):
    """Of which kind, ending in which year."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=KINDS, widget=forms.RadioSelect, initial=Review.YEAR
    )
    year = forms.IntegerField(
        label=gettext_lazy("Năm"), min_value=2000, max_value=2100,
        help_text=gettext_lazy("Với sơ kết 5 năm, tổng kết 10 năm: năm cuối của kỳ."),
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """What is said."""
        kind = self.cleaned_data["kind"]
        return {
            "kind": Review.HALF if kind in (H1, H2) else kind,
            "period": period_of(kind, self.cleaned_data["year"]),
        }


class Issue(OnDay):
    """The day a review bears, and who signs it."""

    on = DayField(gettext_lazy("Ngày ban hành"))
    signer = forms.ChoiceField(label=gettext_lazy("Người ký"), required=False)
    paper = forms.CharField(
        label=gettext_lazy("Số, ký hiệu đã cấp ngoài sổ"), max_length=60, required=False,
        help_text=gettext_lazy("Để trống thì sổ văn bản cấp số tiếp theo. Văn bản đã ban hành trước khi lập sổ thì ghi số của nó."),
    )  # fmt: skip

    def __init__(self, *args: Any, hands: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["signer"]
        field.choices = [
            *((one.name, f"{one.name} – {one.post.capitalize()}") for one in hands),
            ("", _("— để trống, ký tay —")),
        ]
        self.initial.setdefault("signer", field.choices[0][0])

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = self.cleaned_data
        return {"on": told["on"], "signer": told["signer"], "paper": spaced(told["paper"])}


class Withdraw(StepForm):
    """Why an issued review is called back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do thu hồi"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {"reason": spaced(self.cleaned_data["reason"])}
