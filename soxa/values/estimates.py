"""Two plans of one number, each named by who gives it, and what a stated share of a plan says that the plan must be."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.law.numbers import quantity_text, said_share, share_value
from soxa.values.aggregation.gather import catalogue
from soxa.values.aggregation.terms import rounded
from soxa.values.figures import value_text
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import as_printed
from soxa.values.told import Told, number_of

# a share that is stated of two other numbers ← the measure whose value is held against its plan
SHARE_OF_PLAN = {"budget.revenue_over_estimate": "budget.revenue"}
_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class NamedPlan:
    """A plan and who gave it; `done`: the share of it that the value is, as printed."""

    giver: str
    value: ReportedValue
    done: Decimal | None = None

    @property
    def text(self) -> str:
        """The plan as printed."""
        return value_text(self.value)

    @property
    def done_text(self) -> str:
        """The share as printed; empty where the two cannot be divided."""
        return said_share(self.done) if self.done is not None else ""


def plans_of(line: Told, unit_id: int) -> list[NamedPlan]:
    """Every plan a measure is held against: its own, and those that are measures of their own ("HĐND xã giao"); one question."""
    measure, plan = line.figure.record, line.plan
    others = {one.pk: one for one in catalogue().values() if one.plan_of == measure.code}
    own = [NamedPlan(plan.source or _("kế hoạch"), plan, _done(line.value, plan))] if plan else []
    span = plan or line.value
    if not others or span is None:
        return own
    year = Q(since__year=span.since.year, until__year=span.since.year + 1)
    rows = ReportedValue.objects.filter(year, measure__in=list(others), unit_id=unit_id, replaced_by=None)
    given = {row.measure_id: row for row in rows.order_by("sort", "pk").select_related("measure")}
    return own + [
        NamedPlan(others[key].plan_giver or others[key].title, row, _done(line.value, row))
        for key, row in given.items()
    ]


def _done(value: ReportedValue | None, plan: ReportedValue) -> Decimal | None:
    """The value in per cent of the plan, where the value lies in the plan's time and both are quantities."""
    if value is None or value.measure.kind != Measure.QUANTITY or plan.measure.kind != Measure.QUANTITY:
        return None
    if not (plan.since <= value.since and value.until <= plan.until):
        return None
    got, asked = number_of(value), number_of(plan)
    return None if got is None or not asked else share_value(got, asked)


def implied(value: Fraction, share: Fraction) -> Fraction:
    """The plan that a value is `share` per cent of: 12,675 tỷ = 136,12 % → 9,3116 tỷ."""
    return value * 100 / share


@dataclass(frozen=True)
class Check:
    """What a stated share of a plan says the plan must be, and the plan of the book that agrees with it."""

    value: ReportedValue
    implied: str
    agrees: NamedPlan | None

    @property
    def words(self) -> str:
        """The check in one sentence."""
        text = _("{title} {value} và tỷ lệ này thì dự toán là {implied}.").format(
            title=self.value.measure.title, value=value_text(self.value), implied=self.implied
        )
        if self.agrees:
            return (
                text
                + " "
                + _("Khớp với số đã ghi ({giver}): {plan}.").format(
                    giver=self.agrees.giver, plan=self.agrees.text
                )
            )
        return text + " " + _("Không dự toán nào ghi trong sổ khớp với số này.")


def check_of(share: ReportedValue, value: ReportedValue, plans: Sequence[NamedPlan]) -> Check | None:
    """Hold a stated share against the value and its plans; None where one of the numbers is missing or zero.

    A plan agrees when the value is that share of it, at the decimals in which the share was stated.
    """
    stated = None if share.value is None else share.value.normalize()
    got = number_of(value)
    if not stated or got is None:
        return None
    word = value.measure.unit_word
    plan = as_printed(rounded(implied(got, Fraction(stated))), word)
    plan = plan.quantize(_PLACES, rounding=ROUND_HALF_UP)
    text = f"{quantity_text(plan)} {word}".strip()
    places = max(-int(stated.as_tuple().exponent), 0)
    agreeing = (one for one in plans if _same(got, one.value, stated, places))
    return Check(value, text, next(agreeing, None))


def _same(got: Fraction, plan: ReportedValue, stated: Decimal, places: int) -> bool:
    asked = number_of(plan)
    return bool(asked) and rounded(got * 100 / asked, places) == stated  # type: ignore[operator]
