"""What waits among meetings: the own cell's of this month and those not sent; for the office, how many cells are silent."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import BAD, WARN, Waiting, due_words
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.meetings.flow import WRITE
from soxa.meetings.kinds import CELL
from soxa.meetings.models import Meeting
from soxa.org.roles import CELL_SECRETARY

AHEAD, BEHIND = timedelta(days=14), timedelta(days=100)
NOT_SENT = (Meeting.DUE, Meeting.CONVENED, Meeting.OPEN)


def meetings(reader: Any, today: date) -> list[Waiting]:
    """Meetings near or past that were not sent; an older one is seen on the board alone. One question."""
    writing = [one for one in reader.held_offices() if one.role.may(WRITE)]
    if not writing:
        return []
    seen: Any = Meeting.objects.seen_by(reader).filter(state__in=NOT_SENT)
    own = [one.unit_id for one in writing if one.role == CELL_SECRETARY]
    if own:
        near = seen.filter(unit_id__in=own, planned_on__lte=today + AHEAD, planned_on__gt=today - BEHIND)
        return [_own(one, today) for one in near.order_by("month")]
    late = seen.filter(kind=CELL, planned_on__lt=today, month__gte=today.replace(day=1) - timedelta(days=31))
    months: dict[date, int] = {}
    nodes = tree().nodes
    for month, unit_id, day in late.order_by("month").values_list("month", "unit_id", "planned_on"):
        if nodes[unit_id].stands(day):
            months[month] = months.get(month, 0) + 1
    return [_silent(month, count) for month, count in months.items()]


def _own(one: Meeting, today: date) -> Waiting:
    level, words = due_words(one.planned_on, today)
    begun = one.state == Meeting.OPEN
    return Waiting(
        title=one.called,
        detail=_("{cell} · họp ngày {day}").format(
            cell=tree().name(one.unit_id, today), day=day_text(one.held_on or one.planned_on)
        ),
        verb=_("Ghi tiếp") if begun else _("Mở buổi họp"),
        address=reverse("meeting", args=[one.pk]),
        level=WARN if begun else level,
        words=_("Chưa gửi") if begun else words,
        on=one.planned_on,
    )


def _silent(month: date, count: int) -> Waiting:
    return Waiting(
        title=_("{n} chi bộ chưa gửi kết quả sinh hoạt tháng {month}").format(
            n=count_text(count), month=f"{month:%m/%Y}"
        ),
        detail=_("Lời nhắc soạn sẵn ở đầu trang để gửi hoặc đọc qua điện thoại."),
        verb=_("Xem, nhắc"),
        address=f"{reverse('meetings')}?thang={month:%Y-%m}",
        level=BAD,
        words=_("Quá ngày họp"),
    )
