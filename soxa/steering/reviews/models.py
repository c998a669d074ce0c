"""The nouns of reviews: a review, words written in it, what it counted when it was issued; a shortcoming and what was done about it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.models import Document
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Spell, Unit
from soxa.org.models import Person
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.sight import SteeringRows
from soxa.tasks.models import Task


class Review(models.Model):
    """What a unit says of a resolution or a programme over a period: written from the record, with words beside it; then issued.

    `counted_on`: the last day of what it counted, once it is issued; `content`: the paper as it was issued; `paper`: the
    number it bears where the book's registers did not give it.
    """

    HALF, YEAR, FIVE, TEN = "half", "year", "five", "ten"
    KINDS: ClassVar = [
        (HALF, _("Sơ kết 6 tháng")),
        (YEAR, _("Sơ kết năm")),
        (FIVE, _("Sơ kết 5 năm")),
        (TEN, _("Tổng kết 10 năm")),
    ]
    DRAFT, ISSUED, WITHDRAWN = "draft", "issued", "withdrawn"
    STATES: ClassVar = [(DRAFT, _("Dự thảo")), (ISSUED, _("Đã ban hành")), (WITHDRAWN, _("Đã thu hồi"))]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("loại"), max_length=4, choices=KINDS, default=YEAR)
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="reviews")
    programme = models.ForeignKey(WorkProgramme, models.PROTECT, null=True, related_name="reviews")
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"))
    state = models.CharField(max_length=9, choices=STATES, default=DRAFT)
    counted_on = models.DateField(_("số liệu đến hết ngày"), null=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    paper = models.CharField(_("số, ký hiệu đã cấp ngoài sổ"), max_length=60, blank=True)
    withdrawn_why = models.CharField(_("lý do thu hồi"), max_length=300, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    content = models.CharField(_("bản nội dung"), max_length=64, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-until", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="review_since_before_until"),
            models.CheckConstraint(
                condition=Q(resolution=None, programme__isnull=False)
                | Q(resolution__isnull=False, programme=None),
                name="review_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["unit", "resolution", "since", "until"],
                condition=~Q(state="withdrawn"),
                name="review_of_text_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "programme", "since", "until"],
                condition=~Q(state="withdrawn"),
                name="review_of_programme_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-until"], name="review_unit_until")]

    def __str__(self) -> str:
        return f"review {self.pk}"

    @property
    def about(self) -> Any:
        """The resolution or the programme that is reviewed."""
        return self.resolution or self.programme


class OfReview(SteeringRows):
    """Rows that belong to a review and are seen with it."""

    sight_unit = "review__unit_id"


class ReviewWording(models.Model):
    """One version of what somebody wrote in a part of a review; `basis` is the digest of the record it was written beside."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="wordings")
    part = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(_("lần viết"))
    text = models.TextField(_("nội dung"), blank=True)
    basis = models.CharField(max_length=40)
    author = models.CharField(_("người viết"), max_length=160)
    written_on = models.DateField(_("ngày viết"))
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfReview.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "part", "number"], name="review_wording_number_once")
        ]

    def __str__(self) -> str:
        return f"review wording {self.pk}"


class FrozenCount(models.Model):
    """A number of an issued review as it was printed, and the file of the rows it was counted from."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="counts")
    code = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    rows = models.CharField(_("tệp các dòng được tính"), max_length=64)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfReview.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "code"], name="frozen_count_once")]

    def __str__(self) -> str:
        return self.code


class FrozenCell(models.Model):
    """A number of the table of an issued review as it was printed, when it was read, and the files of its rows.

    `place`: line and column of the table ("3-1"); `rows` are those looked at, `part_rows` those that count.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="cells")
    place = models.CharField(max_length=12)
    title = models.CharField(_("chỉ tiêu"), max_length=200)
    code = models.CharField(_("mã số liệu"), max_length=80)
    version = models.PositiveSmallIntegerField(_("định nghĩa bản"))
    on = models.DateField(_("hết ngày"))
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"))
    text = models.CharField(_("số đã in"), max_length=120)
    rows = models.CharField(_("tệp các dòng được xét"), max_length=64)
    part_rows = models.CharField(_("tệp các dòng được tính"), max_length=64)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfReview.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "place"], name="frozen_cell_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.place}"


class Shortcoming(Spell):
    """What a unit did not do well, as a review or a paper states it: why, who puts it right, how, by when.

    The spell lasts from the day it was stated until somebody has seen that it is put right; while it lasts the next review
    carries it. `review` or `paper` says where it was stated; `lead_unit` and `person` put it right.
    """

    STATED, REPORTED, CONFIRMED = "stated", "reported", "confirmed"
    STATES: ClassVar = [
        (STATED, _("Đang khắc phục")),
        (REPORTED, _("Đã báo khắc phục, chờ xác nhận")),
        (CONFIRMED, _("Đã khắc phục")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="shortcomings")
    paper = models.CharField(_("nêu tại văn bản"), max_length=200, blank=True)
    content = models.CharField(_("hạn chế, khuyết điểm"), max_length=1000)
    cause = models.CharField(_("nguyên nhân"), max_length=600, blank=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    remedy = models.CharField(_("biện pháp khắc phục"), max_length=600)
    due_on = models.DateField(_("hạn khắc phục"))
    state = models.CharField(max_length=9, choices=STATES, default=STATED)
    reported_on = models.DateField(_("ngày báo khắc phục"), null=True)
    confirmed_on = models.DateField(_("ngày xác nhận đã khắc phục"), null=True)
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="shortcoming")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="shortcoming_since_until"),
            models.CheckConstraint(condition=Q(due_on__gte=F("since")), name="shortcoming_due_after_stated"),
            models.CheckConstraint(
                condition=Q(review__isnull=False) | ~Q(paper=""), name="shortcoming_stated_somewhere"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "due_on"], name="shortcoming_unit_due"),
            models.Index(fields=["person", "due_on"], name="shortcoming_person_due"),
        ]

    def __str__(self) -> str:
        return f"shortcoming {self.pk}"


class OfShortcoming(SteeringRows):
    """Rows that belong to a shortcoming and are seen with it."""

    sight_unit = "shortcoming__unit_id"


class Righting(models.Model):
    """What was reported as done about a shortcoming, on what evidence, and what somebody found who looked: put right, or not yet."""

    shortcoming = models.ForeignKey(Shortcoming, models.PROTECT, related_name="rightings")
    on = models.DateField(_("ngày báo"))
    words = models.CharField(_("đã làm gì, kết quả"), max_length=1000)
    paper = models.CharField(_("căn cứ, minh chứng"), max_length=300)
    author = models.CharField(_("người báo"), max_length=160)
    checked_on = models.DateField(_("ngày xem lại"), null=True)
    done = models.BooleanField(_("đã khắc phục"), null=True)
    found = models.CharField(_("kết quả xem lại"), max_length=500, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfShortcoming.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shortcoming"], condition=Q(checked_on=None), name="righting_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"righting {self.pk}"


held_in("steering.Review", "content")
held_in("steering.FrozenCount", "rows")
held_in("steering.FrozenCell", "rows")
held_in("steering.FrozenCell", "part_rows")
