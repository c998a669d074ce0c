"""What one gives a meeting, criterion by criterion; a new version of a sheet."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.law.numbers import parse_decimal, quantity_text
from soxa.law.words import spaced
from soxa.meetings.quality import rules
from soxa.meetings.quality.filling import Proposal
from soxa.meetings.quality.flow import Given, Version
from soxa.meetings.quality.models import FILLS, Criterion, Score

LINES = 8  # criteria that a version may have
NONE = Decimal()
_WORDS = 300


class PointsField(forms.DecimalField):
    """Points with a decimal comma, to one decimal; a phone shows figures to press."""

    def __init__(self, **options: Any) -> None:
        shown = forms.TextInput(attrs={"class": "points", "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_digits=5, decimal_places=1, min_value=NONE, widget=shown, **options)
        self.error_messages["min_value"] = _("Điểm không âm.")
        if (most := options.get("max_value")) is not None:
            told = _("Nhiều nhất {most} điểm.").format(most=quantity_text(Decimal(most)))
            self.error_messages["max_value"] = told
        self.error_messages["max_decimal_places"] = _("Điểm lẻ đến một chữ số sau dấu phẩy.")

    def to_python(self, value: Any) -> Any:
        """The number typed 9, 9,5 or 9.5."""
        text = str(value or "").strip().replace(".", ",") if value not in (0, None, "") else value
        if not isinstance(text, str) or not text:
            return super().to_python(value)
        try:
            return parse_decimal(text)
        except ValueError as error:
            raise forms.ValidationError(_("Ghi điểm bằng số, ví dụ 8,5.")) from error

    def prepare_value(self, value: Any) -> Any:
        """A number as one types it; what was typed comes back as it was."""
        return quantity_text(value) if isinstance(value, Decimal) else value


class Scored(forms.Form):
    """Points for each criterion, why where they differ from what the book proposes, a remark, the day."""

    on = DayField(gettext_lazy("Ngày chấm"))
    note = forms.CharField(
        label=gettext_lazy("Nhận xét chung"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        criteria: Sequence[Criterion],
        proposed: dict[int, Proposal],
        held: Score | None = None,
    ) -> None:
        self.criteria, self.proposed, self.today = criteria, proposed, today
        super().__init__(data, label_suffix="", initial=self._begun(held))
        for one in criteria:
            self.fields[f"p{one.number}"] = PointsField(label=one.title, max_value=one.most)
            self.fields[f"n{one.number}"] = forms.CharField(
                label=_("Vì sao cho điểm khác sổ"), max_length=_WORDS, required=False
            )

    def _begun(self, held: Score | None) -> dict[str, Any]:
        if held is None:
            first = {f"p{number}": found.points for number, found in self.proposed.items()}
            return {
                "on": self.today,
                **{name: points for name, points in first.items() if points is not None},
            }
        begun: dict[str, Any] = {"on": held.scored_on, "note": held.note}
        for number, (points, _was, note) in held.points.items():
            begun |= {f"p{number}": Decimal(points), f"n{number}": note}
        return begun

    def lines(self) -> Iterator[tuple[Criterion, Any, Any, Proposal]]:
        """(criterion, field of points, field of the note, what the book proposes), in order."""
        for one in self.criteria:
            yield one, self[f"p{one.number}"], self[f"n{one.number}"], self.proposed[one.number]

    def rest(self) -> list[Any]:
        """The other fields."""
        return [self[name] for name in ("on", "note", "basis") if name in self.fields]

    def total(self) -> str:
        """What the points shown add up to."""
        shown = [self[f"p{one.number}"].value() for one in self.criteria]
        try:
            return quantity_text(sum((PointsField().to_python(one) or NONE for one in shown), NONE))
        except forms.ValidationError:
            return "–"

    def clean_on(self) -> date:
        """A meeting is scored on a day that has come."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày {day} chưa đến.").format(day=day_text(day)))
        return day

    def clean(self) -> dict[str, Any]:
        """Points that differ from the book's say why."""
        told: dict[str, Any] = super().clean() or {}
        for number, found in self.proposed.items():
            points = told.get(f"p{number}")
            differs = None not in (found.points, points) and points != found.points
            if found.points is not None and differs and not told.get(f"n{number}", "").strip():
                words = _("Sổ đề xuất {points} điểm; cho điểm khác thì ghi vì sao.")
                self.add_error(f"n{number}", words.format(points=quantity_text(found.points)))
        return told

    def given(self) -> Given:
        """What is given."""
        told = self.cleaned_data
        points = {
            one.number: (
                told[f"p{one.number}"], self.proposed[one.number].points, spaced(told[f"n{one.number}"])
            )
            for one in self.criteria
        }  # fmt: skip
        return Given(points=points, on=told["on"], note=told["note"].strip())


