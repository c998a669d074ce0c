"""What a person must say at each step of a document's life."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.catalogue import PARTY, kinds, marks
from soxa.documents.charges import offered
from soxa.documents.files import Paper, taken
from soxa.documents.keeping.plan import choices
from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.tasks.effects import office_in
from soxa.tasks.takers import grouped, people_choices


class FileField(forms.FileField):
    """A file handed in, looked at: a `Paper`, or words for what it is not."""

    default_error_messages: ClassVar = {"empty": gettext_lazy("Tệp này trống. Chọn tệp có nội dung.")}

    def clean(self, data: Any, initial: Any = None) -> Paper | None:
        """The file as a `Paper`; None when none was given and none is needed."""
        given = super().clean(data, initial)
        if not given:
            return None
        try:
            return taken(given)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class StepForm(forms.Form):
    """A step taken by a day: `today` and the document are known to it."""

    def __init__(
        self, *args: Any, today: date, document: Any = None, reader: Any = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today, self.document, self.reader = today, document, reader
        if "on" in self.fields:
            self.initial = {"on": today, **(self.initial or {})}

    def clean_on(self) -> date:
        """A step is taken on a day that has come."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(
                _("Ngày {day} chưa đến; hôm nay là {today}.").format(
                    day=day_text(day), today=day_text(self.today)
                )
            )
        return day


class OnDay(StepForm):
    """The day of the step."""

    on = DayField(gettext_lazy("Ngày"))


