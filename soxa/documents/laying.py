"""By when a document that came in is laid before the chief: its urgency, the settings and the working-day calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import Q
from django.utils.translation import gettext_lazy

from soxa.documents.catalogue import IN
from soxa.documents.models import Document
from soxa.documents.rules import lay_by
from soxa.kernel.calendar import working_calendar
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.law.acts import ND_30
from soxa.law.calendar import Calendar

_DAYS = (
    ("0", gettext_lazy("ngay trong ngày đến")),
    ("1", gettext_lazy("chậm nhất trong ngày làm việc tiếp theo")),
    ("2", gettext_lazy("trong 2 ngày làm việc")),
    ("3", gettext_lazy("trong 3 ngày làm việc")),
)
PLAIN = declare(
    Preference(
        "documents.lay_plain",
        gettext_lazy("Hạn trình văn bản đến thường"),
        "1",
        kind="choice",
        help=gettext_lazy("Tính từ ngày đến; ngày nghỉ không tính."),
        cite=ND_30.at("Điều 23"),
        confirmed=False,
        choices=_DAYS,
    )
)
URGENT = declare(
    Preference(
        "documents.lay_urgent",
        gettext_lazy("Hạn trình văn bản đến có dấu khẩn (Hỏa tốc, Thượng khẩn, Khẩn)"),
        "0",
        kind="choice",
        help=gettext_lazy("Văn bản khẩn phải xử lý ngay; sổ lấy hết ngày đến làm hạn, kể cả ngày nghỉ."),
        cite=ND_30.at("Điều 23"),
        confirmed=False,
        choices=_DAYS,
    )
)


@dataclass(frozen=True)
class Laying:
    """The rule as it stands on a day: working days for a plain document and for an urgent one."""

    calendar: Calendar
    plain: int
    urgent: int

    @classmethod
    def of(cls, today: date) -> "Laying":
        """The settings and calendar in force on a day."""
        plain, urgent = value_of(PLAIN, on=today), value_of(URGENT, on=today)
        return cls(working_calendar(today), int(plain), int(urgent))

    def by(self, document: Document) -> date | None:
        """Last day to lay it before the chief; None for what does not wait for that."""
        if not waits(document) or document.arrived_on is None:
            return None
        return self.of_day(document.arrived_on, urgent=bool(document.urgency))

    def of_day(self, arrived: date, *, urgent: bool) -> date:
        """Last day for what arrived on a day."""
        return lay_by(arrived, self.calendar, self.urgent if urgent else self.plain)

    def late(self, today: date) -> Q:
        """Condition: registered, and its last day to be laid before the chief has passed."""
        waits = Q(direction=IN, state=Document.REGISTERED)
        plain = Q(urgency="", arrived_on__lt=self._in_time(today, urgent=False))
        return waits & (plain | (~Q(urgency="") & Q(arrived_on__lt=self._in_time(today, urgent=True))))

    def _in_time(self, today: date, *, urgent: bool) -> date:
        """The first day of arrival that is still in time."""
        day = today
        while self.of_day(day - timedelta(days=1), urgent=urgent) >= today:
            day -= timedelta(days=1)
        return day


def laid_days(today: date) -> Callable[[Document], date | None]:
    """What tells `Laying.by` of many documents; the calendar is asked for with the first that waits."""
    rule = cache(lambda: Laying.of(today))

    def by(document: Document) -> date | None:
        return rule().by(document) if waits(document) else None

    return by


def waits(document: Document) -> bool:
    """Whether the document waits to be laid before the chief."""
    return bool(document.direction == IN and document.state == Document.REGISTERED)
