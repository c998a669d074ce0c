"""What meetings can be counted by: held of those due, on the rule's day, who came of those who had to, long enough, with a theme.

A meeting counts in the month it is of; who came, on the day it was held. Nothing reads a state.
"""

from datetime import timedelta
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import ExtractMonth, ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.units.tree import tree
from soxa.law.acts import CT_50, HD_12_MEETINGS, HD_42
from soxa.law.force import NotInForce
from soxa.law.meetings import CELL_DAY, PAPERS_BEFORE
from soxa.meetings.kinds import CELL
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.rules import least_minutes
from soxa.org.roles import PARTY


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


_UNIT = SourceColumn(_("Chi bộ"), "unit_id", lambda unit_id: tree().name(unit_id))
_WORDS = dict(Presence.ANSWERS)
DUE = Source(
    code="meetings.due_rows",
    title=_("Buổi sinh hoạt chi bộ thường kỳ phải họp"),
    rows=lambda: Meeting.objects.filter(kind=CELL),
    kind="event",
    on="month",
    facts=("unit_id", "month", "held_on", "minutes", "theme"),
    columns=(
        _UNIT,
        SourceColumn(_("Tháng"), "month", lambda day: f"{day:%m/%Y}"),
        SourceColumn(_("Ngày họp"), "held_on", _day),
        SourceColumn(_("Thời lượng (phút)"), "minutes", lambda minutes: str(minutes or "")),
        SourceColumn(_("Chuyên đề"), "theme"),
    ),
    order=("month", "unit_id", "pk"),
    link=lambda row: reverse("meeting", args=[row["pk"]]),
    sight_domain=PARTY,
)
PRESENCES = Source(
    code="meetings.presence_rows",
    title=_("Lượt đảng viên trong danh sách sinh hoạt chi bộ"),
    rows=lambda: Presence.objects.filter(kind=CELL),
    kind="event",
    on="held_on",
    facts=("unit_id", "meeting_id", "held_on", "member_id", "answer", "must"),
    columns=(
        SourceColumn(_("Họ và tên"), "person__full_name"),
        _UNIT,
        SourceColumn(_("Ngày họp"), "held_on", _day),
        SourceColumn(_("Dự họp"), "answer", lambda answer: str(_WORDS[answer])),
    ),
    order=("held_on", "name_key", "pk"),
    link=lambda row: reverse("meeting", args=[row["meeting_id"]]),
    link_path="meeting_id",
    sight_domain=PARTY,
)


def held(moment: Moment) -> Q:
    """Held by the end of the day."""
    return Q(held_on__lte=moment.on)


def on_its_day(moment: Moment) -> Q:
    """Held on the rule's day of its own month; nothing before there was such a rule."""
    try:
        day = CELL_DAY.count_on(moment.on)
    except NotInForce:
        return Q(month=None)
    same = Q(held_on__month=ExtractMonth("month"), held_on__year=ExtractYear("month"))
    return Q(held_on__day=day, held_on__lte=moment.on) & same


def known_long(moment: Moment) -> Q:
    """Held, and its hours written down."""
    return held(moment) & Q(minutes__isnull=False)


def long_enough(moment: Moment) -> Q:
    """Lasted the minutes of the guidance, more where a theme was dealt with too."""
    try:
        least, longer = (least_minutes(moment.on, themed=themed) for themed in (False, True))
    except NotInForce:
        return Q()
    return Q(minutes__gte=longer) | Q(theme="", minutes__gte=least)


def with_theme(moment: Moment) -> Q:
    """Held with a theme."""
    return held(moment) & ~Q(theme="")


def papers_before(moment: Moment) -> Q:
    """Papers were out so many days before the meeting as the guidance asks; before the guidance, none are counted."""
    try:
        days = PAPERS_BEFORE.count_on(moment.on)
    except NotInForce:
        return Q(month=None)
    return Q(papers_on__lte=F("held_on") - timedelta(days=days))


def must(moment: Moment) -> Q:
    """Had to come."""
    return Q(must=True)


def must_and_unexcused(moment: Moment) -> Q:
    """Had to come and was not excused."""
    return Q(must=True) & ~Q(answer=Presence.EXCUSED)


def came(moment: Moment) -> Q:
    """Had to come, and came, to the room or over the line."""
    return Q(must=True, answer__in=Presence.CAME)


_REGULAR, _HOW = CT_50.at(""), HD_42.at("")

Figure(
    "meetings.held", _("Chi bộ họp thường kỳ"), "%", DUE, _REGULAR,
    _("Buổi sinh hoạt thường kỳ đã họp đến ngày chốt ÷ buổi phải họp của các tháng trong kỳ; buổi hoãn không họp bù vẫn ở mẫu số."),
    counts=held, share=True, missing_title=_("buổi chưa họp"),
)  # fmt: skip
Figure(
    "meetings.on_fixed_day", _("Họp đúng ngày quy định"), "%", DUE, _REGULAR,
    _("Buổi họp đúng ngày quy định của tháng ÷ buổi đã họp."),
    counts=on_its_day, among=held, share=True, missing_title=_("buổi họp ngày khác"),
)  # fmt: skip
Figure(
    "meetings.attendance", _("Đảng viên dự sinh hoạt chi bộ"), "%", PRESENCES, _REGULAR,
    _("Lượt có mặt (cả trực tuyến) ÷ lượt phải dự; người miễn, tạm miễn, tạm đi không ở mẫu số, vắng có lý do vẫn ở mẫu số."),
    counts=came, among=must, share=True, missing_title=_("lượt vắng"),
)  # fmt: skip
Figure(
    "meetings.attendance_unexcused", _("Đảng viên dự sinh hoạt, bỏ vắng có lý do"), "%", PRESENCES, _REGULAR,
    _("Lượt có mặt ÷ lượt phải dự sau khi bỏ lượt vắng có lý do: cách tính của một số nơi."),
    counts=came, among=must_and_unexcused, share=True, missing_title=_("lượt vắng không lý do"),
)  # fmt: skip
Figure(
    "meetings.thematic_held", _("Buổi thường kỳ có chuyên đề"), _("buổi"), DUE, HD_12_MEETINGS.at(""),
    _("Buổi sinh hoạt thường kỳ đã họp có kết hợp chuyên đề, theo tháng của buổi họp."), counts=with_theme,
)  # fmt: skip
Figure(
    "meetings.duration", _("Buổi sinh hoạt đủ thời lượng"), "%", DUE, _HOW,
    _("Buổi họp đủ số phút quy định vào ngày chốt (kết hợp chuyên đề thì dài hơn) ÷ buổi đã họp có ghi giờ."),
    counts=long_enough, among=known_long, share=True, missing_title=_("buổi ngắn hơn"),
)  # fmt: skip
Figure(
    "meetings.papers_on_time", _("Buổi có tài liệu gửi trước"), "%", DUE, _HOW,
    _("Buổi có tài liệu gửi trước ngày họp đủ số ngày quy định ÷ buổi đã họp."),
    counts=papers_before, among=held, share=True, missing_title=_("buổi tài liệu gửi muộn, không gửi"),
)  # fmt: skip
