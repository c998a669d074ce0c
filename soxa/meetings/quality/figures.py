"""What quality can be counted by: meetings by level, scored of held, at which who follows was; cells with a theme each quarter; meetings without paper.

A meeting counts in the month it is of, at the level that was read from its scores at the end of the cut-off day.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn, once_told
from soxa.kernel.units.tree import tree
from soxa.law.acts import HD_12_MEETINGS, HD_42
from soxa.law.acts_of_bodies import WORKING_304
from soxa.law.meetings import SCORING
from soxa.law.numbers import quantity_text
from soxa.meetings.figures import DUE, held
from soxa.meetings.kinds import CELL, CELL_THEME, KINDS
from soxa.meetings.models import Guest, Meeting
from soxa.meetings.quality import discipline
from soxa.meetings.quality.models import LEVELS, Score
from soxa.meetings.quality.rules import AVERAGE, FAIR, GOOD, POOR
from soxa.org.models import Office
from soxa.org.roles import PARTY
from soxa.party.posts import FOLLOWER

_WORDS, _SIDES = dict(LEVELS), dict(Score.SIDES)
_UNIT = SourceColumn(_("Chi bộ"), "unit_id", lambda unit_id: tree().name(unit_id))
_QUARTER = timedelta(
    days=63
)  # from the first day of a quarter's last month back over the two before it, and no further
_LAST_MONTHS = (3, 6, 9, 12)
COMMITTEES = ("briefing", "standing", "committee")


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _month(day: Any) -> str:
    return f"{day:%m/%Y}"


SCORES = Source(
    code="meetings.score_rows",
    title=_("Điểm buổi sinh hoạt chi bộ thường kỳ"),
    rows=lambda: Score.objects.filter(meeting__kind=CELL),
    kind="event",
    on="month",
    facts=("unit_id", "meeting_id", "month", "side", "since", "until", "total", "level"),
    columns=(
        _UNIT,
        SourceColumn(_("Tháng"), "month", _month),
        SourceColumn(_("Ngày họp"), "meeting__held_on", _day),
        SourceColumn(_("Điểm theo"), "side", lambda side: str(_SIDES[side])),
        SourceColumn(_("Tổng điểm"), "total", quantity_text),
        SourceColumn(_("Xếp loại"), "level", lambda level: str(_WORDS[level])),
    ),
    order=("month", "unit_id", "pk"),
    link=lambda row: reverse("meeting", args=[row["meeting_id"]]),
    link_path="meeting_id",
    sight_domain=PARTY,
)


def _follower() -> Exists:
    stood = {"since__lte": OuterRef("held_on"), "until__gt": OuterRef("held_on")}
    return Exists(Office.objects.filter(unit_id=OuterRef("unit_id"), code=FOLLOWER, **stood))


FOLLOWED = Source(
    code="meetings.followed_rows",
    title=_("Buổi sinh hoạt thường kỳ của chi bộ có người theo dõi"),
    rows=lambda: Meeting.objects.filter(_follower(), kind=CELL, held_on__isnull=False),
    kind="event",
    on="month",
    facts=("unit_id", "month", "held_on"),
    columns=(_UNIT, SourceColumn(_("Tháng"), "month", _month), SourceColumn(_("Ngày họp"), "held_on", _day)),
    order=("month", "unit_id", "pk"),
    link=lambda row: reverse("meeting", args=[row["pk"]]),
    sight_domain=PARTY,
)
QUARTERS = Source(
    code="meetings.quarter_rows",
    title=_("Quý phải sinh hoạt chuyên đề của chi bộ"),
    rows=lambda: Meeting.objects.filter(kind=CELL, month__month__in=_LAST_MONTHS),
    kind="event",
    on="month",
    facts=("unit_id", "month"),
    columns=(_UNIT, SourceColumn(_("Quý hết tháng"), "month", _month)),
    order=("month", "unit_id", "pk"),
    link=lambda row: reverse("meeting", args=[row["pk"]]),
    sight_domain=PARTY,
)
BODIES = Source(
    code="meetings.committee_rows",
    title=_("Cuộc họp của Thường trực, Ban Thường vụ, Ban Chấp hành"),
    rows=lambda: Meeting.objects.filter(kind__in=COMMITTEES),
    kind="event",
    on="held_on",
    facts=("unit_id", "kind", "held_on", "paperless"),
    columns=(
        SourceColumn(_("Loại cuộc họp"), "kind", lambda kind: str(KINDS[kind].title)),
        SourceColumn(_("Đơn vị"), "unit_id", lambda unit_id: tree().name(unit_id)),
        SourceColumn(_("Ngày họp"), "held_on", _day),
        SourceColumn(_("Không giấy"), "paperless", lambda paperless: str(_("có") if paperless else _("không"))),
    ),
    order=("held_on", "pk"),
    link=lambda row: reverse("meeting", args=[row["pk"]]),
    sight_domain=PARTY,
)  # fmt: skip


def decides(moment: Moment) -> Q:
    """The score from which the meeting's level was read at the end of the day."""
    return Q(since__lte=moment.on, until__gt=moment.on)


