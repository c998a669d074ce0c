"""What is measured elsewhere and reported to the commune: measures, and a value per unit and period."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import SeenBy
from soxa.kernel.models import Entry, Unit


class Measure(models.Model):
    """A measure that is reported, not counted: its code, title, unit of measure and how it is printed."""

    QUANTITY, SHARE, RATIO, WORD = "quantity", "share", "ratio", "word"
    KINDS: ClassVar = [
        (QUANTITY, _("số lượng")),
        (SHARE, _("tỷ lệ phần trăm")),
        (RATIO, _("số đạt trên tổng số")),
        (WORD, _("xếp loại bằng chữ")),
    ]

    code = models.CharField(_("mã"), max_length=60, unique=True)
    title = models.CharField(_("chỉ tiêu"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(_("loại"), max_length=10, choices=KINDS, default=QUANTITY)
    unit_word = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    higher_is_better = models.BooleanField(_("càng cao càng tốt"), default=True)
    definition = models.TextField(_("cách tính"), blank=True)
    cite = models.CharField(_("căn cứ"), max_length=200, blank=True)
    confirmed = models.BooleanField(_("đã đối chiếu văn bản"), default=False)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering: ClassVar = ["position", "code"]

    def __str__(self) -> str:
        return self.code


class ValueRows(SeenBy):
    """Reported values, seen by offices that work with them."""

    sight_domain = "values"


class ReportedValue(models.Model):
    """One value of a measure for a unit and a half-open period: plan, estimate or actual."""

    ACTUAL, ESTIMATE, PLAN = "actual", "estimate", "plan"
    SORTS: ClassVar = [(ACTUAL, _("thực hiện")), (ESTIMATE, _("ước thực hiện")), (PLAN, _("kế hoạch"))]

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="values")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"))
    sort = models.CharField(_("loại số"), max_length=10, choices=SORTS, default=ACTUAL)
    value = models.DecimalField(_("giá trị"), max_digits=24, decimal_places=6, null=True)
    met = models.PositiveIntegerField(_("đạt"), null=True)
    of = models.PositiveIntegerField(_("tổng"), null=True)
    word = models.CharField(_("bằng chữ"), max_length=60, blank=True)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ValueRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="value_since_before_until"),
            models.UniqueConstraint(
                fields=["measure", "unit", "since", "until", "sort"],
                condition=Q(replaced_by=None),
                name="value_once_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"value {self.pk}"
