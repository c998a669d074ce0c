"""What a person must say of an inspection: what is planned, each stage, a recommendation and what came of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay, StepForm
from soxa.kernel.day_field import DayField
from soxa.kernel.shown import AsShown
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.party.inspection.catalogue import bodies_in, kinds
from soxa.party.inspection.rules import carries_out
from soxa.party.models import Member, Membership

LINES = {"rows": 3}
PAPER = gettext_lazy("Văn bản (số, ký hiệu, ngày)")
QUARTERS = [(1, "Quý I"), (2, "Quý II"), (3, "Quý III"), (4, "Quý IV")]


class Approve(StepForm):
    """The day and the paper by which a programme was issued."""

    on = DayField(gettext_lazy("Ngày ban hành"))
    paper = forms.CharField(label=PAPER, max_length=200)


class Planned(StepForm):
    """What is to be inspected: who, of what kind, whom, on what, in which quarter."""

    body = forms.ChoiceField(label=gettext_lazy("Chủ thể kiểm tra, giám sát"))
    kind = forms.ChoiceField(label=gettext_lazy("Hình thức"))
    subject = forms.TypedChoiceField(
        label=gettext_lazy("Tổ chức đảng được kiểm tra, giám sát"), coerce=int, empty_value=None
    )
    member_name = forms.CharField(
        label=gettext_lazy("Đảng viên được kiểm tra, giám sát"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "Chỉ ghi khi kiểm tra, giám sát một đảng viên: họ tên hoặc số thẻ, trong tổ chức đảng đã chọn."
        ),
    )
    content = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=500, widget=forms.Textarea(attrs=LINES)
    )
    period = forms.CharField(
        label=gettext_lazy("Mốc thời gian kiểm tra, giám sát"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Ví dụ: từ ngày 01/7/2025 đến ngày 31/12/2025"),
    )
    team = forms.CharField(label=gettext_lazy("Đoàn, tổ kiểm tra, giám sát"), max_length=300, required=False)
    quarter = forms.TypedChoiceField(
        label=gettext_lazy("Kết luận trong"), choices=QUARTERS, coerce=int, initial=1
    )

    def __init__(
        self, *args: Any, unit_id: int, narrow: bool, units: list[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.member: Member | None = None
        offered: dict[str, Any] = self.fields
        here = bodies_in(tree().nodes[unit_id].kind)
        offered["body"].choices = [(one.code, one.title) for one in here]
        offered["kind"].choices = [
            (one.code, one.title)
            for one in kinds().values()
            if (narrow or not one.closed) and any(carries_out(body.code, one.bodies) for body in here)
        ]
        offered["subject"].choices = [("", _("— chọn tổ chức đảng —")), *units]

    def clean(self) -> dict[str, Any]:
        """A body carries out its own kinds; a member is found by name or card inside the organisation chosen."""
        told: dict[str, Any] = super().clean() or {}
        kind, body = kinds().get(told.get("kind", "")), told.get("body", "")
        if kind and body and not carries_out(body, kind.bodies):
            self.add_error("kind", _("Chủ thể này không tiến hành hình thức đã chọn."))
        if (words := told.get("member_name")) and told.get("subject"):
            self._find(words, told["subject"])
        return told

    def _find(self, words: str, unit_id: int) -> None:
        within = tree().within(unit_id, self.today)
        spells = Membership.objects.home().filter(unit_id__in=sorted(within), until=FOREVER)
        found = list(spells.matching(words).select_related("member__person")[:4])
        if len(found) == 1:
            self.member = found[0].member
        elif found:
            names = "; ".join(one.member.person.full_name for one in found[:3])
            self.add_error(
                "member_name", _("Có nhiều đồng chí khớp ({names}): ghi đủ họ tên hoặc số thẻ.").format(names=names)
            )  # fmt: skip
        else:
            self.add_error("member_name", _("Không có đồng chí nào khớp trong tổ chức đảng đã chọn."))


class Added(Planned):
    """What comes after the programme was issued, or beside it: by which paper, from which day."""

    on = DayField(gettext_lazy("Ngày bổ sung, giao kiểm tra"))
    paper = forms.CharField(label=PAPER, max_length=200)
    beside = forms.BooleanField(
        label=gettext_lazy("Đột xuất, ngoài chương trình năm (không tính vào kế hoạch)"), required=False
    )


class Mend(AsShown, Planned):
    """What is corrected of an inspection, and on what basis; the kind and whom it concerns stay."""

    due_on = DayField(gettext_lazy("Hạn kết luận"))
    basis = forms.CharField(label=gettext_lazy("Căn cứ đính chính"), max_length=300)
    CHANGED = ("content", "period", "team", "quarter", "due_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("body", "kind", "subject", "member_name"):
            self.fields.pop(name)

    def changes(self) -> dict[str, Any]:
        """The facts without the basis."""
        return {name: self.cleaned_data[name] for name in self.CHANGED}


class Done(OnDay):
    """The day of a stage, its paper and a note."""

    paper = forms.CharField(label=PAPER, max_length=200)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=300, required=False)


class Prepare(Done):
    """The decision and the plan, and who is in the team."""

    team = forms.CharField(label=gettext_lazy("Đoàn, tổ kiểm tra, giám sát"), max_length=300)
    field_order = ("on", "paper", "team", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {**self.initial, "team": getattr(self.document, "team", "")}


class Conclude(Done):
    """The report of the result, the notice of conclusion, and the conclusion in short."""

    report_paper = forms.CharField(label=gettext_lazy("Báo cáo kết quả (số, ngày)"), max_length=200)
    paper = forms.CharField(label=gettext_lazy("Thông báo kết luận (số, ngày)"), max_length=200)
    conclusion = forms.CharField(
        label=gettext_lazy("Kết luận: ưu điểm, hạn chế, vi phạm (nếu có)"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    field_order: tuple[str, ...] = ("on", "report_paper", "paper", "conclusion", "note")


class FollowUp(Done):
    """The day on which nothing of the conclusion was left to be done."""

    paper = forms.CharField(label=PAPER, max_length=200, required=False)


class FileAway(Done):
    """Where the case is kept."""

    paper = forms.CharField(label=gettext_lazy("Số, ký hiệu hồ sơ lưu"), max_length=200)


class Drop(OnDay):
    """Why an inspection is taken out of the programme, by which paper."""

    paper = forms.CharField(label=PAPER, max_length=200)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs=LINES))


class Recommend(StepForm):
    """What is to be put right, who does it, by when."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung kiến nghị, yêu cầu"), max_length=1000, widget=forms.Textarea(attrs=LINES)
    )
    addressee = forms.CharField(label=gettext_lazy("Ai thực hiện"), max_length=160)
    due_on = DayField(gettext_lazy("Hạn thực hiện"))

    def clean_due_on(self) -> date:
        """A recommendation is due on the day of the conclusion or after it."""
        due: date = self.cleaned_data["due_on"]
        concluded = getattr(self.document, "concluded_on", None)
        if concluded and due < concluded:
            raise forms.ValidationError(_("Hạn thực hiện không trước ngày kết luận."))
        return due


class Answered(OnDay):
    """What was done about a recommendation."""

    words = forms.CharField(
        label=gettext_lazy("Kết quả thực hiện"), max_length=1000, widget=forms.Textarea(attrs=LINES)
    )
    paper = forms.CharField(label=PAPER, max_length=200, required=False)


class Verified(OnDay):
    """What was found by whoever looked whether it is done."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả xác minh"),
        choices=[
            ("done", gettext_lazy("Đã thực hiện xong")),
            ("not", gettext_lazy("Chưa xong, phải làm tiếp")),
        ],
        widget=forms.RadioSelect,
    )
    found = forms.CharField(label=gettext_lazy("Nhận xét"), max_length=500, required=False)
