"""The nouns of programmes: a programme with the targets it serves, its items of work, and the findings of an inspection."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.models import Document
from soxa.kernel.models import Entry, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.steering.resolutions.models import Article, Resolution
from soxa.steering.sight import SteeringRows
from soxa.steering.targets.models import Target
from soxa.tasks.models import Task


class WorkProgramme(Spell):
    """A programme of action, scheme or plan that a unit carries out, or one of the themed ones.

    `since` is the first day of carrying out; while it is a draft the spell is empty, and it stays open until the programme
    is closed or stopped. One that was opened again did not run while a `ProgrammeEnd` stood. `last_on`: the last day it is planned for, None where it has none. `above`: the programme of
    which it is a part.
    """

    ACTION, SCHEME, PLAN = "action", "scheme", "plan"
    INTERNAL_AFFAIRS, ANTI_CORRUPTION = "internal_affairs", "anti_corruption"
    INSPECTION, ASSETS = "inspection", "assets"
    KINDS: ClassVar = [
        (ACTION, _("Chương trình")),
        (SCHEME, _("Đề án")),
        (PLAN, _("Kế hoạch")),
        (INTERNAL_AFFAIRS, _("Công tác nội chính, cải cách tư pháp")),
        (ANTI_CORRUPTION, _("Phòng, chống tham nhũng, lãng phí, tiêu cực")),
        (INSPECTION, _("Thanh tra, kiểm tra của cơ quan nhà nước")),
        (ASSETS, _("Kê khai, kiểm soát tài sản, thu nhập")),
    ]
    # what a themed one is called before its number
    _CALLED: ClassVar = {
        INTERNAL_AFFAIRS: _("Kế hoạch nội chính"),
        ANTI_CORRUPTION: _("Chương trình phòng, chống tham nhũng"),
        INSPECTION: _("Kế hoạch thanh tra, kiểm tra"),
        ASSETS: _("Kế hoạch kê khai tài sản"),
    }
    # what such a programme finds is written down finding by finding and followed
    WITH_FINDINGS = (INTERNAL_AFFAIRS, ANTI_CORRUPTION, INSPECTION, ASSETS)
    DRAFT, ADOPTED, CLOSED, STOPPED = "draft", "adopted", "closed", "stopped"
    STATES: ClassVar = [
        (DRAFT, _("Dự thảo")),
        (ADOPTED, _("Đang thực hiện")),
        (CLOSED, _("Đã kết thúc")),
        (STOPPED, _("Đã dừng")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("loại"), max_length=16, choices=KINDS, default=ACTION)
    symbol = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    title = models.CharField(_("tên"), max_length=300)
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="programmes")
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    targets: Any = models.ManyToManyField(
        Target, through="ServedTarget", through_fields=("programme", "target"), related_name="programmes"
    )
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    last_on = models.DateField(_("thực hiện đến hết ngày"), null=True)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=STATES, default=DRAFT)
    adopted_on = models.DateField(_("ngày ban hành"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="programme_since_until"),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("since")), name="programme_since_before_last"
            ),
            models.CheckConstraint(
                condition=Q(above=None) | ~Q(above=F("pk")), name="programme_not_above_itself"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-since"], name="programme_unit_since")]

    def __str__(self) -> str:
        return f"work programme {self.pk}"

    @property
    def name(self) -> str:
        """How the programme is called in a list: "Chương trình số 03-CTr/ĐU"."""
        kind = str(self._CALLED.get(self.kind) or self.get_kind_display())  # type: ignore[attr-defined]
        return f"{kind} số {self.symbol}" if self.symbol else kind

    @property
    def finds(self) -> bool:
        """Whether findings are written of such a programme."""
        return self.kind in self.WITH_FINDINGS


class OfProgramme(SteeringRows):
    """Rows that belong to a programme and are seen with it."""

    sight_unit = "programme__unit_id"


class ProgrammeEnd(Spell):
    """That a programme was closed or stopped: from the day after its last one until it was opened again; one that is open."""

    programme = models.ForeignKey(WorkProgramme, models.PROTECT, related_name="ends")
    closed = models.BooleanField(_("kết thúc, không phải dừng"))
    result = models.CharField(_("kết quả, lý do dừng"), max_length=2000)
    reopened_why = models.CharField(_("lý do mở lại"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfProgramme.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="programme_end_since_until"),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(until=FOREVER), name="programme_end_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"end of programme {self.programme_id}"  # type: ignore[attr-defined]

    @property
    def last_on(self) -> date:
        """The last day on which the programme ran."""
        return self.since - timedelta(days=1)


class ServedTarget(models.Model):
    """A target that a programme serves."""

    programme = models.ForeignKey(WorkProgramme, models.PROTECT, related_name="serves")
    target = models.ForeignKey(Target, models.PROTECT, related_name="served_by")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfProgramme.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "target"], name="served_target_once")
        ]

    def __str__(self) -> str:
        return f"served target {self.pk}"


class ProgrammeItem(Spell):
    """One item of a programme: what, which unit, by when, what is to come of it; the task by which it was given.

    `article`: the task of a text that it carries out. The spell lasts while the programme runs; it is empty in a draft and
    ends when the item is dropped. Once it is given as
    a task, the task says how it stands and until when; `due_on` stays the day that the programme set. An item that needs no
    task (a milestone of the programme's own) is done on `done_on`.
    """

    WORK, STEP, MILESTONE = "work", "step", "milestone"
    KINDS: ClassVar = [(WORK, _("đầu việc")), (STEP, _("bước")), (MILESTONE, _("mốc"))]

    programme = models.ForeignKey(WorkProgramme, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    kind = models.CharField(_("loại"), max_length=10, choices=KINDS, default=WORK)
    content = models.CharField(_("nội dung"), max_length=1000)
    result_wanted = models.CharField(_("kết quả cần có"), max_length=500, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("hạn"))
    article = models.ForeignKey(Article, models.PROTECT, null=True, related_name="items")
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="item")
    done_on = models.DateField(_("ngày xong"), null=True)
    result = models.CharField(_("kết quả"), max_length=1000, blank=True)
    dropped_on = models.DateField(_("ngày bỏ"), null=True)
    dropped_why = models.CharField(_("lý do bỏ"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfProgramme.as_manager()

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="programme_item_since_until"),
            models.UniqueConstraint(fields=["programme", "number"], name="programme_item_number_once"),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(task=None), name="programme_item_done_or_task"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "due_on"], name="programme_item_unit_due")]

    def __str__(self) -> str:
        return f"programme item {self.pk}"

    @property
    def due(self) -> date:
        """The day by which it is to be done now: the task's where it is given as one, else the programme's own."""
        task = self.task
        return task.due_on if task is not None and task.withdrawn_on is None else self.due_on


class Finding(Spell):
    """What an inspection found of a unit and asks to be put right; the spell lasts from stating to putting right."""

    programme = models.ForeignKey(WorkProgramme, models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    content = models.CharField(_("sai phạm, hạn chế, nội dung kết luận"), max_length=1000)
    recommendation = models.CharField(_("kiến nghị, yêu cầu xử lý"), max_length=1000)
    amount = models.DecimalField(_("số tiền (đồng)"), max_digits=18, decimal_places=0, null=True)
    due_on = models.DateField(_("hạn khắc phục"))
    put_right_on = models.DateField(_("ngày khắc phục xong"), null=True)
    put_right_basis = models.CharField(_("căn cứ xác nhận đã khắc phục"), max_length=300, blank=True)
    amount_put_right = models.DecimalField(
        _("số tiền đã thu hồi, xử lý (đồng)"), max_digits=18, decimal_places=0, null=True
    )
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfProgramme.as_manager()

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="finding_number_once"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="finding_since_until"),
            models.CheckConstraint(condition=Q(due_on__gte=F("since")), name="finding_due_after_stated"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "due_on"], name="finding_unit_due")]

    def __str__(self) -> str:
        return f"finding {self.pk}"
