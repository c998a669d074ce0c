"""The noun of a correction's evidence: a scanned paper kept with the entry that it bears out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Guarded
from soxa.party.models import Member


class CorrectionScan(models.Model):
    """The scan of a committee's written consent to a correction; its name is ours, so that none of a person is kept."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="correction_scans")
    digest = models.CharField(_("mã tệp"), max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    on = models.DateField(_("ngày đính chính"))
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"correction scan {self.pk}"


held_in("party.CorrectionScan", "digest")
