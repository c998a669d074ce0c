"""What the kernel keeps: the dated tree of units, the journal and its seals, settings and calendar days."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.law.periods import FOREVER

# "since always": what stood before the book began and whose first day nobody wrote down
ALWAYS = date(1, 1, 1)


class Blocked(RuntimeError):
    """A bulk write that would go round the journal."""


class Guarded(models.QuerySet[Any]):
    """A queryset whose bulk writes are closed: facts change through `flow` and `sheets.load` only."""

    def update(self, **kwargs: Any) -> int:
        raise Blocked(f"{self.model.__name__}: update() goes round the journal; use flow.record or flow.take")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Blocked(f"{self.model.__name__}: delete() goes round the journal; use flow.correct")

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        raise Blocked(f"{self.model.__name__}: bulk_create() goes round the journal; use sheets.load")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise Blocked(f"{self.model.__name__}: bulk_update() goes round the journal; use sheets.load")

    def loaded(self, rows: list[Any], entry: "Entry") -> list[Any]:
        """The bulk door of one load: every row carries the load's journal entry."""
        for row in rows:
            row.entry = entry
        return super().bulk_create(rows, batch_size=2000)

    def moved(self, act: "Entry", /, **facts: Any) -> int:
        """The bulk change of one recorded act (closing spells at a merger); `act` is its entry."""
        assert act.pk, "an act is written down before it moves rows"  # noqa: S101
        return super().update(**facts)


class Spell(models.Model):
    """Something that stood from `since` (inclusive) until `until` (exclusive); never open-ended with a null."""

    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), default=FOREVER)

    class Meta:
        abstract = True

    @classmethod
    def standing(cls, on: date, prefix: str = "") -> Q:
        """Condition: the spell stands at the end of `on`."""
        return Q(**{f"{prefix}since__lte": on, f"{prefix}until__gt": on})


class Unit(Spell):
    """An organisation in the book's tree; its name, its place and its custody are rows of their own."""

    code = models.CharField(_("mã"), max_length=40, unique=True)
    kind = models.CharField(_("loại"), max_length=20, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="unit_since_before_until")
        ]

    def __str__(self) -> str:
        return self.code


class UnitName(Spell):
    """What a unit was called during a spell."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField(_("tên"), max_length=160)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(until=FOREVER), name="unit_one_open_name")
        ]

    def __str__(self) -> str:
        return self.name


class Placing(Spell):
    """Under which parent a unit stood; written by the acts on the tree."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placings")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(until=FOREVER), name="unit_one_open_placing")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.parent_id}"


class Outline(Spell):
    """The boundary of a unit on the map during a spell: polygons of rings of [longitude, latitude], as they were supplied."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="outlines")
    polygons = models.JSONField(_("ranh giới"))
    entry = models.ForeignKey("Entry", models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(until=FOREVER), name="outline_one_open"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="outline_since_until"),
        ]

    def __str__(self) -> str:
        return f"outline {self.pk}"


class Within(Spell):
    """Derived: during the spell `unit` lay in `ancestor`; with `custody`, only its books are kept there."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    custody = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ancestor", "unit"], name="within_ancestor_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.ancestor_id}"


class Seal(models.Model):
    """A Merkle root over journal entries that had no leaf yet, chained to the seal before it."""

    previous = models.CharField(max_length=64, blank=True)
    root = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    entries = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:12]


class Entries(Guarded):
    """Journal entries: written once; the only later mark is the seal they went under."""

    def moved_under(self, seal: Seal) -> int:
        """Put unsealed entries under a seal."""
        return models.QuerySet.update(self.filter(seal=None), seal=seal)


class Entry(models.Model):
    """One act written down: who, in which office, on what, which step; references and digests, never values."""

    at = models.DateTimeField(_("lúc"), db_index=True)
    on = models.DateField(_("ngày của việc"))
    account_id = models.BigIntegerField(null=True)  # a soft reference: accounts live downstream
    actor = models.CharField(_("người ghi"), max_length=160)
    office = models.CharField(_("chức vụ lúc ghi"), max_length=160, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    flow = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, related_name="leaves")

    objects = Entries.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_key"], name="entry_subject"),
            models.Index(fields=["unit", "-id"], name="entry_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.flow}.{self.step} {self.subject_kind} {self.subject_key}"


class UnitAct(models.Model):
    """An act on the tree with its decision: found, rename, move, merge, split, dissolve; or an act taken back.

    `into`: the parent of a founded or moved unit; for one that ended, the unit that keeps its books.
    """

    FOUND, RENAME, MOVE, MERGE, DISSOLVE = "found", "rename", "move", "merge", "dissolve"
    SPLIT, UNDO = "split", "undo"
    KINDS: ClassVar = [
        (FOUND, _("Thành lập")),
        (RENAME, _("Đổi tên")),
        (MOVE, _("Chuyển về")),
        (MERGE, _("Hợp nhất, sáp nhập vào")),
        (DISSOLVE, _("Giải thể")),
        (SPLIT, _("Chia, tách")),
        (UNDO, _("Bỏ phần ghi nhầm")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=10, choices=KINDS)
    on = models.DateField(_("có hiệu lực từ"))
    into = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id} {self.on}"


class Setting(models.Model):
    """What a province or a commune may set itself: a dated row beside its default."""

    code = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    value = models.JSONField()
    since = models.DateField()
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["code", "unit", "since"], name="setting_code_unit")]

    def __str__(self) -> str:
        return self.code


class CalendarDay(models.Model):
    """A day that differs from the plain week: a day off, or a Saturday worked in exchange."""

    OFF, WORKED, UNDECIDED = "off", "worked", "switch"
    KINDS: ClassVar = [
        (OFF, _("Ngày nghỉ")),
        (WORKED, _("Ngày làm bù")),
        (UNDECIDED, _("Ngày chưa quyết")),
    ]

    day = models.DateField(_("ngày"), unique=True)
    kind = models.CharField(_("loại"), max_length=6, choices=KINDS)
    name = models.CharField(_("tên"), max_length=120, blank=True)
    assumed = models.BooleanField(_("giả định"), default=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class SealedCorrection(models.Model):
    """The old and the new value of a corrected fact, sealed; the journal entry holds only their digests."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="correction")
    sealed = models.TextField()

    def __str__(self) -> str:
        return f"correction {self.entry_id}"


class Upload(models.Model):
    """A workbook handed in: kept sealed while it waits, previewed, then loaded whole or set aside; its digest stays."""

    WAITING, LOADED, SET_ASIDE = "waiting", "loaded", "set_aside"
    STATES: ClassVar = [(WAITING, _("Chờ ghi sổ")), (LOADED, _("Đã ghi sổ")), (SET_ASIDE, _("Đã bỏ"))]

    kind = models.CharField(_("loại bảng"), max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    file = models.CharField(max_length=64)  # the digest of what was handed in, by which it is known again
    kept = models.CharField(max_length=64, default="")  # the name of its bytes: sealed, here while it waits
    name = models.CharField(_("tên tệp"), max_length=200)
    state = models.CharField(max_length=10, choices=STATES, default=WAITING)
    account_id = models.BigIntegerField(null=True)  # a soft reference: accounts live downstream
    at = models.DateTimeField(auto_now_add=True)
    counts = models.JSONField(default=dict)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"upload {self.pk}"
