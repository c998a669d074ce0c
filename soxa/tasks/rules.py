"""When a task is late: the due day in force on a day, the boundary, and how many days have passed since."""

from collections.abc import Sequence
from datetime import date

from soxa.law.citation import Act, cites

# each committee and office sets its own; no common text fixes how tasks are given and answered
WORKING_RULES = Act("WORKING_RULES", "", "Quy chế làm việc của cơ quan giao việc", confirmed=False)

DueRow = tuple[date, date, date]


@cites(WORKING_RULES.at(""))
def due_in_force(rows: Sequence[DueRow], on: date) -> date | None:
    """The due day that was in force at the end of `on`; rows are (since, until, due day). None before the first row."""
    return next((due for since, until, due in rows if since <= on < until), None)


@cites(WORKING_RULES.at(""))
def days_late(due: date, on: date) -> int:
    """Whole days past the due day at the end of `on`: 0 on the due day itself and before, 1 on the day after."""
    return max((on - due).days, 0)


@cites(WORKING_RULES.at(""))
def finished_late(rows: Sequence[DueRow], finished: date) -> bool:
    """Whether work reported on `finished` came after the due day in force that day; a later extension changes nothing."""
    due = due_in_force(rows, finished)
    return due is not None and days_late(due, finished) > 0
