"""The last days of convening: until when those called are told, until when papers are out, by when a rhythm must be kept."""

from datetime import date, timedelta

from soxa.law.acts import GRASSROOTS_DEMOCRACY, HD_12_MEETINGS, HD_42
from soxa.law.acts_of_bodies import LOCAL_GOVERNMENT, VOTERS_72
from soxa.law.calendar import Calendar
from soxa.law.citation import cites
from soxa.law.force import Law

WORKING = "ngày làm việc"


@cites(HD_42.at(""), LOCAL_GOVERNMENT.at(""), VOTERS_72.at(""))
def last_day(rule: Law, held: date, calendar: Calendar) -> date:
    """The last day on which a thing that must lie so many days before a meeting is in time; NotInForce before the rule.

    Of three working days before a meeting on Friday the last is Tuesday; days off between are not counted.
    """
    count = rule.count_on(held)
    if rule.unit != WORKING:
        return held - timedelta(days=count)
    return calendar.working_days_before(held, count)


@cites(HD_42.at(""), LOCAL_GOVERNMENT.at(""), VOTERS_72.at(""))
def explained(rule: Law, held: date, calendar: Calendar) -> list[str]:
    """How the last day is reached, in words: the day of the meeting, the clause's days, the days off left out."""
    row, last = rule.on(held), last_day(rule, held, calendar)
    said = [f"Họp ngày {held:%d/%m/%Y}; {rule.title.lower()} {row.amount} {rule.unit} ({row.cite})."]
    if rule.unit == WORKING:
        between = [last + timedelta(days=step) for step in range(1, (held - last).days)]
        off = [f"{day:%d/%m} ({why})" for day in between if (why := calendar.reason_off(day))]
        if off:
            said.append(f"Không tính {', '.join(off)}.")
    if not row.confirmed:
        said.append("Số ngày này chưa đối chiếu được với văn bản gốc.")
    return said


@cites(HD_12_MEETINGS.at(""))
def theme_watched_from(today: date) -> date:
    """From when on a quarter without a thematic meeting is told of: the first day of its last month."""
    return date(today.year, (today.month - 1) // 3 * 3 + 3, 1)


@cites(LOCAL_GOVERNMENT.at(""))
def session_watched_from(today: date) -> date:
    """From when on a half-year without a session of the council is told of: two months before its end."""
    return date(today.year, 5 if today.month <= 6 else 11, 1)


@cites(GRASSROOTS_DEMOCRACY.at("Điều 32"), GRASSROOTS_DEMOCRACY.at("Điều 33"))
def year_watched_from(today: date) -> date:
    """From when on a year without a village conference or a dialogue is told of: its last quarter."""
    return date(today.year, 10, 1)
