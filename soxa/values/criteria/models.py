"""The nouns of criteria: a set in one version, its criteria and their indicators, and what was found of an indicator."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.room import takes_room
from soxa.kernel.access import sight_of
from soxa.kernel.files import held_in
from soxa.kernel.models import ALWAYS, Entry, Guarded, Spell, Unit
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.values.criteria import rules
from soxa.values.sight import ValueRows


class SetRows(ValueRows):
    """Sets: those of the State are everyone's, one that a province or a commune made is read in its units."""

    def seen_by(self, reader: Any) -> Self:
        """Sets of nobody, of units in the reader's sight, and of those above his own offices."""
        sight = sight_of(reader, self.sight_domain)
        if sight.everything:
            return self
        day = book_day()
        held = [one.unit_id for one in reader.held_offices() if self.sight_domain in one.role.domains]
        units = set(sight.units).union(*(tree().ancestors(unit, day) for unit in held))
        return self.filter(Q(unit=None) | Q(unit_id__in=sorted(units)))


class CriteriaSet(Spell):
    """One version of a set: what it measures, who made it, and the days on which results may be judged by it.

    `figure` is the code of the measure that it answers for; `declared`: how many indicators the text has, where the book
    holds fewer; `tally`: whether criteria are counted, or the indicators of a list that is worked off.
    """

    COMMUNE, VILLAGE = "commune", "village"
    LEVELS: ClassVar = [(COMMUNE, _("xã")), (VILLAGE, _("thôn, khu dân cư"))]
    CRITERIA, INDICATORS = "criteria", "indicators"
    TALLIES: ClassVar = [
        (CRITERIA, _("đếm tiêu chí đạt")),
        (INDICATORS, _("đếm chỉ tiêu xong, chia mức xanh, vàng, đỏ")),
    ]

    code = models.CharField(_("mã bộ"), max_length=40)
    version = models.CharField(_("phiên bản"), max_length=40)
    title = models.CharField(_("tên bộ tiêu chí"), max_length=200)
    level = models.CharField(_("đánh giá"), max_length=8, choices=LEVELS, default=COMMUNE)
    tally = models.CharField(_("cách đếm"), max_length=10, choices=TALLIES, default=CRITERIA)
    figure = models.CharField(_("số liệu"), max_length=60, blank=True)
    declared = models.PositiveSmallIntegerField(_("số chỉ tiêu theo văn bản"), default=0)
    cite = models.CharField(_("văn bản ban hành"), max_length=200, blank=True)
    confirmed = models.BooleanField(_("đã đối chiếu văn bản"), default=False)
    about = models.CharField(_("ghi chú"), max_length=400, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="versions")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SetRows.as_manager()

    class Meta:
        ordering: ClassVar = ["level", "code", "-since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "code", "version"], name="criteria_set_once"),
            models.UniqueConstraint(
                fields=["code", "version"], condition=Q(unit=None), name="criteria_set_of_the_state_once"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="criteria_set_since_before_until"),
        ]

    def __str__(self) -> str:
        return f"criteria set {self.pk}"

    @property
    def name(self) -> str:
        """The title with the version."""
        return f"{self.title}, {self.version}" if self.version not in self.title else self.title


class Criterion(models.Model):
    """A criterion of a set; a `condition` is asked before recognition and is not counted among the criteria."""

    of = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    title = models.CharField(_("tiêu chí"), max_length=200)
    condition = models.BooleanField(_("điều kiện xét công nhận, không tính là tiêu chí"), default=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of", "number"], name="set_criterion_number_once")
        ]

    def __str__(self) -> str:
        return f"criterion {self.pk}"


