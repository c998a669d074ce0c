"""What stands behind a reported number on its page: the units it adds up, the plans it is held against, the base it is a share of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from soxa.desk.asked import Asked, opens
from soxa.kernel.access import sight_of
from soxa.kernel.units.tree import Node, tree
from soxa.law.numbers import count_text, quantity_text
from soxa.org.roles import VALUES
from soxa.values.aggregation.gather import catalogue, made_in
from soxa.values.aggregation.made import Made, Part
from soxa.values.aggregation.terms import rounded
from soxa.values.aggregation.words import gap_words, kind_word, made_words
from soxa.values.estimates import SHARE_OF_PLAN, Check, check_of, plans_of
from soxa.values.figures import value_text
from soxa.values.models import Measure, ReportedValue
from soxa.values.told import Told, period_title, told
from soxa.values.villages import place_name


@dataclass(frozen=True)
class Line:
    """One that was added up, or that is missing: its name, its value and what was divided by what, in words."""

    name: str
    text: str
    node: Node | None = None
    code: str = ""
    above: str = ""
    below: str = ""
    estimate: bool = False
    missing: bool = False
    lacking: bool = False


@dataclass(frozen=True)
class Parts:
    """What a number was put together from, or, where it was reported for the unit itself, what it can be held against."""

    made: Made
    lines: tuple[Line, ...]
    outside: int
    said: str
    total: str
    above: str
    below: str
    against: str = ""

    @property
    def divides(self) -> bool:
        """Whether something was divided by something."""
        return any(part.term for part in self.made.parts)

    @property
    def total_above(self) -> str:
        """What stands above the line of the whole."""
        return _kept(self.made.so_far.numerator) if self.made.so_far else ""

    @property
    def total_below(self) -> str:
        """What stands below it."""
        return _kept(self.made.so_far.denominator) if self.made.so_far else ""


def parts_of(reader: Any, line: Told, found: Asked) -> Parts | None:
    """The parts of a number for the period it tells of; None where nobody below told anything. One question."""
    about = line.value or line.made
    if about is None:
        return None
    unit, measure = found.unit.id, line.figure.record
    made = made_in([measure], [(about.since, about.until)], [unit]).get(
        (measure.pk, unit, about.since, about.until)
    )
    if made is None:
        return None
    sight = sight_of(reader, VALUES)
    day = made.until - timedelta(days=1)
    lines = [_line(reader, made, part, day) for part in made.parts if part.unit_id in sight]
    lines += [
        Line(place_name(one, day), _("chưa báo cáo"), _door(reader, one), missing=True)
        for one in made.missing
        if one in sight
    ]
    return Parts(
        made,
        tuple(sorted(lines, key=lambda one: (one.node.code if one.node else "", one.name))),
        len(made.parts) + len(made.missing) - len(lines),
        _sum_words(made),
        value_text(made.so_far) if made.so_far else "",
        measure.numerator_title or _("Tử số"),
        _below_title(measure),
        _against(line.value, made),
    )


def _sum_words(made: Made) -> str:
    """Over the table: from what, or how many of how many."""
    if made.whole:
        return made_words(made)
    return gap_words(made)


def _line(reader: Any, made: Made, part: Part, day: Any) -> Line:
    row = part.row
    shown = ReportedValue(measure=part.measure, value=row.value, met=row.met, of=row.of)
    name = part.measure.title if made.by_measures else place_name(part.unit_id, day)
    return Line(
        name,
        value_text(shown),
        _door(reader, part.unit_id),
        part.measure.code,
        _number(part.term.above) if part.term else "",
        _number(part.term.below) if part.term else "",
        row.sort == ReportedValue.ESTIMATE,
        lacking=part.unit_id in made.lacking,
    )


def _door(reader: Any, unit_id: int) -> Node | None:
    return tree().nodes[unit_id] if opens(reader, VALUES, unit_id) else None


def _number(value: Fraction) -> str:
    return _kept(rounded(value))


def _kept(value: Decimal | int | None) -> str:
    if value is None:
        return ""
    number = Decimal(value)
    return quantity_text(number if number == number.to_integral_value() else number.normalize())


def _below_title(measure: Measure) -> str:
    weight = next((one for one in catalogue().values() if one.code == measure.weight), None)
    return measure.denominator_title or (weight.title if weight else _("Mẫu số"))


def _against(own: ReportedValue | None, made: Made) -> str:
    """Whether what was reported for the unit itself agrees with its parts, where it is not itself their sum."""
    if own is None or own.made is not None or made.value is None:
        return ""
    told = {"own": value_text(own), "parts": value_text(made.value)}
    if _same(own, made.value):
        return _("Số ghi cho đơn vị ({own}) khớp với số cộng từ các phần.").format(**told)
    return _("Số ghi cho đơn vị là {own}, cộng từ các phần là {parts}: không khớp, cần xem lại.").format(
        **told
    )


def _same(own: ReportedValue, made: ReportedValue) -> bool:
    if own.measure.kind == Measure.RATIO:
        return (own.met, own.of) == (made.met, made.of)
    return own.value is not None and made.value is not None and own.value == made.value


def check_of_share(line: Told, found: Asked) -> Check | None:
    """Of a stated share of a plan, what the plan must then be; None for every other measure."""
    code = SHARE_OF_PLAN.get(line.figure.code)
    if code is None or line.value is None:
        return None
    measure = next((one for one in catalogue().values() if one.code == code), None)
    if measure is None:
        return None
    (held,) = told([type(line.figure)(measure)], found.moment, found.unit.id)
    if held.value is None or (held.value.since, held.value.until) != (line.value.since, line.value.until):
        return None
    return check_of(line.value, held.value, plans_of(held, found.unit.id))


def base_words(line: Told, unit_id: int) -> str:
    """Of a share: the denominator beside the dated series it should come from ("Dân số, 6 tháng đầu năm 2026: 31.842"). One question."""
    value, measure = line.value, line.figure.record
    base = next((one for one in catalogue().values() if one.code == measure.weight), None)
    if value is None or base is None or measure.kind != Measure.SHARE:
        return ""
    whole = value.denominator if value.denominator is not None else value.of
    rows = ReportedValue.objects.filter(
        measure=base, unit_id=unit_id, replaced_by=None, until__lte=value.until
    ).exclude(sort=ReportedValue.PLAN)
    held = rows.select_related("measure").order_by("-until", "-since", "sort", "pk").first()
    if whole is None or held is None or held.value is None:
        return ""
    said = _("Mẫu số {whole}; {title}, {period}: {text}").format(
        whole=_kept(whole), title=base.title, period=period_title(held), text=value_text(held)
    )  # fmt: skip
    return f"{said} – {_('khớp') if held.value == whole else _('không khớp')}"


def outside_words(parts: Parts) -> str:
    """ "3 hiển thị, 8 ngoài phạm vi của đồng chí."; empty for a reader who sees all."""
    if not parts.outside:
        return ""
    return _("{visible} hiển thị, {outside} ngoài phạm vi của đồng chí.").format(
        visible=count_text(len(parts.lines)), outside=count_text(parts.outside)
    )


def counted_of(parts: Parts) -> str:
    """ "8/11 thôn, tổ dân phố" for a sum of some; empty for a whole one."""
    made = parts.made
    units: Sequence[int] = [*(part.unit_id for part in made.parts), *made.missing]
    if not made.missing:
        return ""
    return _("{count}/{all} {units}").format(count=len(made.parts), all=len(units), units=kind_word(units))
