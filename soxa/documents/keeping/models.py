"""The nouns of keeping: a file of the plan, and what holds it back from destruction."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from soxa.documents.models import Register, Sides
from soxa.kernel.models import Entry, Guarded, Unit


class Folder(models.Model):
    """A file of a unit's plan of one side and year: opened, filled with documents, closed, handed in, at its end destroyed."""

    OPEN, CLOSED, HANDED, DESTROYED = "open", "closed", "handed", "destroyed"
    STATES: ClassVar = [
        (OPEN, _("Đang mở")),
        (CLOSED, _("Đã kết thúc")),
        (HANDED, _("Đã nộp lưu trữ")),
        (DESTROYED, _("Đã hủy")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    side = models.CharField(_("bên"), max_length=5, choices=Register.SIDES)
    year = models.PositiveSmallIntegerField(_("năm"))
    place = models.PositiveSmallIntegerField(default=0)  # its place in the plan
    heading = models.CharField(_("đề mục"), max_length=200, blank=True)
    code = models.CharField(_("số, ký hiệu hồ sơ"), max_length=20)
    title = models.CharField(_("tiêu đề hồ sơ"), max_length=500)
    keep_years = models.PositiveSmallIntegerField(_("thời hạn lưu (năm)"), null=True)  # None: for ever
    term_source = models.CharField(_("căn cứ thời hạn"), max_length=200, blank=True)
    term_confirmed = models.BooleanField(_("thời hạn đã đối chiếu"), default=False)
    rights = models.CharField(_("chế độ sử dụng"), max_length=30, blank=True)
    keeper = models.CharField(_("người lập hồ sơ"), max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    opened_on = models.DateField(_("ngày mở"))
    closed_on = models.DateField(_("ngày kết thúc"), null=True)
    handed_on = models.DateField(_("ngày nộp lưu trữ"), null=True)
    receiver = models.CharField(_("nơi nhận lưu trữ"), max_length=160, blank=True)
    destroyed_on = models.DateField(_("ngày hủy"), null=True)
    decision = models.CharField(_("quyết định hủy"), max_length=200, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Sides.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "side", "year", "code"], name="folder_once"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")), name="folder_opened_before_closed"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"folder {self.pk}"

    @property
    def name(self) -> str:
        """Code and title: "03-TH · Văn bản của cấp trên"."""
        return f"{self.code} · {self.title}"

    @property
    def term(self) -> str:
        """The term in words: "10 năm", "vĩnh viễn"."""
        return _now("vĩnh viễn") if self.keep_years is None else _now("{n} năm").format(n=self.keep_years)


class Hold(models.Model):
    """Why a file is not destroyed though its term has ended: set by a person, until a person takes it off."""

    folder = models.ForeignKey(Folder, models.PROTECT, related_name="holds")
    since = models.DateField(_("từ ngày"))
    reason = models.CharField(_("lý do giữ"), max_length=300)
    until = models.DateField(_("thôi giữ từ ngày"), null=True)
    end_reason = models.CharField(_("lý do thôi giữ"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folder"], condition=Q(until=None), name="folder_one_open_hold")
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"
