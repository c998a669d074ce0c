"""Cells that no committee member follows, as one line for whoever may assign."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import WARN, Waiting
from soxa.kernel.access import may
from soxa.law.numbers import count_text
from soxa.party.flow import WRITE
from soxa.party.following.lists import followed

_NAMED = 3


def unfollowed(reader: Any, today: date) -> list[Waiting]:
    """One line for all cells in sight without a follower; none for who may not assign, or while nobody is assigned at all."""
    if not may(reader, WRITE):
        return []
    rows = followed(reader, today)
    bare = [row.name for row in rows if not row.followers]
    if not bare or len(bare) == len(rows):
        return []
    named = ", ".join(bare[:_NAMED]) + (" …" if len(bare) > _NAMED else "")
    return [
        Waiting(
            title=_("{count} chi bộ chưa có cấp ủy viên theo dõi").format(count=count_text(len(bare))),
            detail=named,
            verb=_("Phân công"),
            address=reverse("following") + "?muc=chua-co",
            level=WARN,
            words=_("Cần xử lý"),
        )
    ]
