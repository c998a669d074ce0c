"""The noun of discipline of organisations: the case of one cell, committee or grassroots organisation."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Unit
from soxa.party.censure.rules import COMMITTEE, ORGANISATION
from soxa.party.discipline.models import CaseRows, Discipline
from soxa.party.discipline.rules import DISSOLUTION, REPRIMAND, WARNING


class Censure(models.Model):
    """One violation of one organisation, or of its committee: opened, decided, announced; in force until a day, or dropped."""

    OPENED, DECIDED, ANNOUNCED, DROPPED = "opened", "decided", "announced", "dropped"
    STATES: ClassVar = [
        (OPENED, _("Đang xem xét")),
        (DECIDED, _("Có quyết định, chờ công bố")),
        (ANNOUNCED, _("Đã công bố")),
        (DROPPED, _("Không xử lý kỷ luật")),
    ]
    SUBJECTS: ClassVar = [(ORGANISATION, _("tổ chức đảng")), (COMMITTEE, _("cấp ủy của tổ chức ấy"))]
    DISSOLUTION = DISSOLUTION
    LEVELS: ClassVar = [(REPRIMAND, _("khiển trách")), (WARNING, _("cảnh cáo")), (DISSOLUTION, _("giải tán"))]
    BODIES: ClassVar = [one for one in Discipline.BODIES if one[0] != "cell"]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    subject = models.CharField(_("đối tượng"), max_length=12, choices=SUBJECTS, default=ORGANISATION)
    state = models.CharField(max_length=12, choices=STATES, default=OPENED)
    violation = models.CharField(_("nội dung vi phạm"), max_length=200)
    act_on = models.DateField(_("ngày vi phạm (kéo dài thì ngày chấm dứt)"))
    never_lapses = models.BooleanField(_("không áp dụng thời hiệu"), default=False)
    opened_on = models.DateField(_("ngày bắt đầu xem xét"))
    source = models.CharField(_("căn cứ xem xét"), max_length=200)
    level = models.CharField(_("hình thức kỷ luật"), max_length=12, choices=LEVELS, blank=True)
    body = models.CharField(_("nơi quyết định"), max_length=12, choices=BODIES, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)
    announced_on = models.DateField(_("ngày công bố"), null=True, db_index=True)
    in_force_until = models.DateField(_("hết hiệu lực từ ngày"), null=True)
    dropped_on = models.DateField(_("ngày kết thúc, không xử lý"), null=True)
    reason = models.CharField(_("lý do không xử lý"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = CaseRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(announced_on=None) | Q(announced_on__gte=F("decided_on")),
                name="censure_decided_before_announced",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "state"], name="censure_unit_state")]

    def __str__(self) -> str:
        return f"censure {self.pk}"
