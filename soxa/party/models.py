"""The nouns of Party work: cells, members, their memberships as spells, exemptions, and papers a file lacks."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import SeenBy
from soxa.kernel.fields import PartialDateField, day_number
from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.org.models import Person


class PartyRows(SeenBy):
    """Rows of the Party side, seen by offices of the Party side."""

    sight_domain = "party"


class Cell(models.Model):
    """A party cell: the Party's own facts about a unit of kind "cell"."""

    KINDS: ClassVar = [
        ("village", _("thôn, khu phố")),
        ("agency", _("cơ quan")),
        ("school", _("trường học")),
        ("enterprise", _("doanh nghiệp")),
        ("military", _("quân sự")),
        ("police", _("công an")),
        ("health", _("y tế")),
        ("cooperative", _("hợp tác xã")),
        ("other", _("loại khác")),
    ]
    AGENCY = "agency"
    BRANCHES: ClassVar = [
        ("party", _("cơ quan đảng, Mặt trận, đoàn thể")),
        ("people", _("cơ quan HĐND, UBND")),
    ]

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="cell")
    kind = models.CharField(_("loại chi bộ"), max_length=20, choices=KINDS)
    branch = models.CharField(_("khối cơ quan"), max_length=10, choices=BRANCHES, blank=True)
    grassroots = models.BooleanField(_("là tổ chức cơ sở đảng"), null=True)
    above_limit_consent = models.CharField(_("văn bản đồng ý của cấp trên"), max_length=200, blank=True)
    since = models.DateField(editable=False)
    until = models.DateField(editable=False, default=FOREVER)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = PartyRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(branch="") | Q(kind="agency"), name="cell_branch_of_agency")
        ]

    def __str__(self) -> str:
        return f"cell {self.unit_id}"

    @property
    def kind_title(self) -> str:
        """The kind in words, with the branch of an agency."""
        return kind_words(self.kind, self.branch)


def kind_words(kind: str, branch: str) -> str:
    """A kind of cell in words: "cơ quan (cơ quan HĐND, UBND)"."""
    words = str(dict(Cell.KINDS).get(kind, kind))
    return f"{words} ({dict(Cell.BRANCHES)[branch]})" if branch else words


