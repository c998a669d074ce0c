"""The nouns of reconciliation: an export held against the book of a unit, and the differences found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import SeenBy
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Unit
from soxa.party.models import Member


class ReconcilingRows(SeenBy):
    """Rows of the Party side, seen by offices of the unit."""

    sight_domain = "party"


class Reconciliation(models.Model):
    """One export of the national database, as handed in for a unit; `layout` says which heading is which column."""

    READING, OPEN, DONE, SET_ASIDE = "reading", "open", "done", "set_aside"
    STATES: ClassVar = [
        (READING, _("Chờ xác nhận cột")),
        (OPEN, _("Đang xử lý")),
        (DONE, _("Đã xong")),
        (SET_ASIDE, _("Đã bỏ")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField(_("đối chiếu ngày"))
    file = models.CharField(max_length=64)
    name = models.CharField(_("tên tệp"), max_length=200)
    layout = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATES, default=READING)
    account_id = models.BigIntegerField(null=True)  # a soft reference, as an upload's
    at = models.DateTimeField(auto_now_add=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ReconcilingRows.as_manager()

    def __str__(self) -> str:
        return f"reconciliation {self.pk}"


class Difference(models.Model):
    """One difference: somebody only here, only there, or a fact that both have and not the same.

    `theirs` is what the export says, sealed: the value of the field, or who the person is. `unit` is the member's cell.
    """

    HERE, THERE, DIFFERS = "here", "there", "differs"
    SORTS: ClassVar = [
        (DIFFERS, _("Khác nhau")),
        (HERE, _("Chỉ có trong sổ")),
        (THERE, _("Chỉ có ở bản quốc gia")),
    ]
    ACCEPTED, OURS, NOTED = "accepted", "ours", "noted"
    ANSWERS: ClassVar = [
        ("", _("chưa xử lý")),
        (ACCEPTED, _("đã sửa sổ theo bản quốc gia")),
        (OURS, _("sổ đúng, đề nghị sửa bản quốc gia")),
        (NOTED, _("đã ghi ở hồ sơ")),
    ]

    reconciliation = models.ForeignKey(Reconciliation, models.PROTECT, related_name="differences")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=8, choices=SORTS)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=20, blank=True)
    theirs = models.TextField(editable=False, blank=True)
    place = models.CharField(_("chỗ trong tệp"), max_length=80, blank=True)
    note = models.CharField(max_length=12, blank=True)
    name_key = models.CharField(max_length=240, editable=False)
    answer = models.CharField(max_length=8, choices=ANSWERS, blank=True, default="")
    reason = models.CharField(_("lý do, căn cứ"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ReconcilingRows.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["reconciliation", "sort", "name_key"], name="difference_in_name_order"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reconciliation", "member", "field"],
                condition=Q(sort="differs"),
                name="difference_once_a_field",
            )
        ]

    def __str__(self) -> str:
        return f"difference {self.pk}"


# once held against the book the export is needed no more: what differs stands sealed in its own row
held_in("party.Reconciliation", "file", state=Reconciliation.READING)
