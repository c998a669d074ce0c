"""Until when a decision is in force and from when time runs, reckoned from all the cases of one member: a new violation moves both."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.party.discipline.models import Discipline
from soxa.party.discipline.rules import kept_until, limitation_begins, limitation_ends
from soxa.party.models import Member

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Force:
    """Until when a decision is in force (None: it does not lapse), the new violations that keep it, and those not yet judged."""

    until: date | None
    kept_by: tuple[date, ...] = ()
    open: tuple[date, ...] = ()


def with_others(cases: Any) -> Any:
    """Cases with all that stand against their members, in one query more."""
    rows = Discipline.objects.filter(dropped_on=None, annulled_on=None)
    return cases.prefetch_related(Prefetch("member__disciplines", rows, to_attr="standing_cases"))


def _others(case: Discipline) -> list[Discipline]:
    member: Member = case.member
    if "standing_cases" not in member.__dict__:
        return list(member.disciplines.filter(dropped_on=None, annulled_on=None).exclude(pk=case.pk))
    return [one for one in member.standing_cases if one.pk != case.pk]  # type: ignore[attr-defined]


def force_of(case: Discipline) -> Force:
    """How long an announced decision is in force, whatever came after it."""
    announced, own = case.announced_on, case.in_force_until
    if announced is None or own is None:
        return Force(own)
    after = [one for one in _others(case) if one.act_on >= announced]
    until, kept_by = kept_until(
        own, [(one.act_on, one.in_force_until) for one in after if one.in_force_until]
    )
    judged = tuple(one.act_on for one in after if one.announced_on is None and one.act_on < until)
    return Force(until, kept_by, tuple(sorted(judged)))


def begins_for(case: Discipline, level: str, on: date) -> date:
    """From when the time limit of a level runs: the act, or the last new violation that came inside the limit."""
    newer = [one.act_on for one in _others(case) if case.act_on < one.act_on <= on]
    return limitation_begins(case.act_on, newer, level, on)


def last_for(case: Discipline, level: str, on: date) -> date | None:
    """The last day on which a level may be used in a case."""
    return limitation_ends(begins_for(case, level, on), level, on, never=case.never_lapses)


def words(case: Discipline) -> list[str]:
    """What new violations do to a decision in force, in sentences."""
    force = force_of(case)
    said = []
    if force.kept_by and force.until:
        said.append(
            _("Có vi phạm mới ngày {days} trong thời gian hiệu lực: quyết định giữ hiệu lực đến hết {last}, cùng quyết định sau.").format(
                days=_days(force.kept_by), last=day_text(force.until - _DAY)
            )
        )  # fmt: skip
    if force.open:
        said.append(
            _("Đang xem xét vi phạm mới ngày {days}, trong thời gian hiệu lực: nếu bị kỷ luật thì quyết định này giữ hiệu lực tiếp.").format(
                days=_days(force.open)
            )
        )  # fmt: skip
    return said


def _days(days: tuple[date, ...]) -> str:
    return ", ".join(day_text(one) for one in days)
