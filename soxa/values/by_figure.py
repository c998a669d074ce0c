"""A measure of a commune that a declared figure counts: what works were paid, new OCOP products."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from soxa.kernel.figures import FIGURES, Figure, Moment, Reading, address_of, read_many, row_filter
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.values.aggregation.gather import measure_of
from soxa.values.counted import Counted, Counts
from soxa.values.models import Measure
from soxa.values.money import in_dong

COMMUNE = "commune"


@dataclass(frozen=True)
class ByFigure:
    """Counts a measure by a figure, where the figure `holds` is above zero: there the book holds such rows.

    Of a commune alone: a province's communes need not all write such rows down, and those of some are not its number.
    """

    measure: str
    figure: str
    holds: str

    def __call__(self, codes: Iterable[str], unit_ids: Sequence[int], moment: Moment) -> Counts:
        """The counts of those of the units of which the book holds rows; one scan for each source, however many units."""
        nodes = tree().nodes
        communes = [unit for unit in unit_ids if nodes[unit].kind == COMMUNE]
        if self.measure not in codes or not communes:
            return {}
        figure, measure = FIGURES[self.figure], measure_of(self.measure)
        if measure is None or measure.kind != (Measure.SHARE if figure.share else Measure.QUANTITY):
            return {}
        readings = read_many([figure, FIGURES[self.holds]], moment, communes)
        return {
            (self.measure, unit): self._of(figure, measure, readings[self.figure, unit])
            for unit in communes
            if readings[self.holds, unit].part
        }

    def _of(self, figure: Figure, measure: Measure, found: Reading) -> Counted:
        moment, unit_id, source = found.moment, found.unit_id, figure.source
        value, met, of = found.value, None, None
        if figure.share:
            part, whole, scale = found.part or 0, found.whole or 0, found.scale or 1
            # whole millions as the office writes them; else what was added up, to the last đồng
            scale = 1 if part % scale or whole % scale else scale
            met, of = part // scale, whole // scale
        elif value is not None:
            value = in_dong(value, measure.unit_word)
        return Counted(
            how=self._how(figure, found),
            opens=partial(address_of, figure, moment, unit_id),
            door=_("Mở các dòng phía sau"),
            source=source.code,
            rows=lambda part: row_filter(figure, moment, unit_id, part=part),
            facts=source.facts,
            met=met,
            of=of,
            value=value,
            unit=source.unit,
            domain=source.sight_domain,
        )

    def _how(self, figure: Figure, found: Reading) -> str:
        """From which rows a number was counted, in words."""
        title, day = figure.source.title, day_text(found.moment.on)
        if figure.share:
            return _("Sổ tính từ “{title}”: {part}/{whole} {measure}, đến hết ngày {day}").format(
                title=title, part=found.part_text, whole=found.whole_text, measure=FIGURES[self.holds].measure, day=day
            )  # fmt: skip
        if figure.is_stock:
            return _("Sổ đếm từ “{title}”, đến hết ngày {day}").format(title=title, day=day)
        return _("Sổ đếm từ “{title}”, từ ngày {since} đến hết ngày {day}").format(
            title=title, since=day_text(found.moment.since), day=day
        )
