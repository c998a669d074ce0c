"""What a person must say of a meeting: when and where, what about, when it began and ended, why it was moved or called off."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay, StepForm
from soxa.kernel.day_field import DayField
from soxa.law.words import spaced
from soxa.meetings.convening.agenda import LONGEST, MOST, fault
from soxa.meetings.kinds import CELL, HEADS, LIST, Kind
from soxa.meetings.models import Meeting
from soxa.meetings.summoned import Listed, Near
from soxa.org.models import Person

LINES = {"rows": 6}


class Agenda(forms.CharField):
    """The points of an agenda, a line each."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Nội dung, mỗi dòng một việc"),
            max_length=MOST * (LONGEST + 10),
            widget=forms.Textarea(attrs=LINES),
            **options,
        )

    def clean(self, value: Any) -> list[str]:
        """Lines without blanks, no line twice."""
        text: str = super().clean(value)
        lines = [line for one in text.splitlines() if (line := spaced(one).strip("-–• "))]
        lines = list(dict.fromkeys(lines))
        if wrong := fault(lines):
            raise forms.ValidationError(wrong)
        return lines


def hour(label: Any, **options: Any) -> forms.TimeField:
    """An hour of the day, typed 19:30 or 19h30."""
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%Hh%M", "%Hh", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "day", "placeholder": "19:30"}),
        error_messages={"invalid": gettext_lazy("Ghi giờ như 19:30.")},
        **options,
    )


class AboutMeeting(StepForm):
    """A form of one step of a meeting, which it knows."""

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        self.meeting = meeting
        super().__init__(*args, **options)


class Planned(AboutMeeting):
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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.meeting.kind != CELL:
            del self.fields["why"]
        if self.meeting.what.unit_kind != "cell":
            del self.fields["theme"]
            self.fields["papers"].label = _("Đã gửi tài liệu giấy cho người dự")

    def facts(self) -> dict[str, Any]:
        """What is said, on the day it is said."""
        return {"theme": "", "why": "", **self.cleaned_data, "on": self.today}


class Move(Planned):
    """Another day or hour."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.meeting.kind != CELL:
            self.fields["why"].label = _("Lý do đổi ngày")

    def facts(self) -> dict[str, Any]:
        """What is said, on the day it is said."""
        return {**self.cleaned_data, "on": self.today}


class OpenIt(OnDay, AboutMeeting):
    """The meeting begins."""

    on = DayField(gettext_lazy("Ngày họp"))
    began_at = hour(gettext_lazy("Bắt đầu lúc"))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=160, required=False)
    why = forms.CharField(
        label=gettext_lazy("Lý do, nếu họp khác ngày quy định, ngày đã mời"), max_length=300, required=False
    )
    agenda = Agenda(required=False)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return dict(self.cleaned_data)


class Mend(OpenIt):
    """The day, hour and place as they were."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["agenda"]


def next_day() -> forms.BooleanField:
    """A tick for what ends after midnight."""
    label = gettext_lazy("Kết thúc sang ngày hôm sau (họp qua nửa đêm)")
    return forms.BooleanField(label=label, required=False)


