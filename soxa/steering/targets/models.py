"""The nouns of targets: a target, what was planned for a period, an assessment, and how each target stood at it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.steering.resolutions.models import Resolution
from soxa.steering.sight import SteeringRows


class Target(Spell):
    """A number that a unit is to reach: the code of its figure, which way is better, and how its plan grows through the year.

    `code` names a figure of the book, counted or reported. `yellow_from`: the value from which on (where less is better: up to
    which) it is yellow and not red, in the figure's own unit, for a ratio the number that is met; None: by the book's setting.
    `span`: a year's target is assessed, with a plan of that year; a term's has a path of yearly plans, against which those of
    the years are held. `baseline` is what stood before, over the period `baseline_since` up to `baseline_until`.
    """

    YEAR, TERM = "year", "term"
    SPANS: ClassVar = [(YEAR, _("của năm")), (TERM, _("của nhiệm kỳ, giai đoạn"))]

    LINEAR, WHOLE, AT_END = "linear", "whole", "at_end"
    PACES: ClassVar = [
        (LINEAR, _("tăng dần theo thời gian")),
        (WHOLE, _("so ngay với cả kế hoạch")),
        (AT_END, _("chỉ đánh giá khi hết kỳ kế hoạch")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    span = models.CharField(_("chỉ tiêu của"), max_length=4, choices=SPANS, default=YEAR)
    code = models.CharField(_("mã số liệu"), max_length=60)
    title = models.CharField(_("chỉ tiêu"), max_length=200)
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=1)
    higher = models.BooleanField(_("càng cao càng tốt"), default=True)
    pace = models.CharField(_("tiến độ"), max_length=8, choices=PACES, default=LINEAR)
    yellow_from = models.DecimalField(_("vàng từ"), max_digits=24, decimal_places=6, null=True)
    threshold_why = models.CharField(_("vì sao ngưỡng ấy"), max_length=300, blank=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="targets")
    paper = models.CharField(_("văn bản giao"), max_length=200, blank=True)
    baseline = models.DecimalField(_("số đầu kỳ"), max_digits=24, decimal_places=6, null=True)
    baseline_met = models.PositiveIntegerField(_("số đầu kỳ: đạt"), null=True)
    baseline_of = models.PositiveIntegerField(_("số đầu kỳ: tổng"), null=True)
    baseline_since = models.DateField(_("số đầu kỳ từ ngày"), null=True)
    baseline_until = models.DateField(_("số đầu kỳ đến trước ngày"), null=True)
    baseline_source = models.CharField(_("nguồn số đầu kỳ"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "code", "span", "since"], name="target_once"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="target_since_before_until"),
            models.CheckConstraint(
                condition=Q(baseline_since=None, baseline_until=None)
                | Q(baseline_until__gt=F("baseline_since")),
                name="target_baseline_period",
            ),
        ]

    def __str__(self) -> str:
        return f"target {self.pk}"


class PlannedValue(models.Model):
    """What a target is to come to in a period, and who gave it; of several for one period one is the plan it is judged by."""

    PROVINCE, COUNCIL, COMMITTEE, OWN = "province", "council", "committee", "own"
    GIVERS: ClassVar = [
        (PROVINCE, _("tỉnh giao")),
        (COUNCIL, _("Hội đồng nhân dân giao")),
        (COMMITTEE, _("cấp ủy giao")),
        (OWN, _("đơn vị đăng ký")),
    ]

    target = models.ForeignKey(Target, models.PROTECT, related_name="plans")
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"))
    giver = models.CharField(_("ai giao"), max_length=10, choices=GIVERS, default=COMMITTEE)
    value = models.DecimalField(_("giá trị"), max_digits=24, decimal_places=6, null=True)
    met = models.PositiveIntegerField(_("đạt"), null=True)
    of = models.PositiveIntegerField(_("tổng"), null=True)
    leads = models.BooleanField(_("lấy để đánh giá"), default=True)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="planned_since_before_until"),
            models.UniqueConstraint(
                fields=["target", "since", "until", "giver"], condition=Q(replaced_by=None), name="planned_once_in_force"
            ),
            models.UniqueConstraint(
                fields=["target", "since", "until"],
                condition=Q(replaced_by=None, leads=True),
                name="planned_one_leads",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"planned value {self.pk}"


class Assessment(models.Model):
    """All targets of a unit looked at once, for a period; `counted_on`: the last day of what the book counts itself."""

    OPEN, DECIDED = "open", "decided"
    STATES: ClassVar = [(OPEN, _("Đang đánh giá")), (DECIDED, _("Đã kết luận"))]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"))
    counted_on = models.DateField(_("số liệu đảng viên, tổ chức đảng chốt đến hết ngày"))
    state = models.CharField(max_length=8, choices=STATES, default=OPEN)
    read_on = models.DateField(_("ngày đọc số"))
    decided_on = models.DateField(_("ngày kết luận"), null=True)
    paper = models.CharField(_("văn bản kết luận"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-counted_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "since", "until"], name="assessment_once"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="assessment_since_before_until"),
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class Standing(Spell):
    """How one target stood at an assessment, as it was read then; the spell in which it is the last word on the target.

    While the assessment is open, and after another took its place the same day, the spell is empty. What is printed is kept
    as it was printed; `proposed` is the level that the rule gave.
    """

    GREEN, YELLOW, RED, NOT_DUE, NO_VALUE = "green", "yellow", "red", "not_due", "no_value"
    LEVELS: ClassVar = [
        (GREEN, _("Đạt kế hoạch, tiến độ")),
        (YELLOW, _("Cần tập trung")),
        (RED, _("Khó đạt")),
        (NOT_DUE, _("Chưa đến kỳ")),
        (NO_VALUE, _("Chưa có số liệu")),
    ]
    PRESSING = (YELLOW, RED)

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="standings")
    target = models.ForeignKey(Target, models.PROTECT, related_name="standings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    level = models.CharField(_("đánh giá"), max_length=8, choices=LEVELS)
    proposed = models.CharField(_("gợi ý của sổ"), max_length=8, choices=LEVELS)
    changed_why = models.CharField(_("lý do đánh giá khác gợi ý"), max_length=300, blank=True)
    text = models.CharField(_("thực hiện"), max_length=120, blank=True)
    parts = models.CharField(_("tử số trên mẫu số"), max_length=60, blank=True)
    estimate = models.BooleanField(_("số ước"), default=False)
    plan_text = models.CharField(_("kế hoạch"), max_length=120, blank=True)
    other_plan_text = models.CharField(_("kế hoạch khác"), max_length=200, blank=True)
    done = models.CharField(_("so với kế hoạch"), max_length=40, blank=True)
    left = models.CharField(_("còn phải đạt"), max_length=120, blank=True)
    path_text = models.CharField(_("kế hoạch so với lộ trình nhiệm kỳ"), max_length=120, blank=True)
    reason = models.CharField(_("nguyên nhân"), max_length=600, blank=True)
    remedy = models.CharField(_("việc khắc phục"), max_length=600, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    remedy_due = models.DateField(_("hạn khắc phục"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "target"], name="standing_once"),
            models.UniqueConstraint(fields=["target"], condition=Q(until=FOREVER), name="standing_one_open"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="standing_since_until"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "since"], name="standing_unit_since")]

    def __str__(self) -> str:
        return f"standing {self.pk}"

    @property
    def lacks(self) -> list[Any]:
        """What a yellow or red one still has to say before the assessment is decided."""
        if self.level not in self.PRESSING:
            return []
        named = (
            (_("nguyên nhân"), self.reason),
            (_("người chịu trách nhiệm"), self.person_id),  # type: ignore[attr-defined]
            (_("việc khắc phục"), self.remedy),
            (_("hạn"), self.remedy_due),
        )
        return [words for words, said in named if not said]
