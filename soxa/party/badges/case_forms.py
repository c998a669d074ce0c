"""What a person must say at each step of a badge: the decision, the day, the number, why not, how it was lost."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.party.badges.models import Badge
from soxa.party.forms import BASIS, PAPER
from soxa.party.health import no_illness

NUMBER = gettext_lazy("Số Huy hiệu")
DECISION = gettext_lazy("Quyết định tặng (số, ngày, cơ quan)")


class BadgeForm(forms.Form):
    """A form of one step of a badge; it knows today, so that nothing is written down before it happened."""

    def __init__(self, data: Any = None, *, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(data, label_suffix="", **options)

    def clean_on(self) -> date:
        """Not a day to come."""
        on: date = self.cleaned_data["on"]
        if on and on > self.today:
            raise forms.ValidationError(
                _("Ngày {day} chưa đến; sổ chỉ ghi việc đã có hiệu lực.").format(day=day_text(on))
            )
        return on


class Decide(BadgeForm):
    """The decision of the competent committee."""

    decision = forms.CharField(label=DECISION, max_length=200)
    on = DayField(gettext_lazy("Ngày quyết định"))


class Award(BadgeForm):
    """The day of the ceremony; the number stands on the badge's own certificate."""

    on = DayField(gettext_lazy("Ngày trao"))


class AwardOne(Award):
    """The ceremony of one badge, with its number."""

    number = forms.CharField(label=NUMBER, max_length=20, required=False)


class Decline(BadgeForm):
    """Why it is no longer proposed."""

    on = DayField(gettext_lazy("Ngày thôi đề nghị"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: đồng chí ấy đề nghị chưa nhận; cấp trên chưa xét."),
    )


class Lose(BadgeForm):
    """The loss as the member reported it."""

    on = DayField(gettext_lazy("Ngày báo mất"))
    note = forms.CharField(label=gettext_lazy("Mất trong trường hợp nào"), max_length=200)
    paper = forms.CharField(label=PAPER, max_length=200, required=False)


class Reissue(BadgeForm):
    """Another badge in place of the one lost."""

    on = DayField(gettext_lazy("Ngày cấp lại"))
    number = forms.CharField(
        label=gettext_lazy("Số Huy hiệu mới"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Để trống nếu giữ số cũ."),
    )
    paper = forms.CharField(label=PAPER, max_length=200)


class Kept(BadgeForm):
    """A badge that the member has had since before the book."""

    level = forms.TypedChoiceField(label=gettext_lazy("Loại Huy hiệu"), coerce=int)
    number = forms.CharField(label=NUMBER, max_length=20, required=False)
    decision = forms.CharField(label=DECISION, max_length=200, required=False)
    on = DayField(
        gettext_lazy("Ngày trao"),
        required=False,
        help_text=gettext_lazy("Để trống nếu hồ sơ không ghi ngày."),
    )

    def __init__(self, data: Any = None, *, levels: tuple[int, ...], **options: Any) -> None:
        super().__init__(data, **options)
        offered: Any = self.fields["level"]
        offered.choices = [(level, _("{level} năm").format(level=level)) for level in levels]


class Early(forms.Form):
    """An award before the years are full."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Diện xét"),
        choices=[one for one in Badge.REASONS if one[0] in (Badge.ILL, Badge.POSTHUMOUS)],
    )
    round_on = forms.TypedChoiceField(label=gettext_lazy("Đề nghị vào đợt"), coerce=date.fromisoformat)
    note = forms.CharField(
        label=gettext_lazy("Truy tặng: lý do cụ thể và giấy tờ kèm theo"),
        max_length=200,
        required=False,
        validators=[no_illness],
        help_text=gettext_lazy(
            "Lý do sức khỏe thì để trống: giấy xác nhận nằm ở hồ sơ đề nghị, sổ không ghi."
        ),
    )

    def __init__(self, data: Any = None, *, rounds: tuple[date, ...], **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)
        offered: Any = self.fields["round_on"]
        offered.choices = [(day.isoformat(), day_text(day)) for day in rounds]

    def clean(self) -> dict[str, Any]:
        """One who died is proposed with the reason; of one who is ill nothing is written."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("reason") == Badge.POSTHUMOUS and not told.get("note"):
            self.add_error("note", _("Truy tặng phải nêu lý do."))
        if told.get("reason") == Badge.ILL and told.get("note"):
            self.add_error("note", _("Để trống: lý do sức khỏe không ghi vào sổ."))
        return told


class CorrectBadge(AsShown):
    """Facts of a badge put right, with their basis."""

    number = forms.CharField(label=NUMBER, max_length=20, required=False)
    decision = forms.CharField(label=DECISION, max_length=200, required=False)
    decided_on = DayField(gettext_lazy("Ngày quyết định"), required=False)
    awarded_on = DayField(gettext_lazy("Ngày trao"), required=False)
    basis = forms.CharField(label=BASIS, max_length=200, validators=[no_illness])

    def __init__(self, data: Any = None, *, badge: Badge, today: date) -> None:
        self.today = today
        names = ("number", "decision", "decided_on", "awarded_on")
        super().__init__(data, initial={name: getattr(badge, name) for name in names}, label_suffix="")

    def clean(self) -> dict[str, Any]:
        """No day to come; the award no earlier than its decision."""
        told: dict[str, Any] = super().clean() or {}
        for name in ("decided_on", "awarded_on"):
            if told.get(name) and told[name] > self.today:
                self.add_error(name, _("Ngày này chưa đến."))
        if told.get("decided_on") and told.get("awarded_on") and told["awarded_on"] < told["decided_on"]:
            self.add_error("awarded_on", _("Ngày trao phải từ ngày quyết định trở đi."))
        return told
