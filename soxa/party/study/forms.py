"""What a person must say of a study: what, for whom, its documents, a sitting, the plan and review; commitments of a year."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay, StepForm
from soxa.kernel.day_field import DayField
from soxa.kernel.handed_workbook import ACCEPTED, workbook_in
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.party.study.models import Commitment, Study

LINES = {"rows": 3}
BASIS = gettext_lazy("Căn cứ đính chính")


class About(StepForm):
    """What is studied, by whom, in what form, by when."""

    title = forms.CharField(
        label=gettext_lazy("Nội dung học tập, quán triệt"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    audience = forms.ChoiceField(label=gettext_lazy("Ai phải học"), choices=Study.AUDIENCES)
    form = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=Study.FORMS)
    due_on = DayField(gettext_lazy("Hạn tổ chức xong"), required=False)
    essays_due_on = DayField(gettext_lazy("Hạn nộp bài thu hoạch, nếu có"), required=False)


class Open(About):
    """A study put into the plan of work, with its first document."""

    number = forms.CharField(
        label=gettext_lazy("Văn bản được học: số, ký hiệu"),
        max_length=60,
        help_text=gettext_lazy("Ví dụ: 21-NQ/TW. Còn văn bản khác thì thêm ở trang sau."),
    )
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=160)
    about = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=300)
    field_order = ("title", "number", "issuer", "about")
    PAPER = ("number", "issuer", "about")


class Mend(AsShown, About):
    """What is corrected of a study, with the plan and the review where they are written, and on what basis."""

    plan_on = DayField(gettext_lazy("Ngày ban hành kế hoạch"))
    plan_paper = forms.CharField(
        label=gettext_lazy("Kế hoạch, chương trình hành động (số, ký hiệu)"), max_length=200
    )
    reviewed_on = DayField(gettext_lazy("Ngày kiểm điểm, sơ kết"))
    review = forms.CharField(
        label=gettext_lazy("Kết quả thực hiện"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    basis = forms.CharField(label=BASIS, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        given = self.initial or {}
        for day, words in (("plan_on", "plan_paper"), ("reviewed_on", "review")):
            if not given.get(day):
                self.fields.pop(day)
                self.fields.pop(words)

    def clean(self) -> dict[str, Any]:
        """Days that have come."""
        told: dict[str, Any] = super().clean() or {}
        for name in ("plan_on", "reviewed_on"):
            if told.get(name) and told[name] > self.today:
                self.add_error(name, _("Ngày {day} chưa đến.").format(day=day_text(told[name])))
        return told

    def changes(self) -> dict[str, Any]:
        """The facts without the basis."""
        return {name: value for name, value in self.cleaned_data.items() if name != "basis"}


class Paper(StepForm):
    """One more document that is studied."""

    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=160)
    about = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=300)


class Held(OnDay):
    """A sitting that took place."""

    on = DayField(gettext_lazy("Ngày tổ chức"))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=160, required=False)
    speaker = forms.CharField(label=gettext_lazy("Báo cáo viên"), max_length=160, required=False)
    masses = forms.IntegerField(
        label=gettext_lazy("Quần chúng dự (người)"), min_value=0, max_value=99_999, initial=0
    )


class Away(StepForm):
    """Who of those who were to come did not."""

    names = forms.CharField(
        label=gettext_lazy("Các đồng chí vắng, mỗi dòng một họ tên"),
        help_text=gettext_lazy(
            "Dán được từ Excel. Trùng tên thì ghi thêm chi bộ sau dấu phẩy: Nguyễn Văn An, thôn Bến Đá. Để trống nếu không ai vắng."
        ),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = forms.FileField(
        label=gettext_lazy("Hoặc danh sách vắng bằng tệp Excel"),
        help_text=gettext_lazy("Cột “Họ và tên”, và “Chi bộ” khi trùng tên; ghi cả ở trên thì tính cả hai."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self) -> bytes | None:
        """The bytes of a workbook that can be opened; None where there is none."""
        return workbook_in(self.cleaned_data["file"]) if self.cleaned_data["file"] else None


class PlanIssued(OnDay):
    """The plan or programme of action that followed."""

    on = DayField(gettext_lazy("Ngày ban hành"))
    paper = forms.CharField(
        label=gettext_lazy("Kế hoạch, chương trình hành động (số, ký hiệu)"), max_length=200
    )


class Reviewed(OnDay):
    """What came of it, looked at some time after."""

    on = DayField(gettext_lazy("Ngày kiểm điểm, sơ kết"))
    review = forms.CharField(
        label=gettext_lazy("Kết quả thực hiện"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class Picked(StepForm):
    """Members picked from a list, and the day of what is written of them."""

    on = DayField(gettext_lazy("Ngày"))
    members = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Đồng chí")
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offered: Any = self.fields["members"]
        offered.choices = people

    def clean_members(self) -> list[int]:
        """At least one."""
        picked: list[int] = self.cleaned_data["members"]
        if not picked:
            raise forms.ValidationError(_("Chưa chọn đồng chí nào."))
        return picked


class Committed(Picked):
    """Who registered for the year, or how what they registered was reviewed."""

    REGISTER, REVIEW = "register", "review"
    act = forms.ChoiceField(
        label=gettext_lazy("Ghi việc gì"),
        choices=[
            (REGISTER, gettext_lazy("Đã đăng ký, cam kết")),
            (REVIEW, gettext_lazy("Đã kiểm điểm việc thực hiện")),
        ],
        widget=forms.RadioSelect,
        initial=REGISTER,
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Kết quả, khi kiểm điểm"),
        choices=[("", "—"), *Commitment.RESULTS],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A review says its result."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("act") == self.REVIEW and not told.get("result"):
            self.add_error("result", _("Ghi kết quả thực hiện."))
        return told
