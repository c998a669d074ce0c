"""The nouns of study: what is studied and by when, its documents, sittings, who attended, and commitments of a year."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import sight_of
from soxa.kernel.models import Entry, Unit
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.party.models import Member, PartyRows
from soxa.party.study.rules import ALL, COMMITTEE, SECRETARIES

NOW = FOREVER - timedelta(days=1)  # a day on which only what has no end stands


class StudyRows(PartyRows):
    """What a unit organises, seen also by those in it: a cell studies what its commune convenes."""

    def seen_by(self, reader: Any) -> Self:
        """Rows of the units in sight and of the units around them."""
        sight = sight_of(reader, self.sight_domain)
        if sight.everything:
            return self
        around = {up for unit in sight.units for up in tree().ancestors(unit, NOW)}
        return self.filter(unit_id__in=sorted(sight.units | around))


class Study(models.Model):
    """A study organised by a unit: whom it is for, in what form, by when; the plan that followed, essays, the review."""

    AUDIENCES: ClassVar = [
        (ALL, _("toàn thể đảng viên")),
        (COMMITTEE, _("cấp ủy viên, chi ủy viên")),
        (SECRETARIES, _("bí thư, phó bí thư chi bộ")),
    ]
    CONFERENCE, ONLINE, CELL_MEETING = "conference", "online", "cell"
    FORMS: ClassVar = [
        (CONFERENCE, _("hội nghị tập trung")),
        (ONLINE, _("hội nghị trực tuyến, nhiều điểm cầu")),
        (CELL_MEETING, _("sinh hoạt chi bộ")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("nội dung học tập, quán triệt"), max_length=300)
    audience = models.CharField(_("đối tượng học tập"), max_length=12, choices=AUDIENCES, default=ALL)
    form = models.CharField(_("hình thức"), max_length=12, choices=FORMS, default=CONFERENCE)
    opened_on = models.DateField(_("ngày đưa vào kế hoạch"))
    due_on = models.DateField(_("hạn tổ chức xong"), null=True)
    plan_paper = models.CharField(_("kế hoạch, chương trình hành động"), max_length=200, blank=True)
    plan_on = models.DateField(_("ngày ban hành kế hoạch"), null=True)
    essays_due_on = models.DateField(_("hạn nộp bài thu hoạch"), null=True)
    reviewed_on = models.DateField(_("ngày kiểm điểm, sơ kết"), null=True)
    review = models.CharField(_("kết quả thực hiện"), max_length=1000, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = StudyRows.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "opened_on"], name="study_unit_opened")]

    def __str__(self) -> str:
        return f"study {self.pk}"


class Studied(models.Model):
    """A document that is studied: its number, who issued it, what it is about; its record is a soft reference."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="papers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(_("số, ký hiệu"), max_length=60)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=160)
    about = models.CharField(_("trích yếu"), max_length=300)
    studied_on = models.DateField(_("ngày học tập"), null=True)
    document_key = models.CharField(max_length=20, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = StudyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["study", "number"], name="studied_paper_once")
        ]

    def __str__(self) -> str:
        return f"studied {self.pk}"


class Sitting(models.Model):
    """A sitting of a study: the day, the place, who spoke; non-members who came are a number."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="sittings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    held_on = models.DateField(_("ngày tổ chức"))
    place = models.CharField(_("địa điểm"), max_length=160, blank=True)
    speaker = models.CharField(_("báo cáo viên"), max_length=160, blank=True)
    masses = models.PositiveIntegerField(_("quần chúng dự"), default=0)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = StudyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["study", "held_on"], name="study_one_sitting_a_day")
        ]

    def __str__(self) -> str:
        return f"sitting {self.pk}"


class Attendance(models.Model):
    """Whether a member who was to come to a sitting came, and handed in the essay; for the cell of that day."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="attendances")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    present = models.BooleanField(_("có mặt"))
    essay_on = models.DateField(_("ngày nộp bài thu hoạch"), null=True)
    name_key = models.CharField(max_length=240, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sitting", "member"], name="attendance_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["sitting", "unit"], name="attendance_sitting_unit")]

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class Commitment(models.Model):
    """What a member registered to do in a year, following Hồ Chí Minh's example: the day, and how it was reviewed."""

    WELL, DONE, NOT_DONE = "well", "done", "not_done"
    RESULTS: ClassVar = [
        (WELL, _("thực hiện tốt")),
        (DONE, _("có thực hiện")),
        (NOT_DONE, _("chưa thực hiện")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="commitments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    made_on = models.DateField(_("ngày đăng ký"))
    reviewed_on = models.DateField(_("ngày kiểm điểm"), null=True)
    result = models.CharField(_("kết quả"), max_length=10, choices=RESULTS, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "year"], name="commitment_once_a_year")
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "year"], name="commitment_unit_year")]

    def __str__(self) -> str:
        return f"commitment {self.pk}"


class UnitCommitment(models.Model):
    """What a unit registered to do in a year, following Hồ Chí Minh's example: in words, the paper, how it was reviewed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    content = models.CharField(_("nội dung đăng ký"), max_length=1000)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    made_on = models.DateField(_("ngày đăng ký"))
    reviewed_on = models.DateField(_("ngày kiểm điểm"), null=True)
    result = models.CharField(_("kết quả"), max_length=10, choices=Commitment.RESULTS, blank=True)
    review = models.CharField(_("kết quả thực hiện"), max_length=1000, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="unit_commitment_once_a_year")
        ]

    def __str__(self) -> str:
        return f"unit commitment {self.pk}"
