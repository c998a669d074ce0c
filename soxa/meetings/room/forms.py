"""What is typed from the paper of a meeting: day and hours, the numbers of those who stayed away, lines of what was said and decided."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay
from soxa.kernel.day_field import DayField
from soxa.meetings.forms import AboutMeeting, Agenda, hour, next_day
from soxa.meetings.kinds import MEMBERS
from soxa.meetings.room.typed import Typed

WORKS = 6


def _numbers(label: Any, help_text: Any) -> forms.CharField:
    shown = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "3 7 12"})
    return forms.CharField(label=label, required=False, max_length=300, widget=shown, help_text=help_text)


def _lines(label: Any, help_text: Any, rows: int) -> forms.CharField:
    shown = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=20_000, widget=shown, help_text=help_text)


class FromPaper(OnDay, AboutMeeting):
    """A meeting as its paper tells it."""

    on = DayField(gettext_lazy("Ngày họp"))
    began_at = hour(gettext_lazy("Bắt đầu lúc"))
    ended_at = hour(gettext_lazy("Kết thúc lúc"))
    next_day = next_day()
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=160, required=False)
    why = forms.CharField(
        label=gettext_lazy("Lý do, nếu họp khác ngày quy định, ngày đã mời"), max_length=300, required=False
    )
    mark = forms.CharField(
        label=gettext_lazy("Mã danh sách in ở chân phiếu"), max_length=10, required=False,
        help_text=gettext_lazy("Ghi mã thì sổ xem số thứ tự trên phiếu còn đúng người không; phiếu không có mã thì để trống."),
        widget=forms.TextInput(attrs={"class": "day", "autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
    theme = forms.CharField(label=gettext_lazy("Chuyên đề, nếu có"), max_length=300, required=False)
    excused = _numbers(
        gettext_lazy("Vắng có lý do"), gettext_lazy("Số thứ tự trên phiếu, cách nhau bằng dấu cách")
    )
    absent = _numbers(gettext_lazy("Vắng không lý do"), gettext_lazy("Số thứ tự trên phiếu"))
    came_free = _numbers(gettext_lazy("Được miễn mà đến dự"), gettext_lazy("Số thứ tự trên phiếu"))
    chair = forms.TypedChoiceField(label=gettext_lazy("Chủ trì"), coerce=int)
    scribe = forms.TypedChoiceField(label=gettext_lazy("Thư ký"), coerce=int)
    agenda = Agenda(required=False)
    guests = _lines(gettext_lazy("Đại biểu"), gettext_lazy("Mỗi dòng một người: họ tên – chức vụ"), 2)
    opinions = _lines(
        gettext_lazy("Ý kiến"),
        gettext_lazy(
            "Mỗi dòng một ý kiến: số thứ tự hoặc tên, dấu hai chấm, nội dung. Ví dụ 5: Đường vào thôn còn lầy. Ý kiến bảo lưu thì thêm (bảo lưu) ở cuối dòng"
        ),
        4,
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = people
        self.known = list(self.meeting.items.values_list("title", flat=True))
        if self.known:
            del self.fields["agenda"]
        numbered = [(person, f"{number}. {name}") for number, (person, name) in enumerate(people, start=1)]
        for name in ("chair", "scribe"):
            field: Any = self.fields[name]
            field.choices = [("", "—"), *numbered]
        for number in range(1, WORKS + 1):
            self.fields[f"work{number}"] = forms.CharField(required=False, max_length=600)
            self.fields[f"of{number}"] = forms.CharField(required=False, max_length=3)
            self.fields[f"who{number}"] = forms.CharField(required=False, max_length=10)
            self.fields[f"due{number}"] = forms.CharField(required=False, max_length=20)
        if self.meeting.what.unit_kind != "cell":
            del self.fields["theme"]
        if self.meeting.what.summoned != MEMBERS:
            del self.fields["came_free"]  # on a list everyone who came is there; nobody is eased

    def typed(self, order: tuple[int, ...]) -> Typed:
        """What was typed, for the numbers of this order."""
        told = self.cleaned_data
        day: date = told["on"]
        works = [
            tuple(told[f"{name}{n}"].strip() for name in ("work", "who", "due", "of"))
            for n in range(1, WORKS + 1)
        ]
        return Typed(
            on=day, began_at=told["began_at"], ended_at=told["ended_at"], next_day=told["next_day"], place=told["place"], why=told["why"],
            theme=told.get("theme", ""), order=order, excused=told["excused"], absent=told["absent"],
            came_free=told.get("came_free", ""), mark=told["mark"], chair=told["chair"], scribe=told["scribe"],
            agenda=tuple(told.get("agenda") or self.known), guests=_told(told["guests"]), opinions=_told(told["opinions"]),
            decided=tuple((text, who, due, of) for text, who, due, of in works if text),
        )  # fmt: skip


def _told(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
