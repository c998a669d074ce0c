"""What the room keeps beside the meeting's own rows: keys of changes that were received, and the code shown on the wall."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Guarded
from soxa.meetings.models import Meeting


class Received(models.Model):
    """The key of one change that a page sent: what comes twice, after the network dropped in the middle, is written once."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "key"], name="received_once")]

    def __str__(self) -> str:
        return f"received {self.pk}"


class RoomCode(models.Model):
    """The figures shown in the room while a meeting is open; one who is called types them and is written down as present."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    code = models.CharField(_("mã điểm danh"), max_length=6)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"room code {self.pk}"
