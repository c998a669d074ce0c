"""Reads every figure of one report at its moments, prints it as sentences do, and keeps the list of what was printed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q

from soxa.kernel.figures import FIGURES, Figure, Moment, Reading, address_of, read, read_many
from soxa.kernel.paper.model import Number, Run, Text
from soxa.law.periods import Period
from soxa.reports.sayings import CARRIED, VIEWS, WORDS, exact
from soxa.values.aggregation.gather import catalogue, made_in
from soxa.values.counted import as_value, counted
from soxa.values.cut_off import Moments
from soxa.values.figures import ReportedFigure, note_of, plain_value, value_text
from soxa.values.models import ReportedValue
from soxa.values.row_sets import PLAN

NO_VALUE = "chưa có số liệu"
# what is counted in the book ← the measure that holds its plan
PLANNED_BY = {"party.admitted": "party.admission_target"}


@dataclass(frozen=True)
class Printed:
    """One reading as a report printed it; `code` is the figure's, with ":plan" for a plan."""

    code: str
    unit_id: int
    moment: Moment
    version: int
    part: int | None
    whole: int | None
    text: str

    @property
    def key(self) -> tuple[str, int, Any, Any]:
        """What may be printed once only with one value: code, unit and moment."""
        return self.code, self.unit_id, self.moment.since, self.moment.on


class Readings:
    """The numbers of one report: read together, printed as asked, each printed one kept in `printed`.

    `keep` tells for each printed one the digest that its number carries.
    """

    def __init__(self, unit_id: int, moments: Moments, keep: Callable[[Printed], str] | None = None) -> None:
        self.unit_id, self.moments = unit_id, moments
        self._kept: Callable[[Printed], str] = keep or (lambda printed: "")
        self.printed: dict[Any, Printed] = {}
        self.counted: dict[str, Reading] = {}
        self._carried: dict[str, Reading] = {}
        self.told: dict[str, _Told] = _told(unit_id, moments)

    def count(self, codes: Iterable[str]) -> None:
        """Read the counted figures among these codes, in one scan of each source."""
        wanted = [FIGURES[code] for code in codes if code in FIGURES]
        found = read_many(wanted, self.moments.party, [self.unit_id])
        self.counted |= {code: reading for (code, _unit), reading in found.items()}

    def number(self, code: str, view: str) -> Run:
        """The run printed for a figure in one of its VIEWS; "chưa có số liệu" where there is none."""
        text = VIEWS[view](self, code)
        if text is None:
            return Text(NO_VALUE)
        if view in WORDS:
            return Text(text)
        reading = self._viewed(code, view)
        return self.run(reading, text) if reading else Text(NO_VALUE)

    def occurred(self, code: str, view: str) -> bool:
        """Whether there is anything to say: something counted, a denominator, a value reported."""
        reading = self._viewed(code, view)
        if view in WORDS or reading is None:
            return False
        return self.tellable(code, view) and not _nothing(reading)

    def tellable(self, code: str, view: str) -> bool:
        """Whether a view of the figure can be told: it has the value, the plan, the whole it needs."""
        return VIEWS[view](self, code) is not None

    def reading(self, code: str) -> Reading | None:
        """The reading of a code in this report; None for a measure the book does not know or has no value of."""
        if code in self.counted:
            return self.counted[code]
        told = self.told.get(code)
        return told.reading(self.moments.values, self.unit_id) if told else None

    def carried(self, code: str) -> Reading | None:
        """What stood at the end of the day before the period; None for what is not counted."""
        if code not in self._carried and code in FIGURES:
            self._carried[code] = read(FIGURES[code], self.moments.party.before, self.unit_id)
        return self._carried.get(code)

    def _viewed(self, code: str, view: str) -> Reading | None:
        return self.carried(code) if view == CARRIED else self.reading(code)

    def plan(self, code: str) -> ReportedValue | None:
        """The plan that a figure is held against."""
        told = self.told.get(PLANNED_BY.get(code, code))
        return told.plan if told else None

    def exact(self, code: str) -> Fraction | None:
        """A figure as an exact number: what was counted, or the value reported."""
        if code in self.counted:
            found = self.counted[code]
            return Fraction(found.value or 0) if found.scale else Fraction(found.part or 0)
        return exact(self.told[code].value) if code in self.told else None

    def is_estimate(self, code: str) -> bool:
        """Whether the value of the period is an estimate."""
        value = self.told[code].value if code in self.told else None
        return value is not None and value.sort == ReportedValue.ESTIMATE

    def keep(self, code: str, name: str) -> None:
        """Put on the list what a number is held against: "plan", "same_before", "year_before", "year_value"."""
        told = self.told[PLANNED_BY.get(code, code) if name == "plan" else code]
        value = getattr(told, name)
        reading = as_reading(told.figure, value, own_moment(value), self.unit_id)
        self.run(reading, reading.text, plan=name == "plan")

    def run(self, reading: Reading, text: str, *, plan: bool = False) -> Number:
        """A number with its link, put on the list of what was printed."""
        code = reading.figure.code + (PLAN if plan else "")
        printed = Printed(
            code,
            reading.unit_id,
            reading.moment,
            reading.figure.version,
            reading.part,
            reading.whole,
            reading.text,
        )
        printed = self.printed.setdefault(printed.key, printed)
        href = address_of(reading.figure, reading.moment, reading.unit_id)
        return Number(code, text, href=href, fingerprint=self._kept(printed))

    @property
    def estimated(self) -> bool:
        """Whether any value of the period is an estimate."""
        return any(one.value and one.value.sort == ReportedValue.ESTIMATE for one in self.told.values())

    @property
    def unapproved(self) -> int:
        """How many values of the period nobody approved yet."""
        return sum(1 for one in self.told.values() if one.value and one.value.unapproved)


