"""The nouns of filing: a sheet of numbers of a unit for a period on its way to approval, and the papers behind a number."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Unit
from soxa.law.periods import Period
from soxa.values.sight import ValueRows


class Filing(models.Model):
    """What a unit reports for a period: the measures of one catalogue, or one measure for each unit directly below it.

    `sort` says whether estimates are filed or final values. The values themselves point here; days and people of each step
    stand here, so that nobody has to read a state from the journal.
    """

    OPEN, SUBMITTED, CHECKED, APPROVED = "open", "submitted", "checked", "approved"
    STATES: ClassVar = [
        (OPEN, _("Đang nhập")),
        (SUBMITTED, _("Chờ kiểm tra")),
        (CHECKED, _("Chờ duyệt")),
        (APPROVED, _("Đã duyệt, đã khóa")),
    ]
    ACTUAL, ESTIMATE = "actual", "estimate"
    SORTS: ClassVar = [(ACTUAL, _("số chính thức")), (ESTIMATE, _("số ước"))]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.CharField(_("nhóm chỉ tiêu"), max_length=30, blank=True)
    measure = models.ForeignKey("values.Measure", models.PROTECT, null=True, related_name="+")
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"))
    sort = models.CharField(_("loại số"), max_length=8, choices=SORTS, default=ACTUAL)
    state = models.CharField(_("tình trạng"), max_length=9, choices=STATES, default=OPEN)
    submitted_on = models.DateField(_("ngày trình"), null=True)
    # soft references: accounts; who submitted does not check, nor approve
    submitted_by = models.BigIntegerField(null=True)
    gaps_why = models.CharField(_("vì sao còn ô trống"), max_length=300, blank=True)
    checked_on = models.DateField(_("ngày kiểm tra"), null=True)
    approved_on = models.DateField(_("ngày duyệt"), null=True)
    returned_why = models.CharField(_("lý do trả lại"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ValueRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-until", "-since", "unit", "group", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="filing_since_before_until"),
            models.UniqueConstraint(
                fields=["unit", "group", "since", "until", "sort"], condition=Q(measure=None), name="filing_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "measure", "since", "until", "sort"],
                condition=Q(measure__isnull=False),
                name="filing_of_a_measure_once",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["since", "until", "unit"], name="filing_period_unit")]

    def __str__(self) -> str:
        return f"filing {self.pk}"

    @property
    def period(self) -> Period:
        """The period filed for."""
        return Period.of_days(self.since, self.until)


class FiledPaper(models.Model):
    """A paper behind one number of a filing: its bytes lie under their digest and are never altered."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="papers")
    measure = models.ForeignKey("values.Measure", models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ValueRows.as_manager()

    def __str__(self) -> str:
        return f"filed paper {self.pk}"


held_in("values.FiledPaper", "digest")
