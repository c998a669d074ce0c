"""What a person must say at each step of a discipline case."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.law.discipline_bodies import CADRE
from soxa.party.case_day import CaseDayField
from soxa.party.discipline.deciding import whom_of
from soxa.party.discipline.models import Discipline, DisciplineDeferral
from soxa.party.discipline.removing import back_choices, choices
from soxa.party.voting.forms import CaseForm, CellVote, lines, paper


class Open(CaseForm):
    """The violation, when it was, and on what ground it is considered."""

    violation = lines(
        gettext_lazy("Nội dung vi phạm (ghi ngắn gọn)"),
        help_text=gettext_lazy("Tối đa 200 chữ cái; chi tiết nằm trong hồ sơ giấy. Không vào nhật ký."),
    )
    act_on = DayField(gettext_lazy("Ngày vi phạm; vi phạm kéo dài thì ngày chấm dứt"))
    never_lapses = forms.BooleanField(
        label=gettext_lazy(
            "Không áp dụng thời hiệu (chính trị nội bộ; quốc phòng, an ninh, đối ngoại; văn bằng không hợp pháp)"
        ),
        required=False,
    )
    on = CaseDayField(gettext_lazy("Ngày bắt đầu xem xét"))
    source = paper(gettext_lazy("Căn cứ xem xét (kết luận, báo cáo, đơn …)"))
    outside_on = CaseDayField(
        gettext_lazy("Nếu Nhà nước, đoàn thể đã đình chỉ, kỷ luật: ngày quyết định"), required=False
    )
    told_on = CaseDayField(gettext_lazy("… và ngày tổ chức đảng được báo"), required=False)

    def clean_violation(self) -> str:
        """Short: the column holds two hundred letters."""
        said: str = self.cleaned_data["violation"]
        if len(said) > 200:
            raise forms.ValidationError(gettext_lazy("Ghi trong 200 chữ cái."))
        return said


def _unvoted() -> forms.CharField:
    return paper(
        gettext_lazy("Nếu cấp trên khai trừ không qua chi bộ biểu quyết: căn cứ"), required=False,
        help_text=gettext_lazy("Bản án, kết luận hoặc văn bản cấp trên trực tiếp xử lý: số, ngày, cơ quan."),
    )  # fmt: skip


def _posts(label: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )


def _level() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Hình thức kỷ luật"), choices=Discipline.LEVELS)


class Vote(CellVote):
    """The cell's vote on one level."""

    level = _level()
    field_order = ("level", "on", "way")


class OfPosts(CaseForm):
    """A form that offers posts, where there are any."""

    def offer(self, name: str, found: list[tuple[int, str]]) -> None:
        """Posts to choose among; without any the field is not asked."""
        offered: Any = self.fields[name]
        offered.choices = found
        if not found:
            del self.fields[name]


class Decide(OfPosts):
    """Who decided what, when, by which paper."""

    level = _level()
    posts = _posts(gettext_lazy("Nếu cách chức: chức vụ bị cách"))
    body = forms.ChoiceField(label=gettext_lazy("Nơi quyết định"), choices=Discipline.BODIES)
    on = CaseDayField(gettext_lazy("Ngày quyết định"))
    paper = paper(gettext_lazy("Quyết định (số, ngày, cơ quan)"))
    own_duties = forms.BooleanField(
        label=gettext_lazy("Vi phạm không thuộc nhiệm vụ do cấp trên giao"), required=False,
        help_text=gettext_lazy("Với cán bộ giữ chức vụ ở xã trở lên, chi bộ chỉ quyết định khi đúng như vậy."),
    )  # fmt: skip
    unvoted = _unvoted()

    def prepare(self) -> None:
        """What the cell agreed to, and the posts in the Party."""
        if self.case and whom_of(self.case.member, self.today) != CADRE:
            del self.fields["own_duties"]
        self.offer("posts", choices(self.case.member, self.case.opened_on, self.today) if self.case else [])
        agreed = self.case.votes.filter(passed=True).order_by("pk").last() if self.case else None
        self.initial: dict[str, Any] = {"level": agreed.question} if agreed else {}


class On(CaseForm):
    """The day of the step."""

    on = CaseDayField(gettext_lazy("Ngày"))


class Settle(OfPosts):
    """How a complaint was settled."""

    on = CaseDayField(gettext_lazy("Ngày giải quyết"))
    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=Discipline.OUTCOMES)
    level = forms.ChoiceField(
        label=gettext_lazy("Nếu thay đổi: hình thức mới"),
        choices=[("", "–"), *Discipline.LEVELS],
        required=False,
    )
    posts = _posts(gettext_lazy("… nếu cách chức: chức vụ bị cách"))
    body = forms.ChoiceField(
        label=gettext_lazy("… và nơi quyết định thay đổi"), choices=[("", "–"), *Discipline.BODIES], required=False
    )  # fmt: skip
    paper = paper()
    unvoted = _unvoted()
    posts_back = _posts(
        gettext_lazy("Nếu xóa bỏ, thay đổi cách chức: chức vụ được giữ lại từ ngày giải quyết")
    )

    def prepare(self) -> None:
        """Posts to take, posts to give back."""
        day = self.case and self.case.decided_on
        held = choices(self.case.member, day, day) if day else []
        self.offer("posts", held)
        self.offer("posts_back", back_choices(self.case) if self.case else [])

    def clean(self) -> dict[str, Any]:
        """A changed decision names its level and who decided it."""
        told = super().clean()
        if told.get("outcome") == Discipline.CHANGED and not told.get("level"):
            self.add_error("level", _("Thay đổi hình thức kỷ luật thì chọn hình thức mới."))
        if told.get("outcome") == Discipline.CHANGED and not told.get("body"):
            self.add_error("body", _("Thay đổi hình thức kỷ luật thì chọn nơi quyết định."))
        return told


class Defer(CaseForm):
    """Why the case is not considered for a time; kept sealed."""

    on = CaseDayField(gettext_lazy("Hoãn từ ngày"))
    kind = forms.ChoiceField(label=gettext_lazy("Lý do hoãn (niêm kín)"), choices=DisciplineDeferral.KINDS)
    child_born = CaseDayField(gettext_lazy("Nếu nuôi con nhỏ: ngày sinh của con"), required=False)
    paper = paper(gettext_lazy("Giấy xác nhận (số, nơi cấp)"))

    def clean(self) -> dict[str, Any]:
        """A small child's day of birth tells until when."""
        told = super().clean()
        if told.get("kind") == DisciplineDeferral.CHILD and not told.get("child_born"):
            self.add_error("child_born", _("Ghi ngày sinh của con để tính hết thời gian hoãn."))
        return told


class Drop(CaseForm):
    """Why a case ends without discipline."""

    on = CaseDayField(gettext_lazy("Ngày kết thúc"))
    reason = lines(gettext_lazy("Lý do"))
