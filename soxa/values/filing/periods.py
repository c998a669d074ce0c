"""Kinds of period that numbers are filed for, and the periods they are held against: the one before, the same a year before."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from soxa.kernel.page import day_text
from soxa.law.periods import Period, add_months

KINDS: dict[str, Any] = {
    "month": _("tháng"),
    "quarter": _("quý"),
    "half": _("6 tháng"),
    "nine": _("9 tháng"),
    "year": _("năm"),
}
_MONTHS = {1: "month", 3: "quarter", 6: "half", 9: "nine", 12: "year"}


def kind_of(period: Period) -> str:
    """The kind of a period of whole months: "month", "quarter", "half", "nine", "year"; empty for any other."""
    if period.since.day != 1 or period.until.day != 1:
        return ""
    return _MONTHS.get(months_of(period), "")


def months_of(period: Period) -> int:
    """How many months lie between the first day and the day after the last."""
    since, until = period.since, period.until
    return (until.year - since.year) * 12 + until.month - since.month


def before(period: Period) -> Period:
    """The period of the same length before it; nine months are held against the same nine of the year before."""
    back = 12 if kind_of(period) == "nine" else months_of(period) or 12
    return _back(period, back)


def year_before(period: Period) -> Period:
    """The same days of the year before."""
    return _back(period, 12)


def _back(period: Period, months: int) -> Period:
    return Period.of_days(add_months(period.since, -months), add_months(period.until, -months))


def title(period: Period) -> str:
    """A period in words; nine months by their name."""
    if kind_of(period) == "nine" and period.since.month == 1:
        return f"9 tháng đầu năm {period.since.year}"
    return period.title(day_text)


def latest(kind: str, today: date) -> Period:
    """The last period of a kind that has ended by `today`."""
    length = {word: months for months, word in _MONTHS.items()}[kind]
    if kind == "nine":
        year = today.year if today >= date(today.year, 10, 1) else today.year - 1
        return Period.between(date(year, 1, 1), date(year, 10, 1))
    passed = (today.month - 1) // length * length
    until = date(today.year, passed + 1, 1)
    return Period.of_days(add_months(until, -length), until)
