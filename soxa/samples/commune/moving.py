"""Transfers under way in the demo commune: one asked for, one introduced whose letter is soon to be presented, one who has come."""

from datetime import date, timedelta
from typing import Any

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.law.periods import FOREVER
from soxa.party.models import Exemption, Member, Membership
from soxa.party.transfers.flow import arrive, begin, take
from soxa.samples.commune import plan

THERE = "Đảng bộ phường Bến Thủy, tỉnh Nghi Sơn"


def move_some(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write the cases, each by its own steps, so that the day of the book finds them on the way."""
    _asked(_of(units, 20), actor, on, days=30, other="Đảng ủy Công an tỉnh Sông Cẩm", why="work")
    letter = _asked(_of(units, 31), actor, on, days=48, other=THERE, why="residence")
    day = _working(on - timedelta(days=39))
    take("review", letter, actor, today=on, facts={"reviewed_on": day})
    told = {"letter_no": "41", "letter_on": day, "dues_through": day.replace(day=1)}
    take("introduce", letter, actor, today=on, facts=told)
    came = _working(on - timedelta(days=9))
    arrive(
        actor,
        today=on,
        facts={
            "full_name": "Quách Thị Hồng Nhung", "sort": "official", "other": THERE, "unit": units[_code(8)].pk,
            "letter_no": "127", "letter_on": came, "presented_on": came + timedelta(days=2), "dues_through": came.replace(day=1),
            "file_confirmed": True, "late_why": "",
        },
    )  # fmt: skip


def _code(number: int) -> str:
    return f"{plan.COMMUNE[0]}.{number:02d}"


def _of(units: dict[str, Unit], number: int) -> Member:
    """The last official member of a cell who holds nothing that a walk through the demo asks for."""
    eased = Exemption.objects.filter(until=FOREVER).values("member")
    spells = Membership.objects.home().filter(
        unit=units[_code(number)], until=FOREVER, member__recognised_on__isnull=False
    )
    found = spells.filter(member__person__offices=None).exclude(member__in=eased).order_by("-pk").first()
    assert found is not None  # noqa: S101 – a village cell of the demo has thirty members
    member: Member = found.member
    return member


def _asked(member: Member, actor: Actor, on: date, *, days: int, other: str, why: str) -> Any:
    effect = _working(on - timedelta(days=days + 12))
    facts = {
        "sort": "official", "why": why, "other": other, "effect_on": effect,
        "requested_on": _working(on - timedelta(days=days)), "returns_on": None, "portal_no": "",
    }  # fmt: skip
    return begin(member, actor, today=on, facts=facts)


def _working(day: date) -> date:
    """The day, or the Friday before it where it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
