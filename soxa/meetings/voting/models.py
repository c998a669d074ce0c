"""The nouns of a vote: the question, what may be chosen, who counts, who may vote, and – where the vote is named – who said what."""

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry
from soxa.meetings import kinds
from soxa.meetings.models import Item, Meeting, PartsOfMeetings
from soxa.org.models import Person


class Tallied(PartsOfMeetings):
    """Rows that a ballot adds one to; no entry tells of a single ballot."""

    def one_more(self, name: str) -> int:
        """Add one to a count; how many rows were changed."""
        return models.QuerySet.update(self, **{name: F(name) + 1})


class OfVotes(Tallied):
    """What belongs to a vote, seen with its meeting."""

    side_path, sight_unit = "vote__meeting__side", "vote__meeting__unit_id"


class Vote(models.Model):
    """One question put to the vote of a meeting, how one votes, how many must agree, and once it is counted what was cast.

    `official`: all who may vote; `counted`: those without the suspended and the eased who stayed away; `base`: the number
    the share is taken of; `seats`: how many of the options may be chosen. While a ballot is open nobody reads its counts.
    """

    PUT, OPEN, COUNTED, WITHDRAWN = "put", "open", "counted", "off"
    STATES: ClassVar = [
        (PUT, _("Chưa biểu quyết")),
        (OPEN, _("Đang bỏ phiếu")),
        (COUNTED, _("Đã có kết quả")),
        (WITHDRAWN, _("Không lấy kết quả")),
    ]
    QUESTION, CHOICE, ELECTION = "question", "choice", "election"
    ABOUT: ClassVar = [
        (QUESTION, _("Tán thành hay không một việc")),
        (CHOICE, _("Chọn trong các phương án")),
        (ELECTION, _("Bầu người")),
    ]
    FORMS: ClassVar = [
        (kinds.HAND, _("Giơ thẻ, giơ tay")),
        (kinds.BALLOT, _("Phiếu giấy")),
        (kinds.NAMED, _("Phiếu điện tử, ghi tên")),
        (kinds.SECRET, _("Phiếu điện tử, kín")),
    ]
    ELECTRONIC = (kinds.NAMED, kinds.SECRET)
    MAJORITY, QUALIFIED = "majority", "qualified"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="votes")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    number = models.PositiveSmallIntegerField(_("lượt biểu quyết"))
    text = models.CharField(_("nội dung biểu quyết"), max_length=400)
    about = models.CharField(_("biểu quyết về"), max_length=8, choices=ABOUT, default=QUESTION)
    form = models.CharField(_("hình thức"), max_length=6, choices=FORMS)
    measure = models.CharField(_("mức cần đạt"), max_length=9, default=MAJORITY)
    seats = models.PositiveSmallIntegerField(_("số được chọn"), default=1)
    state = models.CharField(max_length=10, choices=STATES, default=PUT)
    counted_on = models.DateField(_("ngày biểu quyết"), null=True)
    official = models.PositiveIntegerField(_("tổng số có quyền biểu quyết"), null=True)
    counted = models.PositiveIntegerField(_("trừ miễn, tạm đi, đình chỉ vắng mặt"), null=True)
    present = models.PositiveIntegerField(_("có quyền biểu quyết, có mặt"), null=True)
    base = models.PositiveIntegerField(_("số làm mẫu số"), null=True)
    needed = models.PositiveIntegerField(_("cần đạt"), null=True)
    ayes = models.PositiveIntegerField(_("tán thành"), default=0)
    noes = models.PositiveIntegerField(_("không tán thành"), default=0)
    other = models.PositiveIntegerField(_("ý kiến khác"), default=0)
    given = models.PositiveIntegerField(_("phiếu phát ra"), null=True)
    returned = models.PositiveIntegerField(_("phiếu thu về"), null=True)
    valid = models.PositiveIntegerField(_("phiếu hợp lệ"), null=True)
    invalid = models.PositiveIntegerField(_("phiếu không hợp lệ"), null=True)
    passed = models.BooleanField(_("thông qua"), null=True)
    why = models.CharField(_("lý do không lấy kết quả"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Tallied.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="vote_number_once")
        ]

    def __str__(self) -> str:
        return f"vote {self.pk}"

    @property
    def unit_id(self) -> int:
        """The unit whose meeting votes."""
        return self.meeting.unit_id

    @property
    def electronic(self) -> bool:
        """Whether each votes on a page of his own."""
        return self.form in self.ELECTRONIC

    @property
    def of_names(self) -> bool:
        """Whether options are chosen, not a question answered."""
        return self.about != self.QUESTION


class Option(models.Model):
    """A name or a proposal that may be chosen; `chosen` once it was counted."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="options")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    text = models.CharField(_("tên, phương án"), max_length=200)
    ayes = models.PositiveIntegerField(_("số phiếu"), default=0)
    chosen = models.BooleanField(_("được chọn"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfVotes.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote", "number"], name="option_number_once")
        ]

    def __str__(self) -> str:
        return f"option {self.pk}"


class Teller(models.Model):
    """One of those who count the paper ballots of a vote."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="tellers")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    name = models.CharField(_("họ và tên"), max_length=120)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfVotes.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote", "number"], name="teller_number_once")
        ]

    def __str__(self) -> str:
        return f"teller {self.pk}"

    @property
    def head(self) -> bool:
        """Whether he leads the team."""
        return self.number == 1


class ElectorRows(OfVotes):
    """Electors; the one mark a ballot leaves on them is that they have voted."""

    def vote_now(self) -> int:
        """Mark those who have not voted; how many were marked."""
        return models.QuerySet.update(self.filter(voted=False), voted=True)


class Elector(models.Model):
    """One who may vote electronically, as it was when the vote was opened, and whether he has: no time, no order, no ballot."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="electors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    voted = models.BooleanField(_("đã bỏ phiếu"), default=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ElectorRows.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["vote", "person"], name="elector_once")]

    def __str__(self) -> str:
        return f"elector {self.pk}"


class VoiceRows(PartsOfMeetings):
    """Voices, seen with their meeting."""

    side_path, sight_unit = "elector__vote__meeting__side", "elector__vote__meeting__unit_id"


class Voice(models.Model):
    """What an elector of a named vote said: an answer, or one of the options he chose. A secret vote has no such rows."""

    YES, NO, OTHER, NONE = "yes", "no", "other", "none"
    ANSWERS: ClassVar = [
        (YES, _("Tán thành")),
        (NO, _("Không tán thành")),
        (OTHER, _("Ý kiến khác")),
        (NONE, _("Không chọn ai")),
    ]
    COLUMNS: ClassVar[dict[str, str]] = {YES: "ayes", NO: "noes", OTHER: "other"}

    elector = models.ForeignKey(Elector, models.PROTECT, related_name="voices")
    answer = models.CharField(_("trả lời"), max_length=5, choices=ANSWERS, blank=True)
    option = models.ForeignKey(Option, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = VoiceRows.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["elector", "option"], name="voice_once")]

    def __str__(self) -> str:
        return f"voice {self.pk}"
