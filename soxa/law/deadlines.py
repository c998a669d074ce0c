"""Limits of time and the due days they give, with pauses, each due day able to explain itself in Vietnamese."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, get_args

from soxa.law.acts import DAY_ZERO, ROLL
from soxa.law.calendar import ONE_DAY, Calendar, days_after, weekday
from soxa.law.citation import Citation, cites
from soxa.law.force import Law
from soxa.law.periods import FOREVER

Unit = Literal["working_day", "calendar_day", "minimum"]
"""Working days; calendar days that roll off a day off; or a least length, never shortened and never rolled."""
UNITS: tuple[Unit, ...] = get_args(Unit)
UNIT_WORDS: dict[Unit, str] = {
    "working_day": "{} ngày làm việc",
    "calendar_day": "{} ngày",
    "minimum": "ít nhất {} ngày",
}


@dataclass(frozen=True)
class Pause:
    """A suspension from the day of its decision, which is still counted, to the day of the decision to continue.

    The clock runs again from `until`, which is not counted; FOREVER means the case is still suspended.
    """

    since: date
    until: date = FOREVER

    def __post_init__(self) -> None:
        if self.since > self.until:
            raise ValueError("Ngày tiếp tục không được trước ngày tạm đình chỉ.")


@dataclass(frozen=True)
class Limit:
    """A length of time the law sets after an event, in force for events from `since` up to `until`.

    `title` says what must be done, `event` from what it is counted. `alert_after` days from the start a warning is due
    (0: none). `from_first_day` counts the day of the event itself, as a posting does.
    """

    code: str
    title: str
    days: int
    unit: Unit
    cite: Citation
    event: str = "ngày xảy ra sự kiện"
    since: date = date.min
    until: date = FOREVER
    confirmed: bool = True
    alert_after: int = 0
    from_first_day: bool = False

    def __post_init__(self) -> None:
        if self.days < 1 or self.unit not in UNITS:
            raise ValueError(f"{self.code}: a limit needs at least one day and a known unit.")

    @classmethod
    def under(cls, value: Law, day: date, *, unit: Unit, event: str) -> "Limit":
        """The limit that a dated value of the law sets for an event on the day."""
        row = value.on(day)
        return cls(
            value.code,
            value.title,
            value.count_on(day),
            unit,
            row.cite,
            event=event,
            since=row.since,
            until=row.until,
            confirmed=row.confirmed,
        )

    @cites(DAY_ZERO, ROLL)
    def due(self, start: date, calendar: Calendar, *, pauses: Sequence[Pause] = ()) -> "Due":
        """The due day of an event on `start`; pauses in order, the last perhaps still open (then due on FOREVER).

        `raw` is the end before rolling off a day off: warnings to the office go by it, the duty itself by `on`.
        ValueError in words when pauses overlap or begin before the start.
        """
        _check_pauses(start, pauses)
        raw, spans, left = self._run(start, self.days, calendar, pauses)
        if raw == FOREVER or self.unit == "minimum":
            on, rolled = raw, []
        else:
            on = calendar.first_working(raw)
            rolled = days_after(raw - ONE_DAY, on - ONE_DAY)
        if self.unit == "working_day":
            rolled = [
                day
                for since, until in spans
                for day in days_after(since, until)
                if not calendar.is_working(day)
            ]
        skipped = tuple((day, calendar.reason_off(day)) for day in rolled)
        return Due(on, start, self, skipped, raw, tuple(pauses), left, tuple(spans), calendar)

    def _run(
        self, start: date, days: int, calendar: Calendar, pauses: Sequence[Pause]
    ) -> tuple[date, list[tuple[date, date]], int]:
        """The raw end of so many days, the spans of time counted (first day out, last day in), and the days left open."""
        clock = start - ONE_DAY if self.from_first_day else start
        spans = []
        for pause in pauses:
            used = self._count(clock, pause.since, calendar)
            if used >= days:
                break
            spans.append((clock, pause.since))
            days -= used
            clock = pause.until
            if clock == FOREVER:
                return FOREVER, spans, days
        end = (
            calendar.working_days_after(clock, days)
            if self.unit == "working_day"
            else clock + timedelta(days=days)
        )
        return end, [*spans, (clock, end)], 0

    def _count(self, since: date, until: date, calendar: Calendar) -> int:
        if self.unit == "working_day":
            return calendar.working_days_between(since, until)
        return (until - since).days


def _check_pauses(start: date, pauses: Sequence[Pause]) -> None:
    free_from = start
    for pause in pauses:
        if pause.since < free_from:
            raise ValueError("Các lần tạm đình chỉ phải sau ngày bắt đầu, theo thứ tự và không chồng nhau.")
        free_from = pause.until


@dataclass(frozen=True)
class Due:
    """A due day and all it was counted from: the day, the start, the limit, the days not counted or rolled over, the raw end.

    `left` is what remains of the limit while a case is suspended, otherwise 0.
    """

    on: date
    start: date
    limit: Limit
    skipped: tuple[tuple[date, str], ...]
    raw: date
    pauses: tuple[Pause, ...] = ()
    left: int = 0
    spans: tuple[tuple[date, date], ...] = field(default=(), repr=False)
    calendar: Calendar = field(
        default_factory=lambda: Calendar({}, {}, frozenset()), repr=False, compare=False
    )

    @property
    def suspended(self) -> bool:
        """Whether the case stands suspended, so that no due day is known."""
        return self.on == FOREVER

    @property
    def alert_on(self) -> date | None:
        """The day on which to warn, counted like the limit but never rolled to a later day; None without one."""
        if not self.limit.alert_after:
            return None
        return self.limit._run(self.start, self.limit.alert_after, self.calendar, self.pauses)[0]

    def why(self) -> list[str]:
        """Vietnamese sentences: the start, the clause, the pauses, the days skipped and why, the roll, what is assumed."""
        return [*self._start(), *self._pauses(), *self._skips(), *self._end(), *self._doubts()]

    def _start(self) -> list[str]:
        limit = self.limit
        first = "được tính là ngày thứ nhất" if limit.from_first_day else f"không tính ({DAY_ZERO})"
        length = UNIT_WORDS[limit.unit].format(limit.days)
        return [
            f"Bắt đầu: {limit.event}, {_day(self.start)}; ngày này {first}.",
            f"Thời hạn: {length} ({limit.title}), theo {limit.cite}.",
        ]

    def _pauses(self) -> list[str]:
        sentences = []
        for pause in self.pauses[: len(self.spans) if self.suspended else len(self.spans) - 1]:
            end = "chưa tiếp tục" if pause.until == FOREVER else f"tiếp tục từ {_day(pause.until)}"
            sentences.append(
                f"Tạm đình chỉ từ {_day(pause.since)}, {end}; thời gian giữa hai ngày không tính."
            )
        return sentences

    def _skips(self) -> list[str]:
        if self.limit.unit != "working_day":
            return []
        named = [(day, reason) for day, reason in self.skipped if day in self.calendar.days_off]
        weekends = [f"{day:%d/%m}" for day, _ in self.skipped if day not in self.calendar.days_off]
        sentences = (
            [f"Không tính {len(weekends)} ngày nghỉ cuối tuần: {', '.join(weekends)}."] if weekends else []
        )
        sentences += [f"Không tính {_day(day)}: {reason}." for day, reason in named]
        worked = [day for since, until in self.spans for day in days_after(since, until)]
        return sentences + [
            f"Có tính {_day(day)}: {self.calendar.working_days[day]}."
            for day in worked
            if day in self.calendar.working_days
        ]

    def _end(self) -> list[str]:
        if self.suspended:
            return [
                f"Đang tạm đình chỉ, còn {UNIT_WORDS[self.limit.unit].format(self.left)}; chưa có hạn cuối."
            ]
        if self.limit.unit == "minimum":
            return [
                f"Giữ ít nhất đến hết {_day(self.on)}; thời gian tối thiểu không rút ngắn, không dời vì ngày nghỉ."
            ]
        end = [f"Hạn cuối: hết {_day(self.on)}."]
        if self.on == self.raw:
            return end
        reasons = ", ".join(f"{day:%d/%m/%Y} ({reason})" for day, reason in self.skipped)
        return [f"Ngày cuối là ngày nghỉ: {reasons}; chuyển sang ngày làm việc tiếp theo ({ROLL}).", *end]

    def _doubts(self) -> list[str]:
        """What could still move the day: an assumed year, an undecided day, a limit not confirmed."""
        decisive = self._decisive_days()
        sentences = [_year_doubt(year, self.calendar) for year in sorted({day.year for day in decisive})]
        sentences += [
            f"Ngày {day:%d/%m/%Y} ({self.calendar.undecided[day]}) chưa rõ có phải ngày nghỉ; lịch đang tính là "
            f"{'ngày làm việc' if self.calendar.is_working(day) else 'ngày nghỉ'}."
            for day in decisive
            if day in self.calendar.undecided
        ]
        if not self.limit.confirmed:
            sentences.append("Thời hạn này chưa được xác nhận với văn bản đang có hiệu lực.")
        return [sentence for sentence in sentences if sentence]

    def _decisive_days(self) -> list[date]:
        """The days whose being worked or not settles the due day: all those counted, or those from the raw end on."""
        if self.limit.unit == "working_day":
            return [day for since, until in self.spans for day in days_after(since, until)]
        if self.suspended or self.limit.unit == "minimum":
            return []
        return days_after(self.raw - ONE_DAY, self.on)


def _year_doubt(year: int, calendar: Calendar) -> str:
    if calendar.is_empty_in(year):
        return f"Lịch nghỉ năm {year} chưa được nhập: chỉ biết thứ Bảy và Chủ nhật là ngày nghỉ."
    if year in calendar.assumed_years:
        return f"Lịch nghỉ năm {year} là giả định, chưa công bố: hạn có thể đổi khi có lịch chính thức."
    return ""


def _day(day: date) -> str:
    return f"{weekday(day)} {day:%d/%m/%Y}"
