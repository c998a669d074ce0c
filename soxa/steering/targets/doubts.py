"""What is wrong with a plan, or has to be looked at once more before it is written: in words, while it is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.figures import Figure
from soxa.law.numbers import count_text, quantity_text
from soxa.law.periods import Period
from soxa.steering.targets.amounts import Amount, amount_of, kept, kind_of, number, plain, text_of, threshold
from soxa.steering.targets.models import PlannedValue, Target
from soxa.steering.targets.path import came_to
from soxa.steering.targets.reading import planned_text
from soxa.values.figures import ReportedFigure
from soxa.values.models import Measure

# so many times the number it is held against, and somebody typed another unit of measure
SCALE = 200


@dataclass(frozen=True)
class Doubt:
    """Words about one field; `sure`: it may stand once somebody says that it is meant so."""

    field: str
    words: str
    sure: bool = True


@dataclass(frozen=True)
class Known:
    """A number a plan is held against, and how it is called: "số đầu kỳ 2,64% (năm 2025)"."""

    number: Fraction
    called: str


def known_before(target: Target, figure: Any, period: Period, today: date) -> Known | None:
    """What stood before a period: the target's own baseline, else what the year before came to."""
    kind, held = kind_of(figure), amount_of(target, "baseline_")
    exact = number(held, kind)
    if exact is not None:
        return Known(exact, _("số đầu kỳ {text}").format(text=text_of(held, figure)))
    year = Period.parse(str(period.since.year - 1))
    came = came_to([figure], target.unit_id, [year], today).get((target.code, year.since.year))  # type: ignore[attr-defined]
    whole = came is not None and (isinstance(figure, Figure) or not came.upto)
    if came is None or came.number is None or not whole:
        return None
    return Known(came.number, _("số năm {year} ({text})").format(year=year.since.year, text=came.text))


def of_amount(field: str, amount: Amount, target: Target, figure: Any, known: Known | None) -> list[Doubt]:
    """What one plan raises: outside the range of its measure, another unit of measure, the wrong direction, a threshold beyond it."""
    kind, text = kind_of(figure), text_of(amount, figure)
    exact = number(amount, kind)
    if exact is None:
        return []
    found = [*_range(field, amount, figure), *_threshold(field, amount, target, figure)]
    if found or known is None:
        return found
    if scale := _scale(field, exact, known, figure, text):
        return [scale]
    worse = exact < known.number if target.higher else exact > known.number
    if not worse:
        return []
    words = _("Kế hoạch {text} thấp hơn {known}, trong khi chỉ tiêu này càng cao càng tốt.")
    if not target.higher:
        words = _("Kế hoạch {text} cao hơn {known}, trong khi chỉ tiêu này càng thấp càng tốt.")
    return [Doubt(field, words.format(text=text, known=known.called))]


def _range(field: str, amount: Amount, figure: Any) -> list[Doubt]:
    """Below or above what the measure may come to."""
    if not isinstance(figure, ReportedFigure) or amount.value is None:
        return []
    value, record = plain(amount, figure), figure.record
    low, high = record.low, record.high
    if low is not None and value < low:
        words = _("Số này không thấp hơn {end}: xem lại số và đơn vị tính.")
        return [Doubt(field, words.format(end=quantity_text(low.normalize())), sure=False)]
    if high is not None and value > high:
        words = _("Số này không cao hơn {end}: xem lại số và đơn vị tính.")
        return [Doubt(field, words.format(end=quantity_text(high.normalize())), sure=False)]
    return []


def _threshold(field: str, amount: Amount, target: Target, figure: Any) -> list[Doubt]:
    exact, floor = number(amount, kind_of(figure)), threshold(target.yellow_from, figure, amount.of)
    if target.span == Target.TERM:  # a path is not assessed
        return []
    if exact is None or floor is None or (floor < exact if target.higher else floor > exact):
        return []
    words = _("Kế hoạch {text} phải cao hơn ngưỡng vàng {floor} của chỉ tiêu.")
    if not target.higher:
        words = _("Kế hoạch {text} phải thấp hơn ngưỡng vàng {floor} của chỉ tiêu.")
    said = threshold_text(target.yellow_from, figure)
    return [Doubt(field, words.format(text=text_of(amount, figure), floor=said), sure=False)]


def threshold_text(floor: Any, figure: Any) -> str:
    """A threshold as printed; of a ratio the number that is met."""
    if kind_of(figure) == Measure.RATIO:
        return quantity_text(Decimal(floor).normalize())
    return text_of(Amount(kept(Decimal(floor), figure)), figure)


def _scale(field: str, exact: Fraction, known: Known, figure: Any, text: str) -> Doubt | None:
    """Hundreds of times what was before: money in another unit, tonnes for kilogrammes."""
    if not known.number or not exact or kind_of(figure) in (Measure.SHARE, Measure.RATIO):
        return None
    times = exact / known.number
    if 1 / Fraction(SCALE) < times < SCALE:
        return None
    many = times if times > 1 else 1 / times
    unit = str(getattr(figure, "measure", ""))
    words = _("Kế hoạch {text} gấp khoảng {n} lần {known}: số này có đúng đơn vị tính “{unit}” không?")
    if times < 1:
        words = _(
            "Kế hoạch {text} chỉ bằng khoảng một phần {n} {known}: số này có đúng đơn vị tính “{unit}” không?"
        )
    said = words.format(text=text, n=count_text(int(many + Fraction(1, 2))), known=known.called, unit=unit)
    return Doubt(field, said)


def of_line(years: Sequence[tuple[str, str, Amount]], target: Target, figure: Any) -> list[Doubt]:
    """Years of a path, each (field, year, amount), that turn back on the one before."""
    kind, found = kind_of(figure), []
    for (_field, before, one), (field, year, after) in zip(years, years[1:], strict=False):
        first, second = number(one, kind), number(after, kind)
        if first is None or second is None or (second >= first if target.higher else second <= first):
            continue
        words = _("Năm {year} ({after}) lùi so với năm {before} ({one}): lộ trình không đi một chiều.")
        said = words.format(year=year, after=text_of(after, figure), before=before, one=text_of(one, figure))
        found.append(Doubt(field, said))
    return found


def of_leading(target: Target, figure: Any, period: Period, giver: str) -> list[Doubt]:
    """Another giver's plan that leads in the same period and would no longer."""
    rows = PlannedValue.objects.filter(
        target=target, since=period.since, until=period.until, replaced_by=None, leads=True
    )
    words = _(
        "Kỳ này đang lấy {text} ({giver}) để đánh giá. Mỗi kỳ chỉ lấy một kế hoạch: ghi số mới thì số ấy chỉ còn để đối chiếu."
    )
    return [
        Doubt("leads", words.format(text=planned_text(one, target, figure), giver=one.get_giver_display()))  # type: ignore[attr-defined]
        for one in rows.exclude(giver=giver)
    ]