class Close(AboutMeeting):
    """The meeting ends: the hour, a conclusion for each point, who led and who wrote; how many came where heads are counted."""

    ended_at = hour(gettext_lazy("Kết thúc lúc"))
    next_day = next_day()
    theme = forms.CharField(label=gettext_lazy("Chuyên đề, nếu có"), max_length=300, required=False)
    chair = forms.TypedChoiceField(label=gettext_lazy("Chủ trì"), coerce=int)
    scribe = forms.TypedChoiceField(label=gettext_lazy("Thư ký"), coerce=int)
    heads_due = forms.IntegerField(
        label=gettext_lazy("Số hộ, số người phải dự"), min_value=1, max_value=100_000
    )
    heads_came = forms.IntegerField(label=gettext_lazy("Số đã dự"), min_value=0, max_value=100_000)
    paperless = forms.BooleanField(
        label=gettext_lazy("Họp không giấy: tài liệu chỉ gửi trên máy"), required=False
    )

    def __init__(self, *args: Any, items: list[Any], people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("chair", "scribe"):
            field: Any = self.fields[name]
            field.choices = [("", "—"), *people]
        self._ask_by_kind()
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

    def _ask_by_kind(self) -> None:
        what = self.meeting.what
        if what.unit_kind == "cell":
            del self.fields["paperless"]
        else:
            del self.fields["theme"]
        for name in ("heads_due", "heads_came"):
            if what.summoned == HEADS:
                self.fields[name].required = True
            else:
                del self.fields[name]

    def facts(self) -> dict[str, Any]:
        """What is said, conclusions by the number of their point."""
        told = self.cleaned_data
        return {
            **{name: told[name] for name in ("ended_at", "chair", "scribe")},
            "theme": told.get("theme", ""),
            **{name: told.get(name) for name in ("heads_due", "heads_came", "paperless", "next_day")},
            "conclusions": {number: told.get(f"k{number}", "").strip() for number in self.numbers},
            "on": self.today,
        }


class Why(OnDay, AboutMeeting):
    """A day and a reason."""

    why = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return dict(self.cleaned_data)


GROUPS = (
    ("own", gettext_lazy("Cán bộ lãnh đạo, chuyên trách")),
    ("agency", gettext_lazy("Cơ quan, phòng, ban")),
    ("heads", gettext_lazy("Bí thư chi bộ")),
    ("cell", gettext_lazy("Cấp ủy viên chi bộ")),
)


MEMBER, GUEST = "member", "guest"


class People(StepForm):
    """Who is called, ticked on lists: those proposed – members with a vote, and who is asked to attend – then by where they serve everyone who holds an office near the unit."""

    added = forms.ChoiceField(
        label=gettext_lazy("Người chọn thêm ở các danh sách dưới là"),
        choices=((MEMBER, gettext_lazy("thành viên, có quyền biểu quyết")), (GUEST, gettext_lazy("mời dự"))),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, first: list[Listed], others: list[Near], **options: Any) -> None:
        super().__init__(*args, **options)
        known = {one.person_id: one for one in others}
        self.names = {person: one.name for person, one in known.items()}
        missing = [one.person_id for one in first if one.person_id not in known]
        if missing:
            self.names |= dict(Person.objects.filter(pk__in=missing).values_list("pk", "full_name"))
        self.posts = {person: one.post for person, one in known.items()} | {
            one.person_id: one.post for one in first
        }
        self.groups: list[str] = []
        self._ask(
            "called", gettext_lazy("Thành viên"), [one.person_id for one in first if one.votes], ticked=True
        )
        self._ask(
            "guests", gettext_lazy("Mời dự"), [one.person_id for one in first if not one.votes], ticked=True
        )
        listed = {one.person_id for one in first}
        for group, label in GROUPS:
            near = [one.person_id for one in others if one.person_id not in listed and _group(one) == group]
            self._ask(group, label, near)
        self.initial = {"added": GUEST if first else MEMBER, **(self.initial or {})}

    def _ask(self, name: str, label: Any, people: list[int], *, ticked: bool = False) -> None:
        if not people:
            return
        self.groups.append(name)
        self.fields[name] = forms.TypedMultipleChoiceField(
            label=label,
            coerce=int,
            required=False,
            initial=people if ticked else [],
            choices=[(person, f"{self.names[person]} – {self.posts[person]}") for person in people],
            widget=forms.CheckboxSelectMultiple,
        )

    def chosen(self) -> tuple[Listed, ...]:
        """Those ticked, in the order of the lists."""
        added = (self.cleaned_data.get("added") or self.initial["added"]) == MEMBER
        votes = {"called": True, "guests": False}
        return tuple(
            Listed(person, self.posts[person], votes.get(name, added))
            for name in self.groups
            for person in self.cleaned_data[name]
        )

    def own_fields(self) -> list[Any]:
        """The fields that are neither a list of people nor what those added are."""
        return [self[name] for name in self.fields if name not in self.groups and name != "added"]

    def lists_of_people(self) -> list[tuple[Any, int]]:
        """The lists to tick, each with how many stand on it."""
        return [(self[name], len(self.fields[name].widget.choices)) for name in self.groups]  # type: ignore[attr-defined]


def _group(one: Near) -> str:
    if one.where == "cell":
        return "heads" if one.leads else "cell"
    return one.where if one.where == "agency" else "own"


class Plan(People):
    """A meeting to be planned: what it is called, when, where, who comes."""

    title = forms.CharField(
        label=gettext_lazy("Tên cuộc họp"), max_length=200, required=False,
        help_text=gettext_lazy("Ví dụ: Hội nghị thôn Bến Đá; Kỳ họp thứ Ba. Để trống thì lấy tên loại cuộc họp."),
    )  # fmt: skip
    planned_on = DayField(gettext_lazy("Ngày họp"))
    planned_at = hour(gettext_lazy("Giờ họp"), required=False)
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=160, required=False)

    def __init__(self, *args: Any, kind: Kind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        if kind.summoned != LIST:
            for name in self.groups:
                del self.fields[name]
            self.groups = []
            del self.fields["added"]

    def wish(self, unit_id: int) -> dict[str, Any]:
        """What is wanted, for `flow.plan`."""
        told = self.cleaned_data
        return {
            "kind": self.kind.code, "unit_id": unit_id, "on": told["planned_on"], "at": told["planned_at"],
            "place": told["place"], "title": spaced(told["title"]),
            "called": self.chosen(),
        }  # fmt: skip


class Called(People, AboutMeeting):
    """Who is called to a meeting that was planned."""
