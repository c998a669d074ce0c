"""The noun of recognition: one decision by which a commune is recognised, for as long as it stands."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.room import takes_room
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.values.criteria.models import CriteriaSet
from soxa.values.recognition import rules
from soxa.values.sight import ValueRows


class Recognition(Spell):
    """A decision that recognises a commune: `since` is its day, `year` the year for which the commune is recognised.

    It stands until it is withdrawn, or until a later decision of the same kind takes its place.
    """

    KINDS: ClassVar = [
        (rules.STANDARD, _("Xã đạt chuẩn nông thôn mới")),
        (rules.ADVANCED, _("Xã nông thôn mới nâng cao")),
        (rules.MODEL, _("Xã nông thôn mới kiểu mẫu")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("công nhận là"), max_length=8, choices=KINDS)
    year = models.PositiveSmallIntegerField(_("năm đạt chuẩn"))
    decision = models.CharField(_("số quyết định"), max_length=120)
    decided_by = models.CharField(_("người, cơ quan quyết định"), max_length=200)
    of = models.ForeignKey(CriteriaSet, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    name = models.CharField(_("tên tệp"), max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    withdrawn_decision = models.CharField(_("quyết định thu hồi"), max_length=120, blank=True)
    withdrawn_by = models.CharField(_("người, cơ quan thu hồi"), max_length=200, blank=True)
    withdrawn_why = models.CharField(_("lý do thu hồi"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ValueRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="recognition_since_until"),
            models.UniqueConstraint(
                fields=["unit", "kind"], condition=Q(until=FOREVER), name="recognition_one_in_force"
            ),
            models.UniqueConstraint(fields=["unit", "kind", "since"], name="recognition_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"recognition {self.pk}"


class ReplacedPaper(models.Model):
    """A file of a decision that another took the place of: what it was, from which day it was not the one in force, on what basis."""

    recognition = models.ForeignKey(Recognition, models.CASCADE, related_name="replaced_papers")
    digest = models.CharField(max_length=64)
    name = models.CharField(_("tên tệp"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    replaced_on = models.DateField(_("ngày thay"))
    basis = models.CharField(_("căn cứ thay"), max_length=300)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"replaced paper {self.pk}"


held_in("values.Recognition", "digest")
held_in("values.ReplacedPaper", "digest")
takes_room("values.Recognition", "unit_id")
takes_room("values.ReplacedPaper", "recognition__unit_id")
