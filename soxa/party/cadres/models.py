"""The nouns of cadres: a post planned for, who is planned for it, the yearly review, a course, and who attended it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.party.models import Member, PartyRows


class PlannedPost(models.Model):
    """A post for which people are planned in a term."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    term = models.CharField(_("nhiệm kỳ"), max_length=20)
    title = models.CharField(_("chức danh quy hoạch"), max_length=160)
    paper = models.CharField(_("quyết định phê duyệt quy hoạch"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "term", "title"], name="planned_post_once")
        ]

    def __str__(self) -> str:
        return f"planned post {self.pk}"


class Candidate(Spell):
    """A spell in which a member is planned for a post; it ends with the paper and the reason of the removal."""

    post = models.ForeignKey(PlannedPost, models.PROTECT, related_name="candidates")
    member = models.ForeignKey(Member, models.PROTECT, related_name="planned")
    paper = models.CharField(_("văn bản đưa vào quy hoạch"), max_length=200)
    closing_paper = models.CharField(_("văn bản đưa ra khỏi quy hoạch"), max_length=200, blank=True)
    reason = models.CharField(_("lý do đưa ra"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "member"], condition=Q(until=FOREVER), name="candidate_once_open"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="candidate_since_before_until"),
        ]

    def __str__(self) -> str:
        return f"candidate {self.pk}"


class PlanReview(models.Model):
    """The yearly review of the planning of a term, with its paper."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    term = models.CharField(_("nhiệm kỳ"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm"))
    on = models.DateField(_("ngày rà soát"))
    paper = models.CharField(_("văn bản rà soát, bổ sung"), max_length=200)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "term", "year"], name="plan_review_once_a_year")
        ]

    def __str__(self) -> str:
        return f"plan review {self.pk}"


class Course(models.Model):
    """A course that members attend: its kind, days, place, and the level of political theory it leads to, if any."""

    THEORY = "theory"
    KINDS: ClassVar = [
        (THEORY, _("lý luận chính trị")),
        ("professional", _("chuyên môn, nghiệp vụ")),
        ("party_work", _("nghiệp vụ công tác đảng")),
        ("knowledge", _("cập nhật kiến thức")),
        ("other", _("lớp khác")),
    ]
    LEVELS: ClassVar = [
        ("sơ cấp", _("sơ cấp")),
        ("trung cấp", _("trung cấp")),
        ("cao cấp", _("cao cấp")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("loại lớp"), max_length=12, choices=KINDS)
    title = models.CharField(_("tên lớp"), max_length=200)
    level = models.CharField(_("trình độ lý luận chính trị"), max_length=12, choices=LEVELS, blank=True)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    place = models.CharField(_("nơi học"), max_length=160, blank=True)
    paper = models.CharField(_("quyết định mở lớp, cử đi học"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="course_days_in_order")
        ]

    def __str__(self) -> str:
        return f"course {self.pk}"


class Attended(models.Model):
    """A member at a course, and the certificate received."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="attended")
    member = models.ForeignKey(Member, models.PROTECT, related_name="courses")
    certificate_no = models.CharField(_("số chứng chỉ, bằng"), max_length=40, blank=True)
    certified_on = models.DateField(_("ngày cấp"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "member"], name="attended_once")]

    def __str__(self) -> str:
        return f"attended {self.pk}"
