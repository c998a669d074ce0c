"""The nouns of meetings: a meeting, what it is to deal with, who is called and who came, what was said and what it concluded."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from soxa.documents.models import Sides
from soxa.kernel.models import Entry, Unit
from soxa.meetings import kinds
from soxa.org.models import Person
from soxa.org.roles import PARTY, STATE
from soxa.party.models import Member
from soxa.tasks.models import Task

DOMAINS = {kinds.PARTY: PARTY, kinds.STATE: STATE}
"""Whose rows a role sees: the Party's meetings, and those of the council, the people's committee and the villages."""


class MeetingRows(Sides):
    """Meetings, seen by those who see the rows of their side and unit."""

    side_domains = DOMAINS


class PartsOfMeetings(Sides):
    """What belongs to a meeting, seen with it."""

    side_path, side_domains = "meeting__side", DOMAINS
    sight_unit = "meeting__unit_id"


class Meeting(models.Model):
    """A meeting of one of the KINDS, held on a day or called off with a reason; a cell's regular one is laid out for each month.

    `unit` holds it; `title` says which it is where the kind alone does not ("Hội nghị thôn Bến Đá"). `heads_due` and
    `heads_came`: how many heads were due and came, where nobody is called by name. `told`: how many times those called were told when and where.
    `papers_on`: the first day on which papers went out; `papers_sent_on`: the day they went out otherwise than through the book.
    """

    DUE, CONVENED, OPEN, CLOSED, CALLED_OFF = "due", "convened", "open", "closed", "off"
    STATES: ClassVar = [
        (DUE, _("Chưa triệu tập")),
        (CONVENED, _("Đã triệu tập")),
        (OPEN, _("Đang họp, chưa gửi")),
        (CLOSED, _("Đã họp, đã gửi")),
        (CALLED_OFF, _("Không họp")),
    ]

    kind = models.CharField(_("loại cuộc họp"), max_length=20, choices=kinds.TITLES, default=kinds.CELL)
    side = models.CharField(max_length=5, default=kinds.PARTY, editable=False)
    title = models.CharField(_("tên cuộc họp"), max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField(_("tháng"))
    state = models.CharField(max_length=10, choices=STATES, default=DUE)
    planned_on = models.DateField(_("ngày họp dự kiến"))
    planned_at = models.TimeField(_("giờ"), null=True)
    place = models.CharField(_("địa điểm"), max_length=160, blank=True)
    moved_why = models.CharField(_("lý do họp ngày khác"), max_length=300, blank=True)
    theme = models.CharField(_("chuyên đề"), max_length=300, blank=True)
    papers_on = models.DateField(_("ngày gửi tài liệu"), null=True)
    papers_sent_on = models.DateField(_("ngày gửi tài liệu giấy"), null=True, editable=False)
    convened_on = models.DateField(_("ngày triệu tập"), null=True)
    told = models.PositiveSmallIntegerField(default=0, editable=False)
    held_on = models.DateField(_("ngày họp"), null=True)
    began_at = models.TimeField(_("bắt đầu"), null=True)
    ended_at = models.TimeField(_("kết thúc"), null=True)
    minutes = models.PositiveSmallIntegerField(_("thời lượng (phút)"), null=True)
    heads_due = models.PositiveIntegerField(_("số phải dự"), null=True)
    heads_came = models.PositiveIntegerField(_("số đã dự"), null=True)
    paperless = models.BooleanField(_("họp không giấy"), null=True)
    chair = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    scribe = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(_("ngày gửi"), null=True)
    called_off_on = models.DateField(_("ngày hoãn"), null=True)
    called_off_why = models.CharField(_("lý do hoãn"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = MeetingRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "month"], condition=Q(kind=kinds.CELL), name="meeting_once_a_month"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(called_off_on=None), name="meeting_held_or_called_off"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_at=F("began_at")), name="meeting_takes_time"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "month", "unit"], name="meeting_month_unit")]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def what(self) -> kinds.Kind:
        """What the rules say of meetings of its kind."""
        return kinds.KINDS[self.kind]

    @property
    def past_midnight(self) -> bool:
        """Whether it ended on the day after it began."""
        return bool(self.began_at and self.ended_at and self.ended_at < self.began_at)

    @property
    def called(self) -> str:
        """What the meeting is called: its own title, a cell's regular one by its month."""
        if self.title:
            return self.title
        if self.kind == kinds.CELL:
            return gettext("Sinh hoạt chi bộ tháng {month}").format(month=f"{self.month:%m/%Y}")
        return str(self.what.title)


