"""What is said of an item of a programme, of its being done, dropped, given as a task, and of a finding."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay
from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.law.words import spaced
from soxa.steering.programmes.forms import BASIS, one_of, words
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme
from soxa.steering.targets.forms import NumberField

# what stands where nothing is chosen
NONE = {
    "unit": gettext_lazy("— chọn đơn vị —"), "person": gettext_lazy("— chưa giao đích danh —"),
    "article": gettext_lazy("— không gắn nhiệm vụ nào —"),
}  # fmt: skip


class ItemForm(forms.Form):
    """An item: what, what is to come of it, which unit, perhaps who, by when."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=ProgrammeItem.KINDS,
        help_text=gettext_lazy("Đầu việc, bước được giao thành nhiệm vụ; mốc do đơn vị lập chương trình tự ghi khi đạt."),
    )  # fmt: skip
    content = words(gettext_lazy("Nội dung việc"), 2)
    result_wanted = forms.CharField(
        label=gettext_lazy("Kết quả cần có"), max_length=500, required=False,
        help_text=gettext_lazy("Ví dụ: báo cáo bằng văn bản, danh sách kèm theo, công trình được nghiệm thu."),
    )  # fmt: skip
    unit = forms.TypedChoiceField(label=gettext_lazy("Đơn vị thực hiện"), coerce=int)
    person = one_of(
        gettext_lazy("Người thực hiện"), help_text=gettext_lazy("Để trống thì đơn vị tự phân công.")
    )
    due_on = DayField(gettext_lazy("Hạn"))
    article = one_of(gettext_lazy("Thực hiện nhiệm vụ nào của văn bản"))

    def __init__(
        self,
        data: Any = None,
        *,
        programme: WorkProgramme,
        offered: dict[str, list[Any]],
        initial: Any = None,
    ) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.programme = programme
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", NONE[name]), *choices]
        if not offered.get("article"):
            self.fields.pop("article")

    def clean_due_on(self) -> date:
        """Inside the days of the programme."""
        due: date = self.cleaned_data["due_on"]
        if why := due_objection(self.programme, due):
            raise forms.ValidationError(why)
        return due

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = dict(self.cleaned_data)
        return {**told, **{name: spaced(told[name]) for name in ("content", "result_wanted")}}


def due_objection(programme: WorkProgramme, due: date) -> str:
    """Why a day cannot be the due day of an item; empty when it can."""
    if due < programme.since:
        said = _("Hạn {due} trước ngày chương trình bắt đầu ({since}); đặt hạn từ ngày ấy trở đi.")
        return said.format(due=day_text(due), since=day_text(programme.since))
    if programme.last_on and due > programme.last_on:
        said = _(
            "Hạn {due} sau ngày cuối của chương trình ({last}); đặt hạn sớm hơn hoặc kéo dài chương trình."
        )
        return said.format(due=day_text(due), last=day_text(programme.last_on))
    return ""


class MendItem(AsShown, ItemForm):
    """What is said of an item, put right, and on what basis; of one that is done, the day and what came of it too."""

    done_on = DayField(gettext_lazy("Ngày xong"))
    result = words(gettext_lazy("Kết quả"))
    basis = forms.CharField(label=BASIS, max_length=300)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        if not self.initial.get("done_on"):
            self.fields.pop("done_on")
            self.fields.pop("result")

    def clean_done_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["done_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày {day} chưa đến.").format(day=day_text(day)))
        return day


class Done(OnDay):
    """The day an item that needs no task was done, and what came of it."""

    on = DayField(gettext_lazy("Ngày xong"))
    result = words(gettext_lazy("Kết quả"))

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {"on": self.cleaned_data["on"], "result": spaced(self.cleaned_data["result"])}


class Dropped(OnDay):
    """Why an item is no longer part of the programme."""

    on = DayField(gettext_lazy("Ngày bỏ"))
    why = words(gettext_lazy("Lý do bỏ"), 2, max_length=300)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {"on": self.cleaned_data["on"], "why": spaced(self.cleaned_data["why"])}


