"""The four forms, each read for a unit and every unit directly below it."""

from soxa.kernel.figures import Moment
from soxa.party.statistics.changes import changes
from soxa.party.statistics.peoples import peoples
from soxa.party.statistics.profile import profile
from soxa.party.statistics.table import FORMS, Table


def table(number: str, moment: Moment, unit_id: int, *, fewest: int = 0) -> Table:
    """A form of a unit over a period; groups of fewer than `fewest` people are held back (0: nothing is)."""
    form = FORMS[number]
    if number == "1":
        return changes(form, moment, unit_id)
    if number == "4":
        return peoples(form, moment, unit_id, fewest)
    return profile(form, moment, unit_id, fewest)
