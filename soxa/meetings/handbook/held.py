"""Which meeting of the book a row of the handbook means, and what of it stands in the way."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.sheets import Fault
from soxa.meetings.handbook.told import Told, day_column
from soxa.meetings.kinds import CELL, CELL_THEME
from soxa.meetings.models import Meeting

Key = tuple[int, str, date]


def of(rows: list[Told]) -> dict[Key, Meeting]:
    """Row's key → the meeting: a regular one of its month; a themed one of the day, else the one that the month still awaits."""
    units, months = {one.unit_id for one in rows}, {one.month for one in rows}
    months |= {one.day.replace(day=1) for one in rows}
    asked = Q(kind__in=(CELL, CELL_THEME), unit__in=sorted(units), month__in=sorted(months))
    meetings = list(
        Meeting.objects.filter(asked).select_related("chair", "scribe").order_by("planned_on", "pk")
    )
    regular = {(one.unit_id, CELL, one.month): one for one in meetings if one.kind == CELL}
    found = {one.key: regular[one.key] for one in rows if one.key in regular}
    taken: set[int] = set()
    for told in rows:
        if told.kind == CELL_THEME and (one := _themed(told, meetings, taken)):
            found[told.key] = one
            taken.add(one.pk)
    return found


def _themed(told: Told, meetings: list[Meeting], taken: set[int]) -> Meeting | None:
    mine = [
        one
        for one in meetings
        if one.kind == CELL_THEME and one.unit_id == told.unit_id and one.pk not in taken
    ]
    ahead = [one for one in mine if one.state in (Meeting.DUE, Meeting.CONVENED)]
    for rows in (
        [one for one in mine if one.held_on == told.day],
        [one for one in ahead if one.planned_on == told.day],
        [one for one in ahead if one.planned_on.replace(day=1) == told.day.replace(day=1)],
    ):
        if rows:
            return rows[0]
    return None


def faults(told: Told, meeting: Meeting | None) -> list[Fault]:
    """The meeting was called off, or was held on another day."""
    if meeting is None:
        return []
    column = day_column(told.row)
    if meeting.called_off_on:
        wrong = _("mà sổ ghi không họp, lý do: {why}").format(why=meeting.called_off_why)
        right = _("Sổ sai thì bấm “Họp lại” ở cuộc họp ấy rồi nhập lại; Sổ tay sai thì bỏ dòng này.")
        return [told.row.fault(column, wrong, right=right)]
    if meeting.held_on and meeting.held_on != told.day:
        wrong = _("khác với sổ: buổi của tháng {month:%m/%Y} đã họp ngày {day}").format(month=told.month, day=day_text(meeting.held_on))  # fmt: skip
        right = _("Sổ sai thì sửa ngày ở cuộc họp ấy; Sổ tay sai thì sửa tệp.")
        return [told.row.fault(column, wrong, right=right)]
    return []
