"""Who makes a list of tasks on paper: the reader's committee, his body in it, and the place."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.units.tree import tree
from soxa.tasks.board import Sender
from soxa.tasks.takers import commune_of

_KIND_WORDS = re.compile(r"^(xã|phường|đặc khu|thị trấn|tỉnh|thành phố)\s+", re.IGNORECASE)


def sender_of(reader: Any, today: date) -> Sender:
    """The reader as the head of a paper names him; the body is that of his first office's role."""
    held = reader.held_offices()[0]
    name = tree().name(commune_of(held.unit_id, today), today)
    return Sender(
        superior=_("ĐẢNG ỦY {name}").format(name=name).upper(),
        issuer=str(held.role.title).split(",")[0].replace("Đảng ủy", "").strip().upper(),
        place=_KIND_WORDS.sub("", name),
        name=reader.full_name(),
        title=held.title,
    )
