"""The nouns of tasks: a task, who held it when, which due day was in force when, requests to extend, reports, files."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import SeenBy, Sight, sight_of
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.org.models import Person

SIGHT = "tasks"


def _seen(reader: Any, sight: Sight, task: str) -> Q:
    """Tasks that the reader's units gave, hold, held or help with, and those named to himself; `task` is the path."""
    inside, own = sorted(sight.units), getattr(reader, "person_id", None)
    holders = Q(unit_id__in=inside)
    if own:
        holders |= Q(person_id=own)
    held = Holding.objects.filter(holders).values("task_id")
    helped = Helper.objects.filter(unit_id__in=inside).values("task_id")
    given = Q(**{f"{task}giver_unit_id__in": inside})
    key = "task_id" if task else "pk"
    return given | Q(**{f"{key}__in": held}) | Q(**{f"{key}__in": helped})


class TaskRows(SeenBy):
    """Tasks, seen by the units that gave, hold or held them, by those who help, and by the person named."""

    sight_domain = SIGHT

    def seen_by(self, reader: Any) -> Self:
        """Tasks inside the reader's sight; another unit's task does not exist for him."""
        sight = sight_of(reader, SIGHT)
        return self if sight.everything else self.filter(_seen(reader, sight, ""))

    def matching(self, text: str) -> Self:
        """Tasks with every word of the text in content or source; tone marks and đ count for nothing."""
        found = self
        for word in fold(text).split():
            found = found.filter(folded__contains=word)
        return found


