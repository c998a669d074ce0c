"""What a person says to put a case of admission or transfer, or a paper of a file, right: only what was written, and no life took on."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.party.admission.papers import APPLICATION
from soxa.party.case_day import CaseDayField
from soxa.party.mending.case_forms import CaseMend
from soxa.party.transfers import forms as transfers
from soxa.party.transfers.flow import taken_on
from soxa.party.voting.forms import CommitteeVote, lines
from soxa.party.voting.forms import paper as paper_field


class AdmissionMend(CaseMend):
    """An admission; the days of decision and ceremony of one who was admitted are put right in his record, with consent and scan."""

    since = CaseDayField(gettext_lazy("Đưa vào nguồn ngày"))
    paper = paper_field(gettext_lazy("Nghị quyết của chi bộ (số, ngày)"))
    applied_on = CaseDayField(gettext_lazy("Ngày ghi trên đơn"))
    sent_on = CaseDayField(gettext_lazy("Ngày gửi đủ hồ sơ"))
    decision_on = CaseDayField(gettext_lazy("Ngày quyết định kết nạp"))
    decision = paper_field(gettext_lazy("Quyết định kết nạp (số, ngày, cơ quan)"))
    received_on = CaseDayField(gettext_lazy("Ngày chi bộ nhận quyết định"))
    late_consent = paper_field(gettext_lazy("Văn bản cấp trên đồng ý, nếu làm lễ muộn"), required=False)
    recognition = paper_field(gettext_lazy("Quyết định công nhận (số, ngày, cơ quan)"))
    ended_on = CaseDayField(gettext_lazy("Ngày kết thúc"))
    reason = lines(gettext_lazy("Lý do kết thúc"))
    steps: ClassVar = {
        "applied_on": ("applied_on",),
        "sent_on": ("sent_on",),
        "decision_on": ("decision_on", "decision", "received_on"),
        "ceremony_on": ("late_consent",),
        "recognition": ("recognition",),
        "reason": ("ended_on", "reason"),
    }

    def prepare(self) -> None:
        """Without the day that the member's record has taken on."""
        super().prepare()
        if self.subject.member_id:
            self.without("decision_on")


class PaperMend(CaseMend):
    """A paper of the file; the application's day is the case's."""

    on = CaseDayField(gettext_lazy("Ngày ghi trên giấy"))
    note = forms.CharField(label=gettext_lazy("Số, nơi cấp"), max_length=200, required=False)
    known_since = DayField(gettext_lazy("Cùng công tác hoặc cư trú từ ngày"))
    steps: ClassVar = {"introducer_id": ("known_since",)}

    def prepare(self) -> None:
        """Of an application only its note."""
        super().prepare()
        if self.subject.kind == APPLICATION and self.subject.on == self.subject.admission.applied_on:
            self.without("on", "struck")


class CommitteeVoteMend(CaseMend, CommitteeVote):
    """A vote of the committee above the cell."""


class TransferMend(CaseMend):
    """A transfer; the day and the place that the member's own record has taken on are put right there."""

    other = forms.CharField(label=gettext_lazy("Tổ chức đảng nơi kia"), max_length=160)
    effect_on = transfers.Request.base_fields["effect_on"]
    requested_on = transfers.Request.base_fields["requested_on"]
    reviewed_on = transfers.Review.base_fields["reviewed_on"]
    letter_no = forms.CharField(label=transfers.LETTER_NO, max_length=40)
    letter_on = CaseDayField(transfers.LETTER_ON)
    presented_on = CaseDayField(gettext_lazy("Ngày xuất trình"))
    portal_no = transfers.Request.base_fields["portal_no"]
    late_why = forms.CharField(
        label=gettext_lazy("Giải trình, nếu làm quá hạn"), max_length=300, required=False
    )
    ended_on = CaseDayField(gettext_lazy("Xong ngày"))
    reason = forms.CharField(label=transfers.REASON, max_length=300, required=False)
    steps: ClassVar = {
        "effect_on": ("effect_on",),
        "requested_on": ("requested_on", "portal_no"),
        "reviewed_on": ("reviewed_on",),
        "letter_on": ("letter_no", "letter_on"),
        "presented_on": ("presented_on",),
        "ended_on": ("ended_on", "reason"),
    }

    def prepare(self) -> None:
        """Without what the member's life has taken on."""
        super().prepare()
        if self.subject.effect_on and self.subject.effect_on > self.today:
            self.without("effect_on")
        if taken_on(self.subject):
            self.without("other", "letter_on", "ended_on", "struck")
