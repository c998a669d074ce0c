"""Meetings that the reader is told of: to be answered, answered again after the day was changed, and those of the next days."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import QUIET, WARN, Waiting
from soxa.kernel.page import day_text
from soxa.meetings.convening import lists
from soxa.meetings.convening.called import followed_units
from soxa.meetings.convening.models import Reply
from soxa.meetings.models import Meeting
from soxa.org.roles import CELL_SECRETARY

NEAR, WEEK = timedelta(days=2), timedelta(days=7)
MOST = 20


def invitations(reader: Any, today: date) -> list[Waiting]:
    """Meetings convened and not yet answered, and those of the next two days; a secretary's own cell stands among its meetings."""
    person = reader.person_id
    if person is None:
        return []
    own = [one.unit_id for one in reader.held_offices() if one.role == CELL_SECRETARY]
    rows = lists.coming(person, today).filter(state=Meeting.CONVENED).exclude(unit_id__in=own)
    found = lists.own(person, rows[:MOST])
    asked = [one for one in found if not one.stands or one.meeting.planned_on <= today + NEAR]
    followed = followed_units(person, today) if asked else set()
    return [_line(one, today, follows=one.meeting.unit_id in followed) for one in asked]


def _line(one: lists.Own, today: date, *, follows: bool) -> Waiting:
    meeting = one.meeting
    at = f", {meeting.planned_at:%H:%M}" if meeting.planned_at else ""
    detail = [f"{day_text(meeting.planned_on)}{at}", meeting.place, one.unit]
    if one.moved and one.before:
        detail.append(_("đổi lịch, lần trước báo {day}").format(day=day_text(one.before.planned_on)))
    address = reverse("own_meeting", args=[meeting.pk])
    title = _("{unit} mời dự: {title}") if follows else _("Mời họp: {title}")
    line = {
        "title": title.format(unit=one.unit, title=meeting.called), "address": address, "on": meeting.planned_on,
        "detail": " · ".join(words for words in detail if words),
    }  # fmt: skip
    if one.stands:
        said = _("Đã nhận dự") if one.reply and one.reply.answer == Reply.COMES else _("Đã xin vắng")
        return Waiting(**line, verb=_("Xem tài liệu"), level=QUIET, words=f"{_left(one, today)} · {said}")
    near = one.moved or meeting.planned_on <= today + WEEK
    return Waiting(
        **line, verb=_("Xin vắng"), level=WARN if near else QUIET, words=_("Đổi lịch") if one.moved else _left(one, today),
        answers=((_("Xác nhận dự"), Reply.COMES),), answer_to=reverse("own_meeting_reply", args=[meeting.pk]),
    )  # fmt: skip


def _left(one: lists.Own, today: date) -> str:
    days = (one.meeting.planned_on - today).days
    return _("Hôm nay") if days == 0 else _("Còn {days} ngày").format(days=days)
