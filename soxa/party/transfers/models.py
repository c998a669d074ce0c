"""The noun of transfers: one case out of the book or into it, official or for a time."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Unit
from soxa.party.models import Member, PartyRows


class Transfer(models.Model):
    """A member's way to another Party organisation, or a person's way to a cell of this book.

    `unit` is the cell here: the one left, or the one that receives. Every day is the day of the act itself; who came in
    has no `member` before the cell has received him, and stands here by name.
    """

    OUT, IN = "out", "in"
    DIRECTIONS: ClassVar = [(OUT, _("chuyển đi")), (IN, _("chuyển đến"))]
    OFFICIAL, TEMPORARY = "official", "temporary"
    SORTS: ClassVar = [(OFFICIAL, _("chính thức")), (TEMPORARY, _("tạm thời"))]
    WORK, RETIREMENT, RESIDENCE, STUDY, OTHER = "work", "retirement", "residence", "study", "other"
    WHY: ClassVar = [
        (WORK, _("chuyển công tác")),
        (RETIREMENT, _("nghỉ hưu, nghỉ việc")),
        (RESIDENCE, _("thay đổi nơi cư trú")),
        (STUDY, _("đi học, làm việc có thời hạn")),
        (OTHER, _("lý do khác")),
    ]
    REQUESTED, REVIEWED, LETTER, ARRIVED = "requested", "reviewed", "letter", "arrived"
    SETTLED, RETURNED, WITHDRAWN = "settled", "returned", "withdrawn"
    STATES: ClassVar = [
        (REQUESTED, _("Đã nộp hồ sơ")),
        (REVIEWED, _("Chi bộ đã xem xét")),
        (LETTER, _("Đã giới thiệu")),
        (ARRIVED, _("Đã xuất trình, chờ tiếp nhận")),
        (SETTLED, _("Đã xong")),
        (RETURNED, _("Không được tiếp nhận")),
        (WITHDRAWN, _("Đã rút hồ sơ")),
    ]

    direction = models.CharField(max_length=3, choices=DIRECTIONS)
    sort = models.CharField(_("loại"), max_length=9, choices=SORTS)
    state = models.CharField(max_length=9, choices=STATES)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="transfers")
    full_name = models.CharField(_("họ và tên"), max_length=120)
    name_key = models.CharField(max_length=240, editable=False)
    other = models.CharField(_("tổ chức đảng nơi kia"), max_length=160)
    why = models.CharField(_("lý do chuyển"), max_length=10, choices=WHY, blank=True)
    effect_on = models.DateField(_("ngày quyết định, thay đổi nơi ở có hiệu lực"), null=True)
    requested_on = models.DateField(_("ngày nộp hồ sơ"), null=True)
    reviewed_on = models.DateField(_("ngày chi bộ xem xét"), null=True)
    letter_no = models.CharField(_("số giấy giới thiệu"), max_length=40, blank=True)
    letter_on = models.DateField(_("ngày giới thiệu"), null=True)
    dues_through = models.DateField(_("đã đóng đảng phí đến hết tháng"), null=True)
    presented_on = models.DateField(_("ngày xuất trình giấy giới thiệu"), null=True)
    late_why = models.CharField(_("giải trình việc chậm"), max_length=300, blank=True)
    file_confirmed = models.BooleanField(_("hồ sơ có xác nhận của cấp ủy nơi đi"), default=False)
    portal_no = models.CharField(_("mã hồ sơ trên Cổng dịch vụ công"), max_length=40, blank=True)
    returns_on = models.DateField(_("dự kiến trở về"), null=True)
    ended_on = models.DateField(_("ngày xong"), null=True)
    reason = models.CharField(_("lý do kết thúc"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(direction="out", ended_on=None),
                name="transfer_one_open_out",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["direction", "ended_on", "unit"], name="transfer_open")]

    def __str__(self) -> str:
        return f"transfer {self.pk}"
