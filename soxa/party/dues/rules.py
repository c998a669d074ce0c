"""What one member owes for one month, when a reduction may run, what three unpaid months of a year mean, how a sum is split."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from soxa.law.acts import ND_135, QD_01_DUES, QD_24
from soxa.law.citation import cites
from soxa.law.dues import (
    ARREARS_CONSIDERED,
    FREE_FROM_PARTY_AGE,
    MINIMUM_WAGE,
    RATE_INSURED,
    RATE_ON_LEAVE,
    RATE_PENSIONER,
    RATE_RETIRED_AGE,
    RATE_WORKING_AGE,
    REDUCTION_MONTHS,
    REDUCTIONS,
    RETIREMENT_AGE,
    STUDENT_DUES,
)
from soxa.law.force import LAWS, Law
from soxa.law.partial import PartialDate
from soxa.law.periods import add_months
from soxa.party.rules import party_age

INSURED, ON_LEAVE, PENSIONER, STUDENT, NO_PENSION, OTHER = (
    "insured",
    "leave",
    "pension",
    "student",
    "none",
    "other",
)
"""Who pays: by wage, by allowance, by pension, a fixed sum, by the regional minimum wage; and those abroad, whose table was not read."""
OF_A_BASE: dict[str, Law] = {INSURED: RATE_INSURED, ON_LEAVE: RATE_ON_LEAVE, PENSIONER: RATE_PENSIONER}
BY_PARTY_AGE, BY_RELIEF = "party_age", "relief"
NO_KIND, NO_BASE, NO_REGION, NO_BIRTH = "kind", "base", "region", "birth"


@dataclass(frozen=True)
class Payer:
    """What a month's dues are reckoned from.

    `base` is the wage, allowance or pension in đồng, `outside` the days spent outside the Party, `off` a reduction in
    per cent.
    """

    kind: str
    base: int | None = None
    sex: str = ""
    born: PartialDate | None = None
    decision: PartialDate | None = None
    admitted: PartialDate | None = None
    recognised: PartialDate | None = None
    outside: int = 0
    region: str = ""
    off: int = 0
    free: bool = False


@dataclass(frozen=True)
class Due:
    """What is owed for a month in whole đồng: None where it cannot be reckoned, and `lacks` says what is not known.

    `free` says why nothing is owed: BY_PARTY_AGE, BY_RELIEF or "".
    """

    amount: int | None
    free: str = ""
    lacks: str = ""


@cites(QD_01_DUES.at("về mức đóng đảng phí"), QD_01_DUES.at("về miễn đóng đảng phí"))
def due_for(payer: Payer, month: date, *, to_nearest: int = 1) -> Due:
    """What a member owes for the month that begins on `month`; ages count as they are at the end of it.

    No rule of rounding was read: a fraction of `to_nearest` đồng goes half up. LookupError in words for a month
    before the first rates.
    """
    last = last_day(month)
    if payer.free:
        return Due(0, BY_RELIEF)
    age = party_age(
        payer.decision, payer.recognised, on=last, admitted=payer.admitted, days_outside=payer.outside
    ).years
    if age is not None and age >= FREE_FROM_PARTY_AGE.count_on(month):
        return Due(0, BY_PARTY_AGE)
    whole, lacks = _whole(payer, month, last)
    if whole is None:
        return Due(None, lacks=lacks)
    owed = whole * (100 - payer.off) / 100 if payer.off else whole
    return Due(int(owed / to_nearest + Fraction(1, 2)) * to_nearest)


def _whole(payer: Payer, month: date, last: date) -> tuple[Fraction | None, str]:
    """The dues before any reduction, or what is lacking to reckon them."""
    if payer.kind in OF_A_BASE:
        return _part(payer.base, OF_A_BASE[payer.kind], month), "" if payer.base else NO_BASE
    if payer.kind == STUDENT:
        return Fraction(STUDENT_DUES.count_on(month)), ""
    if payer.kind != NO_PENSION:
        return None, NO_KIND
    if payer.region not in MINIMUM_WAGE:
        return None, NO_REGION
    if payer.born is None or payer.sex not in RETIREMENT_AGE:
        return None, NO_BIRTH
    rate = RATE_RETIRED_AGE if at_retirement_age(payer.sex, payer.born, last) else RATE_WORKING_AGE
    return _part(MINIMUM_WAGE[payer.region].count_on(month), rate, month), ""


def _part(base: int | None, rate: Law, month: date) -> Fraction | None:
    return base * _hundredth(rate.code, month) if base else None


@cache
def _hundredth(code: str, month: date) -> Fraction:
    return Fraction(Decimal(str(LAWS[code].on(month).amount))) / 100


@cites(QD_01_DUES.at("về mức đóng đảng phí"), ND_135.at("Điều 4"))
def at_retirement_age(sex: str, born: PartialDate, on: date) -> bool:
    """Whether somebody has come to the normal age of retirement by the end of `on`; once reached it stays reached.

    The ladder rises every year: what counts is the step in force when the age was completed. A day or month of birth
    that nobody knows is the first one.
    """
    birth = date(born.year, born.month or 1, born.day or 1)
    for step in RETIREMENT_AGE[sex].rows:
        reached = add_months(birth, int(step.amount))
        if step.since <= on and reached <= on and reached < step.until:
            return True
    return False


@cites(QD_01_DUES.at("về mức đóng đảng phí"))
def last_day(month: date) -> date:
    """The last day of the month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


@cites(QD_01_DUES.at("về giảm mức đóng"))
def reductions_on(day: date) -> tuple[int, ...]:
    """The reductions that may be granted, in per cent."""
    return tuple(int(one) for one in str(REDUCTIONS.on(day).amount).split(","))


@cites(QD_01_DUES.at("về giảm mức đóng"))
def reduction_ends(since: date) -> date:
    """The first day on which a reduction that began on `since` may stand no more."""
    return add_months(since, REDUCTION_MONTHS.count_on(since))


@cites(QD_24.at("mục 8.1"), QD_01_DUES.at("về đảng viên không đóng đảng phí"))
def arrears_level(months: int, on: date) -> str:
    """How grave so many unpaid months of one calendar year are: "bad" where the cell considers the case, "warn" a month before.

    "quiet" for fewer, "good" for none. The months need not follow each other.
    """
    limit = ARREARS_CONSIDERED.count_on(on)
    if not months:
        return "good"
    return "bad" if months >= limit else "warn" if months == limit - 1 else "quiet"


@cites(QD_01_DUES.at("về tỷ lệ trích giữ lại"))
def kept_of(collected: int, percent: Decimal) -> int:
    """What stays below of a sum collected, in whole đồng, a half going up; the rest goes to the level above."""
    return int(Fraction(collected) * Fraction(percent) / 100 + Fraction(1, 2))
