"""When a congress is due, within which days it may be shifted, when it is valid, and how it stands on a day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from soxa.law.acts import CHARTER, QD_294
from soxa.law.citation import cites
from soxa.law.party import CELL_COMMITTEE_FROM, CELL_COMMITTEE_MAXIMUM, CONGRESS_PRESENT
from soxa.law.periods import add_months

LATE, DUE_SOON, IN_TERM, UNKNOWN = "late", "soon", "in_term", "unknown"
SOON_MONTHS = 3  # how long before the day the book begins to speak of it; no rule of law


@dataclass(frozen=True)
class Term:
    """A term that ends: the day the next congress is due, and the first and last day it may be shifted to with consent."""

    due: date
    first: date
    last: date


@cites(CHARTER.at("Điều 24"), QD_294.at(""))
def term_of(held: date, *, months: int, shift: int) -> Term:
    """The term that a congress held on a day begins: `months` long, its next congress shifted by `shift` months at most."""
    due = add_months(held, months)
    return Term(due, add_months(due, -shift), add_months(due, shift))


@cites(CHARTER.at("Điều 24"))
def needs_consent(term: Term, planned: date) -> bool:
    """Whether a congress on this day is a shift: it lies in another month than the day due."""
    return (planned.year, planned.month) != (term.due.year, term.due.month)


@cites(CHARTER.at("Điều 24"))
def allowed(term: Term, planned: date) -> bool:
    """Whether a congress may be held on this day at all, with consent where it is a shift; both bounds are inside."""
    return term.first <= planned <= term.last


@cites(CHARTER.at("Điều 24"))
def standing(term: Term | None, on: date, *, shifted_to: date | None = None) -> str:
    """How a unit stands on a day: late, due soon, in its term, or unknown where no congress is written.

    `shifted_to` is the day that the superior consented to; until the end of that day nothing is late.
    """
    if term is None:
        return UNKNOWN
    due = max(term.due, shifted_to) if shifted_to else term.due
    if on > due:
        return LATE
    return DUE_SOON if add_months(on, SOON_MONTHS) >= due else IN_TERM


@cites(CHARTER.at("Điều 24"))
def is_valid(summoned: int, present: int, on: date) -> bool:
    """Whether enough of the official members summoned were present: the share in force on the day, exactly it included."""
    return summoned > 0 and present >= Fraction(str(CONGRESS_PRESENT.on(on).amount)) * summoned


@cites(CHARTER.at("Điều 24"), QD_294.at(""))
def too_many(committee: int, on: date) -> bool:
    """Whether a cell's committee, its secretary and deputies included, is larger than the rules allow."""
    return committee > CELL_COMMITTEE_MAXIMUM.count_on(on)


@cites(CHARTER.at("Điều 24"))
def elects_committee(official: int, on: date) -> bool:
    """Whether a cell of so many official members elects a committee; a smaller one elects a secretary and, if needed, a deputy."""
    return official >= CELL_COMMITTEE_FROM.count_on(on)