class Item(models.Model):
    """A point of the agenda, and what was said in the end of it."""

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


class Summons(models.Model):
    """One on the list of those called to a meeting by name: as what, in which order, and whether he votes there.

    A cell's own members have no summons: they are called by being at home in it.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="summonses")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    post = models.CharField(_("chức vụ, thành phần"), max_length=160, blank=True)
    votes = models.BooleanField(_("có quyền biểu quyết"), default=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "person"], name="summons_once")]

    def __str__(self) -> str:
        return f"summons {self.pk}"


class Presence(models.Model):
    """Whether one who was to come, or was free to, came to a meeting.

    `must`: he had to come, as it stood when it was written – at home in the cell and not eased on that day, or with a vote
    on the list; every count of who had to come reads it, so that one who was free to and came counts in no share.
    `member` is the person's membership where a cell meets, none where a list was called.
    """

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
    kind = models.CharField(max_length=20, default=kinds.CELL, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    held_on = models.DateField(_("ngày họp"))
    answer = models.CharField(_("dự họp"), max_length=8, choices=ANSWERS)
    must = models.BooleanField(_("phải dự"), default=True, db_default=True)
    reason = models.CharField(_("lý do"), max_length=200, blank=True, default="")
    name_key = models.CharField(max_length=240, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "person"], name="presence_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "held_on", "unit"], name="presence_kind_day")]

    def __str__(self) -> str:
        return f"presence {self.pk}"


class Guest(models.Model):
    """One who came without being called to vote: from above, from the Front, who follows the cell."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("họ và tên"), max_length=120)
    post = models.CharField(_("chức vụ"), max_length=160, blank=True)
    follower = models.BooleanField(_("theo dõi chi bộ"), default=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["-follower", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "name", "post"], name="guest_once")
        ]

    def __str__(self) -> str:
        return f"guest {self.pk}"


class Opinion(models.Model):
    """What one said, on a point of the agenda or on none; one who differs may have it kept (ý kiến bảo lưu)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="opinions")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="opinions")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("người phát biểu"), max_length=120)
    text = models.TextField(_("ý kiến"))
    reserved = models.BooleanField(_("ý kiến bảo lưu"), default=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="opinion_number_once")
        ]

    def __str__(self) -> str:
        return f"opinion {self.pk}"


class Conclusion(models.Model):
    """One of the few things a meeting decided to do: what, by whom, by when; `task` is the key of the task it became."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="conclusions")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="conclusions")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    text = models.CharField(_("nội dung"), max_length=600)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("hạn"), null=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="conclusion_number_once")
        ]

    def __str__(self) -> str:
        return f"conclusion {self.pk}"


import soxa.meetings.after.models  # noqa: E402, F401 – what comes after a meeting stands beside, in a room of its own
import soxa.meetings.convening.models  # noqa: E402, F401 – what those called were told and answer, in a room of its own
import soxa.meetings.goods.models  # noqa: E402, F401 – years of four goods, in a room of their own
import soxa.meetings.quality.models  # noqa: E402, F401 – scores stand in a room of their own
import soxa.meetings.room.models  # noqa: E402, F401 – what the room keeps while a meeting is open
import soxa.meetings.voting.models  # noqa: E402, F401 – votes stand beside, in a room of their own
