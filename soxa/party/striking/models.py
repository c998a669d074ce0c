"""The nouns of strike-off: the case of one member, and the votes on it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Guarded, Unit
from soxa.party.discipline.models import CaseRows
from soxa.party.models import Member
from soxa.party.voting.models import Ballot


class StrikeOff(models.Model):
    """Whether a member is struck off the list: raised on a ground, voted by the cell, decided; or ended without."""

    RAISED, VOTED, DECIDED, DROPPED = "raised", "voted", "decided", "dropped"
    STATES: ClassVar = [
        (RAISED, _("Đang xem xét")),
        (VOTED, _("Chi bộ đã tán thành")),
        (DECIDED, _("Đã xóa tên")),
        (DROPPED, _("Không xóa tên")),
    ]
    ABSENT, UNPAID, PROBATION = "absent", "unpaid", "probation"
    GROUNDS: ClassVar = [
        (ABSENT, _("bỏ sinh hoạt 3 tháng trong năm không có lý do chính đáng")),
        (UNPAID, _("không đóng đảng phí 3 tháng trong năm không có lý do chính đáng")),
        ("card", _("tự ý trả lại hoặc hủy thẻ đảng viên")),
        ("will", _("giảm sút ý chí, chi bộ giáo dục sau 12 tháng không tiến bộ")),
        ("two_years", _("hai năm liền vi phạm tư cách đảng viên")),
        ("political", _("không bảo đảm tiêu chuẩn chính trị")),
        (PROBATION, _("đảng viên dự bị không đủ tiêu chuẩn công nhận")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="strike_offs")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=STATES, default=RAISED)
    ground = models.CharField(_("lý do xem xét"), max_length=12, choices=GROUNDS)
    detail = models.CharField(_("cụ thể"), max_length=200, blank=True)
    raised_on = models.DateField(_("ngày bắt đầu xem xét"))
    source = models.CharField(_("căn cứ"), max_length=200)
    ruling = models.CharField(_("ý kiến cấp trên sau ba lần biểu quyết"), max_length=520, blank=True)
    ruled_against = models.BooleanField(_("cấp trên không đồng ý"), default=False)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    decision = models.CharField(_("quyết định xóa tên"), max_length=200, blank=True)
    dropped_on = models.DateField(_("ngày kết thúc, không xóa tên"), null=True)
    reason = models.CharField(_("lý do không xóa tên"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    is_veiled = False  # as it is shown to whom it is about, before the outcome: see own_case
    objects = CaseRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(decided_on=None, dropped_on=None), name="strike_off_one_open"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "state"], name="strike_off_unit_state")]

    def __str__(self) -> str:
        return f"strike-off {self.pk}"


class StrikeOffVote(Ballot):
    """A vote of the cell on striking a member off."""

    strike_off = models.ForeignKey(StrikeOff, models.PROTECT, related_name="votes")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"strike-off vote {self.pk}"
