"""What is said of a plan, and of the whole path of a target; what is doubtful is asked before it is written."""

from copy import copy
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.journal import digest
from soxa.kernel.shown import AsShown
from soxa.law.periods import Period
from soxa.law.typed_day import typed_day
from soxa.law.words import spaced
from soxa.steering.targets import doubts
from soxa.steering.targets.amounts import (
    NOTHING,
    Amount,
    amount_of,
    columns_of,
    kind_of,
    straight,
    text_of,
    typed,
    typed_text,
)
from soxa.steering.targets.doubts import Doubt
from soxa.steering.targets.forms import PeriodField
from soxa.steering.targets.models import PlannedValue, Target
from soxa.steering.targets.path import Path, baseline_proposed
from soxa.steering.targets.reading import figure_of
from soxa.values.models import Measure


class AmountField(forms.CharField):
    """A number in the measure of a figure, as offices write it: "96,5", "9/10", "22,5 tỷ đồng"."""

    def __init__(self, figure: Any, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})
        super().__init__(max_length=40, widget=shown, **options)
        self.figure = figure

    def clean(self, value: Any) -> Any:
        """The amount; NOTHING for an empty field."""
        text = super().clean(value)
        if not text:
            return NOTHING
        try:
            return typed(text, self.figure)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """An amount as one types it."""
        return typed_text(value, self.figure) if isinstance(value, Amount) else value


def example(figure: Any) -> str:
    """How an amount of the figure is typed."""
    kind = kind_of(figure)
    if kind == Measure.RATIO:
        return _("Số đạt trên tổng số, ví dụ 9/10.")
    if kind == Measure.SHARE:
        return _("Phần trăm, ví dụ 96,5.")
    return _("Số, đơn vị tính: {unit}.").format(unit=getattr(figure, "measure", ""))


