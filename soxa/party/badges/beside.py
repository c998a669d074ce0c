"""What the member's page shows of badges: those in the book, the next one with its round, what may be done."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import may
from soxa.kernel.preferences import book_day
from soxa.party.act import WRITE
from soxa.party.badges.flow import LIFE, SLUGS
from soxa.party.badges.models import Badge, CardEvent, TimeOutside
from soxa.party.badges.rules import first_round, full_on, levels, round_before
from soxa.party.models import Member
from soxa.party.rules import card_text, is_official
from soxa.party.standing import Life

_MOST_EVENTS = 20


def laid_by_badges(life: Life, reader: Any) -> dict[str, Any] | None:
    """Badges and the card's history of an official member; None for who is not official and has neither."""
    today = book_day()
    member = life.member
    rows = sorted(life.rows("badges"), key=lambda one: (-one.level, -one.pk))
    events = sorted(life.rows("card_events"), key=lambda one: (one.on, one.pk), reverse=True)[:_MOST_EVENTS]
    times = sorted(life.rows("times_outside"), key=lambda one: one.since)
    of_key = {one.pk: one for one in rows}
    official = is_official(member.recognised_on, today)
    if not (official or rows or events):
        return None
    writes = may(reader, WRITE, life.unit_id)
    here = life.home is not None
    return {
        "template": "party/badges/beside.html",
        "badges": [(one, _steps(one) if writes else []) for one in rows],
        "badge_events": [(one, _what(one, of_key)) for one in events],
        "next_badge": _next(member, rows, times, today) if official and here else None,
        "outside": times,
        "card": lambda digits: card_text(digits, today),
        "member_pk": member.pk,
        "badge_writes": writes and here,
    }


def _steps(badge: Badge) -> list[tuple[Any, str]]:
    steps = [
        (step.label, reverse("badge_step", args=[badge.pk, SLUGS[name]]))
        for name, step in LIFE.steps.items()
        if badge.state in step.from_states
    ]
    if badge.state != Badge.DECLINED:
        steps.append((_("Đính chính"), reverse("badge_step", args=[badge.pk, "dinh-chinh"])))
    return steps


def _what(event: CardEvent, badges: dict[int, Badge]) -> str:
    badge = badges.get(event.badge_id or 0)
    thing = _("Huy hiệu {level} năm").format(level=badge.level) if badge else _("Thẻ đảng viên")
    return f"{thing}: {event.get_kind_display()}"


def _next(
    member: Member, rows: list[Badge], times: list[TimeOutside], today: date
) -> tuple[int, date, date] | None:
    """(level, day full, round) of the first level not written down yet that comes full after the last round."""
    start = member.decision_on or member.admitted_on
    if start is None or start.exact is None:
        return None
    outside = [(one.since, one.until) for one in times]
    written = {one.level for one in rows if one.state != Badge.DECLINED}
    after = round_before(first_round(today))
    coming = (
        (level, full_on(start.exact, level, outside)) for level in levels(today) if level not in written
    )
    return next(((level, full, first_round(full)) for level, full in coming if full > after), None)