class Indicator(Spell):
    """What is looked at for a criterion: a number held against a threshold, or something that is stated.

    Its spell is the days on which it is asked so: an indicator added to a set in force stands from a day, and one whose
    words or threshold changed ends that day while a row with the new ones begins, of which it is the `first`. Results are
    kept under the first.

    `zones` holds the threshold by region or by group of communes ({"ĐBSH": "99", "1": "100"}; by year {"ĐBSH/2025": "62"};
    "-" where it does not apply); `asked`: what the paper asks, in words, where that is no number.
    """

    KINDS: ClassVar = [
        (rules.STATED, _("nêu đạt hoặc không đạt")),
        (rules.NUMBER, _("số so với mức")),
        (rules.BY_PROVINCE, _("theo quy định của tỉnh, nêu căn cứ")),
        (rules.NOT_APPLICABLE, _("không áp dụng")),
    ]
    OPS: ClassVar = [(rules.AT_LEAST, "≥"), (rules.AT_MOST, "≤"), (rules.EXACTLY, "=")]

    since = models.DateField(_("từ ngày"), default=ALWAYS)
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="indicators")
    first = models.ForeignKey("self", models.PROTECT, null=True, related_name="wordings")
    position = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(_("số hiệu"), max_length=12)
    title = models.CharField(_("chỉ tiêu"), max_length=400)
    code = models.CharField(_("mã"), max_length=60, blank=True)
    kind = models.CharField(_("cách đánh giá"), max_length=14, choices=KINDS, default=rules.STATED)
    op = models.CharField(_("so sánh"), max_length=2, choices=OPS, blank=True)
    threshold = models.DecimalField(_("mức"), max_digits=16, decimal_places=4, null=True)
    zones = models.JSONField(_("mức theo vùng, nhóm xã"), default=dict)
    unit_word = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    asked = models.CharField(_("yêu cầu bằng lời"), max_length=200, blank=True)
    may_not_apply = models.BooleanField(_("có thể không áp dụng"), default=False)
    confirmed = models.BooleanField(_("mức đã đối chiếu văn bản"), default=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar = ["criterion__number", "position", "since"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["criterion", "position"], condition=Q(until=FOREVER), name="indicator_position_once"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="indicator_since_before_until"),
        ]

    def __str__(self) -> str:
        return f"indicator {self.pk}"

    @property
    def key(self) -> int:
        """The key under which its results are kept, however its words changed."""
        first: int | None = self.first_id  # type: ignore[attr-defined]
        return first or self.pk


class CriterionResult(Spell):
    """What was found of one indicator of a unit: `since` is the day it was assessed.

    It counts from that day once another person has verified it, until the next one that was; before, and when it was sent
    back, its spell is empty. `outcome` and `asked` are as they were judged then, so that a threshold changed later turns no
    light; `replaced_by` is the result that took its place.
    """

    WAITING, VERIFIED, RETURNED = "waiting", "verified", "returned"
    STATES: ClassVar = [
        (WAITING, _("Chờ thẩm định")),
        (VERIFIED, _("Đã thẩm định")),
        (RETURNED, _("Trả lại")),
    ]
    OUTCOMES: ClassVar = [
        (rules.PASSED, _("Đạt")),
        (rules.FAILED, _("Chưa đạt")),
        (rules.NOT_APPLICABLE, _("Không áp dụng")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="results")
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    outcome = models.CharField(_("kết quả"), max_length=14, choices=OUTCOMES)
    value = models.DecimalField(_("giá trị"), max_digits=16, decimal_places=4, null=True)
    asked = models.CharField(_("mức lúc đánh giá"), max_length=200, blank=True)
    evidence = models.CharField(_("minh chứng, căn cứ"), max_length=600, blank=True)
    assessor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    verified_on = models.DateField(_("ngày thẩm định"), null=True)
    remark = models.CharField(_("ý kiến thẩm định"), max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    name = models.CharField(_("tên tệp"), max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = ValueRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="result_since_before_until"),
            models.UniqueConstraint(
                fields=["unit", "indicator"], condition=Q(until=FOREVER), name="result_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator"], condition=Q(state="waiting"), name="result_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("assessor")),
                name="result_verified_by_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "indicator", "since"], name="result_unit_indicator")
        ]

    def __str__(self) -> str:
        return f"criterion result {self.pk}"


held_in("values.CriterionResult", "digest")
takes_room("values.CriterionResult", "unit_id")
