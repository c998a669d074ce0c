"""What a person says to put a row right: the facts as they are, the basis, or that the row should never have been written."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.law.periods import FOREVER
from soxa.party.cadres.forms import CadreForm, OpenCourse, Post
from soxa.party.congress.forms import CongressForm, Held
from soxa.party.forms import BASIS, PAPER
from soxa.party.health import no_illness

_LAST = ("basis", "struck")


class Mending(AsShown):
    """The basis, and whether the whole row is a mistake; then nothing else of the form matters."""

    basis = forms.CharField(
        label=BASIS,
        max_length=300,
        validators=[no_illness],
        help_text=gettext_lazy("Giấy tờ đã đối chiếu: số, ngày, cơ quan."),
    )
    struck = forms.BooleanField(
        label=gettext_lazy("Cả mục này ghi nhầm: đưa ra khỏi sổ. Bản đã ghi được niêm lại cùng nhật ký."),
        required=False,
    )

    def __init__(self, data: Any = None, *, subject: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.subject = subject
        self.prepare()
        self.order_fields([*(name for name in self.fields if name not in _LAST), *_LAST])

    def prepare(self) -> None:
        """Take out the fields that this row does not have."""

    def without(self, *names: str) -> None:
        """Fields this row does not have are not asked."""
        for name in names:
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """A row that is all a mistake needs its basis only."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("struck"):
            for name in [name for name in self.errors if name != "basis"]:
                del self.errors[name]
        return told

    def changes(self) -> dict[str, Any]:
        """The facts as they are, without the basis."""
        return {name: value for name, value in self.cleaned_data.items() if name not in _LAST}


class RowForm(Mending, CadreForm):
    """A row of its own form."""


class SpellMend(RowForm):
    """A spell: when it began and, once it is over, when it ended; no end means that it goes on."""

    since = DayField(gettext_lazy("Từ ngày"))
    until = DayField(gettext_lazy("Đến trước ngày"), required=False)

    def prepare(self) -> None:
        """An end is only asked of what has ended."""
        if self.subject.until == FOREVER:
            self.without("until")

    def clean(self) -> dict[str, Any]:
        """The end lies after the beginning and not ahead."""
        told = super().clean()
        since, until = told.get("since"), told.get("until")
        if since and until and not since < until <= self.today:
            self.add_error("until", _("Ngày kết thúc phải sau ngày bắt đầu và không sau hôm nay."))
        told["until"] = until or FOREVER
        return told


class FollowerMend(SpellMend):
    """An assignment to follow a cell."""

    decision = forms.CharField(label=PAPER, max_length=200)


class CandidateMend(SpellMend):
    """A member planned for a post."""

    paper = forms.CharField(label=gettext_lazy("Văn bản đưa vào quy hoạch"), max_length=200)
    closing_paper = forms.CharField(
        label=gettext_lazy("Văn bản đưa ra khỏi quy hoạch"), max_length=200, required=False
    )
    reason = forms.CharField(label=gettext_lazy("Lý do đưa ra"), max_length=300, required=False)

    def prepare(self) -> None:
        """Of the end only where there is one."""
        super().prepare()
        if self.subject.until == FOREVER:
            self.without("closing_paper", "reason")

    def changes(self) -> dict[str, Any]:
        """What goes on again has no paper of its end."""
        told = super().changes()
        ended = {} if told["until"] != FOREVER else {"closing_paper": "", "reason": ""}
        return {**told, **ended}


class PostMend(Mending, Post):
    """A post planned for."""


class ReviewMend(RowForm):
    """The yearly review of a term's planning."""

    on = DayField(gettext_lazy("Ngày rà soát"))
    paper = forms.CharField(label=gettext_lazy("Văn bản rà soát, bổ sung"), max_length=200)

    def clean_on(self) -> date:
        """Not a day to come."""
        return not_ahead(self, "on")


class CourseMend(Mending, OpenCourse):
    """A course."""


class AttendedMend(RowForm):
    """A certificate; none of both where it was written of the wrong person."""

    certified_on = DayField(gettext_lazy("Ngày cấp chứng chỉ"), required=False)
    certificate_no = forms.CharField(label=gettext_lazy("Số chứng chỉ, bằng"), max_length=40, required=False)

    def clean_certified_on(self) -> date | None:
        """Not a day to come."""
        return not_ahead(self, "certified_on")

    def clean(self) -> dict[str, Any]:
        """The number and the day go together."""
        told = super().clean()
        if bool(told.get("certified_on")) != bool(told.get("certificate_no")) and not self.errors:
            self.add_error("certificate_no", _("Ghi cả số và ngày cấp, hoặc để trống cả hai khi chưa cấp."))
        return told


class HeldMend(Mending, Held):
    """A congress held."""


class PlannedMend(Mending, CongressForm):
    """A congress planned, or called off."""

    term = forms.CharField(label=gettext_lazy("Nhiệm kỳ"), max_length=20)
    planned_on = DayField(gettext_lazy("Ngày dự kiến đại hội"))
    plan_paper = forms.CharField(
        label=gettext_lazy("Văn bản về kế hoạch đại hội"), max_length=200, required=False
    )
    shift_paper = forms.CharField(
        label=gettext_lazy("Văn bản cấp trên đồng ý đại hội sớm, muộn"), max_length=200, required=False
    )
    called_off_on = DayField(gettext_lazy("Ngày quyết định không tổ chức"))
    reason = forms.CharField(label=gettext_lazy("Lý do không tổ chức"), max_length=300)

    def prepare(self) -> None:
        """Why it was called off only where it was."""
        if self.subject.called_off_on is None:
            self.without("called_off_on", "reason")

    def clean_called_off_on(self) -> date:
        """A decision lies not ahead."""
        return self.come("called_off_on")


class OutsideMend(SpellMend):
    """Time outside the Party, which is over."""

    since = DayField(gettext_lazy("Thôi sinh hoạt từ ngày"))
    until = DayField(gettext_lazy("Sinh hoạt trở lại từ ngày"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=200)
    paper = forms.CharField(label=PAPER, max_length=200)


class Whole(RowForm):
    """Only the basis: all of it is a mistake."""

    def prepare(self) -> None:
        """Nothing to choose."""
        self.without("struck")


def not_ahead(form: Any, name: str) -> date:
    """The day of a field, which lies not ahead; ValidationError in words."""
    day: date = form.cleaned_data[name]
    if day and day > form.today:
        raise forms.ValidationError(_("Ngày {day} chưa đến; sổ chỉ ghi việc đã có hiệu lực.").format(day=day_text(day)))  # fmt: skip
    return day
