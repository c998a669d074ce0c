"""What is said of a set that is made or copied, and of what an indicator asks."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.handed_workbook import workbook_in
from soxa.kernel.refusal import Refused
from soxa.kernel.sheets import BadCell
from soxa.kernel.shown import AsShown
from soxa.law.words import spaced
from soxa.values.criteria import making, rules, sheet
from soxa.values.criteria.models import CriteriaSet, Indicator


def _from_day() -> DayField:
    return DayField(
        gettext_lazy("Áp dụng từ ngày"),
        help_text=gettext_lazy(
            "Số đã đếm của những ngày trước ngày này giữ nguyên; kết quả đã đánh giá giữ nguyên."
        ),
    )


class CopySet(forms.Form):
    """Under which name, version and paper a set is judged by, from which day."""

    title = forms.CharField(label=gettext_lazy("Tên bộ tiêu chí"), max_length=200)
    version = forms.CharField(
        label=gettext_lazy("Phiên bản"), max_length=40, help_text=gettext_lazy("Giai đoạn hoặc số văn bản, ví dụ 2026–2030.")
    )  # fmt: skip
    cite = forms.CharField(label=gettext_lazy("Văn bản ban hành (số, ngày, cơ quan)"), max_length=200)
    since = DayField(gettext_lazy("Áp dụng từ ngày"))

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = self.cleaned_data
        return {name: spaced(told[name]) for name in ("title", "version", "cite")} | {"since": told["since"]}


class NewSet(CopySet):
    """A set of one's own: what it measures, how it is counted, and the workbook that lists its criteria."""

    level = forms.ChoiceField(label=gettext_lazy("Đánh giá"), choices=CriteriaSet.LEVELS)
    tally = forms.ChoiceField(
        label=gettext_lazy("Cách đếm"), choices=CriteriaSet.TALLIES, widget=forms.RadioSelect
    )
    workbook = forms.FileField(
        label=gettext_lazy("Bảng Excel các tiêu chí"), required=False,
        help_text=gettext_lazy("Cột: Số tiêu chí, Tiêu chí, Số chỉ tiêu, Chỉ tiêu, Yêu cầu (≥ 95%, Đạt, UBND tỉnh quy định), Mức theo vùng, nhóm xã, Đơn vị tính. Để trống thì thêm từng chỉ tiêu sau."),
    )  # fmt: skip

    def clean_workbook(self) -> list[Any]:
        """The indicators of the workbook; every bad cell told by its address."""
        handed = self.cleaned_data["workbook"]
        if not handed:
            return []
        try:
            return making.read_workbook(workbook_in(handed))
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def facts(self) -> dict[str, Any]:
        """What is said, without the workbook."""
        told = self.cleaned_data
        said = super().facts()
        return {**said, "level": told["level"], "tally": told["tally"], "code": making.code_of(said["title"])}


class IndicatorForm(forms.Form):
    """What is looked at and what is asked of it."""

    number = forms.CharField(label=gettext_lazy("Số chỉ tiêu"), max_length=12, required=False)
    title = forms.CharField(
        label=gettext_lazy("Chỉ tiêu"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    asked = forms.CharField(
        label=gettext_lazy("Yêu cầu"), max_length=200,
        help_text=gettext_lazy("Số có dấu (≥ 95, ≤ 4, = 0), “Đạt”, hoặc “UBND tỉnh quy định”."),
    )  # fmt: skip
    zones = forms.CharField(
        label=gettext_lazy("Mức theo vùng, nhóm xã"), max_length=400, required=False,
        help_text=gettext_lazy("Ví dụ: nhóm 1 100; nhóm 2 95; nhóm 3 không áp dụng. Vùng viết tắt: TDMNPB, ĐBSH, BTB, DHNTB, TN, ĐNB, ĐBSCL."),
    )  # fmt: skip
    unit_word = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=40, required=False)
    may_not_apply = forms.BooleanField(
        label=gettext_lazy("Có thể không áp dụng cho một đơn vị"), required=False
    )

    def clean_asked(self) -> sheet.Asked:
        """What is asked, as a workbook's cell would be read."""
        return self._parsed("asked", sheet.asked)

    def clean_zones(self) -> dict[str, str]:
        """Thresholds by place."""
        return self._parsed("zones", sheet.zones) if self.cleaned_data["zones"].strip() else {}

    def _parsed(self, name: str, parse: Any) -> Any:
        text = self.cleaned_data[name]
        try:
            return parse(text)
        except BadCell as bad:
            raise forms.ValidationError(f"“{text}” {bad.wrong}. {bad.right}") from bad

    def clean(self) -> dict[str, Any]:
        """Thresholds by place go with a comparison."""
        told: dict[str, Any] = super().clean() or {}
        asked = told.get("asked")
        if told.get("zones") and asked and asked.kind != rules.NUMBER:
            self.add_error(
                "asked", _("Có mức theo vùng, nhóm xã thì yêu cầu phải có dấu: ≥ 95, hoặc ≥ theo vùng.")
            )
        return told

    def said(self) -> dict[str, Any]:
        """What is said, as columns of an indicator."""
        told = self.cleaned_data
        asked: sheet.Asked = told["asked"]
        return {
            "number": spaced(told["number"]), "title": spaced(told["title"]), "kind": asked.kind, "op": asked.op,
            "threshold": asked.threshold, "asked": asked.words, "zones": told["zones"],
            "unit_word": spaced(told["unit_word"]), "may_not_apply": told["may_not_apply"],
        }  # fmt: skip


class AddIndicator(IndicatorForm):
    """An indicator more, of which criterion."""

    since = _from_day()
    criterion = forms.IntegerField(label=gettext_lazy("Số tiêu chí"), min_value=1, max_value=200)
    criterion_title = forms.CharField(
        label=gettext_lazy("Tên tiêu chí"), max_length=200, required=False, help_text=gettext_lazy("Ghi khi tiêu chí chưa có.")
    )  # fmt: skip
    field_order = ("criterion", "criterion_title")

    def told(self) -> making.Told:
        """What is said."""
        told = self.cleaned_data
        return making.Told(
            told["criterion"], spaced(told["criterion_title"]), {**self.said(), "confirmed": True}
        )


class MendIndicator(AsShown, IndicatorForm):
    """What an indicator asks, put right, on what basis."""

    suggested: ClassVar = frozenset({"since"})

    since = _from_day()
    confirmed = forms.BooleanField(label=gettext_lazy("Đã đối chiếu với văn bản"), required=False)
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ đính chính (văn bản, ngày, người đồng ý)"), max_length=300
    )

    def changes(self, one: Indicator) -> dict[str, Any]:
        """What differs from the book."""
        told = {**self.said(), "confirmed": self.cleaned_data["confirmed"]}
        return {name: value for name, value in told.items() if getattr(one, name) != value}


def held(one: Indicator, text: str, zones: str) -> dict[str, Any]:
    """An indicator as its form shows it."""
    names = ("number", "title", "unit_word", "may_not_apply", "confirmed")
    return {**{name: getattr(one, name) for name in names}, "asked": text, "zones": zones}
