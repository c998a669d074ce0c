"""What is said of a measure: what it counts, in which unit, for which periods, how it is added up and checked."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.sheets.cells import BadCell
from soxa.kernel.shown import AsShown
from soxa.law.numbers import parse_decimal
from soxa.law.words import spaced
from soxa.values.catalogue import groups
from soxa.values.models import Measure
from soxa.values.written import UNIT_WORDS, unit_word

PERIODS = [
    ("month", gettext_lazy("tháng")),
    ("quarter", gettext_lazy("quý")),
    ("half", gettext_lazy("6 tháng")),
    ("nine", gettext_lazy("9 tháng")),
    ("year", gettext_lazy("năm")),
    ("season", gettext_lazy("vụ sản xuất")),
    ("school", gettext_lazy("năm học")),
]
# kind → how its values may be added up
ADDED: dict[str, tuple[str, ...]] = {
    Measure.QUANTITY: (Measure.SUM, Measure.LAST, Measure.OF_PARTS, Measure.WEIGHTED, Measure.NONE),
    Measure.SHARE: (Measure.OF_PARTS, Measure.WEIGHTED, Measure.NONE),
    Measure.RATIO: (Measure.OF_PARTS, Measure.NONE),
    Measure.WORD: (Measure.NONE,),
}


_MOST_FACTOR, _FACTOR_PLACES = Decimal(10) ** 8, Decimal("0.0001")


class _Number(forms.CharField):
    """A number with a decimal comma, or nothing."""

    def __init__(self, label: Any, *, help_text: Any = "") -> None:
        shown = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, max_length=30, required=False, widget=shown, help_text=help_text)

    def clean(self, value: Any) -> Any:
        """The number; None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_decimal(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """A number as one types it."""
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class MeasureForm(forms.Form):
    """A measure of the catalogue."""

    group = forms.ChoiceField(label=gettext_lazy("Nhóm"))
    title = forms.CharField(label=gettext_lazy("Tên chỉ tiêu"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại số"),
        choices=Measure.KINDS,
        widget=forms.RadioSelect,
        initial=Measure.QUANTITY,
    )
    unit_word = forms.CharField(
        label=gettext_lazy("Đơn vị tính"), max_length=40, required=False, widget=forms.TextInput(attrs={"list": "don-vi-tinh"}),
        help_text=gettext_lazy("Chỉ ghi cho số lượng, ví dụ: tỷ đồng, tấn, ha, hộ, người, tạ/ha."),
    )  # fmt: skip
    higher = forms.TypedChoiceField(
        label=gettext_lazy("Chiều tốt"), coerce=lambda text: text == "1", widget=forms.RadioSelect, initial="1",
        choices=[("1", gettext_lazy("càng cao càng tốt")), ("0", gettext_lazy("càng thấp càng tốt"))],
    )  # fmt: skip
    periods = forms.MultipleChoiceField(
        label=gettext_lazy("Kỳ báo cáo"), choices=PERIODS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn kỳ nào là báo cáo cho kỳ bất kỳ."),
    )  # fmt: skip
    aggregation = forms.ChoiceField(
        label=gettext_lazy("Tổng hợp từ đơn vị dưới"), choices=Measure.AGGREGATIONS, initial=Measure.SUM
    )
    weight = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu làm quyền số"), required=False)
    numerator_title = forms.CharField(label=gettext_lazy("Tử số là"), max_length=120, required=False)
    denominator_title = forms.CharField(label=gettext_lazy("Mẫu số là"), max_length=120, required=False)
    factor = _Number(
        gettext_lazy("Hệ số nhân"),
        help_text=gettext_lazy(
            "Tử số × hệ số ÷ mẫu số; để trống là 1. Ví dụ năng suất tạ/ha từ tấn và ha: 10."
        ),
    )
    decimals = forms.IntegerField(
        label=gettext_lazy("Số chữ số sau dấu phẩy"), min_value=0, max_value=6, required=False
    )
    low = _Number(gettext_lazy("Không thấp hơn"))
    high = _Number(gettext_lazy("Không cao hơn"))
    jump = _Number(gettext_lazy("Hỏi lại khi lệch kỳ trước quá (%)"))
    definition = forms.CharField(
        label=gettext_lazy("Cách tính"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    cite = forms.CharField(label=gettext_lazy("Căn cứ (văn bản, điều)"), max_length=200, required=False)
    confirmed = forms.BooleanField(label=gettext_lazy("Đã đối chiếu với văn bản"), required=False)

    def __init__(self, data: Any = None, *, catalogue: list[Measure], initial: Any = None) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.catalogue = catalogue
        group, weight = self._choices("group"), self._choices("weight")
        group.choices = [(one.code, one.title) for one in groups()]
        weighing = [one for one in catalogue if one.kind == Measure.QUANTITY and not one.weight]
        weight.choices = [
            ("", _("— không có —")),
            *((one.code, f"{one.title} ({one.code})") for one in weighing),
        ]

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    @property
    def unit_words(self) -> list[str]:
        """The units offered while typing."""
        return sorted(set(UNIT_WORDS.values()) - {"%"})

    def clean_unit_word(self) -> str:
        """The unit as the table writes it."""
        text = self.cleaned_data["unit_word"].strip()
        try:
            return unit_word(text) if text else ""
        except BadCell as bad:
            raise forms.ValidationError(f"“{text}” {bad.wrong}. {bad.right}") from bad

    def clean_jump(self) -> Decimal | None:
        """More than nothing."""
        jump: Decimal | None = self.cleaned_data["jump"]
        if jump is not None and not 0 < jump < 1_000_000:
            raise forms.ValidationError(_("Ghi số phần trăm lớn hơn 0, ví dụ 50."))
        return jump

    def clean_factor(self) -> Decimal:
        """More than nothing; one where nothing was said."""
        factor: Decimal | None = self.cleaned_data["factor"]
        if factor is None:
            return Decimal(1)
        if not 0 < factor < _MOST_FACTOR or factor != factor.quantize(_FACTOR_PLACES):
            raise forms.ValidationError(
                _("Ghi số lớn hơn 0, nhỏ hơn 100.000.000, không quá 4 chữ số sau dấu phẩy, ví dụ 10.")
            )
        return factor

    def clean(self) -> dict[str, Any]:
        """What fits together: the kind, its unit, how it is added up, the range."""
        told: dict[str, Any] = super().clean() or {}
        kind = told.get("kind", "")
        self._unit(kind, told)
        self._added(kind, told)
        low, high = told.get("low"), told.get("high")
        if low is not None and high is not None and high < low:
            self.add_error("high", _("Mức cao nhất không nhỏ hơn mức thấp nhất."))
        return told

    def _unit(self, kind: str, told: dict[str, Any]) -> None:
        if kind == Measure.QUANTITY and not told.get("unit_word") and "unit_word" not in self.errors:
            self.add_error("unit_word", _("Số lượng phải có đơn vị tính."))
        if kind != Measure.QUANTITY and told.get("unit_word"):
            self.add_error("unit_word", _("Chỉ số lượng mới có đơn vị tính; bỏ trống ô này."))

    def _added(self, kind: str, told: dict[str, Any]) -> None:
        how = told.get("aggregation", "")
        if kind and how and how not in ADDED[kind]:
            allowed = ", ".join(str(words) for code, words in Measure.AGGREGATIONS if code in ADDED[kind])
            said = _("Loại số này không tổng hợp cách ấy được; chọn: {allowed}.").format(allowed=allowed)
            self.add_error("aggregation", said)
        if how == Measure.WEIGHTED and not told.get("weight"):
            self.add_error(
                "weight",
                _("Bình quân gia quyền phải có chỉ tiêu làm quyền số, ví dụ diện tích của năng suất."),
            )

    def facts(self) -> dict[str, Any]:
        """What is said, by the names of the model."""
        told = dict(self.cleaned_data)
        told["higher_is_better"] = told.pop("higher")
        for name in ("title", "definition", "cite", "numerator_title", "denominator_title"):
            told[name] = spaced(told[name])
        return told


class ChangeMeasure(AsShown, MeasureForm):
    """What is said of a measure, changed, and on what basis."""

    ended = DayField(
        gettext_lazy("Thôi dùng từ ngày"),
        required=False,
        help_text=gettext_lazy(
            "Ngày đầu tiên không còn báo cáo; để trống là còn dùng. Kỳ bắt đầu từ ngày ấy trở đi không còn chỉ tiêu này trên bảng nhập."
        ),
    )
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ thay đổi (văn bản, ngày, người đồng ý)"), max_length=300
    )
