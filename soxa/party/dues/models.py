"""The nouns of dues: who pays by which rate, who is eased, a cell's list of a month with its lines, what was handed up."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.party.dues import rules
from soxa.party.models import Member, Membership, PartyRows


class DuesCategory(Spell):
    """A spell in which a member paid by one rate; the wage, allowance or pension it is reckoned from is sealed."""

    KINDS: ClassVar = [
        (rules.INSURED, _("đóng BHXH bắt buộc")),
        (rules.ON_LEAVE, _("nghỉ ốm đau, thai sản hưởng BHXH")),
        (rules.PENSIONER, _("hưởng lương hưu")),
        (rules.NO_PENSION, _("không lương hưu, không BHXH")),
        (rules.STUDENT, _("học sinh, sinh viên")),
        (rules.OTHER, _("ngoài nước, mức riêng")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="dues_categories")
    kind = models.CharField(_("đối tượng đóng đảng phí"), max_length=8, choices=KINDS)
    base_sealed = models.TextField(_("thu nhập tính đảng phí"), blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(until=FOREVER), name="dues_category_one_open"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="dues_category_since_before_until"
            ),
        ]

    def __str__(self) -> str:
        return f"dues category {self.pk}"


class DuesRelief(Spell):
    """A grant by which a member pays nothing, less, or later, from a month on until before another."""

    FREE, REDUCED, DELAYED = "free", "reduced", "delayed"
    KINDS: ClassVar = [(FREE, _("miễn")), (REDUCED, _("giảm")), (DELAYED, _("được nộp chậm"))]
    GROUNDS: ClassVar = [
        ("social_pension", _("hưởng trợ cấp hưu trí xã hội")),
        ("hardship", _("hoàn cảnh đặc biệt khó khăn, có đơn")),
        ("away", _("tạm miễn sinh hoạt, đi làm ăn xa")),
        ("other", _("lý do khác trong quyết định")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="dues_reliefs")
    kind = models.CharField(_("miễn, giảm"), max_length=8, choices=KINDS)
    percent = models.PositiveSmallIntegerField(_("mức giảm (%)"), default=0)
    ground = models.CharField(_("lý do"), max_length=16, choices=GROUNDS)
    paper = models.CharField(_("quyết định, nghị quyết"), max_length=200)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="dues_relief_since_before_until"),
            models.CheckConstraint(
                condition=Q(kind="reduced", percent__gt=0, percent__lt=100)
                | ~Q(kind="reduced") & Q(percent=0),
                name="dues_relief_percent_of_a_reduction",
            ),
        ]

    def __str__(self) -> str:
        return f"dues relief {self.pk}"

    @property
    def words(self) -> str:
        """The grant in words: "giảm 50%"."""
        kind = str(self.get_kind_display())
        return f"{kind} {self.percent}%" if self.percent else kind


class DuesMonth(models.Model):
    """A cell's list of one month: drawn up once, and marked on the day the first collection was written into it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField(_("tháng"))
    collected_on = models.DateField(_("ngày ghi thu"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "month"], name="dues_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="dues_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"dues month {self.pk}"


OWING = Q(due=None) | Q(due__gt=0)
"""Lines on which something is owed, be it a sum that cannot be reckoned yet."""
UNSETTLED = Q(paid_on=None) | Q(amount__lt=F("due"))
"""Lines on which nothing was paid, or less than is owed."""
SETTLED = Q(paid_on__isnull=False) & (Q(due=None) | Q(amount__gte=F("due")))


class DuesLines(PartyRows):
    """Lines of months' lists."""

    def asked(self, *, of_its_cell: bool = False) -> "DuesLines":
        """But those drawn ahead of members who, on the first of the month, were at home nowhere any more, or not in its cell."""
        home: Any = Membership.objects.home().filter(
            member=OuterRef("member"), since__lte=OuterRef("month"), until__gt=OuterRef("month")
        )
        here = home.filter(unit=OuterRef("unit")) if of_its_cell else home
        return self.filter(Q(paid_on__isnull=False) | Exists(here))


class DuesLine(models.Model):
    """One member on a month's list: what is owed; the sum paid so far, the day and way of its last part."""

    CASH, PORTAL = "cash", "portal"
    WAYS: ClassVar = [(CASH, _("tiền mặt")), (PORTAL, _("Cổng Dịch vụ công"))]

    sheet = models.ForeignKey(DuesMonth, models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField(_("tháng"))
    member = models.ForeignKey(Member, models.PROTECT, related_name="dues")
    name_key = models.CharField(max_length=240, editable=False)
    kind = models.CharField(max_length=8, choices=DuesCategory.KINDS, blank=True)
    due = models.PositiveBigIntegerField(_("số phải nộp"), null=True)  # None: cannot be reckoned yet
    free = models.CharField(max_length=10, blank=True)
    lacks = models.CharField(max_length=8, blank=True)
    excused = models.BooleanField(_("được nộp chậm"), default=False)
    amount = models.PositiveBigIntegerField(_("số đã nộp"), null=True)
    extra = models.PositiveBigIntegerField(_("tự nguyện đóng thêm"), default=0)
    paid_on = models.DateField(_("ngày nộp"), null=True)
    way = models.CharField(_("cách nộp"), max_length=6, choices=WAYS, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = DuesLines.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "month"], name="dues_line_once"),
            models.CheckConstraint(
                condition=Q(paid_on=None, amount=None, extra=0, way="")
                | Q(paid_on__isnull=False, amount__gt=0) & ~Q(way=""),
                name="dues_line_paid_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "month"], name="dues_line_of_a_month"),
            models.Index(fields=["month", "paid_on"], name="dues_line_unpaid"),
        ]

    def __str__(self) -> str:
        return f"dues line {self.pk}"

    @property
    def owes(self) -> bool:
        """Whether anything is to be paid; what cannot be reckoned yet is."""
        return self.due != 0

    @property
    def rest(self) -> int:
        """How much of the sum owed was not paid yet, as far as it can be reckoned."""
        return max((self.due or 0) - (self.amount or 0), 0)

    @property
    def short(self) -> int:
        """How much less than the sum owed was paid, where something was."""
        return self.rest if self.paid_on else 0

    @property
    def settled(self) -> bool:
        """Whether as much was paid as is owed; see SETTLED."""
        return self.paid_on is not None and not self.rest


class HandOver(models.Model):
    """Money that a cell sent up of what it had collected for a month, with the share that it kept."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField(_("tháng"))
    on = models.DateField(_("ngày nộp"))
    collected = models.PositiveBigIntegerField(_("số đã thu"))
    percent = models.DecimalField(_("tỷ lệ giữ lại (%)"), max_digits=5, decimal_places=2)
    sent = models.PositiveBigIntegerField(_("số nộp lên"))
    paper = models.CharField(_("chứng từ"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "month"], name="hand_over_of_a_month")]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"
