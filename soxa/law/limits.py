"""The limits of time the book applies, read from their table, each with its clause and the days on which it is in force."""

from datetime import date

from soxa.law import tables
from soxa.law.acts import ACTS
from soxa.law.deadlines import UNITS, Limit
from soxa.law.periods import FOREVER, date_text


def _limit(row: dict[str, str]) -> Limit:
    if row["unit"] not in UNITS:
        raise ValueError(f"{row['code']}: “{row['unit']}” is not a unit of time.")
    return Limit(
        row["code"],
        row["title"],
        int(row["amount"]),
        row["unit"],
        ACTS[row["act"]].at(row["clause"]),
        event=row["event"],
        since=date.fromisoformat(row["since"]) if row["since"] else date.min,
        until=date.fromisoformat(row["until"]) if row["until"] else FOREVER,
        confirmed=tables.yes(row["confirmed"]),
        alert_after=int(row["alert_after"]),
        from_first_day=tables.yes(row["from_first_day"]),
    )


LIMITS: tuple[Limit, ...] = tuple(map(_limit, tables.rows("limits")))
"""Every limit, old and new, in the order of the table."""


def limit_on(code: str, day: date) -> Limit:
    """The limit of that code for an event on the day; KeyError for an unknown code, LookupError in words for the day."""
    known = [limit for limit in LIMITS if limit.code == code]
    if not known:
        raise KeyError(code)
    for limit in known:
        if limit.since <= day < limit.until:
            return limit
    raise LookupError(f"Chưa có thời hạn “{known[0].title}” áp dụng cho ngày {date_text(day)}.")