class LinkTask(forms.Form):
    """Which task given before does this item."""

    task = forms.TypedChoiceField(
        label=gettext_lazy("Nhiệm vụ đã giao"), coerce=int,
        help_text=gettext_lazy("Nhiệm vụ của các đơn vị trong xã chưa thuộc chương trình nào; mới giao xếp trước."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, tasks: list[tuple[int, str]]) -> None:
        super().__init__(data, label_suffix="")
        field: Any = self.fields["task"]
        field.choices = [("", _("— chọn nhiệm vụ —")), *tasks]


class Unlinked(OnDay):
    """Why a task is no longer that of the item."""

    why = words(gettext_lazy("Lý do gỡ"), 2, max_length=300)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {"on": self.cleaned_data["on"], "why": spaced(self.cleaned_data["why"])}


class GiveItems(forms.Form):
    """Which items become tasks, in whose name, from which day."""

    items = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Việc giao lần này"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    giver = forms.ChoiceField(label=gettext_lazy("Người giao"))
    given_on = DayField(gettext_lazy("Ngày giao"))

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        items: list[tuple[int, str]],
        ticked: list[int],
        givers: list[Any],
    ) -> None:
        super().__init__(data, label_suffix="", initial={"given_on": today, "items": ticked})
        self.today = today
        for name, choices in (("items", items), ("giver", givers)):
            field: Any = self.fields[name]
            field.choices = choices

    def clean_given_on(self) -> date:
        """A task is given on a day that has come."""
        day: date = self.cleaned_data["given_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày {day} chưa đến.").format(day=day_text(day)))
        return day


class FindingForm(forms.Form):
    """A finding: of whom, what, what is asked, how much money, by when; stated on which day."""

    unit = forms.TypedChoiceField(label=gettext_lazy("Đơn vị được thanh tra, kiểm tra"), coerce=int)
    content = words(gettext_lazy("Nội dung kết luận (hạn chế, sai phạm)"))
    recommendation = words(gettext_lazy("Kiến nghị, yêu cầu xử lý"))
    amount = NumberField(
        label=gettext_lazy("Số tiền phải thu hồi, xử lý (đồng)"), required=False,
        help_text=gettext_lazy("Chỉ ghi khi có sai phạm về tiền, ví dụ 12.500.000."),
    )  # fmt: skip
    since = DayField(gettext_lazy("Ngày kết luận"))
    due_on = DayField(gettext_lazy("Hạn khắc phục"))

    def __init__(
        self,
        data: Any = None,
        *,
        programme: WorkProgramme,
        units: list[Any],
        today: date,
        initial: Any = None,
    ) -> None:
        super().__init__(data, label_suffix="", initial={"since": today, **(initial or {})})
        self.programme, self.today = programme, today
        field: Any = self.fields["unit"]
        field.choices = [("", _("— chọn đơn vị —")), *units]

    def clean_amount(self) -> Decimal | None:
        """Whole đồng, more than nothing."""
        return whole_dong(self.cleaned_data["amount"])

    def clean_since(self) -> date:
        """A day that has come, not before the programme."""
        day: date = self.cleaned_data["since"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày {day} chưa đến.").format(day=day_text(day)))
        if day < self.programme.since:
            said = _("Ngày kết luận trước ngày chương trình bắt đầu ({since}).")
            raise forms.ValidationError(said.format(since=day_text(self.programme.since)))
        return day

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        told: dict[str, Any] = super().clean() or {}
        since, due = told.get("since"), told.get("due_on")
        if since and due and due < since:
            self.add_error(
                "due_on", _("Hạn khắc phục không trước ngày kết luận {day}.").format(day=day_text(since))
            )
        return told

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = dict(self.cleaned_data)
        return {**told, **{name: spaced(told[name]) for name in ("content", "recommendation")}}


def whole_dong(amount: Decimal | None) -> Decimal | None:
    """A sum in whole đồng; ValidationError in words for a fraction, nothing or less, or more than a book can hold."""
    if amount is None:
        return None
    if amount <= 0 or amount != amount.to_integral_value() or amount >= Decimal(10) ** 18:
        raise forms.ValidationError(_("Số tiền ghi bằng đồng, số nguyên lớn hơn 0, ví dụ 12.500.000."))
    return amount


class MendFinding(AsShown, FindingForm):
    """What is said of a finding, put right, and on what basis."""

    basis = forms.CharField(label=BASIS, max_length=300)


class PutRight(OnDay):
    """The day a finding was put right, how one knows, and how much money came back."""

    on = DayField(gettext_lazy("Ngày khắc phục xong"))
    basis_words = forms.CharField(
        label=gettext_lazy("Căn cứ xác nhận (báo cáo, biên bản, chứng từ)"), max_length=300
    )
    amount = NumberField(label=gettext_lazy("Số tiền đã thu hồi, xử lý (đồng)"), required=False)

    def clean_amount(self) -> Decimal | None:
        """Whole đồng, more than nothing."""
        return whole_dong(self.cleaned_data["amount"])

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = self.cleaned_data
        return {"on": told["on"], "basis_words": spaced(told["basis_words"]), "amount": told.get("amount")}


class NotRight(forms.Form):
    """On what ground a finding written as put right stands again."""

    why = words(gettext_lazy("Căn cứ bỏ ghi khắc phục (văn bản, ngày, người đồng ý)"), 2, max_length=300)
