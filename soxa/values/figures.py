"""Reported values as figures: the same number, page and rows as what is counted, with plan, estimate and source."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from soxa.kernel.figures import Moment, Reading, provide
from soxa.kernel.request_memo import once_per_request
from soxa.law.numbers import count_text, decimal_text
from soxa.values.counted import as_value, counted
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import as_printed


@dataclass(frozen=True)
class ReportedFigure:
    """A measure answering as a figure; its rows are the values reported for the unit and period."""

    record: Measure

    share = False
    is_stock = False
    version = 1
    among = None
    net = None
    sentence = ""
    parts: tuple[Any, ...] = ()

    @property
    def code(self) -> str:
        """Code of the measure."""
        return self.record.code

    @property
    def title(self) -> str:
        """Title of the measure."""
        return self.record.title

    @property
    def measure(self) -> str:
        """Unit of measure as printed."""
        return "%" if self.record.kind == Measure.SHARE else self.record.unit_word

    @property
    def cite(self) -> str:
        """Where the measure is defined."""
        return self.record.cite

    @property
    def definition(self) -> str:
        """How the measure is made, in words."""
        return self.record.definition

    def readings(self, moment: Moment, unit_ids: Iterable[int]) -> dict[tuple[str, int], Reading]:
        """Readings by (code, unit): what the book counts, else the actual of the period, its estimate, or nothing reported."""
        asked = list(unit_ids)
        found: dict[int, ReportedValue] = {}
        for value in in_force(self.record, moment).filter(unit_id__in=asked).exclude(sort=ReportedValue.PLAN):
            old = found.get(value.unit_id)
            if old is None or value.until > old.until or value.sort == ReportedValue.ACTUAL:
                found[value.unit_id] = value
        for (_code, unit), one in counted([self.code], asked, moment.on).items():
            found[unit] = as_value(self.record, unit, moment, one)
        return {(self.code, unit): self.reading(found.get(unit), unit, moment) for unit in asked}

    def reading(self, value: ReportedValue | None, unit_id: int, moment: Moment) -> Reading:
        """The reading that one value gives; None: nothing was reported."""
        if value is None:
            return Reading(self, unit_id, moment, None, None, None, _("Chưa có số liệu"))
        if not moment.key:
            moment = Moment(
                moment.on, value.since, value.until
            )  # asked as of a day, it answers for its own period
        return Reading(
            self, unit_id, moment, value.met, value.of, plain_value(value), value_text(value), note_of(value)
        )

    def plan(self, moment: Moment, unit_id: int) -> ReportedValue | None:
        """The plan of the period; of the whole year when the period has none of its own."""
        plans = ReportedValue.objects.filter(
            measure=self.record, unit_id=unit_id, sort=ReportedValue.PLAN, replaced_by=None
        )
        exact = plans.filter(since=moment.since, until=moment.until).first()
        year = plans.filter(since__year=moment.since.year, until__year=moment.since.year + 1)
        return exact or year.order_by("since").first()

    def rows(self, unit_id: int) -> QuerySet[Any]:
        """Every value reported for a unit, the replaced ones too, newest period first; drafts that were typed over are not told."""
        told = ReportedValue.objects.filter(measure=self.record, unit_id=unit_id)
        drafts = Q(filing__isnull=False, approved_on=None, replaced_by__isnull=False)
        return told.exclude(drafts).order_by("-until", "-since", "sort", "pk")


def note_of(value: ReportedValue) -> str:
    """What a reader must know of a value: that it is an estimate, that nobody approved it yet; empty for neither."""
    known = ((value.sort == ReportedValue.ESTIMATE, _("ước")), (value.unapproved, _("chưa duyệt")))
    return ", ".join(words for holds, words in known if holds)


def in_force(measure: Measure, moment: Moment) -> QuerySet[Any]:
    """Values not replaced: of exactly the period asked, or, asked as of a day, those of periods that have ended."""
    values = ReportedValue.objects.filter(measure=measure, replaced_by=None).select_related("measure")
    if not moment.key:
        return values.filter(until__lte=moment.until).order_by("until", "-since", "pk")
    return values.filter(since=moment.since, until=moment.until).order_by("pk")


def plain_value(value: ReportedValue) -> Decimal | None:
    """The value as a number in the measure's own unit; None for a ratio and for a word."""
    return None if value.value is None else as_printed(value.value, value.measure.unit_word)


def value_text(value: ReportedValue) -> str:
    """The value as printed: "12,675 tỷ đồng", "136,12%", "14/19", "Xanh"."""
    kind = value.measure.kind
    if kind == Measure.RATIO:
        return f"{count_text(value.met or 0)}/{count_text(value.of or 0)}"
    if kind == Measure.WORD:
        return value.word
    number = decimal_text((plain_value(value) or Decimal(0)).normalize())
    return f"{number}%" if kind == Measure.SHARE else f"{number} {value.measure.unit_word}".strip()


@once_per_request
def _measures() -> dict[str, Measure]:
    return {measure.code: measure for measure in Measure.objects.all()}


def _find(code: str) -> ReportedFigure | None:
    measure = _measures().get(code)
    return ReportedFigure(measure) if measure else None


provide(_find, lambda: list(_measures()))
