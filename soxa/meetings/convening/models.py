"""The nouns of convening: each telling of a meeting's day, hour and place, what those who were told answered, its papers."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.models import DocumentFile, Register, Sides
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Unit
from soxa.meetings.models import DOMAINS, Item, Meeting, PartsOfMeetings
from soxa.org.models import Person


class LinesOfCalendars(Sides):
    """Lines of the week's calendar, seen by those who see the rows of their side and unit."""

    side_domains = DOMAINS


class Invitation(models.Model):
    """One telling of when and where a meeting is held; a later one takes the place of all before it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    number = models.PositiveSmallIntegerField(_("lần báo"))
    told_on = models.DateField(_("ngày báo"))
    planned_on = models.DateField(_("ngày họp"))
    planned_at = models.TimeField(_("giờ"), null=True)
    place = models.CharField(_("địa điểm"), max_length=160, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="invitation_number_once")
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Reply(models.Model):
    """What one who was told answers: that he comes, or that he asks to stay away; changed as he likes until the meeting begins.

    `told` is the number of the telling that he answers: after a later one he is asked again. `why` is for the organiser alone.
    """

    COMES, EXCUSED = "comes", "excused"
    ANSWERS: ClassVar = [(COMES, _("Sẽ dự")), (EXCUSED, _("Xin vắng"))]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="replies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(_("trả lời"), max_length=8, choices=ANSWERS)
    why = models.CharField(_("lý do vắng"), max_length=200, blank=True)
    told = models.PositiveSmallIntegerField(default=0)
    replied_on = models.DateField(_("ngày trả lời"))
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "person"], name="reply_once")]

    def __str__(self) -> str:
        return f"reply {self.pk}"


class Handout(models.Model):
    """One paper put before a meeting, for the whole or for a point of its agenda: a file handed in, or a document of the book.

    `file` is the document's file as it was chosen; its bytes are the document's own. What was withdrawn is no longer shown.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="handouts")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="handouts")
    title = models.CharField(_("tên tài liệu"), max_length=300)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    name = models.CharField(_("tên tệp"), max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    file = models.ForeignKey(DocumentFile, models.PROTECT, null=True, related_name="+")
    added_on = models.DateField(_("ngày gửi"))
    withdrawn_on = models.DateField(_("ngày rút"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(digest="") ^ Q(file=None), name="handout_bytes_once")
        ]

    def __str__(self) -> str:
        return f"handout {self.pk}"

    @property
    def gone_on(self) -> date | None:
        """The day its bytes were destroyed with the document's file; None for what is here."""
        return self.file.gone_on if self.file else None

    @property
    def kept(self) -> Any:
        """What knows digest, name, media type and size of its bytes: the document's file, or itself."""
        return self.file or self


held_in("meetings.Handout", "digest")


class CalendarLine(models.Model):
    """A duty or visit of the week that is no meeting: day, hours, what, who leads it, who takes part, where."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    side = models.CharField(max_length=5, choices=Register.SIDES)
    on = models.DateField(_("ngày"))
    begins_at = models.TimeField(_("từ giờ"), null=True)
    ends_at = models.TimeField(_("đến giờ"), null=True)
    text = models.CharField(_("nội dung"), max_length=300)
    leader = models.CharField(_("chủ trì, người thực hiện"), max_length=200, blank=True)
    people = models.CharField(_("thành phần"), max_length=300, blank=True)
    place = models.CharField(_("địa điểm"), max_length=160, blank=True)
    prepares = models.CharField(_("đơn vị chuẩn bị"), max_length=160, blank=True)
    dropped_on = models.DateField(_("ngày bỏ"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = LinesOfCalendars.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(begins_at__lt=F("ends_at")), name="calendar_line_ends_after"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "on"], name="calendar_line_day")]

    def __str__(self) -> str:
        return f"line {self.pk}"
