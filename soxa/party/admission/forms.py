"""What a person must say at each step of an admission."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.law.party_cases import FORMS_SINCE
from soxa.party.admission.models import Admission
from soxa.party.admission.papers import INTRODUCTION, offered
from soxa.party.case_day import CaseDayField
from soxa.party.forms import Newcomer, unit_field
from soxa.party.models import Membership
from soxa.party.rules import card_digits, is_official
from soxa.party.voting.forms import CaseForm, answer, lines, paper


def official_here(unit_id: int, on: date) -> list[tuple[int, str]]:
    """Official members at home in a cell, by name, as a select offers them."""
    home = Membership.objects.home().filter(Membership.standing(on), unit_id=unit_id)
    rows = home.order_by("name_key", "pk").values_list(
        "member_id", "member__person__full_name", "member__recognised_on"
    )
    return [(pk, name) for pk, name, recognised in rows if is_official(recognised, on)]


class _OfCell(CaseForm):
    """A form that offers official members of the case's cell under the names in MEMBERS."""

    MEMBERS: tuple[str, ...] = ("helper",)

    def prepare(self) -> None:
        """Those who may be chosen, by name."""
        names = official_here(self.case.unit_id, self.today) if self.case else []
        for field in self.MEMBERS:
            offered_here: Any = self.fields[field]
            offered_here.choices = [("", _("— chọn đảng viên —")), *names]


def _member(label: Any, **options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **options)


class Prospect(Newcomer):
    """Who is put on the list of prospects, by which resolution of which cell."""

    unit = unit_field(gettext_lazy("Chi bộ"))
    on = DayField(gettext_lazy("Đưa vào nguồn ngày"))
    paper = paper(gettext_lazy("Nghị quyết của chi bộ (số, ngày)"))
    schooled = forms.BooleanField(
        label=gettext_lazy("Đã tốt nghiệp trung học cơ sở trở lên"), required=False, initial=True
    )
    formerly = forms.ChoiceField(
        label=gettext_lazy("Trước đây đã là đảng viên"), choices=Admission.FORMERLY, required=False
    )
    out_since = DayField(
        gettext_lazy("Nếu đã là đảng viên: ra khỏi Đảng (hoặc xóa án tích) ngày"), required=False
    )
    field_order = ("full_name", "born", "sex", "unit", "on", "paper", "schooled")

    def clean_on(self) -> date:
        """A day that has come, under rules the book knows."""
        day: date = self.cleaned_data["on"]
        if not FORMS_SINCE <= day <= self.today:
            raise forms.ValidationError(
                _("Ngày đưa vào nguồn phải từ {first} đến {today}.").format(
                    first=day_text(FORMS_SINCE), today=day_text(self.today)
                )
            )
        return day

    def clean(self) -> dict[str, Any]:
        """One who was a member says since when he is not."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("formerly") and not told.get("out_since"):
            self.add_error("out_since", _("Ghi ngày ra khỏi Đảng, hoặc ngày được xóa án tích."))
        return told


class Review(_OfCell):
    """The monthly look at the list, and who helps the prospect."""

    on = CaseDayField(gettext_lazy("Chi bộ rà soát ngày"))
    helper = _member(gettext_lazy("Đảng viên giúp đỡ"), required=False)


class Apply(CaseForm):
    """The handwritten application."""

    on = CaseDayField(gettext_lazy("Ngày ghi trên đơn"))
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=200, required=False)


class Paper(_OfCell):
    """A paper put into the file."""

    kind = forms.ChoiceField(label=gettext_lazy("Giấy tờ"))
    on = CaseDayField(gettext_lazy("Ngày ghi trên giấy"))
    note = forms.CharField(label=gettext_lazy("Số, nơi cấp"), max_length=200, required=False)
    introducer = _member(
        gettext_lazy("Người giới thiệu"), required=False, help_text=gettext_lazy("Chỉ với giấy giới thiệu của đảng viên.")
    )  # fmt: skip
    known_since = DayField(gettext_lazy("Cùng công tác hoặc cư trú từ ngày"), required=False)
    MEMBERS = ("introducer",)

    def prepare(self) -> None:
        """Papers that the file may take now, each with its form."""
        super().prepare()
        kinds: Any = self.fields["kind"]
        kinds.choices = [
            (one.code, f"{one.title} ({form})" if (form := one.form_no(self.today)) else str(one.title))
            for one in (offered(self.case) if self.case else [])
        ]

    def clean(self) -> dict[str, Any]:
        """An introduction names who introduces, and since when they know each other."""
        told = super().clean()
        if told.get("kind") == INTRODUCTION:
            for name in ("introducer", "known_since"):
                if not told.get(name):
                    self.add_error(name, _("Giấy giới thiệu phải ghi mục này."))
            known, on = told.get("known_since"), told.get("on")
            if known and on and known > on:
                self.add_error("known_since", _("Phải trước ngày ghi trên giấy."))
        else:
            told["introducer"] = told["known_since"] = None
        return told


class Send(CaseForm):
    """The file goes to the committee that decides."""

    on = CaseDayField(gettext_lazy("Ngày gửi đủ hồ sơ"))


class Decide(CaseForm):
    """The decision of admission and when the cell got it."""

    on = CaseDayField(gettext_lazy("Ngày quyết định kết nạp"))
    paper = paper(gettext_lazy("Quyết định (số, ngày, cơ quan)"))
    received_on = CaseDayField(gettext_lazy("Ngày chi bộ nhận quyết định"))


class Ceremony(_OfCell):
    """The ceremony, from which probation is counted."""

    on = CaseDayField(gettext_lazy("Ngày làm lễ kết nạp"))
    helper = _member(gettext_lazy("Đảng viên chính thức giúp đỡ thời gian dự bị"), required=False)
    late_consent = paper(gettext_lazy("Văn bản cấp trên đồng ý, nếu làm lễ muộn"), required=False)


class Rule(CaseForm):
    """What the superior decided when three votes failed."""

    on = CaseDayField(gettext_lazy("Ngày"))
    answer = answer()
    ruling = lines(gettext_lazy("Ý kiến của cấp trên"))
    paper = paper()


class Recognise(CaseForm):
    """The decision of recognition; its effect is on the day twelve months after the ceremony."""

    paper = paper(gettext_lazy("Quyết định công nhận (số, ngày, cơ quan)"))


class Card(CaseForm):
    """The first card."""

    on = CaseDayField(gettext_lazy("Ngày phát thẻ"))
    card_no = forms.CharField(
        label=gettext_lazy("Số thẻ đảng viên"), max_length=20, required=False,
        help_text=gettext_lazy("Để trống nếu hồ sơ đảng viên đã ghi số thẻ."),
    )  # fmt: skip

    def clean_card_no(self) -> str:
        """Digits of the card number."""
        text = self.cleaned_data["card_no"]
        try:
            return card_digits(text, self.today) if text else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class Close(CaseForm):
    """Why a case ends without admission."""

    on = CaseDayField(gettext_lazy("Ngày kết thúc"))
    reason = lines(gettext_lazy("Lý do"))
