"""The nouns of admission: the case of one person, the papers of its file, the votes on it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.fields import PartialDateField
from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.party.models import Member, Membership, PartyRows
from soxa.party.voting.models import Ballot


class Admission(Spell):
    """One person's way into the Party through one cell; a prospect from `since` until the ceremony or the end of the case."""

    LISTED, FILED, CELL_AGREED, COMMITTEE_AGREED, SENT, DECIDED = (
        "listed", "filed", "cell_agreed", "committee_agreed", "sent", "decided",
    )  # fmt: skip
    PROBATION, RECOGNITION_AGREED, ENDORSED, RECOGNISED, DONE, CLOSED = (
        "probation", "recognition_agreed", "endorsed", "recognised", "done", "closed",
    )  # fmt: skip
    STATES: ClassVar = [
        (LISTED, _("Nguồn kết nạp")),
        (FILED, _("Đang lập hồ sơ")),
        (CELL_AGREED, _("Chi bộ đã tán thành")),
        (COMMITTEE_AGREED, _("Đảng ủy cơ sở đã tán thành")),
        (SENT, _("Đã gửi hồ sơ, chờ quyết định")),
        (DECIDED, _("Có quyết định, chờ lễ kết nạp")),
        (PROBATION, _("Đảng viên dự bị")),
        (RECOGNITION_AGREED, _("Chi bộ đã xét công nhận")),
        (ENDORSED, _("Đảng ủy cơ sở đã đề nghị công nhận")),
        (RECOGNISED, _("Đã công nhận, chờ phát thẻ")),
        (DONE, _("Hoàn thành")),
        (CLOSED, _("Đã kết thúc")),
    ]
    BEFORE: ClassVar = (LISTED, FILED, CELL_AGREED, COMMITTEE_AGREED, SENT, DECIDED)
    AFTER: ClassVar = (PROBATION, RECOGNITION_AGREED, ENDORSED, RECOGNISED)
    FORMERLY: ClassVar = [
        ("", _("chưa từng là đảng viên")),
        ("struck", _("bị xóa tên, khai trừ, không thuộc diện không xét lại")),
        ("hardship", _("xin ra do gia đình đặc biệt khó khăn")),
        ("crime", _("bị kết án tội ít nghiêm trọng, đã xóa án tích")),
        ("barred", _("diện không xét lại (tự bỏ sinh hoạt, xin ra, gây mất đoàn kết, tham nhũng, tội nghiêm trọng)")),
    ]  # fmt: skip

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="admissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=STATES, default=LISTED)
    paper = models.CharField(_("nghị quyết đưa vào nguồn"), max_length=200)
    helper = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    schooled = models.BooleanField(_("tốt nghiệp THCS trở lên"), default=True)
    formerly = models.CharField(_("trước đây"), max_length=10, choices=FORMERLY, blank=True)
    out_since = models.DateField(_("ra khỏi Đảng, xóa án tích ngày"), null=True)
    reviewed_on = models.DateField(_("chi bộ rà soát gần nhất"), null=True)
    applied_on = models.DateField(_("ngày nộp đơn"), null=True)
    agreed_on = models.DateField(_("chi bộ tán thành ngày"), null=True)
    sent_on = models.DateField(_("ngày gửi hồ sơ"), null=True)
    decision_on = models.DateField(_("ngày quyết định"), null=True)
    decision = models.CharField(_("quyết định kết nạp"), max_length=200, blank=True)
    received_on = models.DateField(_("ngày chi bộ nhận quyết định"), null=True)
    ceremony_on = models.DateField(_("ngày lễ kết nạp"), null=True)
    late_consent = models.CharField(_("văn bản đồng ý làm lễ muộn"), max_length=200, blank=True)
    ruling = models.CharField(_("ý kiến cấp trên sau ba lần biểu quyết"), max_length=520, blank=True)
    ruled_against = models.BooleanField(_("cấp trên không đồng ý"), default=False)
    recognition_agreed_on = models.DateField(_("chi bộ xét công nhận ngày"), null=True)
    recognition = models.CharField(_("quyết định công nhận"), max_length=200, blank=True)
    ended_on = models.DateField(_("ngày kết thúc"), null=True)
    reason = models.CharField(_("lý do kết thúc"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on=None), name="admission_one_open"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="admission_since_before_until"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "state"], name="admission_unit_state")]

    def __str__(self) -> str:
        return f"admission {self.pk}"

    @property
    def stands(self) -> bool:
        """Whether the person is still a prospect."""
        return self.until == FOREVER


class EarlierAdmission(models.Model):
    """What a member's record said of a former life in the Party, kept on the day he was admitted again."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="earlier_admissions")
    decision_on = PartialDateField(_("ngày quyết định kết nạp"), null=True)
    admitted_on = PartialDateField(_("ngày kết nạp (lễ)"), null=True)
    recognised_on = PartialDateField(_("ngày công nhận chính thức"), null=True)
    card_no = models.CharField(_("số thẻ đảng viên"), max_length=20, blank=True)
    left_on = models.DateField(_("ngày ra khỏi Đảng"))
    left_by = models.CharField(_("ra vì"), max_length=12, choices=Membership.CLOSINGS)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"earlier admission {self.pk}"


class AdmissionPaper(models.Model):
    """A paper of the file: which one, its day, its number or place; for an introduction, by whom and known since when."""

    admission = models.ForeignKey(Admission, models.PROTECT, related_name="papers")
    kind = models.CharField(_("giấy tờ"), max_length=24)
    on = models.DateField(_("ngày ghi trên giấy"))
    note = models.CharField(_("số, nơi cấp"), max_length=200, blank=True)
    introducer = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    known_since = models.DateField(_("cùng công tác, cư trú từ"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"admission paper {self.pk}"


class AdmissionVote(Ballot):
    """A vote on admission, or on recognition."""

    ADMIT, RECOGNISE = "admit", "recognise"

    admission = models.ForeignKey(Admission, models.PROTECT, related_name="votes")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"admission vote {self.pk}"
