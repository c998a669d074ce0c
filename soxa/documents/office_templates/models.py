"""The noun of templates: an office's own Word file for a kind of its documents, in use over time."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.catalogue import bodies, kinds
from soxa.documents.models import Register, Sides
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Spell, Unit
from soxa.law.periods import FOREVER


class OfficeTemplate(Spell):
    """An office's own Word template for a kind of its documents, in use over time; its bytes are kept under their digest."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    side = models.CharField(max_length=5, choices=Register.SIDES)
    body = models.CharField(_("cơ quan"), max_length=20)
    kind = models.CharField(_("loại văn bản"), max_length=20)
    name = models.CharField(_("tên tệp"), max_length=200)
    digest = models.CharField(max_length=64)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Sides.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "body", "kind"], condition=Q(until=FOREVER), name="template_one_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"template {self.pk}"

    @property
    def kind_title(self) -> str:
        """The kind in words."""
        return kinds()[self.side, self.kind].title

    @property
    def body_title(self) -> str:
        """The body in words."""
        return bodies()[self.body].title

    @property
    def in_use(self) -> bool:
        """Whether papers of its kind are made with it."""
        return self.until == FOREVER


held_in("documents.OfficeTemplate", "digest")
