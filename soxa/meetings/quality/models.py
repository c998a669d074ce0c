"""The nouns of quality: a sheet with its criteria, and what one side gave one meeting on it."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import SeenBy, sight_of
from soxa.kernel.models import Entry, Guarded, Unit
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.meetings.kinds import CELL, CELL_THEME, KINDS
from soxa.meetings.models import Meeting
from soxa.meetings.quality import rules
from soxa.org.roles import PARTY

SCORED = (CELL, CELL_THEME)
KINDS_SCORED = [(code, KINDS[code].title) for code in SCORED]
LEVELS = [
    (rules.GOOD, _("Tốt")),
    (rules.FAIR, _("Khá")),
    (rules.AVERAGE, _("Trung bình")),
    (rules.POOR, _("Kém")),
]
FILLS = [
    ("", _("người chấm tự cho điểm")),
    (rules.ATTENDANCE, _("tỷ lệ đảng viên dự họp")),
    (rules.PAPERS, _("báo trước, gửi tài liệu, họp đúng ngày đã báo")),
    (rules.AGENDA, _("nội dung có kết luận, việc tháng trước đã làm")),
    (rules.OPINIONS, _("số đảng viên phát biểu")),
    (rules.DURATION, _("thời lượng, chủ trì và thư ký, đã gửi kết quả")),
]


class SheetRows(Guarded):
    """Sheets: the book's own, and those of the units around what a reader sees."""

    def seen_by(self, reader: Any, on: date) -> Self:
        """Sheets that apply to the units in sight."""
        sight = sight_of(reader, PARTY)
        if sight.everything:
            return self
        around = {up for unit in sight.units for up in tree().ancestors(unit, on)}
        return self.filter(Q(unit=None) | Q(unit_id__in=sorted(around | sight.units)))


class ScoreSheet(models.Model):
    """A sheet in force from a day, of a kind of meeting: what is scored, and from how many points a level begins.

    `unit` gave it itself; the book begins with sheets of no unit, which nobody has confirmed.
    """

    kind = models.CharField(_("loại buổi họp"), max_length=20, choices=KINDS_SCORED)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    since = models.DateField(_("áp dụng cho buổi họp từ ngày"))
    paper = models.CharField(_("văn bản ban hành"), max_length=200, blank=True)
    good = models.DecimalField(_("Tốt từ (điểm)"), max_digits=5, decimal_places=1)
    fair = models.DecimalField(_("Khá từ (điểm)"), max_digits=5, decimal_places=1)
    average = models.DecimalField(_("Trung bình từ (điểm)"), max_digits=5, decimal_places=1)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SheetRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "unit", "since"], name="score_sheet_once"),
            models.UniqueConstraint(
                fields=["kind", "since"], condition=Q(unit=None), name="score_sheet_of_the_book_once"
            ),
        ]

    def __str__(self) -> str:
        return f"score sheet {self.pk}"

    @property
    def bounds(self) -> tuple[Decimal, Decimal, Decimal]:
        """Least points that are good, fair, average."""
        return self.good, self.fair, self.average


class Criterion(models.Model):
    """A line of a sheet: what is looked at, the most it gives, and what the book knows of it."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("tiêu chí"), max_length=300)
    most = models.DecimalField(_("điểm tối đa"), max_digits=5, decimal_places=1)
    fills = models.CharField(_("sổ tự tính theo"), max_length=12, choices=FILLS, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "number"], name="criterion_number_once")
        ]

    def __str__(self) -> str:
        return f"criterion {self.pk}"


class ScoreRows(SeenBy):
    """Scores, seen with the cell."""

    sight_domain = PARTY


class Score(models.Model):
    """What the cell itself, or who follows it, gave one meeting: points by criterion, their sum, its level.

    `since` and `until`: the days on which this score is the one the meeting's level is read from; the cell's own gives
    way on the day of the follower's. `points`: number of the criterion → [points, what the book proposed or "", note].
    """

    SELF, FOLLOWER = "self", "follower"
    SIDES: ClassVar = [(SELF, _("Chi bộ tự chấm")), (FOLLOWER, _("Đồng chí theo dõi chấm"))]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="scores")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField(_("tháng"))
    side = models.CharField(max_length=8, choices=SIDES)
    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="+")
    scored_on = models.DateField(_("ngày chấm"))
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), default=FOREVER)
    total = models.DecimalField(_("tổng điểm"), max_digits=6, decimal_places=1)
    level = models.CharField(_("xếp loại"), max_length=8, choices=LEVELS)
    points = models.JSONField(default=dict)
    note = models.CharField(_("nhận xét"), max_length=600, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ScoreRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "side"], name="score_once_a_side"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="score_since_before_until"),
        ]
        indexes: ClassVar = [models.Index(fields=["month", "unit"], name="score_month_unit")]

    def __str__(self) -> str:
        return f"score {self.pk}"
