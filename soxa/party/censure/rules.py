"""Levels of discipline of a Party organisation, the mildest first."""

from soxa.law.acts import CHARTER
from soxa.law.citation import cites
from soxa.law.discipline_acts import QD_69
from soxa.party.discipline.rules import DISSOLUTION, REPRIMAND, WARNING

ORGANISATION, COMMITTEE = "organisation", "committee"


@cites(CHARTER.at("Điều 35"), QD_69.at("Điều 7"))
def levels_of(subject: str) -> tuple[str, ...]:
    """The levels that may be used: a committee, or an organisation as a whole, is reprimanded, warned or dissolved."""
    return (REPRIMAND, WARNING, DISSOLUTION) if subject in (ORGANISATION, COMMITTEE) else ()
