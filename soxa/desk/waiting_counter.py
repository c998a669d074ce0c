"""Asks at the counter that this reader may grant: one line each."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.account_acts import WRITE
from soxa.desk.counter_pages import asks_seen, grants
from soxa.desk.waiting_line import WARN, Waiting
from soxa.kernel.access import may


def counter_asks(reader: Any, today: date) -> list[Waiting]:
    """What waits for the second person's yes; nothing for who answers for no account."""
    if not may(reader, WRITE):
        return []
    return [
        Waiting(
            title=_("{name}: {kind}").format(name=one.account.full_name(), kind=one.get_kind_display()),
            detail=_("{asker} đề nghị tại quầy, đã xem {shown}.").format(
                asker=one.asked_by.full_name(), shown=one.shown
            ),
            verb=_("Xem, xác nhận"),
            address=reverse("counter"),
            level=WARN,
            words=_("Chờ xác nhận"),
        )
        for one in asks_seen(reader)
        if grants(one, reader)
    ]
