"""What is said of a target, of its plans, of an assessment and its steps."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay
from soxa.kernel.day_field import DayField
from soxa.kernel.sheets.cells import BadCell
from soxa.kernel.shown import AsShown
from soxa.law.numbers import parse_decimal
from soxa.law.periods import Period
from soxa.law.words import spaced
from soxa.steering.targets.amounts import amount_of, kind_of, number, text_of, threshold
from soxa.steering.targets.models import PlannedValue, Standing, Target
from soxa.steering.targets.reading import figure_of
from soxa.values import written


def _words(label: Any, rows: int = 2, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 600, **options}
    )


def _told(typed: str, bad: BadCell) -> str:
    return f"“{typed}” {bad.wrong}. {bad.right}"


class PeriodField(forms.CharField):
    """A period as offices write it: "6 tháng đầu năm 2026", "quý I/2026", "2026"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=60, help_text=gettext_lazy("Ví dụ: 2026, quý I/2026, 6 tháng đầu năm 2026, tháng 7/2026."), **options
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        """The period of the text; words for what is not one."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return written.period(text)
        except BadCell as bad:
            raise forms.ValidationError(_told(text, bad)) from bad


class NumberField(forms.CharField):
    """A number as offices write it, with a decimal comma."""

    def __init__(self, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=40, widget=shown, **options)

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


class TargetForm(forms.Form):
    """A target: which figure, which way, how its plan grows, from when it is yellow, who leads, who answers for it."""

    told_when_empty = ("threshold_why",)

    title = forms.CharField(label=gettext_lazy("Chỉ tiêu"), max_length=200)
    code = forms.ChoiceField(label=gettext_lazy("Số liệu của sổ"))
    span = forms.ChoiceField(
        label=gettext_lazy("Chỉ tiêu của"),
        choices=Target.SPANS,
        initial=Target.YEAR,
        widget=forms.RadioSelect,
    )
    position = forms.IntegerField(label=gettext_lazy("Thứ tự"), min_value=1, max_value=999)
    higher = forms.TypedChoiceField(
        label=gettext_lazy("Chiều tốt"), coerce=lambda text: text == "1",
        choices=[("1", gettext_lazy("càng cao càng tốt")), ("0", gettext_lazy("càng thấp càng tốt"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    pace = forms.ChoiceField(
        label=gettext_lazy("Đánh giá giữa kỳ"), choices=Target.PACES, widget=forms.RadioSelect
    )
    yellow_from = NumberField(label=gettext_lazy("Ngưỡng vàng riêng"), required=False)
    threshold_why = forms.CharField(
        label=gettext_lazy("Vì sao có ngưỡng riêng"), max_length=300, required=False
    )
    lead_unit = forms.TypedChoiceField(
        label=gettext_lazy("Đơn vị chủ trì"), coerce=int, required=False, empty_value=None
    )
    person = forms.TypedChoiceField(
        label=gettext_lazy("Người chịu trách nhiệm"), coerce=int, required=False, empty_value=None
    )
    resolution = forms.TypedChoiceField(
        label=gettext_lazy("Theo nghị quyết, chương trình"), coerce=int, required=False, empty_value=None
    )
    paper = forms.CharField(
        label=gettext_lazy("Văn bản giao khác (số, ký hiệu, ngày)"), max_length=200, required=False
    )
    since = DayField(gettext_lazy("Áp dụng từ ngày"))
    until = DayField(gettext_lazy("Đến hết ngày"))

    def __init__(
        self,
        data: Any = None,
        *,
        offered: dict[str, list[Any]],
        initial: Any = None,
        held: Target | None = None,
    ) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.held = held
        self.fields["person"].error_messages["invalid_choice"] = _(
            "Người này nay không giữ chức vụ nào trong xã: chọn người khác."
        )
        self._tell_who_left(offered["person"])
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", _("— chưa chọn —")), *choices]
        self.fields["yellow_from"].help_text = _(
            "Để trống thì theo ngưỡng chung của sổ. Ghi theo đơn vị của số liệu; với tiêu chí dạng 7/10 ghi số đạt."
        )

    def _tell_who_left(self, people: list[Any]) -> None:
        """Beneath the field of the person, when the one who answers now holds no office any more."""
        held = self.held
        there = {key for _unit, several in people for key, _words in several}
        if held and held.person and held.person_id not in there:  # type: ignore[attr-defined]
            words = _("{name} nay không giữ chức vụ nào trong xã: chọn người khác.")
            self.fields["person"].help_text = words.format(name=held.person.full_name)

    def _beyond(self, floor: Any) -> str:
        """Why a threshold cannot be: it lies on the wrong side of the plan that leads; empty when it may."""
        held, figure = self.held, figure_of(self.cleaned_data.get("code", ""))
        if held is None or figure is None:
            return ""
        higher = self.cleaned_data.get("higher", held.higher)
        rows: Any = PlannedValue.objects.filter(target=held, leads=True, replaced_by=None)
        for one in rows.order_by("-until", "since"):
            plan, edge = number(amount_of(one), kind_of(figure)), threshold(floor, figure, one.of)
            if plan is None or edge is None or (edge < plan if higher else edge > plan):
                continue
            text = text_of(amount_of(one), figure)
            words = (
                _("Ngưỡng vàng phải thấp hơn kế hoạch {text}.")
                if higher
                else _("Ngưỡng vàng phải cao hơn kế hoạch {text}.")
            )
            return words.format(text=text)
        return ""

    def clean(self) -> dict[str, Any]:
        """The days in their order; a threshold with its reason, on the side of the plan where it is short of it."""
        told: dict[str, Any] = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ngày cuối không trước ngày đầu."))
        if told.get("yellow_from") is not None and not told.get("threshold_why"):
            self.add_error("threshold_why", _("Ngưỡng riêng phải ghi lý do."))
        if told.get("yellow_from") is not None and (why := self._beyond(told["yellow_from"])):
            self.add_error("yellow_from", why)
        return told

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = dict(self.cleaned_data)
        return {**told, **{name: spaced(told[name]) for name in ("title", "threshold_why", "paper")}}


class MendTarget(AsShown, TargetForm):
    """What is said of a target, put right, and on what basis."""

    basis = forms.CharField(
        label=gettext_lazy("Căn cứ đính chính (văn bản, ngày, người đồng ý)"), max_length=300
    )


class Begin(forms.Form):
    """For which period all targets are assessed."""

    period = PeriodField(label=gettext_lazy("Kỳ đánh giá"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, label_suffix="")
        self.today = today

    def clean_period(self) -> Period:
        """A period that has begun."""
        period: Period = self.cleaned_data["period"]
        if period.since > self.today:
            raise forms.ValidationError(_("Kỳ này chưa bắt đầu."))
        return period


class Decide(OnDay):
    """The day and the paper of the conclusion."""

    on = DayField(gettext_lazy("Ngày kết luận"))
    paper = forms.CharField(label=gettext_lazy("Văn bản, cuộc họp kết luận"), max_length=200, required=False)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {"on": self.cleaned_data["on"], "paper": spaced(self.cleaned_data["paper"])}


class Refresh(OnDay):
    """The day of reading anew."""

    on = DayField(gettext_lazy("Ngày đọc số"))

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return dict(self.cleaned_data)


class Reopen(OnDay):
    """Why a decided assessment is open again."""

    why = _words(gettext_lazy("Lý do"), max_length=300)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return dict(self.cleaned_data)


class Judge(forms.Form):
    """How a target stands: the level, and of a yellow or red one reason, person, remedy and day."""

    level = forms.ChoiceField(
        label=gettext_lazy("Đánh giá"), choices=Standing.LEVELS, widget=forms.RadioSelect
    )
    changed_why = _words(gettext_lazy("Lý do đánh giá khác gợi ý của sổ"), required=False, max_length=300)
    reason = _words(gettext_lazy("Nguyên nhân"), required=False)
    remedy = _words(gettext_lazy("Việc khắc phục"), required=False)
    person = forms.TypedChoiceField(
        label=gettext_lazy("Người chịu trách nhiệm"), coerce=int, required=False, empty_value=None
    )
    remedy_due = DayField(gettext_lazy("Hạn khắc phục"), required=False)

    def __init__(self, data: Any = None, *, row: Standing, people: list[Any]) -> None:
        names = ("level", "changed_why", "reason", "remedy", "remedy_due")
        held = {**{name: getattr(row, name) for name in names}, "person": row.person_id}  # type: ignore[attr-defined]
        super().__init__(data, label_suffix="", initial=held)
        self.row = row
        field: Any = self.fields["person"]
        field.choices = [("", _("— chưa chọn —")), *people]

    def clean(self) -> dict[str, Any]:
        """A level other than the book's has its reason; the remedy's day lies after the day the numbers were counted."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("level") != self.row.proposed and not (told.get("changed_why") or "").strip():
            self.add_error("changed_why", _("Đánh giá khác gợi ý của sổ thì phải ghi lý do."))
        due = told.get("remedy_due")
        if due and due < self.row.since:
            self.add_error("remedy_due", _("Hạn khắc phục không trước ngày chốt số liệu."))
        return told

    def facts(self) -> dict[str, Any]:
        """What is said; a reason for a level that is the book's own says nothing."""
        told = dict(self.cleaned_data)
        if told["level"] == self.row.proposed:
            told["changed_why"] = ""
        return {**told, **{name: spaced(told[name]) for name in ("changed_why", "reason", "remedy")}}
