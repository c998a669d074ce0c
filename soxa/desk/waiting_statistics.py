"""Rows that would make the Party statistics wrong: found by themselves, told before a form is sent."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.asked import own_unit
from soxa.desk.waiting_line import WARN, Waiting
from soxa.kernel.access import may
from soxa.kernel.figures import Moment
from soxa.kernel.page import day_text
from soxa.law.numbers import count_text
from soxa.law.periods import Period
from soxa.org.roles import PARTY
from soxa.party.act import WRITE
from soxa.party.statistics.faults import breaking


def wrong_rows(reader: Any, today: date) -> list[Waiting]:
    """One line for all rows, of the half-year that runs and the one before, that break the forms; for who may mend them."""
    if not may(reader, WRITE, domain=PARTY):
        return []
    unit = own_unit(reader, today)
    since = _half(_half(today).since - timedelta(days=1)).since
    moment = Moment(today, since, today + timedelta(days=1))
    rows: Any = breaking(moment, unit.id)
    count = rows.seen_by(reader).count()
    if not count:
        return []
    period = {"don-vi": unit.code, "tu": day_text(since), "den": day_text(today)}
    return [
        Waiting(
            title=_("{count} dòng trong sổ làm biểu thống kê sai").format(count=count_text(count)),
            detail=_("Từ {since} đến nay: trang đối chiếu nêu từng đồng chí và chỗ sai.").format(
                since=day_text(since)
            ),
            verb=_("Xem đối chiếu"),
            address=reverse("statistics_sums") + "?" + urlencode(period),
            level=WARN,
            words=_("Cần xử lý"),
        )
    ]


def _half(day: date) -> Period:
    return Period.parse(f"{day.year}-H{1 if day.month < 7 else 2}")