class Task(models.Model):
    """Something one unit is to do by a day; `unit`, `person` and `due_on` repeat the open rows for the lists of now."""

    NORMAL, PRESSING, URGENT = "normal", "pressing", "urgent"
    PRIORITIES: ClassVar = [(NORMAL, _("bình thường")), (PRESSING, _("cần làm sớm")), (URGENT, _("khẩn"))]
    GIVEN, ACCEPTED, REPORTED = "given", "accepted", "reported"
    DONE, WITHDRAWN = "done", "withdrawn"
    STATES: ClassVar = [
        (GIVEN, _("Chờ nhận việc")),
        (ACCEPTED, _("Đang thực hiện")),
        (REPORTED, _("Đã báo cáo, chờ xác nhận")),
        (DONE, _("Hoàn thành")),
        (WITHDRAWN, _("Đã rút")),
    ]

    content = models.CharField(_("nội dung"), max_length=1000)
    result_wanted = models.CharField(_("kết quả cần có"), max_length=500, blank=True)
    priority = models.CharField(_("mức độ"), max_length=8, choices=PRIORITIES, default=NORMAL)
    giver_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    giver_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    giver_office = models.CharField(_("người giao"), max_length=160)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # a soft reference: documents, conclusions and programmes live downstream
    source_kind = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=64, blank=True)
    source_title = models.CharField(_("căn cứ giao việc"), max_length=300, blank=True)
    given_on = models.DateField(_("ngày giao"))
    due_on = models.DateField(_("hạn"))
    state = models.CharField(max_length=10, choices=STATES, default=GIVEN)
    accepted_on = models.DateField(_("ngày nhận việc"), null=True)
    finished_on = models.DateField(_("ngày báo cáo xong"), null=True)
    done_on = models.DateField(_("ngày xác nhận hoàn thành"), null=True)
    withdrawn_on = models.DateField(_("ngày rút"), null=True)
    withdrawn_why = models.CharField(_("lý do rút"), max_length=500, blank=True)
    folded = models.TextField(editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = TaskRows.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["unit", "due_on"], name="task_unit_due"),
            models.Index(fields=["giver_unit", "due_on"], name="task_giver_due"),
            models.Index(fields=["source_kind", "source_key"], name="task_source"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(finished_on__isnull=False, done_on__gte=F("finished_on")),
                name="task_done_after_finished",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(withdrawn_on=None), name="task_done_or_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"


class HoldingRows(SeenBy):
    """Spells in which units held tasks, seen as their tasks are."""

    sight_domain = SIGHT

    def seen_by(self, reader: Any) -> Self:
        """Rows of tasks in the reader's sight."""
        sight = sight_of(reader, SIGHT)
        return self if sight.everything else self.filter(_seen(reader, sight, "task__"))


class Holding(Spell):
    """During the spell this unit, and in it perhaps this person, was to do the task; figures count these rows."""

    GIVEN, HANDED_ON, REORGANISED = "given", "handed_on", "reorganised"
    OPENINGS: ClassVar = [
        (GIVEN, _("được giao")),
        (HANDED_ON, _("được chuyển tiếp")),
        (REORGANISED, _("do sắp xếp tổ chức")),
    ]
    DONE, WITHDRAWN = "done", "withdrawn"
    CLOSINGS: ClassVar = [
        (DONE, _("hoàn thành")),
        (WITHDRAWN, _("đã rút")),
        (HANDED_ON, _("đã chuyển tiếp")),
        (REORGANISED, _("do sắp xếp tổ chức")),
    ]

    task = models.ForeignKey(Task, models.PROTECT, related_name="holdings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_by = models.CharField(max_length=12, choices=OPENINGS)
    closed_by = models.CharField(max_length=12, choices=CLOSINGS, blank=True)
    inner_due_on = models.DateField(_("hạn nội bộ"), null=True)
    note = models.CharField(_("ý kiến khi chuyển"), max_length=500, blank=True)
    by = models.CharField(_("người giao, chuyển"), max_length=330, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = HoldingRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task"], condition=Q(until=FOREVER), name="holding_one_open"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="holding_since_before_until"),
        ]

    def __str__(self) -> str:
        return f"holding {self.pk}"


class Helper(models.Model):
    """A unit that is to work with the one that holds the task."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="helpers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "unit"], name="helper_once")]

    def __str__(self) -> str:
        return f"helper {self.pk}"


class DueDay(Spell):
    """During the spell this was the giver's due day; `working_days` when it was given as so many working days."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="dues")
    due_on = models.DateField(_("hạn"))
    working_days = models.PositiveSmallIntegerField(_("số ngày làm việc"), null=True)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task"], condition=Q(until=FOREVER), name="due_day_one_open"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="due_day_since_before_until"),
        ]

    def __str__(self) -> str:
        return f"due {self.due_on}"


class Extension(models.Model):
    """A request for a later due day, and the giver's answer; `answered_on` is empty while it waits."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions")
    asked_on = models.DateField(_("ngày xin"))
    wanted_on = models.DateField(_("xin đến ngày"))
    reason = models.CharField(_("lý do"), max_length=500)
    asked_by = models.CharField(_("người xin"), max_length=330)
    answered_on = models.DateField(_("ngày trả lời"), null=True)
    granted_until = models.DateField(_("cho đến ngày"), null=True)
    answer = models.CharField(_("ý kiến trả lời"), max_length=500, blank=True)
    answered_by = models.CharField(_("người trả lời"), max_length=330, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task"], condition=Q(answered_on=None), name="extension_one_open")
        ]

    def __str__(self) -> str:
        return f"extension {self.pk}"


class Report(Spell):
    """What was reported as the result; it stands until the giver returns it, and for ever once he confirms it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    text = models.TextField(_("kết quả"))
    by = models.CharField(_("người báo cáo"), max_length=330)
    returned_why = models.CharField(_("lý do trả lại"), max_length=500, blank=True)
    answered_by = models.CharField(_("người xác nhận, trả lại"), max_length=330, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task"], condition=Q(until=FOREVER), name="report_one_standing"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="report_since_before_until"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class Evidence(models.Model):
    """A file handed in with a report: its bytes lie under their digest and are never altered."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    name = models.CharField(_("tên tệp"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"evidence {self.pk}"


held_in("tasks.Evidence", "digest")
