"""Levels of discipline by standing, how long after an act each may be used, and how long a decision is in force."""

from collections.abc import Iterable
from datetime import date

from soxa.law.acts import CHARTER
from soxa.law.citation import cites
from soxa.law.discipline_acts import QD_22, QD_69, QD_102, QD_296
from soxa.law.discipline_bodies import BODIES, DECIDES
from soxa.law.party_cases import DEFERRAL_CHILD_MONTHS, IN_FORCE_MONTHS, REPRIMAND_YEARS, WARNING_YEARS
from soxa.law.periods import add_months

REPRIMAND, WARNING, REMOVAL, EXPULSION = "reprimand", "warning", "removal", "expulsion"
DISSOLUTION = "dissolution"  # of an organisation
LEVELS = (REPRIMAND, WARNING, REMOVAL, EXPULSION)


@cites(CHARTER.at("Điều 35"), QD_69.at("Điều 7"))
def levels_for(*, official: bool, holds_post: bool) -> tuple[str, ...]:
    """The levels that may be used on a member, the mildest first: removal only from a post, a probationary member two."""
    if not official:
        return (REPRIMAND, WARNING)
    return LEVELS if holds_post else (REPRIMAND, WARNING, EXPULSION)


@cites(CHARTER.at("Điều 36"))
def bodies_for(level: str, whom: str, on: date) -> tuple[str, ...]:
    """The bodies that may use a level on a day, by the posts held: none, in a cell, or in the commune and above it."""
    named = str(DECIDES[level, whom].on(on).amount).split("; ")
    return tuple(code for code, name in BODIES.items() if name in named)


@cites(QD_102.at(""), QD_69.at(""))
def limitation_ends(act_on: date, level: str, decided_on: date, *, never: bool = False) -> date | None:
    """The last day on which an act (its end, where it went on) may be disciplined with a level; None where time does not run out.

    `never`: harm to internal political security, defence, foreign affairs, or false diplomas.
    """
    if never or level in (EXPULSION, DISSOLUTION):
        return None
    law = REPRIMAND_YEARS if level == REPRIMAND else WARNING_YEARS
    return add_months(act_on, 12 * law.count_on(decided_on))


@cites(QD_102.at(""), QD_69.at(""))
def limitation_begins(act_on: date, newer: Iterable[date], level: str, on: date) -> date:
    """From when time runs: a new violation on or before the last day of the limit lets it run anew from its own day."""
    begins = act_on
    for day in sorted(newer):
        last = limitation_ends(begins, level, on)
        if last and begins < day <= last:
            begins = day
    return begins


@cites(QD_22.at(""), QD_296.at(""))
def deferred_until(child_born: date) -> date:
    """The day from which one who raises a small child may be considered again: the child is so many months old."""
    return add_months(child_born, DEFERRAL_CHILD_MONTHS.count_on(child_born))


@cites(CHARTER.at("Điều 40"))
def in_force_until(announced_on: date, level: str) -> date | None:
    """The day from which a decision without a new violation no longer has effect; None for what does not lapse."""
    if level in (EXPULSION, DISSOLUTION):
        return None
    return add_months(announced_on, IN_FORCE_MONTHS.count_on(announced_on))


@cites(CHARTER.at("Điều 40"))
def kept_until(own: date, after: Iterable[tuple[date, date]]) -> tuple[date, tuple[date, ...]]:
    """The day from which a decision has no effect, and the violations that moved it: each disciplined (its day, its own lapse) while in force.

    A violation of the very day of the lapse comes too late to keep it.
    """
    until, kept_by = own, []
    for act_on, lapse in sorted(after):
        if act_on < until:
            until = max(until, lapse)
            kept_by.append(act_on)
    return until, tuple(kept_by)