class MendScored(AsShown, Scored):
    """A score put right, with its basis."""

    basis = forms.CharField(
        label=gettext_lazy("Căn cứ đính chính"), max_length=_WORDS,
        help_text=gettext_lazy("Điểm đã ghi sổ; sửa thì ghi vì sao, ai đồng ý."),
    )  # fmt: skip


class NewVersion(forms.Form):
    """A new version of a sheet: a line for each criterion, empty lines left out."""

    since = DayField(gettext_lazy("Áp dụng cho buổi họp từ ngày"))
    paper = forms.CharField(
        label=gettext_lazy("Văn bản ban hành (số, ký hiệu, ngày)"), max_length=200, required=False
    )

    def __init__(self, data: Any = None, *, kind: str, like: Any, today: date) -> None:
        self.kind = kind
        rows = list(like.criteria.all()) if like else []
        first: dict[str, Any] = {"since": today.replace(day=1)}
        first |= {f"t{at}": one.title for at, one in enumerate(rows)}
        first |= {f"m{at}": one.most for at, one in enumerate(rows)}
        first |= {f"f{at}": one.fills for at, one in enumerate(rows)}
        if like:
            first |= {"good": like.good, "fair": like.fair, "average": like.average}
        super().__init__(data, label_suffix="", initial=first)
        for at in range(LINES):
            self.fields[f"t{at}"] = forms.CharField(
                label=_("Tiêu chí {n}").format(n=at + 1), max_length=_WORDS, required=False
            )
            self.fields[f"m{at}"] = PointsField(label=_("Tối đa"), required=False)
            self.fields[f"f{at}"] = forms.ChoiceField(
                label=_("Sổ tự tính theo"), choices=FILLS, required=False
            )
        for name, label in (("good", _("Tốt từ")), ("fair", _("Khá từ")), ("average", _("Trung bình từ"))):
            self.fields[name] = PointsField(label=label)

    def lines(self) -> list[tuple[Any, Any, Any]]:
        """(criterion, most, fills), a line each."""
        return [(self[f"t{at}"], self[f"m{at}"], self[f"f{at}"]) for at in range(LINES)]

    def _criteria(self) -> tuple[tuple[str, Decimal, str], ...]:
        told = self.cleaned_data
        typed = [
            (spaced(told.get(f"t{at}") or ""), told.get(f"m{at}"), told.get(f"f{at}", ""))
            for at in range(LINES)
        ]
        return tuple((title, most, fills) for title, most, fills in typed if title and most)

    def clean(self) -> dict[str, Any]:
        """Each line has a name and points; the levels fall, inside what can be earned."""
        told: dict[str, Any] = super().clean() or {}
        for at in range(LINES):
            if (
                bool(spaced(told.get(f"t{at}") or "")) != bool(told.get(f"m{at}"))
                and f"m{at}" not in self.errors
            ):
                self.add_error(f"t{at}", _("Mỗi tiêu chí ghi cả tên và điểm tối đa."))
        bounds = [told.get(name) for name in ("good", "fair", "average")]
        if not self.errors and None not in bounds:
            most = [points for _title, points, _fills in self._criteria()]
            if rules.sheet_fault(most, [one for one in bounds if one is not None]):
                words = _(
                    "Mức điểm phải giảm dần Tốt, Khá, Trung bình và không quá tổng {total} điểm của phiếu."
                )
                self.add_error("good", words.format(total=quantity_text(sum(most, NONE))))
        return told

    def version(self) -> Version:
        """The version that is wanted."""
        told = self.cleaned_data
        return Version(
            kind=self.kind, since=told["since"], paper=spaced(told["paper"]),
            bounds=(told["good"], told["fair"], told["average"]), criteria=self._criteria(),
        )  # fmt: skip
