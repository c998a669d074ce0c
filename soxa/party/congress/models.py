"""The noun of congresses: one congress of a cell or of the commune's Party organisation, planned, held or called off."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Unit
from soxa.party.models import PartyRows


class Congress(models.Model):
    """A congress; what it elected are offices of its unit that begin on its day."""

    PLANNED, HELD, CALLED_OFF = "planned", "held", "called_off"
    STATES: ClassVar = [
        (PLANNED, _("Dự kiến")),
        (HELD, _("Đã tổ chức")),
        (CALLED_OFF, _("Không tổ chức")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="congresses")
    term = models.CharField(_("nhiệm kỳ"), max_length=20)
    state = models.CharField(max_length=10, choices=STATES, default=PLANNED)
    planned_on = models.DateField(_("ngày dự kiến"), null=True)
    plan_paper = models.CharField(_("văn bản về kế hoạch đại hội"), max_length=200, blank=True)
    shift_paper = models.CharField(_("văn bản đồng ý đại hội sớm, muộn"), max_length=200, blank=True)
    held_on = models.DateField(_("ngày đại hội"), null=True)
    summoned = models.PositiveIntegerField(_("đảng viên chính thức được triệu tập"), null=True)
    present = models.PositiveIntegerField(_("đảng viên chính thức có mặt"), null=True)
    elected = models.PositiveIntegerField(_("số cấp ủy viên được bầu"), null=True)
    paper = models.CharField(_("biên bản, nghị quyết đại hội"), max_length=200, blank=True)
    called_off_on = models.DateField(_("ngày quyết định không tổ chức"), null=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(held_on=None, called_off_on=None), name="congress_one_ahead"
            ),
            models.UniqueConstraint(
                fields=["unit", "held_on"], condition=Q(held_on__isnull=False), name="congress_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(present=None) | Q(present__lte=F("summoned")), name="congress_present_of_summoned"
            ),
        ]

    def __str__(self) -> str:
        return f"congress {self.pk}"
