"""The nouns of public works: a work, its terms, its capital by year, what was paid, how far it came, what the people gave, what was seen."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.sight import SteeringRows


class Work(Spell):
    """A public work or project of a unit; money in đồng.

    `since` is the day of the decision to invest, and the spell stays open: in which years' lists the work stands is read
    from its dated facts (`standing.listed`).
    """

    ROAD, WATER, SCHOOL, CULTURE, HEALTH, POWER, OTHER = (
        "road", "water", "school", "culture", "health", "power", "other"
    )  # fmt: skip
    FIELDS: ClassVar = [
        (ROAD, _("Giao thông")),
        (WATER, _("Thủy lợi, cấp thoát nước")),
        (SCHOOL, _("Giáo dục")),
        (CULTURE, _("Văn hóa, thể thao")),
        (HEALTH, _("Y tế")),
        (POWER, _("Điện, chiếu sáng")),
        (OTHER, _("Công trình khác")),
    ]
    PREPARED, STARTED, FINISHED, HANDED_OVER, STOPPED = (
        "prepared", "started", "finished", "handed_over", "stopped"
    )  # fmt: skip
    STATES: ClassVar = [
        (PREPARED, _("Đang chuẩn bị")),
        (STARTED, _("Đang thi công")),
        (FINISHED, _("Đã hoàn thành")),
        (HANDED_OVER, _("Đã bàn giao")),
        (STOPPED, _("Đã dừng")),
    ]
    SOURCES: ClassVar = (
        ("fund_central", _("Ngân sách trung ương (đồng)")),
        ("fund_province", _("Ngân sách tỉnh (đồng)")),
        ("fund_commune", _("Ngân sách xã (đồng)")),
        ("fund_people", _("Nhân dân đóng góp (đồng)")),
        ("fund_other", _("Nguồn khác (đồng)")),
    )

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(_("công trình, dự án"), max_length=300)
    field = models.CharField(_("lĩnh vực"), max_length=8, choices=FIELDS, default=OTHER)
    place = models.CharField(_("địa điểm"), max_length=200)
    investor = models.CharField(_("chủ đầu tư"), max_length=200)
    contractor = models.CharField(_("đơn vị thi công"), max_length=200, blank=True)
    decision = models.CharField(_("quyết định đầu tư"), max_length=200)
    total = models.BigIntegerField(_("tổng mức đầu tư (đồng)"))
    fund_central = models.BigIntegerField(_("ngân sách trung ương (đồng)"), default=0)
    fund_province = models.BigIntegerField(_("ngân sách tỉnh (đồng)"), default=0)
    fund_commune = models.BigIntegerField(_("ngân sách xã (đồng)"), default=0)
    fund_people = models.BigIntegerField(_("Nhân dân đóng góp (đồng)"), default=0)
    fund_other = models.BigIntegerField(_("nguồn khác (đồng)"), default=0)
    planned_start = models.DateField(_("dự kiến khởi công"), null=True)
    board = models.CharField(_("Ban Giám sát đầu tư của cộng đồng"), max_length=200, blank=True)
    board_on = models.DateField(_("ngày thành lập Ban Giám sát"), null=True)
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="works")
    programme = models.ForeignKey(WorkProgramme, models.PROTECT, null=True, related_name="works")
    state = models.CharField(max_length=11, choices=STATES, default=PREPARED)
    started_on = models.DateField(_("ngày khởi công"), null=True)
    finished_on = models.DateField(_("ngày hoàn thành"), null=True)
    handed_over_on = models.DateField(_("ngày bàn giao"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="work_since_before_until"),
            models.CheckConstraint(condition=Q(total__gt=0), name="work_total_above_nothing"),
            models.CheckConstraint(
                condition=Q(finished_on=None) | Q(finished_on__gte=F("started_on")), name="work_started_before_finished"
            ),
            models.CheckConstraint(
                condition=Q(handed_over_on=None) | Q(handed_over_on__gte=F("finished_on")),
                name="work_finished_before_handed_over",
            ),
            models.UniqueConstraint(fields=["unit", "name", "since"], name="work_once"),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["unit", "-since"], name="work_unit_since")]

    def __str__(self) -> str:
        return f"work {self.pk}"

    @property
    def funds(self) -> list[tuple[Any, int]]:
        """(source in words, đồng) of each source that gives anything."""
        return [(words, getattr(self, name)) for name, words in self.SOURCES if getattr(self, name)]


class OfWork(SteeringRows):
    """Rows that belong to a work and are seen with it."""

    sight_unit = "work__unit_id"


class Term(Spell):
    """Until when a work was to be finished, and during which days that was so; one that is open."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="terms")
    finish = models.DateField(_("dự kiến hoàn thành"))
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfWork.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="work_term_since_until"),
            models.UniqueConstraint(fields=["work"], condition=Q(until=FOREVER), name="work_term_one_open"),
        ]

    def __str__(self) -> str:
        return f"term {self.pk}"


