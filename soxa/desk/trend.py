"""A figure over the last twelve months: at the end of each month for a stock, during each month for events."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from soxa.kernel.charts import NARROW, line
from soxa.kernel.figures import Figure, Moment, Reading, read_series
from soxa.law.periods import FIRST_DAY, Period, add_months

MONTHS = 12


@dataclass(frozen=True)
class Point:
    """One month: its label ("T6", with the year at January), the moment asked, the reading."""

    label: str
    moment: Moment
    reading: Reading


def trend(figure: Figure, moment: Moment, unit_id: int) -> list[Point]:
    """Twelve points, the last at the moment's own day, none before the first day of any book."""
    months = [day for back in range(MONTHS - 1, -1, -1) if (day := _month(moment.on, back)) >= FIRST_DAY]
    moments = [_at(figure, day) for day in months]
    read = read_series([figure], moments, [unit_id])
    return [
        Point(_label(day), at, found[figure.code, unit_id])
        for day, at, found in zip(months, moments, read, strict=True)
    ]


def _month(day: date, back: int) -> date:
    """The last day of the month so many months before; the day itself for none."""
    if not back:
        return day
    first = add_months(day.replace(day=1), -back)
    return add_months(first, 1) - timedelta(days=1)


def _at(figure: Figure, day: date) -> Moment:
    if figure.is_stock:
        return Moment.at(day)
    return Moment.over(Period.parse(f"{day:%Y-%m}"), cut=day)


def _label(day: date) -> str:
    return f"T1/{day:%y}" if day.month == 1 else f"T{day.month}"


def drawing(points: list[Point], title: str, *, width: int = NARROW) -> SafeString:
    """The points as a line; an empty text when it would lie flat, which `unchanged` says better."""
    values = [(point.label, point.reading.value) for point in points]
    if len({value for _label, value in values}) < 2:
        return SafeString("")
    return line(values, title=title, unit="%" if points[0].reading.figure.share else "", width=width)


def unchanged(points: list[Point]) -> str:
    """What a flat line would show, in words."""
    return _("12 tháng như nhau: {text}.").format(text=points[-1].reading.text)
