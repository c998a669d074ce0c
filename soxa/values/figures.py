"""Reported values as figures: the same number, page and rows as what is counted, with plan, estimate and source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from soxa.kernel.figures import Moment, Reading, provide
from soxa.law.numbers import NONE_ARISEN, count_text, decimal_text
from soxa.values.aggregation.gather import catalogue, made_at, measure_of
from soxa.values.aggregation.made import Made
from soxa.values.aggregation.words import gap_words, made_words
from soxa.values.counted import as_value, counted
from soxa.values.latest import standing_values
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
        """Readings by (code, unit); see `together`."""
        return self.together([self], moment, unit_ids)

    @staticmethod
    def together(
        figures: Iterable["ReportedFigure"], moment: Moment, unit_ids: Iterable[int]
    ) -> dict[tuple[str, int], Reading]:
        """Readings of many by (code, unit), a few questions however many.

        What the book counts, else the actual of the period, else its estimate, else what the units below come to.
        """
        asked, measures = list(unit_ids), {one.record.pk: one for one in figures}
        found: dict[tuple[int, int], ReportedValue] = {}
        for value in _values_of(measures, moment, asked):
            old = found.get((value.measure_id, value.unit_id))  # type: ignore[attr-defined]
            if old is None or value.until > old.until or value.sort == ReportedValue.ACTUAL:
                found[value.measure_id, value.unit_id] = value  # type: ignore[attr-defined]
        by_code = {one.code: one.record for one in measures.values()}
        for (code, unit), count in counted(by_code, asked, moment).items():
            found[by_code[code].pk, unit] = as_value(by_code[code], unit, moment, count)
        made = made_at(by_code.values(), moment, asked)
        return {
            (one.code, unit): one.reading_of(
                chosen(found.get((key, unit)), made.get((key, unit))), unit, moment
            )
            for key, one in measures.items()
            for unit in asked
        }

    def reading_of(
        self, found: tuple[ReportedValue | None, Made | None], unit_id: int, moment: Moment
    ) -> Reading:
        """The reading that a value gives; without one, what is missing to it."""
        value, made = found
        if value is None:
            gap = gap_words(made) if made else ""
            return Reading(self, unit_id, moment, None, None, None, nothing_text(made), gap)
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
    """What a reader must know of a value: that it is an estimate, that nobody approved it yet, that it was put together; empty for none of these."""
    known = ((value.sort == ReportedValue.ESTIMATE, _("ước")), (value.unapproved, _("chưa duyệt")))
    said = [words for holds, words in known if holds]
    return ", ".join([*said, made_words(value.made)] if value.made else said)


def _values_of(
    figures: Mapping[int, ReportedFigure], moment: Moment, unit_ids: list[int]
) -> Iterator[ReportedValue]:
    """Values not replaced: of exactly the period asked, or, asked as of a day, the last of those that have ended."""
    rows: Iterable[ReportedValue]
    if moment.key:
        held = ReportedValue.objects.filter(measure__in=list(figures), unit__in=unit_ids, replaced_by=None)
        rows = held.filter(since=moment.since, until=moment.until).order_by("pk")
    else:
        rows = standing_values(unit_ids, moment.until, measures=list(figures))
    for value in rows:
        if value.sort != ReportedValue.PLAN and value.until <= moment.until:
            value.measure = figures[value.measure_id].record  # type: ignore[attr-defined]
            yield value


def chosen(own: ReportedValue | None, made: Made | None) -> tuple[ReportedValue | None, Made | None]:
    """The value that answers, and what it was put together from: what was reported for the unit itself comes first, but for a whole value of a later period; of several told only in part, what is missing."""
    if made is not None and made.value is not None and (own is None or made.until > own.until):
        return made.value, made
    return own, None if own is not None else made


def nothing_text(made: Made | None) -> str:
    """What stands where there is no value: nothing told, something of it only, or nothing that could be divided."""
    if made is None:
        return _("Chưa có số liệu")
    return _("Chưa đủ số liệu") if made.missing or made.lacking or made.why else NONE_ARISEN


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
    plain = plain_value(value) or Decimal(0)
    # what the book divided is printed to the measure's decimals; what was typed, as it was typed
    divided = kind == Measure.QUANTITY and value.made is not None and value.denominator is not None
    places = value.measure.decimals if divided else None
    number = decimal_text(plain if places is not None else plain.normalize(), decimals=places)
    return f"{number}%" if kind == Measure.SHARE else f"{number} {value.measure.unit_word}".strip()


def _find(code: str) -> ReportedFigure | None:
    measure = measure_of(code)
    return ReportedFigure(measure) if measure else None


provide(_find, lambda: [one.code for one in catalogue().values()])