@dataclass
class _Told:
    """A measure with its value of the period, its plan, and the values it is compared with."""

    figure: ReportedFigure
    value: ReportedValue | None = None
    plan: ReportedValue | None = None
    same_before: ReportedValue | None = None
    year_before: ReportedValue | None = None
    year_value: ReportedValue | None = None

    def reading(self, moment: Moment, unit_id: int) -> Reading | None:
        """The value of the period as a reading."""
        return as_reading(self.figure, self.value, moment, unit_id) if self.value else None


def as_reading(figure: ReportedFigure, value: ReportedValue, moment: Moment, unit_id: int) -> Reading:
    """A reported value as the reading its figure gives of it."""
    return Reading(
        figure, unit_id, moment, value.met, value.of, plain_value(value), value_text(value), note_of(value)
    )


def _told(unit_id: int, moments: Moments) -> dict[str, _Told]:
    found = {one.code: _Told(ReportedFigure(one)) for one in catalogue().values()}
    spans = {
        "value": moments.values,
        "same_before": moments.same_before,
        "year_before": moments.year_before,
        "year_value": moments.year,
    }
    wanted = Q(pk__in=[])
    for moment in spans.values():
        wanted |= Q(since=moment.since, until=moment.until)
    rows = ReportedValue.objects.filter(wanted, unit_id=unit_id, replaced_by=None).select_related("measure")
    for value in rows.order_by("until", "pk"):
        told = found[value.measure.code]
        if value.sort == ReportedValue.PLAN:
            _put_plan(told, value, moments.year.until)
            continue
        for name, moment in spans.items():
            if (value.since, value.until) == (moment.since, moment.until):
                _put(told, name, value)
    _count(found, unit_id, spans)
    _put_together(found, unit_id, spans)
    return found


def _count(found: dict[str, _Told], unit_id: int, spans: dict[str, Moment]) -> None:
    """What the book counts itself takes the place of what was reported, for the period and for what it is held against."""
    for name, moment in spans.items():
        codes = [code for code, told in found.items() if name == "value" or getattr(told, name)]
        for (code, _unit), one in counted(codes, [unit_id], moment).items():
            setattr(found[code], name, as_value(found[code].figure.record, unit_id, moment, one))


def _put_together(found: dict[str, _Told], unit_id: int, spans: dict[str, Moment]) -> None:
    """Where the unit itself reported nothing, what the units below come to, once it is whole; one question."""
    measures = [told.figure.record for told in found.values()]
    made = made_in(measures, [(one.since, one.until) for one in spans.values()], [unit_id])
    for told in found.values():
        for name, moment in spans.items():
            one = made.get((told.figure.record.pk, unit_id, moment.since, moment.until))
            if one and one.value and getattr(told, name) is None:
                setattr(told, name, one.value)


def _put(told: _Told, name: str, value: ReportedValue) -> None:
    if getattr(told, name) is None or value.sort == ReportedValue.ACTUAL:
        setattr(told, name, value)


def _put_plan(told: _Told, value: ReportedValue, year_end: date) -> None:
    """A plan of the period itself comes before that of its year; plans of the year before are left aside."""
    if value.until > year_end.replace(year=year_end.year - 1) and told.plan is None:
        told.plan = value


def own_moment(value: ReportedValue) -> Moment:
    """The moment over exactly the period of a value, under the shortest key of that period."""
    year = value.since.year
    named = [Period.parse(key) for key in (f"{year}", f"{year}-H1", f"{year}-H2")]
    same = [one for one in named if (one.since, one.until) == (value.since, value.until)]
    return Moment.over(same[0] if same else Period.between(value.since, value.until))


def _nothing(reading: Reading) -> bool:
    if isinstance(reading.figure, Figure):
        return not reading.whole if reading.figure.share else not reading.part
    return False


def compared_period(period: Period) -> str:
    """The period that values are held against, in words: "năm 2025" or "cùng kỳ năm 2025"."""
    year = period.since.year - 1
    return f"năm {year}" if period.key == str(period.since.year) else f"cùng kỳ năm {year}"
