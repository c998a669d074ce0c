"""The nouns of four goods: a framework with its four contents, and the year of a unit that is assessed by it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import SeenBy
from soxa.kernel.models import Entry, Guarded, Unit
from soxa.meetings.goods.rules import PASS, POINTS
from soxa.org.roles import PARTY

CELL, BASE = "cell", "base"
UNIT_KINDS = [(CELL, _("Chi bộ bốn tốt")), (BASE, _("Đảng bộ cơ sở bốn tốt"))]
CONTENTS = 4


class Framework(models.Model):
    """By what a kind of unit is assessed from a day: points or pass and fail, from which share a content is good, whether each must be.

    `unit` gave it itself; the book begins with frameworks of no unit, which nobody has confirmed.
    """

    WAYS: ClassVar = [(POINTS, _("thang điểm")), (PASS, _("Đạt, Không đạt"))]

    kind = models.CharField(_("loại tổ chức"), max_length=8, choices=UNIT_KINDS)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    since = models.DateField(_("áp dụng từ ngày"))
    way = models.CharField(_("cách đánh giá"), max_length=8, choices=WAYS, default=POINTS)
    share = models.PositiveSmallIntegerField(_("đạt tốt từ (%% điểm tối đa)"), default=90)
    each = models.BooleanField(_("phải tốt cả bốn nội dung"), default=True)
    paper = models.CharField(_("văn bản ban hành"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "unit", "since"], name="framework_once"),
            models.UniqueConstraint(
                fields=["kind", "since"], condition=Q(unit=None), name="framework_of_the_book_once"
            ),
        ]

    def __str__(self) -> str:
        return f"framework {self.pk}"


class Content(models.Model):
    """One of the four contents, and the most it gives."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="contents")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("nội dung"), max_length=200)
    most = models.DecimalField(_("điểm tối đa"), max_digits=5, decimal_places=1)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "number"], name="content_number_once")
        ]

    def __str__(self) -> str:
        return f"content {self.pk}"


class GoodsRows(SeenBy):
    """Years of four goods, seen with the unit."""

    sight_domain = PARTY

    def of_year(self, year: int) -> Self:
        """Those of one year."""
        return self.filter(year=year)


class FourGoods(models.Model):
    """One year of one unit: what it says of itself, what the committee above it finds, and whether it is recognised.

    Marks are by number of the content → [mark, remark]; `first_on`: the first day of the year, in which it counts.
    """

    SELF, APPRAISED, DECIDED = "self", "appraised", "decided"
    STATES: ClassVar = [
        (SELF, _("Đã tự đánh giá, chờ thẩm định")),
        (APPRAISED, _("Đã thẩm định, chờ quyết định")),
        (DECIDED, _("Đã có quyết định")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    first_on = models.DateField(_("đầu năm"))
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=STATES, default=SELF)
    self_on = models.DateField(_("ngày tự đánh giá"))
    self_marks = models.JSONField(default=dict)
    self_good = models.BooleanField(_("tự nhận bốn tốt"))
    appraised_on = models.DateField(_("ngày thẩm định"), null=True)
    appraised_marks = models.JSONField(default=dict)
    appraised_good = models.BooleanField(_("thẩm định bốn tốt"), null=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    good = models.BooleanField(_("công nhận bốn tốt"), null=True)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = GoodsRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="four_goods_once_a_year"),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("appraised_on")),
                name="four_goods_appraised_before_decided",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["year", "unit"], name="four_goods_year_unit")]

    def __str__(self) -> str:
        return f"four goods {self.pk}"

    @property
    def told_marks(self) -> dict[str, Any]:
        """The marks that stand: the committee's where it has appraised, else the unit's own."""
        marks: dict[str, Any] = self.appraised_marks or self.self_marks
        return marks
