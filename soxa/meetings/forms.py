"""What a person must say of a meeting: when and where, what about, when it began and ended, why it was moved or called off."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay, StepForm
from soxa.kernel.day_field import DayField
from soxa.law.words import spaced

LINES = {"rows": 6}
MOST_ITEMS = 20


class Agenda(forms.CharField):
    """The points of an agenda, a line each."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Nội dung, mỗi dòng một việc"),
            max_length=6000,
            widget=forms.Textarea(attrs=LINES),
            **options,
        )

    def clean(self, value: Any) -> list[str]:
        """Lines without blanks, no line twice."""
        text: str = super().clean(value)
        lines = list(dict.fromkeys(spaced(line).strip("-–• ")[:300] for line in text.splitlines()))
        return [line for line in lines if line][:MOST_ITEMS]


def hour(label: Any, **options: Any) -> forms.TimeField:
    """An hour of the day, typed 19:30 or 19h30."""
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%Hh%M", "%Hh", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "day", "placeholder": "19:30"}),
        error_messages={"invalid": gettext_lazy("Ghi giờ như 19:30.")},
        **options,
    )


class Planned(StepForm):
    """A day, an hour and a place."""

    planned_on = DayField(gettext_lazy("Ngày họp"))
    planned_at = hour(gettext_lazy("Giờ họp"), required=False)
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=160, required=False)
    why = forms.CharField(
        label=gettext_lazy("Lý do, nếu không họp đúng ngày quy định"), max_length=300, required=False
    )


class Convene(Planned):
    """The invitation: when, where, what about, a theme if there is one, and whether papers go out with it."""

    agenda = Agenda()
    theme = forms.CharField(label=gettext_lazy("Chuyên đề, nếu kết hợp"), max_length=300, required=False)
    papers = forms.BooleanField(label=gettext_lazy("Đã gửi tài liệu cho đảng viên"), required=False)

    def facts(self) -> dict[str, Any]:
        """What is said, on the day it is said."""
        return {**self.cleaned_data, "on": self.today}


class Move(Planned):
    """Another day or hour."""

    def facts(self) -> dict[str, Any]:
        """What is said, on the day it is said."""
        return {**self.cleaned_data, "on": self.today}


class OpenIt(OnDay):
    """The meeting begins."""

    on = DayField(gettext_lazy("Ngày họp"))
    began_at = hour(gettext_lazy("Bắt đầu lúc"))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=160, required=False)
    agenda = Agenda(required=False)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return dict(self.cleaned_data)


class Close(StepForm):
    """The meeting ends: the hour, a conclusion for each point, who led and who wrote."""

    ended_at = hour(gettext_lazy("Kết thúc lúc"))
    theme = forms.CharField(label=gettext_lazy("Chuyên đề, nếu có"), max_length=300, required=False)
    chair = forms.TypedChoiceField(label=gettext_lazy("Chủ trì"), coerce=int)
    scribe = forms.TypedChoiceField(label=gettext_lazy("Thư ký"), coerce=int)

    def __init__(self, *args: Any, items: list[Any], people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("chair", "scribe"):
            field: Any = self.fields[name]
            field.choices = [("", "—"), *people]
        self.numbers = [item.number for item in items]
        for item in items:
            self.fields[f"k{item.number}"] = forms.CharField(
                label=f"{item.number}. {item.title}",
                required=False,
                max_length=2000,
                initial=item.conclusion,
                widget=forms.Textarea(
                    attrs={"rows": 2, "placeholder": gettext_lazy("Kết luận, phân công, hạn")}
                ),
            )

    def facts(self) -> dict[str, Any]:
        """What is said, conclusions by the number of their point."""
        told = self.cleaned_data
        return {
            **{name: told[name] for name in ("ended_at", "theme", "chair", "scribe")},
            "conclusions": {number: told.get(f"k{number}", "").strip() for number in self.numbers},
            "on": self.today,
        }


class Why(OnDay):
    """A day and a reason."""

    why = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return dict(self.cleaned_data)
