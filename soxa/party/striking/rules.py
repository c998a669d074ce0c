"""When months missed are to be looked at, and when a case of strike-off is to be considered."""

from datetime import date

from soxa.law.acts import CHARTER, QD_24
from soxa.law.citation import cites
from soxa.law.party_cases import STRIKE_MONTHS

SOON, REACHED = "soon", "reached"


@cites(CHARTER.at("Điều 8"), QD_24.at("mục 8.1"))
def months_say(months: int, on: date) -> str:
    """REACHED from the number of months in a year at which a case is considered, SOON one month before it, else empty.

    The months need not follow each other.
    """
    limit = STRIKE_MONTHS.count_on(on)
    if months >= limit:
        return REACHED
    return SOON if months == limit - 1 else ""
