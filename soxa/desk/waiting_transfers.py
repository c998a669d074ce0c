"""What waits among transfers: procedures to begin, letters not yet presented, arrivals to receive, stays that should have ended."""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import Waiting
from soxa.kernel.page import day_text
from soxa.law.transfers import TRANSFER_PRESENT_DAYS
from soxa.party.transfers.lists import Row, row
from soxa.party.transfers.models import Transfer

AHEAD = timedelta(days=30)
MOST = 200
WORKING_WEEK = 5


def transfers(reader: Any, today: date) -> list[Waiting]:
    """Open cases in sight with a day within thirty days, the late ones first; arrivals always. At most `MOST`, by the day of each."""
    seen: Any = Transfer.objects.seen_by(reader)
    limit = timedelta(weeks=TRANSFER_PRESENT_DAYS.count_on(today) / WORKING_WEEK)
    day = Coalesce("presented_on", "returns_on", ExpressionWrapper(F("letter_on") + limit, DateField()))
    waits = seen.filter(ended_on=None, state__in=(Transfer.ARRIVED, Transfer.LETTER)).alias(day=day)
    found = waits.select_related("member__person").order_by("day", "pk")[:MOST]
    rows = [row(one, today) for one in found]
    return [
        _line(one)
        for one in rows
        if one.case.state == Transfer.ARRIVED or (_day(one) or date.max) <= today + AHEAD
    ]


def _day(one: Row) -> date | None:
    if one.due:
        return one.due.on  # type: ignore[no-any-return]
    return one.case.returns_on if one.case.state == Transfer.LETTER else None


def _line(one: Row) -> Waiting:
    case, on = one.case, _day(one)
    title = (
        _("Chuyển sinh hoạt đi: {name}")
        if case.direction == Transfer.OUT
        else _("Tiếp nhận chuyển đến: {name}")
    )
    return Waiting(
        title=title.format(name=case.full_name),
        detail=" · ".join((one.cell, case.other, *([_("hạn {day}").format(day=day_text(on))] if on else []))),
        verb=_("Mở hồ sơ"),
        address=reverse("transfer", args=[case.pk]),
        level=one.light[0],
        words=one.light[1],
        on=on,
        why=tuple(one.due.why()) if one.due else (),
    )
