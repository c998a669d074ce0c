"""The facts a person must give to give a task and to take each step of its life."""

import mimetypes
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import files
from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.tasks.effects import Files, Kept, Said, waiting
from soxa.tasks.models import Task

MOST_FILES, LARGEST = 10, 20 * 1024 * 1024
Choices = Sequence[tuple[Any, Any]]


def _words(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    shown = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=shown, **{"max_length": 500, **options})


class StepForm(forms.Form):
    """A form of one step: it knows the task, today, and the units and people the person at the book may choose."""

    on = DayField(gettext_lazy("Ngày"))

    def __init__(
        self, data: Any = None, uploads: Any = None, *, task: Task, today: date, units: Choices = (), people: Choices = ()
    ) -> None:  # fmt: skip
        self.task, self.today = task, today
        super().__init__(data, uploads, label_suffix="", initial={"on": today})
        for name, offered, none in (
            ("unit", units, _("— chọn đơn vị —")),
            ("person", people, _("— chưa giao đích danh —")),
        ):
            if name in self.fields:
                field: Any = self.fields[name]
                field.choices = [("", none), *offered]
        self.prepare()

    def prepare(self) -> None:
        """Fill in what the book already knows; nothing by default."""

    def clean_on(self) -> date:
        """A step is written on a day that has come."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày này chưa đến."))
        return day

    def facts(self) -> dict[str, Any]:
        """The facts as the flow takes them: people's words apart from what the journal may hold."""
        told = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return {
            name: Said(value) if name in ("why", "note", "text") else value for name, value in told.items()
        }


class Dated(StepForm):
    """The day alone."""


class Reasoned(StepForm):
    """The day and the reason."""

    why = _words(gettext_lazy("Lý do"))
    field_order = ("why", "on")


class Name(StepForm):
    """Which person of the unit, and the unit's own day within the giver's."""

    person = forms.TypedChoiceField(label=gettext_lazy("Người thực hiện"), coerce=int)
    inner_due = DayField(gettext_lazy("Hạn nội bộ của đơn vị"), required=False)
    note = _words(gettext_lazy("Ý kiến chỉ đạo"), 2, required=False)
    field_order: tuple[str, ...] = ("person", "inner_due", "note", "on")

    def prepare(self) -> None:
        """Say the giver's day beside the unit's own."""
        self.fields["inner_due"].help_text = _("Không sau hạn của người giao: {due}.").format(
            due=day_text(self.task.due_on)
        )


class HandOn(Name):
    """Which unit, perhaps which person in it, and the day by which it is to answer."""

    unit = forms.TypedChoiceField(label=gettext_lazy("Đơn vị nhận"), coerce=int)
    person = forms.TypedChoiceField(
        label=gettext_lazy("Người thực hiện"), coerce=int, required=False, empty_value=None,
        help_text=gettext_lazy("Để trống thì người giữ chức vụ trong đơn vị nhận thấy việc này và nhận."),
    )  # fmt: skip
    field_order = ("unit", "person", "inner_due", "note", "on")


class Ask(StepForm):
    """Until when, and why."""

    wanted = DayField(gettext_lazy("Xin gia hạn đến ngày"))
    why = _words(gettext_lazy("Lý do"))
    field_order = ("wanted", "why", "on")

    def prepare(self) -> None:
        """Say the present due day."""
        self.fields["wanted"].help_text = _(
            "Hạn hiện nay: {due}. Trong khi chờ trả lời, hạn này vẫn tính."
        ).format(due=day_text(self.task.due_on))


class Grant(StepForm):
    """The new due day; what was asked for stands in the field."""

    due = DayField(gettext_lazy("Hạn mới"))
    why = _words(gettext_lazy("Ý kiến"), 2, required=False)
    field_order = ("due", "why", "on")

    def prepare(self) -> None:
        """Offer the day that was asked for."""
        asked = waiting(self.task)
        if asked:
            self.initial["due"] = asked.wanted_on
            self.fields["due"].help_text = _("{who} xin đến {day}: {reason}").format(
                who=asked.asked_by, day=day_text(asked.wanted_on), reason=asked.reason
            )


