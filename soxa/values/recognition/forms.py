"""What is said of a recognition: the decision, its withdrawal, what is put right."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import FileField
from soxa.kernel.day_field import DayField
from soxa.kernel.shown import AsShown
from soxa.law.words import spaced
from soxa.values.criteria.models import CriteriaSet
from soxa.values.recognition.models import Recognition

_LATEST = 9999


def _told(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {name: spaced(value) if isinstance(value, str) else value for name, value in cleaned.items()}


class Decided(forms.Form):
    """A decision: as what, for which year, its number and day, who decided, by which set."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Công nhận là"), choices=Recognition.KINDS, widget=forms.RadioSelect
    )
    decision = forms.CharField(
        label=gettext_lazy("Số quyết định"), max_length=120, help_text=gettext_lazy("Ví dụ: 1127/QĐ-UBND")
    )
    since = DayField(gettext_lazy("Ngày quyết định"))
    year = forms.IntegerField(
        label=gettext_lazy("Năm đạt chuẩn"), min_value=1, max_value=_LATEST,
        help_text=gettext_lazy("Năm mà quyết định công nhận xã đạt chuẩn."),
    )  # fmt: skip
    decided_by = forms.CharField(
        label=gettext_lazy("Người, cơ quan quyết định"), max_length=200,
        help_text=gettext_lazy("Như trên quyết định, ví dụ: Chủ tịch Ủy ban nhân dân tỉnh"),
    )  # fmt: skip
    of = forms.ChoiceField(label=gettext_lazy("Theo bộ tiêu chí"), required=False)

    def __init__(self, *args: Any, sets: list[CriteriaSet], **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        self.sets = {str(one.pk): one for one in sets}
        chosen: Any = self.fields["of"]
        chosen.choices = [
            ("", _("— không có trong sổ —")),
            *((key, one.name) for key, one in self.sets.items()),
        ]

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = _told(self.cleaned_data)
        return {**told, "of": self.sets.get(told["of"])}


class Recognise(Decided):
    """A decision newly written down, with its paper."""

    paper = FileField(label=gettext_lazy("Tệp quyết định"), required=False)


class MendRecognition(AsShown, Decided):
    """A decision put right, or taken out of the book, on what basis; `kept`: the digest of its paper."""

    paper = FileField(
        label=gettext_lazy("Tệp quyết định thay tệp đang giữ"), required=False,
        help_text=gettext_lazy("Để trống thì giữ tệp đang có; tệp bị thay vẫn giữ trong sổ, ghi ngày và căn cứ thay."),
    )  # fmt: skip
    struck = forms.BooleanField(label=gettext_lazy("Bỏ khỏi sổ: ghi nhầm"), required=False)
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ đính chính (văn bản, ngày, người đồng ý)"), max_length=300
    )

    def __init__(self, *args: Any, kept: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.kept = kept

    def behind(self) -> dict[str, str]:
        """The paper that is kept: of two new ones handed in at once the second is asked for again."""
        return {"paper": self.kept}


class Withdraw(forms.Form):
    """The decision that withdraws a recognition: from which day, its number, by whom, why."""

    on = DayField(gettext_lazy("Thu hồi từ ngày"))
    decision = forms.CharField(label=gettext_lazy("Số quyết định thu hồi"), max_length=120)
    by = forms.CharField(label=gettext_lazy("Người, cơ quan thu hồi"), max_length=200)
    why = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return _told(self.cleaned_data)


def held(one: Recognition) -> dict[str, Any]:
    """A recognition as its form shows it."""
    since: date = one.since
    return {
        "kind": one.kind, "decision": one.decision, "since": since, "year": one.year, "decided_by": one.decided_by,
        "of": str(one.of_id or ""), "struck": False,  # type: ignore[attr-defined]
    }  # fmt: skip
