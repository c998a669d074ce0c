"""A card by which an account is opened on a telephone; what is printed on it is not kept."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from soxa.kernel.models import Entry, Guarded


class SignInCard(models.Model):
    """A card issued once: fingerprints of its code and its PIN, the wrong PINs since a right one, how it ended."""

    account = models.ForeignKey("org.Account", models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=160)
    at = models.DateTimeField()
    until = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    first_used_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="sign_in_card_once_open"
            )
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"

    @property
    def last_day(self) -> date:
        """The last day on which the card opens the book."""
        return timezone.localdate(self.until) - timedelta(days=1)
