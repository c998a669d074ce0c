"""The nouns of meetings: a meeting, what it is to deal with, who came, and what it concluded."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import SeenBy
from soxa.kernel.models import Entry, Unit
from soxa.org.models import Person
from soxa.org.roles import PARTY
from soxa.party.models import Member


class MeetingRows(SeenBy):
    """Meetings, seen by those who see the Party's rows of the unit that meets."""

    sight_domain = PARTY


class PartsOfMeetings(SeenBy):
    """What belongs to a meeting, seen with it."""

    sight_domain = PARTY
    sight_unit = "meeting__unit_id"


class Meeting(models.Model):
    """A regular meeting of a cell: the one of a month, laid out for every cell, held on a day or called off with a reason."""

    DUE, CONVENED, OPEN, CLOSED, CALLED_OFF = "due", "convened", "open", "closed", "off"
    STATES: ClassVar = [
        (DUE, _("Chưa triệu tập")),
        (CONVENED, _("Đã triệu tập")),
        (OPEN, _("Đang họp, chưa gửi")),
        (CLOSED, _("Đã họp, đã gửi")),
        (CALLED_OFF, _("Không họp")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField(_("tháng"))
    state = models.CharField(max_length=10, choices=STATES, default=DUE)
    planned_on = models.DateField(_("ngày họp dự kiến"))
    planned_at = models.TimeField(_("giờ"), null=True)
    place = models.CharField(_("địa điểm"), max_length=160, blank=True)
    moved_why = models.CharField(_("lý do họp ngày khác"), max_length=300, blank=True)
    theme = models.CharField(_("chuyên đề"), max_length=300, blank=True)
    papers_on = models.DateField(_("ngày gửi tài liệu"), null=True)
    convened_on = models.DateField(_("ngày triệu tập"), null=True)
    held_on = models.DateField(_("ngày họp"), null=True)
    began_at = models.TimeField(_("bắt đầu"), null=True)
    ended_at = models.TimeField(_("kết thúc"), null=True)
    minutes = models.PositiveSmallIntegerField(_("thời lượng (phút)"), null=True)
    chair = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    scribe = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(_("ngày gửi"), null=True)
    called_off_on = models.DateField(_("ngày hoãn"), null=True)
    called_off_why = models.CharField(_("lý do hoãn"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = MeetingRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "month"], name="meeting_once_a_month"),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(called_off_on=None), name="meeting_held_or_called_off"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gt=F("began_at")), name="meeting_ends_after_it_began"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["month", "unit"], name="meeting_month_unit")]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class Item(models.Model):
    """A point of the agenda, and what was concluded on it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("nội dung"), max_length=300)
    conclusion = models.TextField(_("kết luận"), blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="item_number_once")
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"


class Presence(models.Model):
    """Whether a member who was to come, or was free to, came to a meeting of the cell; not required ones count in no share."""

    PRESENT, ONLINE, EXCUSED, ABSENT, NOT_REQUIRED = "present", "online", "excused", "absent", "free"
    ANSWERS: ClassVar = [
        (PRESENT, _("Có mặt")),
        (EXCUSED, _("Vắng có lý do")),
        (ABSENT, _("Vắng không lý do")),
        (ONLINE, _("Dự trực tuyến")),
        (NOT_REQUIRED, _("Không phải dự")),
    ]
    CAME = (PRESENT, ONLINE)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="presences")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    held_on = models.DateField(_("ngày họp"))
    answer = models.CharField(_("dự họp"), max_length=8, choices=ANSWERS)
    name_key = models.CharField(max_length=240, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = MeetingRows.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "member"], name="presence_once")]
        indexes: ClassVar = [models.Index(fields=["unit", "held_on"], name="presence_unit_day")]

    def __str__(self) -> str:
        return f"presence {self.pk}"
