"""What a person says of a congress: when it is planned, shifted, held, whom it elected, why it is called off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.org.models import Office, Person
from soxa.party.card_of import member_of_card

PAPER = gettext_lazy("Văn bản (số, ngày, cơ quan)")


class CongressForm(forms.Form):
    """A form of one step; it knows today, and the official members who may be elected."""

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        people: Sequence[tuple[int, str]] = (),
        reader: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(data, label_suffix="", **options)
        self.today, self.people, self.reader = today, people, reader

    def come(self, name: str) -> date:
        """A day of what has been done lies not ahead."""
        day: date = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError(
                _("Ngày {day} chưa đến; sổ chỉ ghi việc đã có hiệu lực.").format(day=day_text(day))
            )
        return day


class Plan(CongressForm):
    """The term that begins, the day planned, and the consent where it is another month than the one due."""

    term = forms.CharField(
        label=gettext_lazy("Nhiệm kỳ"), max_length=20, help_text=gettext_lazy("Ví dụ: 2027–2030")
    )
    planned_on = DayField(gettext_lazy("Ngày dự kiến đại hội"))
    plan_paper = forms.CharField(
        label=gettext_lazy("Văn bản về kế hoạch đại hội"), max_length=200, required=False
    )
    shift_paper = forms.CharField(
        label=gettext_lazy("Văn bản cấp trên đồng ý đại hội sớm, muộn"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Phải có khi ngày dự kiến không nằm trong tháng đến hạn."),
    )


class Shift(AsShown, CongressForm):
    """Another day, with the superior's consent."""

    planned_on = DayField(gettext_lazy("Ngày dự kiến mới"))
    shift_paper = forms.CharField(
        label=gettext_lazy("Văn bản cấp trên đồng ý đại hội sớm, muộn"), max_length=200, required=False,
        help_text=gettext_lazy("Phải có khi ngày dự kiến không nằm trong tháng đến hạn."),
    )  # fmt: skip


class Hold(CongressForm):
    """The congress as it was held."""

    held_on = DayField(gettext_lazy("Ngày đại hội"))
    summoned = forms.IntegerField(
        label=gettext_lazy("Đảng viên chính thức (hoặc đại biểu) được triệu tập"), min_value=1, max_value=5000
    )
    present = forms.IntegerField(label=gettext_lazy("Có mặt"), min_value=0, max_value=5000)
    elected = forms.IntegerField(
        label=gettext_lazy("Số cấp ủy viên được bầu"), min_value=0, max_value=99, required=False
    )
    paper = forms.CharField(label=gettext_lazy("Biên bản, nghị quyết đại hội (số, ngày)"), max_length=200)

    def clean_held_on(self) -> date:
        """A congress held lies not ahead."""
        return self.come("held_on")

    def clean(self) -> dict[str, Any]:
        """No more were present than were summoned."""
        told: dict[str, Any] = super().clean() or {}
        summoned, present = told.get("summoned"), told.get("present")
        if summoned is not None and present is not None and present > summoned:
            self.add_error("present", _("Số có mặt không được lớn hơn số được triệu tập."))
        return told


class Held(Hold):
    """A congress of the past put into the book in one go."""

    term = forms.CharField(
        label=gettext_lazy("Nhiệm kỳ"), max_length=20, help_text=gettext_lazy("Ví dụ: 2025–2027")
    )
    field_order = ("term",)


class Elect(CongressForm):
    """Who was elected, or appointed, into the committee of a cell."""

    secretary = forms.TypedChoiceField(
        label=gettext_lazy("Bí thư"), coerce=int, required=False, empty_value=None
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Bí thư do"),
        choices=[(Office.ELECTED, gettext_lazy("bầu")), (Office.APPOINTED, gettext_lazy("chỉ định"))],
        help_text=gettext_lazy("Bí thư chi bộ quân sự được chỉ định."),
    )
    card_no = forms.CharField(
        label=gettext_lazy("Bí thư được chỉ định từ nơi khác: số thẻ đảng viên"),
        max_length=20,
        required=False,
    )
    deputy = forms.TypedChoiceField(
        label=gettext_lazy("Phó Bí thư"), coerce=int, required=False, empty_value=None
    )
    committee = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Chi ủy viên khác"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn lại bí thư, phó bí thư."),
    )  # fmt: skip
    paper = forms.CharField(label=gettext_lazy("Quyết định chuẩn y, chỉ định (số, ngày)"), max_length=200)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.outside: Person | None = None
        found: Any = self.fields
        found["secretary"].choices = [("", _("— chọn đồng chí —")), *self.people]
        found["deputy"].choices = [("", _("không có")), *self.people]
        found["committee"].choices = list(self.people)

    def clean(self) -> dict[str, Any]:
        """Each person once; a secretary of another cell only by appointment."""
        told: dict[str, Any] = super().clean() or {}
        if bool(told.get("secretary")) == bool(told.get("card_no")) and "card_no" not in self.errors:
            self.add_error(
                "secretary", _("Chọn bí thư trong chi bộ, hoặc ghi số thẻ người được chỉ định từ nơi khác.")
            )
        elif told.get("card_no"):
            if told.get("way") != Office.APPOINTED:
                self.add_error("way", _("Người ở chi bộ khác chỉ làm bí thư khi được chỉ định."))
            told["secretary"] = self.outside.pk if self.outside else None
        heads = [one for one in (told.get("secretary"), told.get("deputy")) if one]
        if len(set(heads)) < len(heads):
            self.add_error("deputy", _("Phó Bí thư phải là người khác Bí thư."))
        told["committee"] = [one for one in told.get("committee", []) if one not in heads]
        return told

    def clean_card_no(self) -> str:
        """Digits of the card of a member in the reader's sight."""
        text = self.cleaned_data["card_no"]
        self.outside = member_of_card(text, self.reader, self.today) if text else None
        return str(text)


class CallOff(CongressForm):
    """Why a planned congress will not be held."""

    called_off_on = DayField(gettext_lazy("Ngày quyết định"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_called_off_on(self) -> date:
        """A decision lies not ahead."""
        return self.come("called_off_on")
