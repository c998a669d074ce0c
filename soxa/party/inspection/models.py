"""The nouns of inspection: a year's programme, a case with its stages, recommendations and the answers to them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import SeenBy, Sight, sight_of
from soxa.kernel.models import Entry, Guarded, Unit
from soxa.law.periods import FOREVER
from soxa.org.roles import INSPECTIONS, PARTY
from soxa.party.inspection.catalogue import bodies, kinds, stages
from soxa.party.models import Member, PartyRows


class Programme(models.Model):
    """What a unit is to inspect in a year; drafted, then approved with its paper."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    approved_on = models.DateField(_("ngày ban hành"), null=True)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="inspection_programme_once")
        ]

    def __str__(self) -> str:
        return f"inspection programme {self.pk}"


def _inside(sight: Sight, path: str) -> Q:
    return Q() if sight.everything else Q(**{f"{path}__in": sorted(sight.units)})


class InspectionRows(SeenBy):
    """Inspections: those of one's units; a unit sees who inspects it; what is closed lies in the narrow sight alone."""

    sight_domain = PARTY
    to_case = ""

    def seen_by(self, reader: Any) -> Self:
        """Rows inside the reader's sight, the closed ones only for inspectors and the standing committee."""
        wide, narrow, case = sight_of(reader, PARTY), sight_of(reader, INSPECTIONS), self.to_case
        if narrow.everything:
            return self
        is_open, of_a_member = Q(**{f"{case}closed": False}), Q(**{f"{case}member__isnull": False})
        own = is_open & _inside(wide, f"{case}unit_id")
        inspected = is_open & ~of_a_member & _inside(wide, f"{case}subject_id")
        return self.filter(own | inspected | _inside(narrow, f"{case}unit_id"))


class Inspection(models.Model):
    """One check or supervision: who, of what kind, of whom, on what; its day of conclusion repeats the stage's row.

    `since` and `until`: the days on which it stood in the year's programme, so that the plan of a day can be counted;
    `since` is null in a programme not yet approved, and for one that came up beside the programme.
    """

    PLANNED, PREPARED, CARRIED_OUT = "planned", "prepared", "carried_out"
    CONCLUDED, FOLLOWED_UP, FILED, DROPPED = "concluded", "followed_up", "filed", "dropped"
    STATES: ClassVar = [
        (PLANNED, _("Chưa bắt đầu")),
        (PREPARED, _("Đã chuẩn bị")),
        (CARRIED_OUT, _("Đã tiến hành, chờ kết luận")),
        (CONCLUDED, _("Đã kết luận, đang theo dõi")),
        (FOLLOWED_UP, _("Đã thực hiện xong kết luận")),
        (FILED, _("Đã lưu hồ sơ")),
        (DROPPED, _("Đã đưa ra khỏi chương trình")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="items")
    body = models.CharField(_("chủ thể"), max_length=12)
    kind = models.CharField(_("hình thức"), max_length=24)
    closed = models.BooleanField(default=False)
    subject = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    content = models.CharField(_("nội dung"), max_length=500)
    period = models.CharField(_("mốc thời gian"), max_length=160, blank=True)
    team = models.CharField(_("đoàn, tổ kiểm tra"), max_length=300, blank=True)
    quarter = models.PositiveSmallIntegerField(_("quý"))
    due_on = models.DateField(_("hạn kết luận"))
    since = models.DateField(_("vào chương trình từ ngày"), null=True)
    until = models.DateField(editable=False, default=FOREVER)
    added_by = models.CharField(_("văn bản bổ sung, giao kiểm tra"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=STATES, default=PLANNED)
    concluded_on = models.DateField(_("ngày kết luận"), null=True)
    report_paper = models.CharField(_("báo cáo kết quả"), max_length=200, blank=True)
    conclusion = models.TextField(_("kết luận"), max_length=4000, blank=True)
    dropped_on = models.DateField(_("ngày đưa ra khỏi chương trình"), null=True)
    dropped_why = models.CharField(_("lý do"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = InspectionRows.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "year", "due_on"], name="inspection_unit_year")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="inspection_quarter_of_four"
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None) | Q(dropped_on=None), name="inspection_concluded_or_dropped"
            ),
        ]

    def __str__(self) -> str:
        return f"inspection {self.pk}"

    @property
    def kind_title(self) -> str:
        """The kind in words."""
        return kinds()[self.kind].title

    @property
    def body_title(self) -> str:
        """Who inspects, in words."""
        return bodies()[self.body].title


class OfCase(InspectionRows):
    """Rows that belong to an inspection and are seen with it."""

    to_case = "inspection__"
    sight_unit = "inspection__unit_id"


class OfConclusion(OfCase):
    """Rows that tell what was concluded: of a member, they are seen where the conclusion is."""

    def seen_by(self, reader: Any) -> Self:
        """Rows inside the reader's sight; those about a member only in the narrow one."""
        narrow = sight_of(reader, INSPECTIONS)
        readable = Q(inspection__member=None) | _inside(narrow, "inspection__unit_id")
        return super().seen_by(reader).filter(readable)


class Stage(models.Model):
    """One stage of an inspection: by when, on which day, with which paper; the paper's record is a soft reference."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="stages")
    code = models.CharField(max_length=10)
    due_on = models.DateField(_("hạn"))
    done_on = models.DateField(_("ngày làm xong"), null=True)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    document_key = models.CharField(max_length=20, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfCase.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "code"], name="inspection_stage_once")
        ]
        indexes: ClassVar = [models.Index(fields=["done_on", "due_on"], name="inspection_stage_due")]

    def __str__(self) -> str:
        return f"inspection stage {self.pk}"

    @property
    def title(self) -> str:
        """The stage in words."""
        return stages()[self.code].title


class Recommendation(models.Model):
    """What a conclusion asks to be put right, by when; followed until somebody has seen that it is done."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="recommendations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("nội dung kiến nghị, yêu cầu"), max_length=1000)
    addressee = models.CharField(_("ai thực hiện"), max_length=160)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(editable=False, default=FOREVER)
    due_on = models.DateField(_("hạn thực hiện"))
    verified_on = models.DateField(_("ngày xác minh đã thực hiện"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfConclusion.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "number"], name="recommendation_numbered_once"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("since")), name="recommendation_due_after_conclusion"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["verified_on", "due_on"], name="recommendation_due")]

    def __str__(self) -> str:
        return f"recommendation {self.pk}"


class Answer(models.Model):
    """What was reported on a recommendation, and what somebody found who looked: done, or not yet."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="answers")
    on = models.DateField(_("ngày báo cáo"))
    words = models.CharField(_("kết quả thực hiện"), max_length=1000)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    checked_on = models.DateField(_("ngày xác minh"), null=True)
    done = models.BooleanField(_("đã thực hiện xong"), null=True)
    found = models.CharField(_("kết quả xác minh"), max_length=500, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(checked_on=None), name="recommendation_one_open_answer"
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