class PastKind(Spell):
    """A spell in which a cell was of another kind than today's; what it is of today stands on the cell itself."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="past_kinds")
    kind = models.CharField(_("loại chi bộ"), max_length=20, choices=Cell.KINDS)
    branch = models.CharField(_("khối cơ quan"), max_length=10, choices=Cell.BRANCHES, blank=True)
    paper = models.CharField(_("văn bản đổi loại"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cell", "until"], name="past_kind_once"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="past_kind_since_before_until"),
        ]

    def __str__(self) -> str:
        return f"past kind {self.pk}"


class PastAnswers(Spell):
    """A spell in which something else was said of a cell than today; what is said today stands on the cell itself."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="past_answers")
    grassroots = models.BooleanField(_("là tổ chức cơ sở đảng"), null=True)
    above_limit_consent = models.CharField(_("văn bản đồng ý của cấp trên"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cell", "until"], name="past_answers_once"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="past_answers_since_before_until"),
        ]

    def __str__(self) -> str:
        return f"past answers {self.pk}"


class Member(models.Model):
    """A person's Party record: three dates kept apart, the card, and the state of the file."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="member")
    decision_on = PartialDateField(_("ngày quyết định kết nạp"), null=True)
    admitted_on = PartialDateField(_("ngày kết nạp (lễ)"), null=True)
    recognised_on = PartialDateField(_("ngày công nhận chính thức"), null=True, db_index=True)
    card_no = models.CharField(_("số thẻ đảng viên"), max_length=20, blank=True)
    card_exchanged_on = models.DateField(_("ngày đổi thẻ"), null=True, blank=True)
    card_wait_reason = models.CharField(_("lý do chưa đổi thẻ"), max_length=120, blank=True)
    file_checked_on = models.DateField(_("ngày kiểm tra hồ sơ"), null=True, blank=True)
    file_note = models.CharField(_("ghi chú hồ sơ"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card_no"], condition=~Q(card_no=""), name="member_card_once")
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"


class Memberships(PartyRows):
    """Membership spells with the questions that pages ask."""

    def home(self) -> Self:
        """Official home spells: the ones that are counted."""
        return self.filter(kind=Membership.HOME)

    def matching(self, words: str) -> Self:
        """Spells of people whose folded name, or card number, holds all the words."""
        found = self
        for word in fold(words).split():
            digits = word.replace(".", "")
            meant = Q(member__person__folded__contains=word)
            found = found.filter(meant | Q(member__card_no__contains=digits) if digits.isdigit() else meant)
        return found


class Membership(Spell):
    """A spell in which a member belonged to a cell: as its own (home) or attached for a time (not counted)."""

    HOME, ATTACHED = "home", "attached"
    KINDS: ClassVar = [(HOME, _("chính thức tại chi bộ")), (ATTACHED, _("sinh hoạt tạm thời"))]
    ADMITTED, TRANSFERRED_IN, REORGANISED, INTERNAL, RESTORED = (
        "admitted",
        "in",
        "reorganised",
        "internal",
        "restored",
    )
    OPENINGS: ClassVar = [
        (ADMITTED, _("kết nạp")),
        (TRANSFERRED_IN, _("chuyển đến")),
        (INTERNAL, _("chuyển trong đảng bộ")),
        (REORGANISED, _("do sắp xếp tổ chức")),
        (RESTORED, _("phục hồi")),
        ("", _("đã có khi lập sổ")),
    ]
    TRANSFERRED_OUT, DIED, STRUCK_OFF, EXPELLED, LEFT = "out", "died", "struck_off", "expelled", "left"
    CLOSINGS: ClassVar = [
        ("", _("đang sinh hoạt")),
        (TRANSFERRED_OUT, _("chuyển đi")),
        (DIED, _("từ trần")),
        (STRUCK_OFF, _("xóa tên")),
        (EXPELLED, _("khai trừ")),
        (LEFT, _("xin ra, cho ra khỏi Đảng")),
        (INTERNAL, _("chuyển trong đảng bộ")),
        (REORGANISED, _("do sắp xếp tổ chức")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=10, choices=KINDS, default=HOME)
    opened_by = models.CharField(_("vào vì"), max_length=12, choices=OPENINGS, blank=True)
    closed_by = models.CharField(_("ra vì"), max_length=12, choices=CLOSINGS, blank=True)
    assumed = models.BooleanField(_("ngày bắt đầu là giả định"), default=False)
    paper = models.CharField(_("văn bản lúc vào"), max_length=200, blank=True)
    closing_paper = models.CharField(_("văn bản lúc ra"), max_length=200, blank=True)
    came_from = models.CharField(_("từ đâu đến"), max_length=160, blank=True)
    went_to = models.CharField(_("đi đâu"), max_length=160, blank=True)
    # of a spell before the member was admitted again: when he was recognised in that life
    recognised_then = PartialDateField(_("ngày công nhận chính thức khi ấy"), null=True)
    name_key = models.CharField(max_length=240, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Memberships.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(until=FOREVER, kind="home"), name="membership_one_open_home"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="membership_since_before_until"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "until", "since"], name="membership_unit_spell"),
            models.Index(fields=["until", "kind", "name_key"], name="membership_in_name_order"),
            models.Index(
                fields=["recognised_then"],
                condition=~Q(recognised_then=None),
                name="membership_recognised_then",
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"

    @staticmethod
    def official_by(on: date) -> Q:
        """Spells of members recognised by the end of a day, in the life that the spell belongs to."""
        number = day_number(on)
        return Q(member__recognised_on__lte=number) | Q(recognised_then__lte=number)

    @staticmethod
    def probationary_by(on: date) -> Q:
        """Spells of members not recognised by the end of a day."""
        number = day_number(on)
        not_now = Q(member__recognised_on=None) | Q(member__recognised_on__gt=number)
        return not_now & (Q(recognised_then=None) | Q(recognised_then__gt=number))


class Exemption(Spell):
    """A spell in which duties were eased or rights paused: exempt, exempt for a time, away for a time, suspended."""

    EXEMPT, TEMP_EXEMPT, TEMP_OUT, SUSPENDED = "exempt", "temp_exempt", "temp_out", "suspended"
    KINDS: ClassVar = [
        (EXEMPT, _("miễn công tác và sinh hoạt")),
        (TEMP_EXEMPT, _("tạm miễn sinh hoạt")),
        (TEMP_OUT, _("sinh hoạt tạm thời nơi khác")),
        (SUSPENDED, _("đình chỉ sinh hoạt")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="exemptions")
    kind = models.CharField(_("loại"), max_length=12, choices=KINDS)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    ends_on = models.DateField(_("dự kiến sinh hoạt trở lại"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "kind"], condition=Q(until=FOREVER), name="exemption_one_open_kind"
            )
        ]

    def __str__(self) -> str:
        return f"exemption {self.pk}"


class PaperKind(models.Model):
    """A paper that a member's file must hold, and from which occasion; a row, because forms change."""

    ON_ADMISSION, ON_RECOGNITION, EVERY_YEAR, OTHER = "admission", "recognition", "annual", "other"
    OCCASIONS: ClassVar = [
        (ON_ADMISSION, _("khi kết nạp")),
        (ON_RECOGNITION, _("khi công nhận chính thức")),
        (EVERY_YEAR, _("hằng năm")),
        (OTHER, _("giấy tờ khác")),
    ]

    code = models.CharField(_("mã"), max_length=40, unique=True)
    title = models.CharField(_("giấy tờ"), max_length=200)
    occasion = models.CharField(_("dịp"), max_length=12, choices=OCCASIONS)
    confirmed = models.BooleanField(_("đã đối chiếu văn bản"), default=False)

    def __str__(self) -> str:
        return self.title


class MissingPaper(Spell):
    """A spell in which a file lacked a paper; it ends on the day the paper was put in."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="missing_papers")
    paper = models.ForeignKey(PaperKind, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "paper", "year"],
                condition=Q(until=FOREVER),
                nulls_distinct=False,
                name="missing_paper_once",
            )
        ]

    def __str__(self) -> str:
        return f"missing paper {self.pk}"


import soxa.party.admission.models  # noqa: E402, F401 – admission as a case stands beside, in a room of its own
import soxa.party.badges.models  # noqa: E402, F401 – cards, badges and time outside the Party, in a room of their own
import soxa.party.cadres.models  # noqa: E402, F401 – planning of cadres and courses, in a room of their own
import soxa.party.censure.models  # noqa: E402, F401 – discipline of organisations
import soxa.party.congress.models  # noqa: E402, F401 – congresses, in a room of their own
import soxa.party.corrections.models  # noqa: E402, F401 – scans behind corrections
import soxa.party.discipline.models  # noqa: E402, F401 – and discipline
import soxa.party.dues.models  # noqa: E402, F401 – dues stand beside, in a room of their own
import soxa.party.inspection.models  # noqa: E402, F401 – inspection has a room of its own
import soxa.party.reconciling.models  # noqa: E402, F401 – as has reconciliation
import soxa.party.striking.models  # noqa: E402, F401 – and strike-off
import soxa.party.study.models  # noqa: E402, F401 – and so has study
import soxa.party.transfers.models  # noqa: E402, F401 – transfers, in a room of their own
