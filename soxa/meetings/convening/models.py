"""The nouns of convening: each telling of a meeting's day, hour and place, and what those who were told answered."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry
from soxa.meetings.models import Meeting, PartsOfMeetings
from soxa.org.models import Person


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
