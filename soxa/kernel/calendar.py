"""The office's working-day calendar: rows that a person may change, handed to the law as the calendar it counts by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, record
from soxa.kernel.models import CalendarDay
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.request_memo import forget, once_per_request
from soxa.law import seed
from soxa.law.acts import HOLIDAYS
from soxa.law.calendar import OFF, SWITCH, WORKING, Calendar, Day

CULTURE_DAY_OFF = declare(
    Preference(
        "calendar.24_11_off",
        gettext_lazy("Ngày 24/11 (Ngày Văn hóa Việt Nam) là ngày nghỉ"),
        False,
        "switch",
        gettext_lazy("Khi tắt, ngày 24/11 là ngày làm việc và vẫn được tính vào thời hạn."),
        HOLIDAYS,
        confirmed=False,
    )
)
# a day that is off or worked as the setting says
UNDECIDED = CalendarDay.UNDECIDED
# a row's kind in the book ↔ in the law
_KINDS = {CalendarDay.OFF: OFF, CalendarDay.WORKED: WORKING, UNDECIDED: SWITCH}
_OF_LAW = {there: here for here, there in _KINDS.items()}


@once_per_request
def _rows() -> tuple[Day, ...]:
    rows = CalendarDay.objects.values_list("day", "name", "kind", "assumed")
    return tuple(Day(day, name, _KINDS[kind], not assumed) for day, name, kind, assumed in rows)


def working_calendar(on: date | None = None) -> Calendar:
    """The calendar by which days are counted, with the choices in force on a day (today when none)."""
    return Calendar.of(_rows(), switches_off=bool(value_of(CULTURE_DAY_OFF, on=on)))


def ensure_calendar() -> int:
    """Fill the years that have no row yet from the law's seed; how many rows were added."""
    known = {day.year for day in CalendarDay.objects.values_list("day", flat=True)}
    missing = [
        CalendarDay(day=row.day, kind=_OF_LAW[row.kind], name=row.name, assumed=not row.certain)
        for row in seed.seed_days()
        if row.day.year not in known
    ]
    CalendarDay.objects.bulk_create(missing, batch_size=500)
    forget(_rows)
    return len(missing)


@dataclass(frozen=True)
class Change:
    """A change to the calendar: the day, what it becomes ("off", "worked", or "" for a plain day), its name, and why."""

    day: date
    kind: str
    name: str
    reason: str


def change_day(change: Change, actor: Actor) -> None:
    """Write a change with its reason; a day changed by hand is no longer assumed. Refused in words when it says nothing."""
    if not change.reason.strip():
        raise Refused(_("Ghi rõ căn cứ: văn bản, ngày, nơi ban hành."))
    with transaction.atomic():
        old = CalendarDay.objects.select_for_update().filter(day=change.day).first()
        if not change.kind and old is None:
            raise Refused(_("Ngày này đang là ngày thường, không có gì để bỏ."))
        facts = {
            "kind": change.kind or "plain",
            "was": old.kind if old else "plain",
            "name": change.name,
            "reason": change.reason,
        }
        subject = ("calendar_day", change.day.isoformat())
        entry = record(("calendar", "change"), subject, actor, on=change.day, unit_id=None, facts=facts)
        if not change.kind:
            CalendarDay.objects.filter(day=change.day).delete()
        else:
            given = {"kind": change.kind, "name": change.name, "assumed": False, "entry": entry}
            CalendarDay.objects.update_or_create(day=change.day, defaults=given)
    forget(_rows)


def assumed_years(days: Iterable[CalendarDay]) -> set[int]:
    """Years none of whose days off is certain."""
    rows = list(days)
    certain = {row.day.year for row in rows if row.kind == CalendarDay.OFF and not row.assumed}
    return {row.day.year for row in rows} - certain