class Doubting(forms.Form):
    """A form that asks about what it doubts, and lets it be written once somebody says that it is meant so.

    The answer holds for the very words that were asked: another number is asked about anew.
    """

    asked = forms.CharField(required=False, widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=gettext_lazy("Tôi đã xem lại: đúng như vậy"), required=False, widget=forms.HiddenInput
    )

    def doubts(self) -> list[Doubt]:
        """What is doubtful of what is said; asked only where all fields can be read."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """What is said, with every doubt as words at its field."""
        told: dict[str, Any] = super().clean() or {}
        found = [] if self.errors else self.doubts()
        for one in found:
            if not one.sure:
                self.add_error(one.field, one.words)
        print_of = digest([[one.field, one.words] for one in found])[:16] if found else ""
        if self.errors or not found:
            return told
        if not (told.get("sure") and told.get("asked") == print_of):
            self._ask(found, print_of)
        return told

    def _ask(self, found: list[Doubt], print_of: str) -> None:
        for one in found:
            self.add_error(one.field, one.words)
        self.fields["sure"].widget = forms.CheckboxInput()
        self.order_fields([*(name for name in self.fields if name != "sure"), "sure"])
        data: Any = copy(self.data)
        data["asked"] = print_of
        data.pop("sure", None)
        self.data = data


class PlanForm(Doubting):
    """What a target is to come to in a period, and who gave it."""

    period = PeriodField(label=gettext_lazy("Kỳ"))
    giver = forms.ChoiceField(label=gettext_lazy("Ai giao"), choices=PlannedValue.GIVERS)
    leads = forms.BooleanField(label=gettext_lazy("Lấy số này để đánh giá"), required=False, initial=True)
    paper = forms.CharField(label=gettext_lazy("Văn bản (số, ký hiệu, ngày)"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, target: Target, today: date, initial: Any = None) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.target, self.figure, self.today = target, figure_of(target.code), today
        self.fields["value"] = AmountField(
            self.figure, label=gettext_lazy("Kế hoạch"), help_text=example(self.figure)
        )
        self.order_fields(["period", "giver", "value"])

    def doubts(self) -> list[Doubt]:
        """Against what stood before, the threshold, and the plan that leads now."""
        told, target = self.cleaned_data, self.target
        period: Period = told["period"]
        known = doubts.known_before(target, self.figure, period, self.today)
        found = doubts.of_amount("value", told["value"], target, self.figure, known)
        return found + (
            doubts.of_leading(target, self.figure, period, told["giver"]) if told["leads"] else []
        )

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = self.cleaned_data
        return {
            "since": told["period"].since, "until": told["period"].until, "giver": told["giver"],
            "leads": told["leads"], "paper": spaced(told["paper"]), **columns_of(told["value"]),
        }  # fmt: skip


class WhenField(PeriodField):
    """A period or a single day."""

    def clean(self, value: Any) -> Any:
        """The period of the text; a day is a period of one day."""
        try:
            day = typed_day(str(value or "").strip())
        except ValueError:
            return super().clean(value)
        return Period.between(day, day + timedelta(days=1)) if day else super().clean(value)


class PathForm(AsShown, Doubting):
    """What stood before a target, and what each of its years is to come to."""

    suggested: ClassVar[frozenset[str]] = frozenset({"giver", "paper"})

    baseline_when = WhenField(label=gettext_lazy("Số đầu kỳ của kỳ, ngày nào"), required=False)
    baseline_source = forms.CharField(label=gettext_lazy("Nguồn số đầu kỳ"), max_length=200, required=False)
    giver = forms.ChoiceField(
        label=gettext_lazy("Ai giao"), choices=PlannedValue.GIVERS, initial=PlannedValue.COMMITTEE
    )
    paper = forms.CharField(label=gettext_lazy("Văn bản đặt ra lộ trình (số, ký hiệu, ngày)"), max_length=200)

    def __init__(self, data: Any = None, *, path: Path, today: date) -> None:
        target, figure = path.target, path.figure
        super().__init__(data, label_suffix="", initial=self._held(path, today))
        self.path = path
        self.fields["baseline"] = AmountField(
            figure, label=gettext_lazy("Số đầu kỳ"), help_text=example(figure), required=False
        )
        for year in path.years:
            self.fields[_name(year.period)] = AmountField(
                figure, label=_("Năm {year}").format(year=year.label), required=False
            )
        self.fields["baseline_when"].help_text = _("Ví dụ: 2025, 6 tháng đầu năm 2025, 31/12/2025.")
        self.years = [_name(year.period) for year in path.years]
        self.order_fields(["baseline", "baseline_when", "baseline_source", *self.years, "giver", "paper"])
        self.target, self.figure = target, figure

    @staticmethod
    def _held(path: Path, today: date) -> dict[str, Any]:
        target = path.target
        first = path.years[0].plan if path.years else None
        told: dict[str, Any] = {
            _name(year.period): amount_of(year.plan) if year.plan else NOTHING for year in path.years
        }
        told |= {
            "baseline": amount_of(target, "baseline_"), "baseline_when": path.baseline_when,
            "baseline_source": target.baseline_source, "giver": first.giver if first else PlannedValue.COMMITTEE,
            "paper": "",
        }  # fmt: skip
        return told

    def suggest(self, today: date) -> None:
        """What the book knows of the year before, where no baseline is written yet."""
        known = baseline_proposed(self.target, self.figure, today) if self.path.baseline is None else None
        if known is None or not known[1].text:
            return
        period, came = known
        words = _("Sổ đang có số năm {year}: {text}{upto}.")
        upto = f" ({came.upto})" if came.upto else ""
        self.fields["baseline"].help_text = words.format(year=period.since.year, text=came.text, upto=upto)

    def proposed(self) -> bool:
        """Lay the years between in even steps from the baseline to the last year; words where one of the two is missing."""
        self.full_clean()
        told = self.cleaned_data
        first, last = told.get("baseline", NOTHING), told.get(self.years[-1], NOTHING)
        for name, held in (("baseline", first), (self.years[-1], last)):
            if held == NOTHING and name not in self.errors:
                self.add_error(name, _("Chia đều cần số đầu kỳ và số năm cuối."))
        if NOTHING in (first, last):
            return False
        data: Any = copy(self.data)
        for name, amount in zip(self.years, straight(first, last, len(self.years), self.figure), strict=True):
            data[name] = typed_text(amount, self.figure)
        data.pop("sure", None)
        self.data = data
        self._errors: Any = {}  # what was said of the fields before is said again when they are sent
        return True

    def clean(self) -> dict[str, Any]:
        """A baseline has its time; a year's plan that stands is changed, never emptied."""
        told: dict[str, Any] = super().clean()
        baseline = told.get("baseline", NOTHING)
        if baseline != NOTHING and not told.get("baseline_when") and "baseline_when" not in self.errors:
            self.add_error("baseline_when", _("Ghi số đầu kỳ là của kỳ nào, ngày nào."))
        for year in self.path.years:
            if year.plan and told.get(_name(year.period)) == NOTHING:
                said = _("Năm này đã có kế hoạch {text}: ghi số mới, không bỏ trống.").format(
                    text=year.plan_text
                )
                self.add_error(_name(year.period), said)
        return told

    def doubts(self) -> list[Doubt]:
        """Each year against what stood before, and against the year before it."""
        told, target, figure = self.cleaned_data, self.target, self.figure
        baseline = told["baseline"]
        exact = doubts.number(baseline, kind_of(figure))
        called = _("số đầu kỳ {text}").format(text=text_of(baseline, figure))
        known = None if exact is None else doubts.Known(exact, called)
        found = [
            one for name in self.years for one in doubts.of_amount(name, told[name], target, figure, known)
        ]
        line = [(name, name.removeprefix("nam_"), told[name]) for name in self.years if told[name] != NOTHING]
        doubted = {one.field for one in found}
        return found + [one for one in doubts.of_line(line, target, figure) if one.field not in doubted]

    def facts(self) -> dict[str, Any]:
        """What is said: the baseline's columns, and each year with its amount."""
        told = self.cleaned_data
        when: Period | None = told["baseline_when"] if told["baseline"] != NOTHING else None
        columns = columns_of(told["baseline"], "baseline_")
        columns |= {
            "baseline_since": when.since if when else None, "baseline_until": when.until if when else None,
            "baseline_source": spaced(told["baseline_source"]) if when else "",
        }  # fmt: skip
        years = [(year.period, told[_name(year.period)]) for year in self.path.years]
        return {
            "baseline": columns, "years": [one for one in years if one[1] != NOTHING], "giver": told["giver"],
            "paper": spaced(told["paper"]),
        }  # fmt: skip


def _name(year: Period) -> str:
    return f"nam_{year.since.year}"
