"""Reports: drafts written around figures, and what was frozen when one was issued."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.models import Document
from soxa.kernel.access import SeenBy
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Guarded, Seal, Unit


class ReportRows(SeenBy):
    """Reports, seen by offices that work with them."""

    sight_domain = "reports"


class Report(models.Model):
    """A report of one kind for one unit and period; its figures are live until it is issued."""

    HALF_YEAR, YEAR = "half-year", "year"
    KINDS: ClassVar = [(HALF_YEAR, _("sơ kết 6 tháng")), (YEAR, _("tổng kết năm"))]
    DRAFT, ISSUED, WITHDRAWN = "draft", "issued", "withdrawn"
    STATES: ClassVar = [(DRAFT, _("Dự thảo")), (ISSUED, _("Đã phát hành")), (WITHDRAWN, _("Đã thu hồi"))]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("loại báo cáo"), max_length=12, choices=KINDS)
    period = models.CharField(_("kỳ"), max_length=30)
    state = models.CharField(max_length=10, choices=STATES, default=DRAFT)
    draft_no = models.PositiveSmallIntegerField(_("dự thảo lần"), default=1)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(_("ngày ban hành"), null=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    cut_offs = models.JSONField(default=dict)
    reason = models.CharField(_("lý do thu hồi"), max_length=300, blank=True)
    content = models.CharField(_("bản nội dung"), max_length=64, blank=True)
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ReportRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "kind", "period"], condition=Q(state="draft"), name="report_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def notation(self) -> str:
        """Number and symbol once issued: "68-BC/ĐU"; empty before."""
        return self.document.notation if self.document else ""


class ReportText(models.Model):
    """One version of the words a person wrote at a marked place of a report; the last one is printed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="texts")
    place = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField(_("lần viết"), default=1)
    text = models.TextField(blank=True)
    author = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "place", "number"], name="report_text_number_once")
        ]

    def __str__(self) -> str:
        return f"text {self.pk}"


class FrozenFigure(models.Model):
    """A figure as it was printed: value, definition version, cut-off, and the file of its rows."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    on = models.DateField()
    since = models.DateField()
    until = models.DateField()
    part = models.BigIntegerField(null=True)
    whole = models.BigIntegerField(null=True)
    text = models.CharField(max_length=80)
    rows = models.CharField(_("tệp các dòng được xét"), max_length=64, blank=True)
    part_rows = models.CharField(_("tệp các dòng được tính"), max_length=64, blank=True)

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "code", "since", "on", "unit"], name="frozen_once")
        ]

    def __str__(self) -> str:
        return self.code


held_in("reports.Report", "content")
held_in("reports.FrozenFigure", "rows")
held_in("reports.FrozenFigure", "part_rows")
