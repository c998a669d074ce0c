"""Who is to attend a study, what is late of it, and who is to undertake something for a year."""

from datetime import date

from soxa.law.acts import CHARTER, CT_05, KL_01
from soxa.law.citation import cites

ALL, COMMITTEE, SECRETARIES = "all", "committee", "secretaries"
# the offices whose holders a narrower study is for
OFFICES = {
    COMMITTEE: frozenset({"cell_secretary", "cell_deputy", "cell_committee"}),
    SECRETARIES: frozenset({"cell_secretary", "cell_deputy"}),
}


@cites(CHARTER.at("Điều 2"), CHARTER.at("Điều 7"))
def is_required(audience: str, offices: frozenset[str], *, eased: bool) -> bool:
    """Whether a member is to attend: nobody whose duties are eased; of a narrower study, only holders of its offices."""
    if eased:
        return False
    return audience == ALL or bool(offices & OFFICES.get(audience, frozenset()))


@cites(CHARTER.at("Điều 2"))
def is_overdue(due: date | None, done: date | None, on: date) -> bool:
    """Whether something due was not done at the end of `on`; nothing is where no day was set."""
    return due is not None and due < on and (done is None or done > on)


@cites(CT_05.at(""), KL_01.at(""))
def undertakes(*, eased: bool, exempt_too: bool) -> bool:
    """Whether a member is to register for the year; those whose duties are eased only where the commune says so."""
    return exempt_too or not eased
