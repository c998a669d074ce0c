"""What is said of a resolution."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.shown import AsShown
from soxa.law.periods import FOREVER
from soxa.law.words import spaced
from soxa.steering.resolutions.models import Resolution

MOST_ARTICLES, LONGEST = 40, 1000


class ResolutionForm(forms.Form):
    """A text that asks something of a unit: what, by whom, when, until when, and which text it carries out."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Resolution.KINDS)
    symbol = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"), max_length=60, required=False,
        help_text=gettext_lazy("Như ghi trên văn bản, ví dụ 05-NQ/ĐU; có trong sổ văn bản thì tự nối với văn bản ấy."),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("Về việc"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=160)
    adopted_on = DayField(gettext_lazy("Ngày ban hành"))
    since = DayField(gettext_lazy("Thực hiện từ ngày"), required=False)
    last = DayField(gettext_lazy("Đến hết ngày"), required=False)
    above = forms.TypedChoiceField(
        label=gettext_lazy("Thực hiện văn bản nào"), coerce=int, required=False, empty_value=None
    )
    meeting = forms.TypedChoiceField(
        label=gettext_lazy("Thông qua tại cuộc họp"), coerce=int, required=False, empty_value=None,
        help_text=gettext_lazy("Cuộc họp của đơn vị có trong sổ, họp không sau ngày ban hành."),
    )  # fmt: skip
    articles = forms.CharField(
        label=gettext_lazy("Nhiệm vụ, giải pháp"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Mỗi dòng một nhiệm vụ, theo thứ tự của văn bản."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, texts: list[Any], meetings: list[Any], initial: Any = None
    ) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        above: Any = self.fields["above"]
        above.choices = [("", _("— không có văn bản trên —")), *texts]
        meeting: Any = self.fields["meeting"]
        meeting.choices = [("", _("— chưa ghi —")), *meetings]

    def clean_articles(self) -> list[str]:
        """One task a line; told when there are too many or one is too long."""
        lines = [spaced(line) for line in self.cleaned_data["articles"].splitlines() if line.strip()]
        if len(lines) > MOST_ARTICLES:
            raise forms.ValidationError(_("Tối đa {n} dòng.").format(n=MOST_ARTICLES))
        for place, line in enumerate(lines, start=1):
            if len(line) > LONGEST:
                raise forms.ValidationError(_("Dòng {place} dài quá {n} chữ.").format(place=place, n=LONGEST))
        return lines

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        told: dict[str, Any] = super().clean() or {}
        since, last = told.get("since") or told.get("adopted_on"), told.get("last")
        if since and last and last < since:
            self.add_error("last", _("Ngày cuối không trước ngày bắt đầu."))
        return told

    def facts(self) -> dict[str, Any]:
        """What is said; a text without a last day has no end."""
        told = dict(self.cleaned_data)
        last = told.pop("last")
        told["since"] = told["since"] or told["adopted_on"]
        told["until"] = last + timedelta(days=1) if last else FOREVER
        return {**told, **{name: spaced(told[name]) for name in ("symbol", "title", "issuer")}}


class MendResolution(AsShown, ResolutionForm):
    """What is said of a resolution, put right, and on what basis."""

    basis = forms.CharField(
        label=gettext_lazy("Căn cứ đính chính (văn bản, ngày, người đồng ý)"), max_length=300
    )


class ThemeForm(forms.Form):
    """What a unit puts over a year, and by which text."""

    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2000, max_value=2100)
    words = forms.CharField(
        label=gettext_lazy("Chủ đề năm"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    resolution = forms.TypedChoiceField(
        label=gettext_lazy("Theo nghị quyết, kế hoạch"), coerce=int, required=False, empty_value=None
    )
    paper = forms.CharField(
        label=gettext_lazy("Văn bản khác (số, ký hiệu, ngày)"), max_length=200, required=False
    )

    def __init__(self, data: Any = None, *, texts: list[Any], initial: Any = None) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        field: Any = self.fields["resolution"]
        field.choices = [("", _("— chưa chọn —")), *texts]

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = dict(self.cleaned_data)
        return {**told, **{name: spaced(told[name]) for name in ("words", "paper")}}


class MendTheme(AsShown, ThemeForm):
    """A year's theme put right, and on what basis."""

    basis = forms.CharField(
        label=gettext_lazy("Căn cứ đính chính (văn bản, ngày, người đồng ý)"), max_length=300
    )
