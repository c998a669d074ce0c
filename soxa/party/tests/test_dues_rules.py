"""What a member owes, by the worked examples of the regulation, with the day before and the day of every change."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.law.dues import (
    ARREARS_CONSIDERED,
    FREE_FROM_PARTY_AGE,
    MINIMUM_WAGE,
    RATE_INSURED,
    REDUCTIONS,
    RETIREMENT_AGE,
    STUDENT_DUES,
)
from soxa.law.partial import PartialDate
from soxa.party.dues import rules
from soxa.party.dues.rules import Due, Payer, due_for

NOVEMBER, LATER = date(2026, 11, 1), date(2028, 1, 1)
FARMER = {"kind": "none", "sex": "M", "born": PartialDate(1981, 5, 20)}
OLD_WOMAN = Payer("none", sex="F", born=PartialDate(1969, 10, 1), region="IV")


@pytest.mark.parametrize(
    ("payer", "month", "amount"),
    [
        (Payer("insured", 8_190_000), NOVEMBER, 81_900),
        (Payer("leave", 8_190_000), NOVEMBER, 81_900),
        (Payer("pension", 5_200_000), NOVEMBER, 26_000),
        (Payer("student"), NOVEMBER, 5_000),
        (Payer(**FARMER, region="IV"), NOVEMBER, 11_100),
        (Payer(**FARMER, region="IV"), date(2027, 12, 1), 11_100),
        (Payer(**FARMER, region="IV"), LATER, 18_500),
        (Payer(**FARMER, region="III"), NOVEMBER, 12_420),
        (Payer(**FARMER, region="II"), NOVEMBER, 14_190),
        (Payer(**FARMER, region="I"), NOVEMBER, 15_930),
        (Payer("none", sex="M", born=PartialDate(1950), region="IV"), NOVEMBER, 7_400),
        (Payer("none", sex="M", born=PartialDate(1950), region="I"), NOVEMBER, 10_620),
        (Payer("none", sex="M", born=PartialDate(1950), region="IV"), LATER, 11_100),
        (OLD_WOMAN, date(2026, 9, 1), 11_100),
        (OLD_WOMAN, date(2026, 10, 1), 7_400),
        (Payer("insured", 8_190_000, off=30), NOVEMBER, 57_330),
        (Payer("insured", 8_190_000, off=50), NOVEMBER, 40_950),
        (Payer("insured", 8_190_000, off=70), NOVEMBER, 24_570),
    ],
)
def test_worked_examples(payer, month, amount):
    assert due_for(payer, month) == Due(amount)


def test_a_fraction_of_a_dong_goes_half_up_and_the_commune_may_round_further():
    payer = Payer("insured", 8_191_250)  # 81 912,5
    assert due_for(payer, NOVEMBER).amount == 81_913
    assert due_for(payer, NOVEMBER, to_nearest=1_000).amount == 82_000
    assert due_for(Payer("insured", 8_191_249), NOVEMBER).amount == 81_912


def test_fifty_years_of_party_age_are_free_from_the_month_in_which_they_are_full():
    facts = {"kind": "pension", "base": 5_200_000, "recognised": PartialDate(1977, 9, 2)}
    full = Payer(**facts, decision=PartialDate(1976, 9, 2))
    assert due_for(full, date(2026, 8, 1)) == Due(26_000)
    assert due_for(full, date(2026, 9, 1)) == Due(0, rules.BY_PARTY_AGE)
    left = Payer(**facts, decision=PartialDate(1976, 9, 2), outside=30)
    assert due_for(left, date(2026, 9, 1)) == Due(26_000)
    assert due_for(left, date(2026, 10, 1)) == Due(0, rules.BY_PARTY_AGE)
    unsure = Payer(**facts, admitted=PartialDate(1976))
    assert due_for(unsure, date(2026, 1, 1)).free == rules.BY_PARTY_AGE
    probationary = Payer("pension", 5_200_000, decision=PartialDate(1976, 9, 2))
    assert due_for(probationary, date(2026, 9, 1)) == Due(26_000)


def test_a_grant_frees_even_one_of_whom_nothing_is_known():
    assert due_for(Payer("", free=True), NOVEMBER) == Due(0, rules.BY_RELIEF)


@pytest.mark.parametrize(
    ("payer", "lacks"),
    [
        (Payer(""), "kind"),
        (Payer("other"), "kind"),
        (Payer("insured"), "base"),
        (Payer("pension"), "base"),
        (Payer(**FARMER), "region"),
        (Payer("none", sex="M", region="IV"), "birth"),
        (Payer("none", born=PartialDate(1981), region="IV"), "birth"),
    ],
)
def test_what_cannot_be_reckoned_says_what_is_lacking(payer, lacks):
    assert due_for(payer, NOVEMBER) == Due(None, lacks=lacks)


def test_a_month_before_the_rates_has_no_answer():
    with pytest.raises(LookupError, match="chưa có quy định"):
        due_for(Payer("student"), date(2025, 12, 1))


def test_the_ladder_of_ages():
    """Men 61y6m in 2026, 61y9m in 2027, 62 from 2028; women 57y0m, 57y4m, and 60 from 2035."""
    men, women = RETIREMENT_AGE["M"], RETIREMENT_AGE["F"]
    at = {year: date(year, 7, 1) for year in (2021, 2026, 2027, 2028, 2034, 2035, 2050)}
    assert [men.on(at[year]).amount for year in (2021, 2026, 2027, 2028, 2050)] == [723, 738, 741, 744, 744]
    assert [women.on(at[year]).amount for year in (2021, 2026, 2027, 2034, 2035, 2050)] == [
        664, 684, 688, 716, 720, 720,
    ]  # fmt: skip
    assert {wage.on(NOVEMBER).confirmed for wage in MINIMUM_WAGE.values()} == {False}


def test_an_age_once_reached_stays_reached_though_the_ladder_rises():
    """Born 1/9/1964: 61y3m, the age of 2025, on 1/12/2025; in January 2026 still short of 61y6m."""
    born = PartialDate(1964, 9, 1)
    assert not rules.at_retirement_age("M", born, date(2025, 11, 30))
    assert rules.at_retirement_age("M", born, date(2025, 12, 1))
    assert rules.at_retirement_age("M", born, date(2026, 1, 31))
    short = PartialDate(1964, 10, 1)  # 61y3m on 1/1/2026, when 61y6m are asked
    assert not rules.at_retirement_age("M", short, date(2026, 3, 31))
    assert rules.at_retirement_age("M", short, date(2026, 4, 1))


def test_three_unpaid_months_are_considered_and_two_are_warned_of():
    levels = [rules.arrears_level(months, NOVEMBER) for months in range(5)]
    assert levels == ["good", "quiet", "warn", "bad", "bad"]


def test_a_reduction_runs_for_twelve_months_at_most():
    assert rules.reductions_on(NOVEMBER) == (30, 50, 70)
    assert rules.reduction_ends(date(2026, 3, 1)) == date(2027, 3, 1)


def test_what_is_kept_and_what_goes_up_are_the_whole():
    assert rules.kept_of(1_234_567, Decimal(30)) == 370_370
    assert rules.kept_of(5, Decimal(50)) == 3
    assert rules.kept_of(1_000_000, Decimal("37.5")) == 375_000
    assert rules.kept_of(0, Decimal(30)) == 0


def test_rates_of_january_are_labelled_and_the_text_of_each_day_is_cited():
    """The regulation is of 03/02/2026; before it three months unpaid stood in the regulation on the Charter of the day."""
    rates = (RATE_INSURED, STUDENT_DUES, FREE_FROM_PARTY_AGE, REDUCTIONS)
    assert [one.on(date(2026, 1, 31)).confirmed for one in rates] == [False] * 4
    assert [one.on(date(2026, 2, 1)).confirmed for one in rates] == [True] * 4
    days = (date(2025, 1, 19), date(2025, 1, 20), date(2025, 7, 1), date(2026, 1, 1))
    cited = [str(ARREARS_CONSIDERED.on(day).cite.act) for day in days]
    assert cited == ["Quy định 24-QĐ/TW", "Quy định 232-QĐ/TW", "Quy định 294-QĐ/TW", "Quy định 01-QĐ/TW"]
