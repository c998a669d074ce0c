"""What a person says of planning and of courses."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.org.models import Person
from soxa.party.cadres.models import Course
from soxa.party.card_of import member_of_card
from soxa.party.forms import PAPER


class CadreForm(forms.Form):
    """A form that knows today, the reader, and the officials one chooses among."""

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        reader: Any = None,
        people: Sequence[tuple[int, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(data, label_suffix="", **options)
        self.today, self.reader, self.people = today, reader, people


class Post(CadreForm):
    """A post planned for."""

    term = forms.CharField(
        label=gettext_lazy("Nhiệm kỳ"), max_length=20, help_text=gettext_lazy("Ví dụ: 2030–2035")
    )
    title = forms.CharField(
        label=gettext_lazy("Chức danh quy hoạch"),
        max_length=160,
        help_text=gettext_lazy("Ví dụ: Phó Chủ tịch UBND xã"),
    )
    paper = forms.CharField(
        label=gettext_lazy("Quyết định phê duyệt quy hoạch"), max_length=200, required=False
    )


class PutIn(CadreForm):
    """Who is planned for a post, from which day, by what paper."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Đồng chí"), coerce=int, empty_value=None, required=False,
        help_text=gettext_lazy("Đảng viên đang giữ chức vụ ở xã; người khác thì ghi số thẻ ở ô dưới."),
    )  # fmt: skip
    card_no = forms.CharField(label=gettext_lazy("Hoặc số thẻ đảng viên"), max_length=20, required=False)
    on = DayField(gettext_lazy("Vào quy hoạch từ ngày"))
    paper = forms.CharField(label=PAPER, max_length=200)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.chosen: Person | None = None
        chooses: Any = self.fields["person"]
        chooses.choices = [("", _("— chọn đồng chí —")), *self.people]

    def clean_card_no(self) -> str:
        """The card of a member in sight; he becomes the one chosen."""
        text = self.cleaned_data["card_no"]
        if text:
            self.chosen = member_of_card(text, self.reader, self.today)
        return str(text)

    def clean(self) -> dict[str, Any]:
        """Exactly one person."""
        told: dict[str, Any] = super().clean() or {}
        picked = told.get("person")
        if bool(picked) == bool(told.get("card_no")) and "card_no" not in self.errors:
            self.add_error(
                "person", _("Chọn một đồng chí trong danh sách, hoặc ghi số thẻ; chỉ một trong hai.")
            )
        elif picked:
            self.chosen = Person.objects.get(pk=picked)
        return told


class TakeOut(CadreForm):
    """From which day, by what paper and why somebody is planned no longer."""

    on = DayField(gettext_lazy("Đưa ra khỏi quy hoạch từ ngày"))
    paper = forms.CharField(label=PAPER, max_length=200)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class Review(CadreForm):
    """The yearly review of a term's planning."""

    term = forms.CharField(label=gettext_lazy("Nhiệm kỳ"), max_length=20)
    on = DayField(gettext_lazy("Ngày rà soát"))
    paper = forms.CharField(label=gettext_lazy("Văn bản rà soát, bổ sung"), max_length=200)


class OpenCourse(CadreForm):
    """A course: its kind, name, level, days, place."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại lớp"), choices=Course.KINDS)
    title = forms.CharField(label=gettext_lazy("Tên lớp"), max_length=200)
    level = forms.ChoiceField(
        label=gettext_lazy("Trình độ lý luận chính trị mà lớp cấp"),
        choices=[("", gettext_lazy("— không —")), *Course.LEVELS],
        required=False,
        help_text=gettext_lazy("Khi ghi chứng chỉ, trình độ này vào hồ sơ đảng viên nếu cao hơn trình độ đang có."),
    )  # fmt: skip
    starts_on = DayField(gettext_lazy("Từ ngày"))
    ends_on = DayField(gettext_lazy("Đến ngày"))
    place = forms.CharField(label=gettext_lazy("Nơi học"), max_length=160, required=False)
    paper = forms.CharField(
        label=gettext_lazy("Quyết định mở lớp, cử đi học"), max_length=200, required=False
    )

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first; only a course of political theory gives a level."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Ngày cuối không được trước ngày đầu."))
        if told.get("level") and told.get("kind") != Course.THEORY:
            self.add_error("level", _("Chỉ lớp lý luận chính trị mới cấp trình độ này."))
        return told


class Enrol(CadreForm):
    """Members of a course by the numbers of their cards, one a line."""

    cards = forms.CharField(
        label=gettext_lazy("Số thẻ đảng viên, mỗi dòng một số"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_cards(self) -> list[Person]:
        """The members of the cards, each once; the line that is wrong is named."""
        found: dict[int, Person] = {}
        lines = [line.strip() for line in self.cleaned_data["cards"].splitlines() if line.strip()]
        if len(lines) > _MOST_AT_ONCE:
            raise forms.ValidationError(_("Mỗi lần ghi nhiều nhất {n} số thẻ.").format(n=_MOST_AT_ONCE))
        for number, line in enumerate(lines, start=1):
            try:
                person = member_of_card(line, self.reader, self.today)
            except forms.ValidationError as error:
                raise forms.ValidationError(
                    _("Dòng {n}, “{line}”: {why}").format(n=number, line=line, why=error.messages[0])
                ) from error
            found[person.pk] = person
        return list(found.values())


_MOST_AT_ONCE = 200


class Certify(CadreForm):
    """The number and day of a certificate."""

    on = DayField(gettext_lazy("Ngày cấp"))
    number = forms.CharField(label=gettext_lazy("Số chứng chỉ, bằng"), max_length=40)
