"""The nouns of resolutions: a text that asks something of a unit, the text above that it carries out, and a year's theme."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.models import Document
from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.meetings.models import Meeting
from soxa.steering.sight import SteeringRows


class Resolution(Spell):
    """A resolution, programme of action, plan, conclusion or directive that a unit adopted or has to carry out, and until when.

    `issuer` is whoever adopted it, in words; `above` the text that it carries out; `meeting` the one that adopted it.
    """

    RESOLUTION, PROGRAMME, PLAN, CONCLUSION, DIRECTIVE = (
        "resolution",
        "programme",
        "plan",
        "conclusion",
        "directive",
    )
    KINDS: ClassVar = [
        (RESOLUTION, _("Nghị quyết")),
        (PROGRAMME, _("Chương trình hành động")),
        (PLAN, _("Kế hoạch")),
        (CONCLUSION, _("Kết luận")),
        (DIRECTIVE, _("Chỉ thị")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("loại"), max_length=10, choices=KINDS, default=RESOLUTION)
    symbol = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    title = models.CharField(_("về việc"), max_length=300)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=160)
    adopted_on = models.DateField(_("ngày ban hành"))
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-adopted_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="resolution_since_before_until"),
            models.CheckConstraint(
                condition=Q(above=None) | ~Q(above=F("pk")), name="resolution_not_above_itself"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-adopted_on"], name="resolution_unit_adopted")]

    def __str__(self) -> str:
        return f"resolution {self.pk}"

    @property
    def name(self) -> str:
        """How the text is called in a sentence: "Nghị quyết số 05-NQ/ĐU"."""
        kind = str(self.get_kind_display())  # type: ignore[attr-defined]
        return f"{kind} số {self.symbol}" if self.symbol else kind


class Article(models.Model):
    """One task or solution that a resolution sets, as it numbers them."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="articles")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    text = models.CharField(_("nội dung"), max_length=1000)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resolution", "number"], name="article_number_once")
        ]

    def __str__(self) -> str:
        return f"article {self.pk}"


class YearTheme(models.Model):
    """What a unit put over a year of work, and the text that says so."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    words = models.CharField(_("chủ đề"), max_length=300)
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="themes")
    paper = models.CharField(_("văn bản khác"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-year", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "year"], name="theme_once_a_year")]

    def __str__(self) -> str:
        return f"theme {self.pk}"