class WorkStop(Spell):
    """From which day a work was stopped, and until the day it went on; one that is open."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="stops")
    why = models.CharField(_("lý do dừng"), max_length=300)
    resumed_by = models.CharField(_("văn bản cho thi công lại"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfWork.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="work_stop_since_until"),
            models.UniqueConstraint(fields=["work"], condition=Q(until=FOREVER), name="work_stop_one_open"),
        ]

    def __str__(self) -> str:
        return f"work stop {self.pk}"


class CapitalPlan(Spell):
    """What a work is given for a year, and during which days that was the word on it: an adjusted plan is a new row."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="capital")
    year = models.PositiveSmallIntegerField(_("năm"))
    amount = models.BigIntegerField(_("kế hoạch vốn (đồng)"))
    paper = models.CharField(_("văn bản giao vốn"), max_length=200)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfWork.as_manager()

    class Meta:
        ordering: ClassVar = ["-year", "-since", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="capital_since_until"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="capital_not_below_nothing"),
            models.UniqueConstraint(
                fields=["work", "year"], condition=Q(until=FOREVER), name="capital_one_open_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"capital plan {self.pk}"


class Disbursement(models.Model):
    """Capital of a year's plan that was paid out on a day, by which voucher; đồng."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="disbursements")
    year = models.PositiveSmallIntegerField(_("vốn của năm"))
    on = models.DateField(_("ngày giải ngân"))
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    paper = models.CharField(_("chứng từ"), max_length=200)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfWork.as_manager()

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="disbursement_above_nothing")
        ]
        indexes: ClassVar = [models.Index(fields=["work", "year", "on"], name="disbursement_work_year_on")]

    def __str__(self) -> str:
        return f"disbursement {self.pk}"


class Progress(models.Model):
    """How far a work had come on a day: per cent of its volume, and in words."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="progress")
    on = models.DateField(_("ngày"))
    percent = models.DecimalField(_("khối lượng hoàn thành (%)"), max_digits=5, decimal_places=2)
    words = models.CharField(_("đã làm, vướng mắc"), max_length=600, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfWork.as_manager()

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(percent__gte=0) & Q(percent__lte=100), name="progress_of_a_hundred"
            ),
            models.UniqueConstraint(fields=["work", "on"], name="progress_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"progress {self.pk}"


class Contribution(models.Model):
    """What the people gave for a work: land, labour, money or in kind, by which village or how many households; no names."""

    LAND, LABOUR, MONEY, KIND = "land", "labour", "money", "kind"
    KINDS: ClassVar = [
        (LAND, _("Hiến đất (m²)")),
        (LABOUR, _("Ngày công (công)")),
        (MONEY, _("Tiền (đồng)")),
        (KIND, _("Hiện vật")),
    ]

    work = models.ForeignKey(Work, models.PROTECT, related_name="contributions")
    on = models.DateField(_("ngày"))
    kind = models.CharField(_("đóng góp"), max_length=6, choices=KINDS)
    quantity = models.DecimalField(_("số lượng"), max_digits=18, decimal_places=2)
    measure = models.CharField(_("đơn vị tính của hiện vật"), max_length=60, blank=True)
    worth = models.BigIntegerField(_("giá trị quy đổi (đồng)"), null=True)
    village = models.CharField(_("thôn, khu dân cư"), max_length=160)
    households = models.PositiveIntegerField(_("số hộ"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfWork.as_manager()

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="contribution_above_nothing")
        ]
        indexes: ClassVar = [models.Index(fields=["work", "kind", "on"], name="contribution_work_kind_on")]

    def __str__(self) -> str:
        return f"contribution {self.pk}"


class Observation(Spell):
    """What the community's supervision saw at a work and asks to be put right; the spell lasts until it was."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="observations")
    content = models.CharField(_("phát hiện, kiến nghị"), max_length=600)
    due_on = models.DateField(_("hạn khắc phục"), null=True)
    put_right_on = models.DateField(_("ngày khắc phục xong"), null=True)
    put_right_basis = models.CharField(_("căn cứ xác nhận đã khắc phục"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfWork.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="observation_since_until")
        ]

    def __str__(self) -> str:
        return f"observation {self.pk}"

    def late_on(self, day: date) -> bool:
        """Whether it should have been put right before the day and was not."""
        return self.due_on is not None and self.due_on < day and self.until > day


class WorkPhoto(models.Model):
    """A photograph of a work: an upright picture without place and camera, a small one beside it, and what it shows in words."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="photos")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    caption = models.CharField(_("ảnh chụp gì"), max_length=200)
    taken_on = models.DateField(_("ngày chụp"))
    digest = models.CharField(max_length=64)
    small = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    gone_on = models.DateField(_("ngày bỏ"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfWork.as_manager()

    class Meta:
        ordering: ClassVar = ["-taken_on", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "number"], name="work_photo_number_once")
        ]

    def __str__(self) -> str:
        return f"work photo {self.pk}"


held_in("steering.WorkPhoto", "digest", gone_on=None)
held_in("steering.WorkPhoto", "small", gone_on=None)
