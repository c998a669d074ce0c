"""The nouns of discipline: the case of one member, and the votes on it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import SeenBy
from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law import discipline_bodies as bodies
from soxa.org.models import Office
from soxa.org.roles import CASES
from soxa.party.discipline.measure import Measure
from soxa.party.discipline.rules import EXPULSION, REMOVAL, REPRIMAND, WARNING
from soxa.party.models import Member
from soxa.party.voting.models import Ballot


class CaseRows(SeenBy):
    """Rows about single members' faults: seen by the Party's offices, and of a cell by its own secretary."""

    sight_domain = CASES


class Discipline(Measure):
    """One violation of one member: opened, voted, decided, announced; in force until a day, or dropped."""

    OPENED, VOTED, DECIDED, ANNOUNCED, DROPPED = "opened", "voted", "decided", "announced", "dropped"
    STATES: ClassVar = [
        (OPENED, _("Đang xem xét")),
        (VOTED, _("Chi bộ đã biểu quyết")),
        (DECIDED, _("Có quyết định, chờ công bố")),
        (ANNOUNCED, _("Đã công bố")),
        (DROPPED, _("Không xử lý kỷ luật")),
    ]
    LEVELS: ClassVar = [
        (REPRIMAND, _("khiển trách")),
        (WARNING, _("cảnh cáo")),
        (REMOVAL, _("cách chức")),
        (EXPULSION, _("khai trừ")),
    ]
    BODIES: ClassVar = list(bodies.BODIES.items())
    KEPT, CHANGED, ANNULLED = "kept", "changed", "annulled"
    OUTCOMES: ClassVar = [
        (KEPT, _("giữ nguyên quyết định")),
        (CHANGED, _("thay đổi hình thức kỷ luật")),
        (ANNULLED, _("xóa bỏ quyết định")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="disciplines")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(_("bước"), max_length=12, choices=STATES, default=OPENED)
    outside_on = models.DateField(_("ngày Nhà nước, đoàn thể quyết định xử lý"), null=True)
    told_on = models.DateField(_("ngày tổ chức đảng được báo"), null=True)
    level = models.CharField(_("hình thức kỷ luật"), max_length=12, choices=LEVELS, blank=True)
    body = models.CharField(_("nơi quyết định"), max_length=12, choices=BODIES, blank=True)
    unvoted = models.CharField(_("căn cứ khai trừ không qua biểu quyết"), max_length=200, blank=True)
    complained_on = models.DateField(_("ngày khiếu nại"), null=True)
    outcome = models.CharField(_("kết quả khiếu nại"), max_length=10, choices=OUTCOMES, blank=True)
    annulled_on = models.DateField(_("xóa bỏ từ ngày"), null=True)

    is_veiled = False  # as it is shown to whom it is about, before the outcome: see own_case
    objects = CaseRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(announced_on=None) | Q(announced_on__gte=F("decided_on")),
                name="discipline_decided_before_announced",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "state"], name="discipline_unit_state")]

    def __str__(self) -> str:
        return f"discipline {self.pk}"


class DisciplineDeferral(Spell):
    """A spell in which a case is not considered; why is sealed, for it is about health or a child."""

    PREGNANT, CHILD, ILL = "pregnant", "child", "ill"
    KINDS: ClassVar = [
        (PREGNANT, _("mang thai")),
        (CHILD, _("nuôi con nhỏ dưới 12 tháng tuổi")),
        (ILL, _("bệnh nặng, đang điều trị")),
    ]

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="deferrals")
    why_sealed = models.TextField(editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="discipline_deferral_since_before_until"
            )
        ]

    def __str__(self) -> str:
        return f"discipline deferral {self.pk}"


class DisciplineRevision(models.Model):
    """A decision that another replaced after a complaint: what it said, and the paper of the one in its place."""

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="revisions")
    on = models.DateField(_("ngày thay đổi"))
    paper = models.CharField(_("quyết định thay thế"), max_length=200)
    body_was = models.CharField(max_length=12, choices=Discipline.BODIES, blank=True)
    level_was = models.CharField(_("hình thức trước đó"), max_length=12, choices=Discipline.LEVELS)
    decision_was = models.CharField(_("quyết định trước đó"), max_length=200)
    in_force_until_was = models.DateField(null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"discipline revision {self.pk}"


class RemovedPost(models.Model):
    """A post that a removal takes; without its office where that was never held."""

    discipline = models.ForeignKey(Discipline, models.CASCADE, related_name="removed")
    office = models.ForeignKey(Office, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("chức vụ"), max_length=160)

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"removed post {self.pk}"


class DisciplineVote(Ballot):
    """A vote of the cell on one level; the question is the level."""

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="votes")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"discipline vote {self.pk}"