class Reason(StepForm):
    """Why a draft goes back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do, điều cần sửa"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class Number(StepForm):
    """The day the document bears; the number is the next one of its register."""

    on = DayField(gettext_lazy("Ngày văn bản"))


class Issue(StepForm):
    """Where the document goes and when."""

    on = DayField(gettext_lazy("Ngày phát hành"))
    recipients = forms.CharField(
        label=gettext_lazy("Nơi nhận, mỗi nơi một dòng"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    copies = forms.IntegerField(label=gettext_lazy("Số bản"), min_value=1, max_value=9999, initial=1)
    archive_holder = forms.CharField(label=gettext_lazy("Nơi giữ bản lưu"), max_length=160, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.document is not None:
            day = self.document.issued_on or self.today
            self.initial = {**self.initial, "recipients": self.document.recipients, "on": day}


class Ending(StepForm):
    """Why a document no longer stands: the number stays in the register."""

    on = DayField(gettext_lazy("Ngày"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class Propose(StepForm):
    """What the office proposes to the chief."""

    on = DayField(gettext_lazy("Ngày trình"))
    proposal = forms.CharField(
        label=gettext_lazy("Ý kiến đề xuất"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )


class Instruct(StepForm):
    """The chief's instruction, to whom, and by when an answer is due."""

    on = DayField(gettext_lazy("Ngày bút phê"))
    instruction = forms.CharField(
        label=gettext_lazy("Nội dung bút phê"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    receiver = forms.CharField(label=gettext_lazy("Giao đơn vị, người"), max_length=200, required=False)
    answer_due = DayField(gettext_lazy("Hạn trả lời"), required=False)
    unit = forms.TypedChoiceField(
        label=gettext_lazy("Giao thành nhiệm vụ cho đơn vị"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=gettext_lazy("Nội dung bút phê là nội dung nhiệm vụ; đơn vị nhận và báo cáo trong sổ."),
    )
    person = forms.TypedChoiceField(
        label=gettext_lazy("Giao đích danh người trong đơn vị ấy"),
        coerce=int,
        required=False,
        empty_value=None,
    )
    due = DayField(
        gettext_lazy("Hạn của nhiệm vụ"),
        required=False,
        help_text=gettext_lazy("Để trống thì lấy hạn trả lời của văn bản."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        nodes = offered(self.reader, self.document, self.today)
        if not nodes:
            del self.fields["unit"], self.fields["person"], self.fields["due"]
            return
        unit: Any = self.fields["unit"]
        unit.choices = [("", _("— không giao nhiệm vụ —")), *grouped(nodes, self.today)]
        person: Any = self.fields["person"]
        person.choices = [("", _("— chưa giao đích danh —")), *people_choices(nodes, self.today)]

    def clean(self) -> dict[str, Any]:
        """A task has a unit and a due day, its own or the document's, not before it is given."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        due = told.get("due") or told.get("answer_due") or self.document.answer_due
        if told.get("due") and not told.get("unit"):
            self.add_error("unit", _("Đã ghi hạn của nhiệm vụ thì chọn đơn vị nhận."))
        elif told.get("unit") and not due:
            self.add_error("due", _("Giao nhiệm vụ thì ghi hạn của nhiệm vụ hoặc hạn trả lời."))
        elif told.get("unit"):
            if due < told["on"]:
                self.add_error("due", _("Hạn của nhiệm vụ không được trước ngày bút phê."))
            told["due"] = due
        if told.get("person"):
            self._check_person(told)
        return told

    def _check_person(self, told: dict[str, Any]) -> None:
        """The person named serves in the unit charged on that day."""
        if not told.get("unit"):
            self.add_error("unit", _("Đã giao đích danh thì chọn đơn vị của người ấy."))
        elif office_in(told["unit"], told["person"], told["on"]) is None:
            self.add_error("person", _("Người này không giữ chức vụ trong đơn vị nhận vào ngày bút phê."))


class Answer(StepForm):
    """The day of the answer, where it was no document of this book."""

    on = DayField(gettext_lazy("Ngày trả lời"))
    by = forms.CharField(label=gettext_lazy("Trả lời bằng"), max_length=200, required=False)


class FileAway(StepForm):
    """The file of the office's plan into which the document goes; the file says how long it is kept."""

    folder = forms.TypedChoiceField(label=gettext_lazy("Hồ sơ trong danh mục"), coerce=int)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        folder: Any = self.fields["folder"]
        offered = choices(self.document) if self.document is not None else []
        folder.choices = [("", _("— chọn hồ sơ —")), *offered]
        if not offered:
            folder.help_text = _(
                "Chưa có hồ sơ nào đang mở. Vào Văn bản, Danh mục hồ sơ để lập danh mục hoặc thêm hồ sơ."
            )


class _About(StepForm):
    """What is said of every document; `outgoing`: only the kinds that a commune's bodies issue."""

    outgoing = False

    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))
    abstract = forms.CharField(
        label=gettext_lazy("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    urgency = forms.ChoiceField(label=gettext_lazy("Độ khẩn"), required=False)
    secrecy = forms.ChoiceField(label=gettext_lazy("Độ mật"), required=False)
    file = FileField(label=gettext_lazy("Tệp"), required=False)

    def __init__(self, *args: Any, side: str = PARTY, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["kind"].choices = [
            (one.code, one.title)
            for (of, _c), one in kinds().items()
            if of == side and (one.commune or not self.outgoing)
        ]
        for group, none in (("urgency", _("thường")), ("secrecy", _("không mật"))):
            fields[group].choices = [("", none), *((one.code, one.title) for one in marks(group).values())]

    def clean(self) -> dict[str, Any]:
        """A secret document comes without a file."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("secrecy") and told.get("file"):
            self.add_error("file", _("Văn bản mật chỉ ghi số trong sổ; không đưa tệp vào máy nối mạng."))
        return told


class Draft(_About):
    """A document that is to go out."""

    outgoing = True

    recipients = forms.CharField(
        label=gettext_lazy("Nơi nhận, mỗi nơi một dòng"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    drafter = forms.CharField(
        label=gettext_lazy("Viết tắt đơn vị soạn thảo (công văn của chính quyền)"),
        max_length=20,
        required=False,
    )
    field_order = ("kind", "abstract", "recipients", "drafter", "urgency", "secrecy", "file")


class Receive(_About):
    """A document that has come in."""

    on = DayField(gettext_lazy("Ngày đến"))
    author = forms.CharField(label=gettext_lazy("Nơi ban hành"), max_length=200)
    notation = forms.CharField(label=gettext_lazy("Số, ký hiệu văn bản"), max_length=60)
    issued_on = DayField(gettext_lazy("Ngày văn bản"))
    signer = forms.CharField(label=gettext_lazy("Người ký"), max_length=160, required=False)
    receiver = forms.CharField(
        label=gettext_lazy("Chuyển đơn vị, người nhận"), max_length=200, required=False
    )
    answer_due = DayField(gettext_lazy("Hạn trả lời"), required=False)
    field_order = (
        "on",
        "author",
        "notation",
        "issued_on",
        "kind",
        "abstract",
        "signer",
        "receiver",
        "answer_due",
        "urgency",
        "secrecy",
        "file",
    )

    def clean(self) -> dict[str, Any]:
        """A document does not arrive before it was written."""
        told = super().clean()
        arrived, written = told.get("on"), told.get("issued_on")
        if arrived and written and written > arrived:
            self.add_error(
                "issued_on", _("Ngày văn bản không sau ngày đến ({day}).").format(day=day_text(arrived))
            )
        return told


class AddFile(StepForm):
    """One more file of a document."""

    role = forms.ChoiceField(label=gettext_lazy("Là"))
    file = FileField(label=gettext_lazy("Tệp"))

    def __init__(self, *args: Any, roles: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        role: Any = self.fields["role"]
        role.choices = roles


class Skip(StepForm):
    """Numbers given outside the book: the next one it gives, and why the ones before are left out."""

    number = forms.IntegerField(label=gettext_lazy("Số tiếp theo do sổ cấp"), min_value=2, max_value=99999)
    reason = forms.CharField(
        label=gettext_lazy("Vì sao các số trước không cấp trong sổ"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OpenRegister(StepForm):
    """A register opened before its first number: whose, of which kind, from which day."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản (sổ của Đảng mỗi loại một sổ)"))
    on = DayField(gettext_lazy("Ngày"))
    number = forms.IntegerField(
        label=gettext_lazy("Số đầu tiên do sổ cấp"),
        min_value=1,
        max_value=99999,
        initial=1,
        help_text=gettext_lazy("Lớn hơn 1 khi các số trước đã cấp trên giấy."),
    )

    def __init__(self, *args: Any, side: str, **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [
            (one.code, one.title) for (of, _c), one in kinds().items() if of == side and one.commune
        ]
