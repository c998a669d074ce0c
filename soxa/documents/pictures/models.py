"""The noun of kept pictures, and who may see them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.catalogue import bodies
from soxa.documents.models import DOMAINS
from soxa.kernel.models import Entry, Guarded, Unit
from soxa.org.models import Person


class PictureRows(Guarded):
    """Kept pictures: each for its own person, a seal for who numbers and seals the papers of that very body."""

    def seen_by(self, reader: Any) -> Self:
        """The reader's own, and the seals of the bodies whose papers he seals in an office of that unit."""
        wanted = Q(pk__in=())
        if getattr(reader, "person_id", None):
            wanted |= Q(person=reader.person_id)
        for held in reader.held_offices():
            for side in DOMAINS if held.role.may("documents.number") else ():
                if DOMAINS[side] in held.role.domains:
                    own = [code for code, body in bodies().items() if body.side == side]
                    wanted |= Q(unit=held.unit_id, body__in=own)
        return self.filter(wanted)


class KeptPicture(models.Model):
    """The picture of a person's signature, or of a body's seal, kept sealed; one that is taken away leaves no picture."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    body = models.CharField(_("cơ quan"), max_length=20, blank=True)
    sealed = models.TextField(editable=False, blank=True)
    width = models.FloatField(_("đường kính con dấu (mm)"), default=0)
    kept_on = models.DateField(_("ngày lưu"))
    removed_on = models.DateField(_("ngày bỏ"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PictureRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(removed_on=None), name="picture_once_of_person"
            ),
            models.UniqueConstraint(
                fields=["unit", "body"], condition=Q(removed_on=None), name="picture_once_of_body"
            ),
            models.CheckConstraint(
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None, body=""),
                name="picture_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"picture {self.pk}"
