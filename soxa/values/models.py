"""What is measured elsewhere and reported to the commune: measures, and a value per unit and period."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Unit
from soxa.values.criteria.models import CriteriaSet, Criterion, CriterionResult, Indicator
from soxa.values.filing.models import FiledPaper, Filing
from soxa.values.recognition.models import Recognition
from soxa.values.sight import ValueRows

__all__ = [
    "CriteriaSet",
    "Criterion",
    "CriterionResult",
    "FiledPaper",
    "Filing",
    "Indicator",
    "Measure",
    "Recognition",
    "ReportedValue",
    "ValueRows",
]


class Measure(models.Model):
    """A measure that is reported, not counted: its code, title, unit of measure and how it is printed."""

    QUANTITY, SHARE, RATIO, WORD = "quantity", "share", "ratio", "word"
    KINDS: ClassVar = [
        (QUANTITY, _("số lượng")),
        (SHARE, _("tỷ lệ phần trăm")),
        (RATIO, _("số đạt trên tổng số")),
        (WORD, _("xếp loại bằng chữ")),
    ]
    SUM, OF_PARTS, WEIGHTED, LAST, NONE = "sum", "ratio", "weighted", "last", "none"
    AGGREGATIONS: ClassVar = [
        (SUM, _("cộng các đơn vị")),
        (OF_PARTS, _("cộng tử số, cộng mẫu số rồi chia")),
        (WEIGHTED, _("bình quân gia quyền")),
        (LAST, _("cộng số cuối kỳ của các đơn vị")),
        (NONE, _("không tổng hợp được từ đơn vị dưới")),
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
    # code of a catalogue in tables/groups.csv; empty: not placed yet
    group = models.CharField(_("nhóm"), max_length=30, blank=True, db_index=True)
    # how many decimals are printed; None: as many as the value has
    decimals = models.PositiveSmallIntegerField(_("số chữ số sau dấu phẩy"), null=True, blank=True)
    # the range a value may lie in, and the change against the period before (per cent) above which it is asked about;
    # in the measure's own unit as printed
    low = models.DecimalField(_("không thấp hơn"), max_digits=24, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(_("không cao hơn"), max_digits=24, decimal_places=6, null=True, blank=True)
    jump = models.DecimalField(
        _("hỏi lại khi lệch quá (%)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    aggregation = models.CharField(_("tổng hợp"), max_length=10, choices=AGGREGATIONS, default=NONE)
    # code of the measure that weighs this one: the area of a yield, the households of a rate
    weight = models.CharField(_("mã chỉ tiêu làm quyền số"), max_length=60, blank=True)
    # what is divided by what, in words, and by what the quotient is multiplied: output × 10 ÷ area
    numerator_title = models.CharField(_("tử số"), max_length=120, blank=True)
    denominator_title = models.CharField(_("mẫu số"), max_length=120, blank=True)
    factor = models.DecimalField(_("hệ số"), max_digits=12, decimal_places=4, default=1)
    # codes of the measures it is put together from where nobody reported it: poor and near-poor households
    adds = models.JSONField(_("cộng từ các chỉ tiêu"), default=list, blank=True)
    # code of the measure of which this one is another plan, and who gives it: the council's estimate beside the province's
    plan_of = models.CharField(_("là kế hoạch thứ hai của chỉ tiêu"), max_length=60, blank=True)
    plan_giver = models.CharField(_("ai giao"), max_length=80, blank=True)
    # kinds of period it is reported for: month, quarter, half, nine, year, season, school; empty: any
    periods = models.JSONField(_("kỳ báo cáo"), default=list, blank=True)
    # whose own measure it is; None: of the book's catalogue
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    # first day on which it is no longer reported
    ended = models.DateField(_("thôi dùng từ ngày"), null=True, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(high__gte=F("low")), name="measure_low_to_high"
            )
        ]

    def __str__(self) -> str:
        return self.code


class ReportedValue(models.Model):
    """One value of a measure for a unit and a half-open period: plan, estimate or actual.

    What a filing brought is not approved until `approved_on`; what came by other doors (a workbook) is approved by the act
    that wrote it. One that was emptied again before it was approved is replaced by itself.
    """

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
    # what was divided by what, where whole counts do not do: tonnes by hectares, poor households by households
    numerator = models.DecimalField(_("tử số"), max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(_("mẫu số"), max_digits=24, decimal_places=6, null=True)
    word = models.CharField(_("bằng chữ"), max_length=60, blank=True)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    # the filing that brought it, the day it was approved there, and the basis of a correction after that
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, related_name="values")
    approved_on = models.DateField(_("ngày duyệt"), null=True)
    basis = models.CharField(_("căn cứ đính chính"), max_length=300, blank=True)
    # whoever typed it said that he looked at what the book asked about
    looked_at = models.BooleanField(_("đã kiểm tra"), default=False)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ValueRows.as_manager()

    # how it came to be where nobody reported it (values.aggregation); such a value is in no table
    made: Any = None

    class Meta:
        # the last value on a day is found by it, without reading the years before (`latest.py`)
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "measure", "until", "sort"],
                condition=Q(replaced_by=None),
                name="value_standing",
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="value_since_before_until"),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="value_numerator_with_denominator",
            ),
            models.UniqueConstraint(
                fields=["measure", "unit", "since", "until", "sort"],
                condition=Q(replaced_by=None),
                name="value_once_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"value {self.pk}"

    @property
    def unapproved(self) -> bool:
        """Whether it stands in a filing that nobody approved yet, or was put together from what does."""
        if self.made is not None:
            return bool(self.made.unapproved)
        return self.filing_id is not None and self.approved_on is None  # type: ignore[attr-defined]
