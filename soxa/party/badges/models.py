"""The nouns of cards and badges: a badge's case, what happened to a card or badge, and time spent outside the Party."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.party.models import Member, PartyRows


class TimeOutside(Spell):
    """A spell in which a member took no part in the Party; its days do not count towards Party age."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="times_outside")
    reason = models.CharField(_("lý do"), max_length=200)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")) & Q(until__lt=FOREVER), name="time_outside_has_ended"
            )
        ]

    def __str__(self) -> str:
        return f"time outside {self.pk}"


class Badge(models.Model):
    """A Party badge of one level for one member: proposed for a round, decided, awarded; or held since before the book."""

    PROPOSED, DECIDED, AWARDED, LOST, HANDED_BACK, DECLINED = (
        "proposed",
        "decided",
        "awarded",
        "lost",
        "handed_back",
        "declined",
    )
    STATES: ClassVar = [
        (PROPOSED, _("Đã đề nghị")),
        (DECIDED, _("Có quyết định, chờ trao")),
        (AWARDED, _("Đã trao")),
        (LOST, _("Báo mất, chờ cấp lại")),
        (HANDED_BACK, _("Đã thu lại")),
        (DECLINED, _("Thôi đề nghị")),
    ]
    ORDINARY, ILL, POSTHUMOUS, KEPT = "ordinary", "ill", "posthumous", "kept"
    REASONS: ClassVar = [
        (ORDINARY, _("đủ năm tuổi Đảng")),
        (ILL, _("lý do sức khỏe, xét trao sớm")),
        (POSTHUMOUS, _("truy tặng")),
        (KEPT, _("đã trao trước khi lập sổ")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="badges")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("loại Huy hiệu (năm)"))
    round_on = models.DateField(_("đợt trao"), null=True)
    due_on = models.DateField(_("ngày đủ năm tuổi Đảng"), null=True)
    reason = models.CharField(_("diện xét"), max_length=12, choices=REASONS, default=ORDINARY)
    note = models.CharField(_("lý do, ghi chú"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=STATES, default=PROPOSED)
    proposed_on = models.DateField(_("ngày đề nghị"), null=True)
    decision = models.CharField(_("quyết định tặng"), max_length=200, blank=True)
    decided_on = models.DateField(_("ngày quyết định tặng"), null=True)
    number = models.CharField(_("số Huy hiệu"), max_length=20, blank=True)
    awarded_on = models.DateField(_("ngày trao"), null=True, db_index=True)
    closed_on = models.DateField(_("ngày thôi đề nghị hoặc thu lại"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "level"], condition=~Q(state="declined"), name="badge_once_a_level"
            ),
            models.UniqueConstraint(
                fields=["level", "number"], condition=~Q(number=""), name="badge_number_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["round_on", "level"], name="badge_of_a_round")]

    def __str__(self) -> str:
        return f"badge {self.pk}"


class CardEvent(models.Model):
    """What happened to a member's card, or to a badge where one is named; the numbers before and after are kept."""

    ISSUED, EXCHANGED, LOST, FOUND, REISSUED, DAMAGED, HANDED_BACK = (
        "issued",
        "exchanged",
        "lost",
        "found",
        "reissued",
        "damaged",
        "handed_back",
    )
    KINDS: ClassVar = [
        (ISSUED, _("phát thẻ")),
        (EXCHANGED, _("đổi thẻ")),
        (LOST, _("báo mất")),
        (FOUND, _("tìm thấy lại")),
        (REISSUED, _("cấp lại")),
        (DAMAGED, _("đổi vì hỏng")),
        (HANDED_BACK, _("thu lại")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="card_events")
    badge = models.ForeignKey(Badge, models.PROTECT, null=True, related_name="events")
    kind = models.CharField(_("việc"), max_length=12, choices=KINDS)
    on = models.DateField(_("ngày"))
    old_number = models.CharField(_("số cũ"), max_length=20, blank=True)
    number = models.CharField(_("số mới"), max_length=20, blank=True)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    note = models.CharField(_("lý do, ghi chú"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member", "badge", "-id"], name="card_event_of_a_member")]

    def __str__(self) -> str:
        return f"card event {self.pk}"
