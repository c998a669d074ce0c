"""What waits of shortcomings: those one puts right, those reported that nobody has looked at, and those whose day has passed."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import WARN, Waiting, due_words
from soxa.kernel.access import may
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.org.roles import STEERING
from soxa.steering.resolutions.flow import WRITE
from soxa.steering.reviews.flow import SLUGS
from soxa.steering.reviews.models import Shortcoming


def shortcomings(reader: Any, today: date) -> list[Waiting]:
    """The reader's own; for the office that follows them, what waits for its word and what is late."""
    person = getattr(reader, "person_id", None)
    seen: Any = Shortcoming.objects.seen_by(reader)  # type: ignore[attr-defined]
    rows = list(seen.filter(Shortcoming.standing(today)).order_by("due_on", "pk"))
    own = [one for one in rows if person and one.person_id == person and one.reported_on is None]
    units = {one.unit_id for one in rows}
    written = {unit for unit in units if may(reader, WRITE, unit, domain=STEERING)}
    reported = [one for one in rows if one.reported_on and one.unit_id in written]
    late: dict[int, list[Any]] = {}
    for one in rows:
        if one.unit_id in written and one.reported_on is None and one.due_on < today and one not in own:
            late.setdefault(one.unit_id, []).append(one)
    return [
        *(_own(one, today) for one in own),
        *(_reported(one) for one in reported),
        *(_late(unit, found, today) for unit, found in late.items()),
    ]


def _own(one: Any, today: date) -> Waiting:
    level, words = due_words(one.due_on, today)
    return Waiting(
        title=_("Khắc phục hạn chế: {content}").format(content=one.content),
        detail=_("{remedy} · hạn {day}").format(remedy=one.remedy, day=day_text(one.due_on)),
        verb=_("Mở hạn chế"),
        address=reverse("shortcoming", args=[one.pk]),
        level=level,
        words=words,
        on=one.due_on,
    )


def _reported(one: Any) -> Waiting:
    return Waiting(
        title=_("Xác nhận đã khắc phục: {content}").format(content=one.content),
        detail=_("Báo khắc phục xong ngày {day}.").format(day=day_text(one.reported_on)),
        verb=_("Xem và xác nhận"),
        address=reverse("shortcoming_step", args=[one.pk, SLUGS["confirm"]]),
        level=WARN,
        words=_("Chờ xác nhận"),
    )


def _late(unit_id: int, found: list[Any], today: date) -> Waiting:
    level, words = due_words(found[0].due_on, today)
    said = [one.content for one in found[:3]]
    return Waiting(
        title=_("{n} hạn chế quá hạn khắc phục").format(n=count_text(len(found))),
        detail="; ".join(said) + (" …" if len(found) > 3 else ""),
        verb=_("Xem hạn chế"),
        address=f"{reverse('shortcomings')}?don-vi={tree().nodes[unit_id].code}&muc=qua-han",
        level=level,
        words=words,
        on=found[0].due_on,
    )