def at(level: str) -> Callable[[Moment], Q]:
    """At a level; where the rule on discipline is switched on, a month with a decision is poor whatever its points."""

    def counted(moment: Moment) -> Q:
        if not discipline.applies(moment.on):
            return Q(level=level)
        hit = Q(discipline.in_month_of(moment.on))
        return Q(level=POOR) | hit if level == POOR else Q(level=level) & ~hit

    return counted


@once_told
def scored(moment: Moment) -> Q:
    """Scored by the end of the day, by the cell or by who follows it."""
    return Q(Exists(Score.objects.filter(meeting_id=OuterRef("pk"), scored_on__lte=moment.on)))


@once_told
def followed(moment: Moment) -> Q:
    """Who follows the cell came as a guest."""
    return Q(Exists(Guest.objects.filter(meeting_id=OuterRef("pk"), follower=True)))


@once_told
def with_theme(moment: Moment) -> Q:
    """By the end of the day the cell has met on a theme in the quarter, in a sitting of its own or with a regular one."""
    met = Meeting.objects.filter(
        Q(kind=CELL_THEME) | Q(kind=CELL) & ~Q(theme=""), unit_id=OuterRef("unit_id"),
        month__lte=OuterRef("month"), month__gt=OuterRef("month") - _QUARTER, held_on__lte=moment.on,
    )  # fmt: skip
    return Q(Exists(met))


def of_kind(kind: str) -> Callable[[Moment], Q]:
    """Of one kind."""
    return lambda moment: Q(kind=kind)


def paperless(moment: Moment) -> Q:
    """Held without paper."""
    return Q(paperless=True)


_CUSTOM = SCORING.at("")
_MEANS = _("Buổi thường kỳ được xếp loại này ÷ buổi đã chấm điểm; theo điểm của người theo dõi, chưa có thì theo chi bộ tự chấm.")  # fmt: skip

for _level, _title in (
    (GOOD, _("Buổi sinh hoạt xếp loại Tốt")),
    (FAIR, _("Buổi sinh hoạt xếp loại Khá")),
    (AVERAGE, _("Buổi sinh hoạt xếp loại Trung bình")),
    (POOR, _("Buổi sinh hoạt xếp loại Kém")),
):
    Figure(
        f"meetings.quality_{_level}", _title, "%", SCORES, _CUSTOM, _MEANS,
        counts=at(_level), among=decides, share=True, missing_title=_("buổi xếp loại khác"),
    )  # fmt: skip
Figure(
    "meetings.scored", _("Buổi sinh hoạt đã chấm điểm"), "%", DUE, _CUSTOM,
    _("Buổi thường kỳ đã chấm điểm (tự chấm hoặc người theo dõi chấm) ÷ buổi đã họp."),
    counts=scored, among=held, share=True, missing_title=_("buổi chưa chấm"),
)  # fmt: skip
Figure(
    "meetings.follow_due", _("Buổi có phân công cấp ủy viên dự"), _("buổi"), FOLLOWED, HD_42.at(""),
    _("Buổi thường kỳ đã họp của chi bộ có người theo dõi vào ngày họp."), counts=held,
)  # fmt: skip
Figure(
    "meetings.followed", _("Buổi cấp ủy viên theo dõi đã dự"), _("buổi"), FOLLOWED, HD_42.at(""),
    _("Buổi thường kỳ đã họp của chi bộ có người theo dõi mà người theo dõi đến dự."),
    counts=lambda moment: held(moment) & followed(moment),
)  # fmt: skip
Figure(
    "meetings.followed_share", _("Cấp ủy viên dự sinh hoạt theo phân công"), "%", FOLLOWED, HD_42.at(""),
    _("Buổi người theo dõi đến dự ÷ buổi đã họp của chi bộ có người theo dõi vào ngày họp."),
    counts=followed, among=held, share=True, missing_title=_("buổi không có người theo dõi dự"),
)  # fmt: skip
Figure(
    "meetings.thematic", _("Chi bộ sinh hoạt chuyên đề hằng quý"), "%", QUARTERS, HD_12_MEETINGS.at(""),
    _("Quý mà chi bộ có ít nhất một buổi chuyên đề ÷ quý phải có (mỗi chi bộ mỗi quý một buổi); quý tính vào tháng cuối quý."),
    counts=with_theme, share=True, missing_title=_("quý chưa có chuyên đề"), version=2,
)  # fmt: skip
Figure(
    "meetings.paperless", _("Cuộc họp cấp ủy không giấy"), "%", BODIES, WORKING_304.at(""),
    _("Cuộc họp không giấy ÷ cuộc họp của Thường trực, Ban Thường vụ, Ban Chấp hành đã họp trong kỳ."),
    counts=paperless, share=True, missing_title=_("cuộc họp có giấy"),
)  # fmt: skip
for _kind, _title in (
    ("briefing", _("Giao ban Thường trực không giấy")),
    ("standing", _("Họp Ban Thường vụ không giấy")),
    ("committee", _("Họp Ban Chấp hành không giấy")),
):
    Figure(
        f"meetings.paperless_{_kind}", _title, "%", BODIES, WORKING_304.at(""),
        _("Cuộc họp không giấy ÷ cuộc họp loại này đã họp trong kỳ."),
        counts=paperless, among=of_kind(_kind), share=True, missing_title=_("cuộc họp có giấy"),
    )  # fmt: skip
