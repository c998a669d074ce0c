"""What must be said to change a setting, a day of the calendar, an account."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import ROLES
from soxa.kernel.calendar import UNDECIDED
from soxa.kernel.day_field import DayField
from soxa.kernel.journal import digest
from soxa.kernel.models import CalendarDay
from soxa.kernel.page import day_text
from soxa.kernel.preferences import SECRET, Preference
from soxa.kernel.shown import AsShown
from soxa.kernel.units.tree import tree
from soxa.org.models import Office

DAY_KINDS = [
    (CalendarDay.OFF, _("Ngày nghỉ")),
    (CalendarDay.WORKED, _("Ngày làm bù (thứ Bảy, Chủ nhật)")),
    ("plain", _("Ngày thường, bỏ ghi riêng")),
]
DAY_WORDS: dict[str, Any] = {
    CalendarDay.OFF: _("nghỉ"),
    CalendarDay.WORKED: _("làm bù"),
    UNDECIDED: _("chưa quyết"),
}


def value_field(preference: Preference) -> forms.Field:
    """The field of a setting's value, by its kind."""
    label = preference.title
    if preference.kind == "switch":
        return forms.ChoiceField(label=label, choices=[("yes", _("Có")), ("", _("Không"))], required=False)
    if preference.kind == "number":
        return forms.IntegerField(label=label, min_value=1, max_value=99999)
    if preference.kind == "date":
        return DayField(label, required=False)
    if preference.kind == "choice":
        return forms.ChoiceField(label=label, choices=preference.choices)
    if preference.kind == SECRET:
        hidden = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        return forms.CharField(label=label, max_length=200, required=False, strip=False, widget=hidden)
    return forms.CharField(label=label, max_length=300, required=False)


class ChangeSetting(AsShown):
    """A value and the day from which it holds."""

    suggested = frozenset({"since"})
    since = DayField(_("Áp dụng từ ngày"))

    def __init__(self, *args: Any, preference: Preference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preference = preference
        self.fields["value"] = value_field(preference)
        self.order_fields(["value", "since"])

    def clean_value(self) -> Any:
        """The value, when its declaration finds nothing wrong with it."""
        given = self.cleaned_data["value"]
        if fault := self.preference.check(given):
            raise forms.ValidationError(fault)
        return given

    def value(self) -> Any:
        """The value as it is kept: a switch as a truth, a day as text."""
        given = self.cleaned_data["value"]
        if self.preference.kind == "switch":
            return given == "yes"
        return given.isoformat() if hasattr(given, "isoformat") else given or ""


class MoveCounts(ChangeSetting):
    """A value from a past day that changes counts told since: `lines` say which, and are confirmed as they were read."""

    confirmed = forms.BooleanField(
        label=_("Tôi đã xem các số sẽ đổi và đồng ý"),
        error_messages={"required": _("Xem các số sẽ đổi nêu ở trên; đúng như vậy thì đánh dấu ô này.")},
    )
    reason = forms.CharField(
        label=_("Lý do, căn cứ đổi từ ngày đã qua"), max_length=300, help_text=_("Ghi vào nhật ký. Ví dụ: số, ngày văn bản."),
        error_messages={"required": _("Ghi lý do đổi số của những ngày đã qua.")},
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, lines: list[str], **kwargs: Any) -> None:
        told, read = data.copy(), digest(lines)
        if told.get("seen") != read:  # other counts than those that were confirmed
            told.pop("confirmed", None)
        told["seen"] = read
        super().__init__(told, **kwargs)
        self.order_fields(["value", "since", "confirmed", "reason"])


class ChangeDay(forms.Form):
    """A day of the working calendar and why it differs."""

    day = DayField(_("Ngày"))
    kind = forms.ChoiceField(label=_("Là"), choices=DAY_KINDS)
    name = forms.CharField(
        label=_("Tên"), max_length=120, required=False, help_text=_("Ví dụ: Nghỉ tránh bão")
    )
    reason = forms.CharField(label=_("Căn cứ"), max_length=200, help_text=_("Số, ngày văn bản, nơi ban hành"))


class GiveOffice(forms.Form):
    """An office with the role it plays in the book."""

    role = forms.ChoiceField(label=_("Vai trong sổ"), help_text=_("Vai quyết định xem được gì, ghi được gì."))
    unit = forms.ChoiceField(label=_("Đơn vị"))
    title = forms.CharField(label=_("Chức vụ"), max_length=160)
    way = forms.ChoiceField(label=_("Hình thức"), choices=Office.WAYS)
    decision = forms.CharField(label=_("Quyết định, nghị quyết"), max_length=200, required=False)
    since = DayField(_("Từ ngày"))

    def __init__(self, *args: Any, units: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = tree()
        nodes = sorted((standing.nodes[key] for key in units), key=lambda node: node.code)
        roles = [(role.code, role.title) for role in ROLES.values()]
        named = [(str(node.id), f"{standing.name(node.id)} ({node.code})") for node in nodes]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["unit"].choices = named  # type: ignore[attr-defined]


class NewAccount(GiveOffice):
    """A person, the sign-in name, and the first office."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,39}$",
        label=_("Tên đăng nhập"),
        required=False,
        help_text=_("Chữ thường không dấu, số, dấu chấm; bỏ trống thì sổ tự đặt theo tên."),
    )
    field_order = ("name", "username", "role", "unit", "title", "way", "decision", "since")


class EndOffice(forms.Form):
    """The day from which an office is held no more."""

    on = DayField(_("Thôi giữ từ ngày"))
    decision = forms.CharField(label=_("Văn bản"), max_length=200, required=False)


class PinInput(forms.PasswordInput):
    """Digits one sees while typing; they are not given back with a refused form, nor offered to be kept."""

    input_type = "text"


def _pin(label: Any) -> forms.CharField:
    digits = PinInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"})
    return forms.CharField(label=label, max_length=20, widget=digits)


class ChangePin(forms.Form):
    """The PIN of a sign-in card as it is, and as its owner wants it, twice."""

    pin = _pin(_("PIN đang dùng"))
    wanted = _pin(_("PIN mới"))
    again = _pin(_("Gõ lại PIN mới"))

    def clean_again(self) -> str:
        """The same as before it."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("wanted"):
            raise forms.ValidationError(_now("Hai lần gõ PIN mới chưa giống nhau."))
        return again


def shown_value(preference: Preference, value: Any) -> str:
    """A setting's value in words."""
    if preference.kind == "switch":
        return _now("Có") if value else _now("Không")
    if preference.kind == SECRET and value:
        return _now("đã đặt, giữ kín")
    if preference.kind == "choice":
        return str(dict(preference.choices).get(value, value))
    if preference.kind == "date" and value:
        return day_text(date.fromisoformat(str(value)))
    return str(value) if value not in ("", None) else _now("để trống")
