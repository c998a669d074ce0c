"""The nouns after a meeting: words written beside its record, papers made of it, pages of the notebook."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from soxa.documents.models import Document
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry
from soxa.meetings.models import Item, Meeting, PartsOfMeetings


class Wording(models.Model):
    """One version of what somebody wrote in a part of a meeting's paper; `basis` is the digest of the record it was written beside."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="wordings")
    paper = models.CharField(max_length=20)
    part = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(_("lần viết"))
    text = models.TextField(_("nội dung"), blank=True)
    basis = models.CharField(max_length=40)
    author = models.CharField(_("người viết"), max_length=160)
    written_on = models.DateField(_("ngày viết"))
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "paper", "part", "number"], name="wording_number_once")
        ]

    def __str__(self) -> str:
        return f"wording {self.pk}"


class MadePaper(models.Model):
    """A document that was made of a meeting's record; `fingerprint` is the digest of the paper as it was then."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="made_papers")
    paper = models.CharField(max_length=20)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=40)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"made paper {self.pk}"


class NotebookPage(models.Model):
    """A photograph of a page of the cell's notebook, kept beside the meeting; one put there by mistake is put away, not lost."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notebook")
    number = models.PositiveSmallIntegerField(_("trang"))
    digest = models.CharField(_("mã tệp"), max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("dung lượng"))
    kept_on = models.DateField(_("ngày gửi ảnh"))
    gone_on = models.DateField(_("ngày bỏ"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartsOfMeetings.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="notebook_page_once")
        ]

    def __str__(self) -> str:
        return f"notebook page {self.pk}"


held_in("meetings.NotebookPage", "digest", gone_on=None)
