"""The noun of discipline of organisations: the case of one cell, committee or grassroots organisation."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Unit
from soxa.party.censure.rules import COMMITTEE, ORGANISATION
from soxa.party.discipline.measure import Measure
from soxa.party.discipline.models import CaseRows, Discipline
from soxa.party.discipline.rules import DISSOLUTION, REPRIMAND, WARNING


class Censure(Measure):
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
    level = models.CharField(_("hình thức kỷ luật"), max_length=12, choices=LEVELS, blank=True)
    body = models.CharField(_("nơi quyết định"), max_length=12, choices=BODIES, blank=True)

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