class ManyFiles(forms.FileField):
    """Several files at once, each small enough; kept by digest as soon as the whole form is right."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files; words for too many, too large, or empty ones."""
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Mỗi lần gửi nhiều nhất {most} tệp.").format(most=MOST_FILES))
        for one in given:
            if not one.size:
                raise forms.ValidationError(_("Tệp “{name}” rỗng.").format(name=one.name))
            if one.size > LARGEST:
                raise forms.ValidationError(
                    _("Tệp “{name}” lớn hơn {most} MB.").format(name=one.name, most=LARGEST // 1024**2)
                )
        return given


class FileInput(forms.FileInput):
    """A file input that hands over every file chosen."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Every file under the name."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class Report(StepForm):
    """What came of it, and the papers that show it."""

    text = _words(gettext_lazy("Kết quả thực hiện"), 5, max_length=5000)
    papers = ManyFiles(
        label=gettext_lazy("Tài liệu minh chứng"), required=False, widget=FileInput(attrs={"multiple": True}),
        help_text=gettext_lazy("Nhiều nhất 10 tệp, mỗi tệp không quá 20 MB. Không đưa văn bản mật lên đây."),
    )  # fmt: skip
    field_order = ("text", "papers", "on")

    def facts(self) -> dict[str, Any]:
        """The facts, with the bytes of the files kept."""
        told = super().facts()
        return {**told, "papers": Files(kept(one) for one in told["papers"])}


def kept(upload: UploadedFile) -> Kept:
    """Keep an uploaded file's bytes; its name without any folder, its type by its name."""
    name = (upload.name or _("tệp")).replace("\\", "/").rsplit("/", 1)[-1][-200:]
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    content = upload.read()
    return Kept(name, guessed, len(content), files.keep(content))


class DueForm(forms.Form):
    """A due day, said as a day or as so many working days."""

    due_on = DayField(gettext_lazy("Hạn"), required=False)
    working_days = forms.IntegerField(
        label=gettext_lazy("hoặc trong số ngày làm việc"), min_value=1, max_value=500, required=False,
        help_text=gettext_lazy("Không tính ngày giao; bỏ qua ngày nghỉ theo lịch làm việc."),
        widget=forms.NumberInput(attrs={"class": "number"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        if (told.get("due_on") is None) == (told.get("working_days") is None):
            self.add_error(
                "due_on", _("Đặt hạn bằng một ngày, hoặc bằng số ngày làm việc; chỉ một trong hai.")
            )
        return told


class Give(DueForm):
    """One content for one or several units, each of which gets a task of its own."""

    content = _words(gettext_lazy("Nội dung nhiệm vụ"), max_length=1000)
    result_wanted = forms.CharField(
        label=gettext_lazy("Kết quả cần có"), max_length=500, required=False,
        help_text=gettext_lazy("Ví dụ: báo cáo bằng văn bản, kế hoạch được ký, danh sách kèm theo."),
    )  # fmt: skip
    units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Đơn vị chủ trì"), coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Chọn nhiều đơn vị thì mỗi đơn vị nhận một nhiệm vụ riêng, báo cáo riêng."),
    )  # fmt: skip
    person = forms.TypedChoiceField(
        label=gettext_lazy("Giao đích danh"), coerce=int, required=False, empty_value=None,
        help_text=gettext_lazy("Chỉ khi giao một đơn vị. Để trống thì đơn vị tự phân công."),
    )  # fmt: skip
    helpers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Đơn vị phối hợp"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    priority = forms.ChoiceField(label=gettext_lazy("Mức độ"), choices=Task.PRIORITIES, initial=Task.NORMAL)
    giver = forms.ChoiceField(label=gettext_lazy("Người giao"))
    source_title = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=300, required=False,
        help_text=gettext_lazy("Ví dụ: Thông báo kết luận giao ban Thường trực ngày 16/11/2026."),
    )  # fmt: skip
    given_on = DayField(gettext_lazy("Ngày giao"))
    field_order = (
        "content", "units", "person", "helpers", "due_on", "working_days", "result_wanted", "source_title",
        "giver", "priority", "given_on",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, today: date, units: Choices, people: Choices, givers: Choices
    ) -> None:
        super().__init__(data, label_suffix="", initial={"given_on": today})
        self.today = today
        named: Any = self.fields
        named["units"].choices = named["helpers"].choices = units
        named["person"].choices = [("", _("— không giao đích danh —")), *people]
        named["giver"].choices = givers

    def clean(self) -> dict[str, Any]:
        """A person is named to one unit; a unit does not help itself; a task is given on a day that has come."""
        told: dict[str, Any] = super().clean() or {}
        units, helpers = told.get("units") or [], told.get("helpers") or []
        if told.get("person") and len(units) > 1:
            self.add_error("person", _("Giao đích danh thì chỉ chọn một đơn vị chủ trì."))
        if both := set(units) & set(helpers):
            names = dict(self.fields["units"].choices)  # type: ignore[attr-defined]
            said = ", ".join(str(names[one]) for one in sorted(both))
            self.add_error("helpers", _("{units} đã là đơn vị chủ trì.").format(units=said))
        if told.get("given_on") and told["given_on"] > self.today:
            self.add_error("given_on", _("Ngày này chưa đến."))
        return told


class Common(forms.Form):
    """What several tasks of one conclusion have in common."""

    source_title = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=300,
        help_text=gettext_lazy("Ví dụ: Thông báo kết luận giao ban Thường trực ngày 16/11/2026."),
    )  # fmt: skip
    giver = forms.ChoiceField(label=gettext_lazy("Người giao"))
    given_on = DayField(gettext_lazy("Ngày giao"))

    def __init__(self, data: Any = None, *, today: date, givers: Choices) -> None:
        super().__init__(data, label_suffix="", initial={"given_on": today})
        self.today = today
        giver: Any = self.fields["giver"]
        giver.choices = givers

    def clean_given_on(self) -> date:
        """A task is given on a day that has come."""
        day: date = self.cleaned_data["given_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày này chưa đến."))
        return day


class Line(forms.Form):
    """One task among several: what, who, by when; a line with nothing in it is left aside."""

    content = _words(gettext_lazy("Nội dung nhiệm vụ"), 2, max_length=1000)
    unit = forms.TypedChoiceField(label=gettext_lazy("Đơn vị chủ trì"), coerce=int)
    due_on = DayField(gettext_lazy("Hạn"))

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        unit: Any = self.fields["unit"]
        unit.choices = [("", _("— chọn đơn vị —")), *units]


Lines = forms.formset_factory(Line, extra=6, max_num=30, validate_max=True)


def told(lines: Any) -> list[dict[str, Any]]:
    """The facts of the lines that say something."""
    return [one.cleaned_data for one in lines if one.cleaned_data.get("content")]
